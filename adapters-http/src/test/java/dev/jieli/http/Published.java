package dev.jieli.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.jieli.http.api.DocsRoutes;
import dev.jieli.http.site.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The published OpenAPI document, to which every request and answer of the tests is held. */
final class Published {
    private static final String AT = "https://jieli.dev/openapi.json";
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    static final JsonNode DOCUMENT = read();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(AT, closed(DOCUMENT).toString()))));
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Published() {}

    private static JsonNode read() {
        try (InputStream in = requireNonNull(DocsRoutes.class.getResourceAsStream("openapi.json"))) {
            return Json.MAPPER.readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The document with every object closed: what is not written down must not be there. */
    private static JsonNode closed(JsonNode document) {
        JsonNode copy = document.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Published::close);
    }

    /** Every operation as {@code POST /api/v1/cases}. */
    static Set<String> operations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    /** Holds one exchange to the document; what is not under /api/v1 and not described is let through. */
    static void hold(String method, String path, Optional<byte[]> sent, Optional<String> sentType, Served.Reply reply) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        Optional<String> template = template(plain);
        if (template.isEmpty() || reply.status() == 405) {
            assertThat(reply.status())
                    .as(method + " " + plain + " is not published")
                    .isIn(200, 302, 303, 400, 404, 405);
            return;
        }
        String pointer =
                "/paths/" + template.get().replace("/", "~1") + "/" + method.toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = DOCUMENT.at(pointer);
        if (method.equals("HEAD")) {
            return;
        }
        assertThat(operation.isObject()).as(method + " " + template.get()).isTrue();
        if (reply.status() < 300) {
            request(operation, pointer, path, sent, sentType);
        }
        response(operation, pointer, reply);
    }

    private static Optional<String> template(String path) {
        if (DOCUMENT.get("paths").has(path)) {
            return Optional.of(path);
        }
        return DOCUMENT.get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> Pattern.matches(template.replaceAll("\\{\\w+}", "[^/]+"), path))
                .findFirst();
    }

    private static void request(
            JsonNode operation, String pointer, String path, Optional<byte[]> sent, Optional<String> sentType) {
        if (path.contains("?")) {
            Set<String> known = ImmutableList.copyOf(operation.get("parameters")).stream()
                    .map(Published::resolved)
                    .filter(parameter -> parameter.get("in").asText().equals("query"))
                    .map(parameter -> parameter.get("name").asText())
                    .collect(Collectors.toSet());
            for (String parameter : path.substring(path.indexOf('?') + 1).split("&", -1)) {
                assertThat(known).contains(parameter.substring(0, parameter.indexOf('=')));
            }
        }
        JsonNode content = operation.at("/requestBody/content");
        String media = sentType.map(type -> type.split(";", -1)[0]).orElse("");
        if (content.has("application/json") && media.equals("application/json")) {
            valid(
                    pointer + "/requestBody/content/application~1json/schema",
                    new String(sent.orElseThrow(), java.nio.charset.StandardCharsets.UTF_8));
        } else if (!content.isMissingNode()) {
            assertThat(content.has(media)).as("may be sent as " + media).isTrue();
        }
    }

    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void response(JsonNode operation, String pointer, Served.Reply reply) {
        JsonNode found = operation.path("responses").path(Integer.toString(reply.status()));
        assertThat(found.isObject())
                .as(pointer + " may answer " + reply.status() + ": " + reply.text())
                .isTrue();
        JsonNode response = resolved(found);
        String at =
                found.has("$ref") ? found.get("$ref").asText().substring(1) : pointer + "/responses/" + reply.status();
        if (!response.has("content")) {
            assertThat(reply.text()).isEmpty();
            return;
        }
        String media = reply.header("Content-Type").orElse("").split(";", -1)[0];
        assertThat(response.get("content").has(media))
                .as(pointer + " may answer as " + media)
                .isTrue();
        if (media.endsWith("json")) {
            valid(at + "/content/" + media.replace("/", "~1") + "/schema", reply.text());
        }
        response.path("headers")
                .fieldNames()
                .forEachRemaining(
                        header -> assertThat(reply.header(header)).as(header).isPresent());
    }

    private static void valid(String pointer, String json) {
        JsonSchema schema =
                SCHEMAS.computeIfAbsent(pointer, at -> FACTORY.getSchema(SchemaLocation.of(AT + "#" + at), CONFIG));
        assertThat(schema.validate(json, InputFormat.JSON))
                .as(pointer + "\n" + json)
                .isEmpty();
    }
}
