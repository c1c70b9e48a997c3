package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.jieli.application.published.ActJson;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.http.wording.Flaw;
import dev.jieli.testkit.Who;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void every_route_of_the_api_is_published_and_everything_published_has_a_route() {
        Set<String> routes = served.operations().stream()
                .filter(route -> route.contains(" /api/") || route.contains(" /health") || route.endsWith(" /metrics"))
                .collect(Collectors.toSet());
        assertThat(routes).isEqualTo(Published.operations());
    }

    @Test
    void every_operation_may_be_told_to_come_more_slowly() {
        for (JsonNode path : Published.DOCUMENT.get("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.at("/responses").has("429"))
                        .as(operation.path("operationId").asText())
                        .isTrue();
            }
        }
    }

    /** What the specification of OpenAPI 3.1 asks of the parts that stand in this document. */
    @Test
    void the_document_is_openapi_3_1() {
        JsonNode document = Published.DOCUMENT;
        assertThat(document.path("openapi").asText()).matches("3\\.1\\.\\d+");
        assertThat(document.at("/info/title").asText()).isNotBlank();
        assertThat(document.at("/info/version").asText()).isNotBlank();
        only(document, "openapi", "info", "servers", "security", "tags", "paths", "components");
        Set<String> tags = ImmutableList.copyOf(document.get("tags")).stream()
                .map(tag -> tag.get("name").asText())
                .collect(Collectors.toSet());
        Set<String> ids = new java.util.HashSet<>();
        for (var path : document.get("paths").properties()) {
            assertThat(path.getKey()).startsWith("/");
            only(path.getValue(), "get", "put", "post", "delete", "head", "patch");
            for (JsonNode operation : path.getValue()) {
                String id = operation.path("operationId").asText();
                assertThat(ids.add(id)).as(path.getKey() + " " + id).isTrue();
                only(
                        operation,
                        "operationId",
                        "tags",
                        "summary",
                        "description",
                        "parameters",
                        "requestBody",
                        "responses",
                        "security");
                assertThat(tags).as(id).containsAll(texts(operation.get("tags")));
                parameters(path.getKey(), operation);
                contents(id, operation.path("requestBody"), operation.has("requestBody"));
                for (JsonNode security : operation.path("security")) {
                    security.fieldNames()
                            .forEachRemaining(scheme -> assertThat(document.at("/components/securitySchemes")
                                            .has(scheme))
                                    .as(id)
                                    .isTrue());
                }
                for (var response : operation.get("responses").properties()) {
                    assertThat(response.getKey()).as(id).matches("[1-5]\\d\\d");
                    JsonNode said = Published.resolved(response.getValue());
                    only(said, "description", "headers", "content");
                    assertThat(said.path("description").asText()).as(id).isNotBlank();
                    contents(id, said, said.has("content"));
                }
                assertThat(operation.get("responses").fieldNames())
                        .toIterable()
                        .as(id)
                        .anyMatch(code -> code.startsWith("2") || code.startsWith("3"));
            }
        }
        JsonSchema dialect = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        for (var schema : document.at("/components/schemas").properties()) {
            assertThat(dialect.validate(schema.getValue())).as(schema.getKey()).isEmpty();
        }
    }

    private static void only(JsonNode node, String... fields) {
        assertThat(ImmutableList.copyOf(node.fieldNames())).isSubsetOf(fields);
    }

    private static void contents(String id, JsonNode holder, boolean there) {
        if (there) {
            assertThat(holder.path("content")).as(id).isNotEmpty();
            for (var content : holder.get("content").properties()) {
                assertThat(content.getKey()).as(id).matches("[a-z*]+/[a-z0-9.+*-]+");
                only(content.getValue(), "schema", "example", "examples", "encoding");
            }
        }
    }

    /** Those in the path are just those that its address names, each once. */
    private static void parameters(String path, JsonNode operation) {
        Set<String> named = new java.util.HashSet<>();
        Set<String> inPath = new java.util.HashSet<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = Published.resolved(reference);
            String in = parameter.path("in").asText();
            String name = parameter.path("name").asText();
            only(parameter, "name", "in", "required", "description", "schema", "explode", "style");
            assertThat(in).isIn("path", "query", "header");
            assertThat(named.add(in + " " + name)).as(path + " " + name).isTrue();
            assertThat(parameter.has("schema")).as(path + " " + name).isTrue();
            if (in.equals("path")) {
                inPath.add(name);
                assertThat(parameter.path("required").asBoolean())
                        .as(path + " " + name)
                        .isTrue();
            }
        }
        assertThat(inPath)
                .as(path)
                .isEqualTo(java.util.regex.Pattern.compile("\\{(\\w+)}")
                        .matcher(path)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void every_operation_says_which_problems_may_come_of_it() {
        for (var path : Published.DOCUMENT.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                String id = operation.path("operationId").asText();
                Set<String> said = Sets.newHashSet(operation.get("responses").fieldNames());
                boolean open =
                        operation.has("security") && operation.get("security").isEmpty();
                if (!open) {
                    assertThat(said).as(id).contains("401", "403");
                }
                if (operation.has("requestBody")) {
                    assertThat(said).as(id).contains("400", "408", "413", "415");
                }
                if (operation.path("parameters").toString().contains("\"in\":\"query\"")) {
                    assertThat(said).as(id).contains("400");
                }
                if (path.getKey().contains("{")) {
                    assertThat(said).as(id).contains("404");
                }
                for (String code : said) {
                    JsonNode answer = Published.resolved(operation.at("/responses/" + code));
                    if (code.compareTo("400") >= 0 && path.getKey().startsWith("/api/")) {
                        assertThat(answer.at("/content/application~1problem+json")
                                        .isObject())
                                .as(id + " " + code)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void every_post_takes_an_idempotency_key_or_says_why_it_needs_none() {
        List<String> neither = new java.util.ArrayList<>();
        for (String route : served.operations()) {
            if (route.startsWith("POST /api/")) {
                JsonNode post = Published.DOCUMENT.at("/paths/"
                        + route.substring("POST ".length())
                                .replace("<", "{")
                                .replace(">", "}")
                                .replace("/", "~1") + "/post");
                boolean keyed = post.path("parameters").toString().contains("#/components/parameters/Key\"");
                boolean excused = post.path("description").asText().matches("Without `Idempotency-Key`: .{20,}");
                if (keyed == excused) {
                    neither.add(route);
                }
            }
        }
        assertThat(neither).isEmpty();
    }

    @Test
    void every_reason_is_published() {
        Set<String> reasons = Stream.of(Reason.values(), Ruling.Kind.values(), Flaw.values())
                .flatMap(Arrays::stream)
                .map(Enum::name)
                .collect(Collectors.toSet());
        assertThat(texts(Published.DOCUMENT.at("/components/schemas/Reason/enum")))
                .isEqualTo(reasons);
    }

    @Test
    void every_act_that_a_person_may_ask_for_is_published() {
        Set<String> bySystem =
                Set.of("register", "receiveDirectly", "takeOver", "realign", "warn", "warnIdle", "reckon");
        Set<String> onPapers = Set.of("draftPaper", "checkPaper", "issuePaper", "fetchPaper");
        assertThat(published("CaseAct"))
                .isEqualTo(Sets.difference(ActJson.types(Subject.Kind.CASE), Sets.union(bySystem, onPapers)));
        assertThat(published("HandoverStep"))
                .isEqualTo(Sets.difference(
                        ActJson.types(Subject.Kind.HANDOVER), Set.of("open", "takeEffect", "warnVacancy")));
    }

    private static Set<String> published(String name) {
        return ImmutableList.copyOf(Published.DOCUMENT
                        .at("/components/schemas/" + name + "/discriminator/mapping")
                        .fieldNames())
                .stream()
                .collect(Collectors.toSet());
    }

    private static Set<String> texts(JsonNode list) {
        return ImmutableList.copyOf(list).stream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    @Test
    void constants_are_published_as_they_are() {
        for (Class<? extends Enum<?>> type : List.<Class<? extends Enum<?>>>of(
                dev.jieli.domain.casefile.Stage.class,
                dev.jieli.domain.casefile.Ending.class,
                dev.jieli.domain.casefile.Channel.class,
                dev.jieli.domain.casefile.Manner.class,
                dev.jieli.domain.casefile.LegalPath.class,
                dev.jieli.domain.casefile.LegalIssue.class,
                dev.jieli.domain.statute.Term.class,
                dev.jieli.domain.calendar.Light.class,
                dev.jieli.domain.accountability.Role.class,
                dev.jieli.domain.docket.Capacity.class,
                dev.jieli.domain.tenure.Handover.Cause.class,
                dev.jieli.domain.tenure.Handover.Risk.class)) {
            assertThat(texts(Published.DOCUMENT.at("/components/schemas/" + type.getSimpleName() + "/enum")))
                    .as(type.getSimpleName())
                    .isEqualTo(Arrays.stream(type.getEnumConstants())
                            .map(Enum::name)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void every_reference_leads_somewhere_and_every_schema_is_used() {
        List<String> references = new java.util.ArrayList<>();
        references(Published.DOCUMENT, references);
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                Published.DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        for (String kind : List.of("schemas", "responses", "parameters")) {
            Published.DOCUMENT
                    .at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(references).contains("#/components/" + kind + "/" + name));
        }
    }

    private static void references(JsonNode node, Collection<String> into) {
        if (node.path("$ref").isTextual()) {
            into.add(node.get("$ref").asText());
        }
        node.forEach(child -> references(child, into));
    }

    @Test
    void an_answer_that_is_not_as_published_fails_the_test() {
        Served.Reply health = served.nobody().get("/health");
        assertThatThrownBy(() -> Published.hold("GET", "/api/v1/me", Optional.empty(), Optional.empty(), health))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("status");
        assertThatThrownBy(() ->
                        Published.hold("GET", "/api/v1/cases?colour=red", Optional.empty(), Optional.empty(), health))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_document_and_its_page_are_open_to_everybody_and_need_no_other_server() {
        Served.Reply document = served.nobody().get("/openapi.json");
        assertThat(document.json()).isEqualTo(Published.DOCUMENT);
        Served.Reply page = served.nobody().header("Accept", "text/html").get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("id=\"NOT_YOURS\"")
                .doesNotContain("http://", "https://", "<script>", "style=");
        Stream.of(page.text().split("\"", -1))
                .filter(part -> part.startsWith("/static/"))
                .forEach(asset -> assertThat(served.nobody().get(asset).status())
                        .as(asset)
                        .isEqualTo(200));
        assertThat(served.as(Who.CLERK).in("en").get("/docs").text()).contains("What it means and what to do");
    }
}
