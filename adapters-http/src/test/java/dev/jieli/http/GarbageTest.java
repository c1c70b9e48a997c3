package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.site.Json;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Whatever is sent to any route by whomever: an answer that says why not, never a fault. What is sent is made from the
 * published document, so that most of it is nearly right. {@code -Djqwik.tries.default=20000} is the long form.
 */
class GarbageTest {
    private static final int TRIES_WITH_ONE_OFFICE = 100;
    private static final ImmutableList<JsonNode> OPERATIONS = operations();
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}|<\\w+>");
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "0",
            "-1",
            "99999999999999999999",
            "true",
            "null",
            "2026-02-30",
            "2026-03-02",
            "9999-12-31",
            "+999999999-12-31",
            "-999999999-01-01",
            "0000-01-01",
            "修路",
            "\u0000",
            "\uD800",
            "%00",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "a".repeat(5_000),
            "\u202E甲",
            "00000000-0000-0000-0000-000000000000",
            "330723",
            "NaN",
            "[]",
            "{}");

    private static final List<String> HEADERS = List.of(
            "Authorization",
            "Cookie",
            "X-Guard",
            "Acting-As",
            "Idempotency-Key",
            "If-Match",
            "Origin",
            "Sec-Fetch-Site",
            "X-Forwarded-For",
            "Forwarded",
            "Accept",
            "Accept-Language",
            "User-Agent",
            "HX-Request",
            "Range",
            "X-HTTP-Method-Override");
    private static final List<String> PLACES = List.of(
            "12",
            "1772416800000.17",
            "2026-03-02~00000000-0000-0000-0000-000000000000",
            "case/00000000-0000-0000-0000-000000000000/1",
            "2026-0117");
    private static final List<String> LISTS = List.of(
            "/api/v1/cases", "/api/v1/feed", "/api/v1/audit", "/api/v1/accounts", "/api/v1/units", "/ledger", "/audit");

    private static Optional<Served> office = Optional.empty();
    private static Optional<Served> untouched = Optional.empty();
    private static List<String> cases = List.of();
    private static int tries;

    @BeforeTry
    void open() {
        if (tries++ % TRIES_WITH_ONE_OFFICE == 0) {
            shut();
            Served served = Served.an_office(settings -> settings.withLimits(20_000, 100_000));
            Given given = served.given();
            cases = List.of(
                    given.registered().id().toString(), given.registered().id().toString());
            office = Optional.of(served);
        }
    }

    @AfterContainer
    static void shut() {
        office.ifPresent(Served::close);
        office = Optional.empty();
    }

    @AfterContainer
    static void shutUntouched() {
        untouched.ifPresent(Served::close);
    }

    @Property
    void what_is_nearly_what_the_document_asks_for(@ForAll Random random) {
        JsonNode operation = one(OPERATIONS, random);
        Served served = office.orElseThrow();
        Made made = new Made(random);
        String path = made.path(operation.get("path").asText()) + made.query(operation);
        JsonNode schema = operation.at("/operation/requestBody/content/application~1json/schema");
        Served.Call call = random.nextInt(20) == 0 ? served.nobody() : served.as(one(List.of(Who.values()), random));
        Optional<byte[]> body = Optional.empty();
        if (!schema.isMissingNode()) {
            call.header("Content-Type", "application/json");
            body = Optional.of(made.bytes(made.value(schema, 0)));
        }
        String method = operation.get("method").asText();
        Served.Reply reply = call.sent(method, path, body);
        String what = method + " " + path + " " + body.map(GarbageTest::text).orElse("") + " -> " + reply.text();
        assertThat(reply.status()).as(what).isLessThan(500);
        if (reply.status() >= 400) {
            assertThat(reply.at("reason") + reply.at("type")).as(what).isNotBlank();
        }
    }

    @Property
    void any_page_with_anything_in_its_address_and_its_form(@ForAll Random random) {
        Served served = office.orElseThrow();
        List<String> pages = served.operations().stream()
                .filter(route -> !route.contains(" /api/") && !route.contains("sign-out"))
                .sorted()
                .toList();
        String[] page = one(pages, random).split(" ", 2);
        Made made = new Made(random);
        String path = made.path(page[1]) + "?" + made.form();
        Who who = one(List.of(Who.values()), random);
        Served.Call call = served.nobody().header("Accept", "text/html").header("Cookie", "jieli=" + served.token(who));
        Optional<byte[]> body = Optional.empty();
        if (page[0].equals("POST")) {
            call.header("Content-Type", "application/x-www-form-urlencoded");
            body = Optional.of(("guard=guard-" + who + "&" + made.form()).getBytes(StandardCharsets.UTF_8));
        }
        Served.Reply reply = call.sent(page[0], path, body);
        assertThat(reply.status()).as(page[0] + " " + path + reply.text()).isLessThan(500);
    }

    /** Bearer tokens, cookies, guards, keys of requests, and all else that a header says of whoever comes. */
    @Property
    void whatever_the_headers_say(@ForAll Random random) throws IOException {
        Served served = office.orElseThrow();
        List<String> routes = served.operations().stream()
                .filter(route -> !route.contains("sign-out"))
                .sorted()
                .toList();
        String[] route = one(routes, random).split(" ", 2);
        Made made = new Made(random);
        String body = route[0].equals("GET") ? "" : made.form();
        StringBuilder request =
                new StringBuilder(route[0] + " " + made.path(route[1]) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = random.nextInt(6); i >= 0; i--) {
            request.append(one(HEADERS, random))
                    .append(": ")
                    .append(made.header())
                    .append("\r\n");
        }
        String answer = served.raw(request + "Content-Length: " + body.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n" + body);
        assertThat(answer)
                .as(request + body)
                .matches("(?s)(HTTP/1\\.1 [234].*)?")
                .doesNotContain("\tat ");
    }

    /** A token, a cookie or a guard that is not just the one that was given is nobody's. */
    @Property
    void what_is_nearly_a_token_opens_nothing(@ForAll Random random) {
        Served served = untouched.orElseGet(Served::an_office);
        untouched = Optional.of(served);
        String token = served.token(Who.CLERK);
        String other = new Made(random).nearly(token);
        if (other.equals(token)) {
            return;
        }
        assertThat(served.nobody()
                        .header("Authorization", "Bearer " + other)
                        .sent("GET", "/api/v1/me")
                        .status())
                .as(other)
                .isEqualTo(401);
        assertThat(served.nobody()
                        .header("Cookie", "jieli=" + other)
                        .sent("GET", "/api/v1/me")
                        .status())
                .as(other)
                .isEqualTo(401);
        String guard = "guard-CLERK";
        String wrong = new Made(random).nearly(guard);
        if (!wrong.equals(guard)) {
            Served.Reply unguarded = served.nobody()
                    .header("Cookie", "jieli=" + token)
                    .header("X-Guard", wrong)
                    .header("Content-Type", "application/json")
                    .sent("POST", "/api/v1/cases", Optional.of(new byte[] {'{', '}'}));
            assertThat(unguarded.status()).as(wrong + unguarded.text()).isEqualTo(403);
        }
    }

    /** Where a list goes on: a place that was not given is told to be none, or there is nothing after it. */
    @Property
    void whatever_a_list_is_to_go_on_after(@ForAll Random random) {
        Served served = office.orElseThrow();
        Made made = new Made(random);
        String after = random.nextBoolean() ? made.nearly(one(PLACES, random)) : made.word();
        String path = one(LISTS, random) + "?after=" + Made.encoded(after);
        Served.Call call = path.startsWith("/api")
                ? random.nextBoolean() ? served.as(Who.HEAD) : served.as(Duty.AUDIT)
                : served.nobody().header("Accept", "text/html").header("Cookie", "jieli=" + served.token(Who.HEAD));
        Served.Reply reply = call.sent("GET", path, Optional.empty());
        assertThat(reply.status()).as(path + reply.text()).isLessThan(500);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ImmutableList<JsonNode> operations() {
        ImmutableList.Builder<JsonNode> all = ImmutableList.builder();
        for (Map.Entry<String, JsonNode> path : Published.DOCUMENT.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                ObjectNode operation = Json.object()
                        .put("method", method.getKey().toUpperCase(java.util.Locale.ROOT))
                        .put("path", path.getKey());
                operation.set("operation", method.getValue());
                if (!path.getKey().endsWith("/sign-out")) {
                    all.add(operation);
                }
            }
        }
        return all.build();
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** Values as the document describes them, more or less. */
    private record Made(Random random) {

        boolean rarely() {
            return random.nextInt(12) == 0;
        }

        String word() {
            return random.nextInt(3) == 0 ? id() : one(WORDS, random);
        }

        /** Of something that is there. */
        String id() {
            return switch (random.nextInt(3)) {
                case 0 -> one(List.of(Who.values()), random).id().toString();
                case 1 -> one(List.of(Who.values()), random).official().toString();
                default -> one(cases, random);
            };
        }

        String header() {
            Who who = one(List.of(Who.values()), random);
            String said = switch (random.nextInt(8)) {
                case 0 -> "Bearer token-" + who;
                case 1 ->
                    "jieli=token-" + who + "; acting="
                            + one(List.of(Who.values()), random).id();
                case 2 -> "guard-" + who;
                case 3 -> "known=" + "x".repeat(random.nextInt(300)) + "." + word() + "; lang=" + word();
                case 4 -> "\"" + random.nextInt() + "\"";
                case 5 -> "http://" + word();
                default -> word();
            };
            String wild = random.nextInt(3) == 0 ? nearly(said) : said;
            return wild.replaceAll("[\r\n]", "");
        }

        /** A sign changed, left out, put in or doubled; sometimes nothing. */
        String nearly(String text) {
            int at = random.nextInt(text.length() + 1);
            char sign = (char) (random.nextInt(4) == 0 ? 0xA0 + random.nextInt(90) : 0x21 + random.nextInt(94));
            String tail = text.substring(Math.min(text.length(), at + 1));
            String changed = switch (random.nextInt(6)) {
                case 0 -> text.substring(0, at) + sign + text.substring(at);
                case 1 -> text.substring(0, at) + tail;
                case 2 -> text + text;
                case 3 -> text.toLowerCase(java.util.Locale.ROOT);
                case 4 -> "x".repeat(random.nextInt(4_000));
                default -> text.substring(0, at) + sign + tail;
            };
            return changed.replaceAll("[;,\"\\\\ ]", ""); // what ends or encloses the value of a cookie
        }

        String path(String template) {
            Matcher parameter = PARAMETER.matcher(template);
            return parameter.replaceAll(
                    found -> Matcher.quoteReplacement(encoded(random.nextInt(4) == 0 ? word() : id())));
        }

        String query(JsonNode operation) {
            return Streams.stream(operation.at("/operation/parameters"))
                    .filter(parameter -> parameter.path("in").asText().equals("query") && random.nextInt(3) > 0)
                    .map(parameter ->
                            parameter.path("name").asText() + "=" + encoded(text(value(parameter.path("schema"), 0))))
                    .collect(Collectors.joining("&", "?", ""));
        }

        String form() {
            return random.ints(random.nextInt(5), 0, FIELDS.size())
                    .mapToObj(field -> FIELDS.get(field) + "=" + encoded(word()))
                    .collect(Collectors.joining("&"));
        }

        private static final List<String> FIELDS = List.of(
                "on",
                "seen",
                "to",
                "holder",
                "unit",
                "reason",
                "text",
                "page",
                "after",
                "q",
                "filter",
                "term",
                "from",
                "day",
                "kind",
                "other",
                "official",
                "post",
                "region",
                "year",
                "name",
                "password",
                "lang",
                "next",
                "file",
                "days");

        static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        private static String text(JsonNode value) {
            return value.isTextual() ? value.textValue() : value.toString();
        }

        JsonNode value(JsonNode schema, int depth) {
            if (rarely() || depth > 8) {
                return anything();
            }
            if (schema.has("$ref")) {
                return value(Published.DOCUMENT.at(schema.get("$ref").asText().substring(1)), depth + 1);
            }
            if (schema.has("oneOf")) {
                return value(one(ImmutableList.copyOf(schema.get("oneOf")), random), depth + 1);
            }
            if (schema.has("const")) {
                return schema.get("const");
            }
            if (schema.has("enum")) {
                return one(ImmutableList.copyOf(schema.get("enum")), random);
            }
            JsonNode type = schema.path("type");
            return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
                case "object" -> object(schema, depth);
                case "array" -> {
                    ArrayNode array = Json.MAPPER.createArrayNode();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        array.add(value(schema.path("items"), depth + 1));
                    }
                    yield array;
                }
                case "integer", "number" -> Json.MAPPER.getNodeFactory().numberNode(random.nextInt(8) - 1);
                case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
                case "string" ->
                    Json.MAPPER
                            .getNodeFactory()
                            .textNode(string(schema.path("format").asText()));
                default -> anything();
            };
        }

        private ObjectNode object(JsonNode schema, int depth) {
            ObjectNode object = Json.object();
            List<String> required = Streams.stream(schema.path("required"))
                    .map(JsonNode::asText)
                    .toList();
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (required.contains(property.getKey()) ? !rarely() : random.nextInt(3) == 0) {
                    object.set(property.getKey(), value(property.getValue(), depth + 1));
                }
            }
            if (rarely()) {
                object.set(word(), anything());
            }
            return object;
        }

        private String string(String format) {
            return switch (rarely() ? "" : format) {
                case "date" -> "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
                case "date-time" -> "2026-03-02T02:00:00Z";
                case "uuid" -> id();
                default -> word();
            };
        }

        private JsonNode anything() {
            return switch (random.nextInt(7)) {
                case 0 -> Json.MAPPER.getNodeFactory().nullNode();
                case 1 -> Json.MAPPER.getNodeFactory().numberNode(random.nextLong());
                case 2 -> Json.MAPPER.getNodeFactory().numberNode(random.nextDouble() * 1e300);
                case 3 -> Json.MAPPER.getNodeFactory().booleanNode(true);
                case 4 -> Json.MAPPER.createArrayNode().add(word());
                case 5 -> Json.object().put(word(), word());
                default -> Json.MAPPER.getNodeFactory().textNode(word());
            };
        }

        /** Mostly as it is, sometimes with some bytes changed. */
        byte[] bytes(JsonNode value) {
            byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
            if (rarely() && bytes.length > 0) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            return bytes;
        }
    }
}
