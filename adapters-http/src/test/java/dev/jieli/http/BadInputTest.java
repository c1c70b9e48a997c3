package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of each kind: a clear refusal, nothing half done, never a stack trace. */
class BadInputTest {
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.an_office(settings -> settings.withLimits(20_000, 100_000));
    }

    @AfterAll
    static void stop() {
        assertThat(served.as(Who.CLERK).get("/api/v1/cases").json().get("lines"))
                .isEmpty();
        served.close();
    }

    private static Reply register(String json) {
        return served.as(Who.CLERK).post("/api/v1/cases", json);
    }

    private static List<String> errors(Reply reply) {
        return ImmutableList.copyOf(reply.json().get("errors")).stream()
                .map(error ->
                        error.get("field").asText() + " " + error.get("why").asText())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{'number':",
                "not json",
                "{'a':1}{'b':2}",
                "{'a':1,'a':2}",
                "{a:1}",
                "{'a':NaN}",
                "\u0000"
            })
    void what_is_no_json_is_told_so(String body) {
        Reply reply = register(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("NOT_JSON");
        assertThat(reply.text()).doesNotContain("Exception", "jackson", "line:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "true", "\"text\""})
    void what_is_no_object_is_told_so(String body) {
        Reply reply = served.as(Who.CLERK)
                .header("Content-Type", "application/json")
                .send("POST", "/api/v1/cases", Optional.of(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("BODY_INVALID");
        assertThat(errors(reply)).contains(" NOT_AN_OBJECT");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        Reply reply =
                register("{'number':7,'channel':'PIGEON','receivedOn':'2026-02-30','place':'12','persons':'three',"
                        + "'petitioner':{'nickname':'x','phone':1},'colour':'red'}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("BODY_INVALID");
        assertThat(errors(reply))
                .containsExactlyInAnyOrder(
                        "number NOT_A_TEXT",
                        "channel NOT_ONE_OF",
                        "receivedOn NOT_A_DATE",
                        "gist MISSING",
                        "place NOT_A_REGION",
                        "persons NOT_A_WHOLE_NUMBER",
                        "petitioner.phone NOT_A_TEXT",
                        "petitioner.nickname UNKNOWN",
                        "colour UNKNOWN");
        assertThat(reply.at("detail")).contains("number应为文字");
        Reply english = served.as(Who.CLERK).in("en-GB").post("/api/v1/cases", "{'number':'1','channel':'WEB'}");
        assertThat(english.at("detail")).contains("gist is missing");
        assertThat(english.at("errors/0/detail")).isEqualTo("is missing");
    }

    @Test
    void control_characters_and_blanks_are_no_names() {
        assertThat(errors(register("{'number':'a\\u0000b','channel':'WEB','gist':'一'}")))
                .containsExactly("number NOT_PLAIN_TEXT");
        assertThat(errors(register("{'number':' ','channel':'WEB','gist':'一'}")))
                .containsExactly("number BLANK");
    }

    /** PostgreSQL keeps no NUL, and an entry with one could not be looked for. */
    @Test
    void control_characters_in_an_address_or_a_form_reach_no_store() {
        assertThat(errors(served.as(Who.CLERK).get("/api/v1/cases?text=a%00b"))).containsExactly("text NOT_PLAIN_TEXT");
        for (String path : new String[] {"/ledger?q=%00", "/law/deadlines?%01=x", "/sign-in?next=%7F"}) {
            Reply page = served.nobody()
                    .header("Cookie", "jieli=" + served.token(Who.CLERK))
                    .header("Accept", "text/html")
                    .sent("GET", path);
            assertThat(page.status()).as(path).isEqualTo(400);
            assertThat(page.text()).contains("含有控制字符");
        }
        Reply form = served.nobody()
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent("POST", "/sign-in", Optional.of("account=a%00b&password=x".getBytes(StandardCharsets.UTF_8)));
        assertThat(form.status()).isEqualTo(400);
        assertThat(form.text()).contains("account含有控制字符");
    }

    @Test
    void an_act_of_no_kind_and_one_with_wrong_fields_are_told() {
        String at = "/api/v1/cases/00000000-0000-0000-0000-000000000000/acts";
        Reply kind = served.as(Who.CLERK).post(at, "{'type':'abolish','seen':1}");
        assertThat(errors(kind)).containsExactly("type NOT_ONE_OF");
        assertThat(kind.at("errors/0/hint")).contains("transfer");
        Reply fields = served.as(Who.CLERK).post(at, "{'type':'transfer','to':'me','because':'of','seen':1}");
        assertThat(errors(fields)).containsExactlyInAnyOrder("to NOT_AN_ID", "material MISSING", "because UNKNOWN");
        Reply seen = served.as(Who.CLERK).post(at, "{'type':'accept','seen':'one','on':'today'}");
        assertThat(errors(seen)).containsExactlyInAnyOrder("seen NOT_A_WHOLE_NUMBER", "on NOT_A_DATE");
    }

    @Test
    void what_is_too_large_is_not_read() {
        Reply reply = register("{'number':'1','channel':'WEB','gist':'" + "长".repeat(10_000) + "'}");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.reason()).isEqualTo("TOO_LARGE");
        assertThat(reply.at("detail")).contains("20000");
    }

    @Test
    void deep_nesting_is_no_way_in() {
        Reply reply = register("{'number':" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void another_content_type_is_told_so(String type) {
        Reply reply = served.as(Who.CLERK)
                .header("Content-Type", type)
                .post("/api/v1/cases", "{'number':'1','channel':'WEB','gist':'一'}");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.reason()).isEqualTo("WRONG_CONTENT_TYPE");
        assertThat(reply.at("detail")).contains("application/json");
    }

    /** Before anybody is known, a password is all that is waited for. */
    @Test
    void whoever_is_not_signed_in_sends_no_more_than_a_few_kib() throws Exception {
        String large = "x".repeat(17_000);
        String form = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + large + "\r\n--b--\r\n";
        String chunked = Integer.toHexString(form.length()) + "\r\n" + form + "\r\n0\r\n\r\n";
        for (String path : List.of("/sign-in", "/set-up", "/api/v1/sign-in", "/api/v1/set-up")) {
            for (String type : List.of(
                    "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
                String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: "
                        + type + "\r\nAccept: application/json\r\n";
                // of the first, the body does not even come
                assertThat(served.raw(head + "Content-Length: 33000000\r\n\r\n"))
                        .as(path + " " + type)
                        .startsWith("HTTP/1.1 413")
                        .contains("TOO_LARGE", "16384");
                if (type.startsWith("multipart") ? !path.startsWith("/api") : true) {
                    assertThat(served.raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunked))
                            .as(path + " " + type)
                            .startsWith("HTTP/1.1 413")
                            .contains("TOO_LARGE", "16384");
                }
            }
        }
    }

    @Test
    void only_where_files_are_sent_does_a_form_hold_more_than_a_mebibyte() throws Exception {
        String cookie = "Cookie: jieli=" + served.token(Who.CLERK) + "\r\n";
        for (String path : List.of("/ledger/export/plain", "/sign-out", "/import", "/letterhead/TELLING")) {
            String answer = served.raw("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + cookie
                    + "Content-Type: multipart/form-data; boundary=b\r\nAccept: application/json\r\n"
                    + "X-Guard: guard-CLERK\r\nContent-Length: 3000000\r\n\r\n--b--\r\n");
            boolean takesFiles = path.startsWith("/import") || path.startsWith("/letterhead");
            assertThat(answer.startsWith("HTTP/1.1 413"))
                    .as(path + " " + answer)
                    .isEqualTo(!takesFiles);
        }
    }

    @Test
    void another_method_is_told_what_there_is() {
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            Reply reply = served.as(Who.CLERK).send(method, "/api/v1/cases", Optional.of(new byte[0]));
            assertThat(reply.status()).as(method).isEqualTo(405);
            assertThat(reply.reason()).isEqualTo("WRONG_METHOD");
            assertThat(reply.header("Allow").orElse("")).contains("GET", "POST");
        }
        Reply override =
                served.as(Who.CLERK).header("X-HTTP-Method-Override", "POST").get("/api/v1/sign-out");
        assertThat(override.reason()).isEqualTo("WRONG_METHOD");
    }

    @Test
    void an_address_with_nothing_behind_it_is_told_so() {
        for (String path : List.of(
                "/api/v1/nothing",
                "/api/v2/cases",
                "/api/v1/cases/1/2/3",
                "/static/../../pom.xml",
                "/static/x/..%2f..%2fpom.xml",
                "/WEB-INF/web.xml")) {
            Reply reply = served.as(Who.CLERK).get(path);
            assertThat(reply.status()).as(path).isIn(400, 404);
            assertThat(reply.text()).doesNotContain("Exception", "jetty", "Jetty");
        }
    }

    @Test
    void wrong_parameters_of_the_ledger_are_told_one_by_one() {
        Reply reply = served.as(Who.CLERK)
                .get(
                        "/api/v1/cases?unit=x&stage=DONE&light=BLUE&open=yes&place=1&receivedFrom=1.1.2026&size=0&sort=up");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("QUERY_INVALID");
        assertThat(errors(reply))
                .containsExactly(
                        "unit NOT_AN_ID",
                        "stage NOT_ONE_OF",
                        "light NOT_ONE_OF",
                        "open NOT_TRUE_OR_FALSE",
                        "place NOT_A_REGION",
                        "receivedFrom NOT_A_DATE",
                        "size NOT_A_WHOLE_NUMBER",
                        "sort UNKNOWN");
        assertThat(served.as(Who.CLERK).get("/api/v1/cases?after=%27%3B--").status())
                .isIn(200, 400);
    }

    @Test
    void a_key_that_is_none_is_told_so() {
        for (String key : List.of(" ", "a b", "x".repeat(201))) {
            Reply reply = served.as(Who.CLERK).keyed(key).post("/api/v1/cases", "{'number':'1','channel':'PIGEON'}");
            assertThat(reply.status()).isEqualTo(400);
        }
    }

    @Test
    void what_cannot_be_read_as_http_is_told_no_more_than_that() throws IOException {
        for (String request : List.of(
                "GET /health HTTP/1.1\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
                "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: x\r\nA: " + "x".repeat(40_000) + "\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")) {
            String answer = served.raw(request);
            assertThat(answer)
                    .as(request.lines().findFirst().orElse("").substring(0, 4))
                    .startsWith("HTTP/1.1 4");
            assertThat(answer).doesNotContain("Exception", "etty", "\tat ");
        }
    }
}
