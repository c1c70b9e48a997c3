package dev.jieli.bootstrap.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.http.JieliServer;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.Site;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 静态数据: on PostgreSQL and over the running server. Whatever was asked and answered, no table holds in clear who petitioned. */
class AtRestTest {
    private static final String PASSWORD = "Correct horse battery 1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final ImmutableList<String> PLANTED = ImmutableList.of(
            "赵钱孙甲", "330723198001010019", "1380013800", "某县某镇某村九号", "赵钱孙乙", "13900139000", "某县某镇某村十号", "0579-86590001");

    @TempDir
    private Path folder;

    private House house;
    private JieliServer server;
    private final Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private int keys;

    @BeforeEach
    void start() {
        house = Wiring.open(new Place(folder, Optional.empty()), (zh, en) -> {}, () -> {});
        Given.an_office(house.archive());
        server = new JieliServer(new Site(
                        house.archive(),
                        Law.national(),
                        () -> now,
                        UUID::randomUUID,
                        new SecureRandom(),
                        region -> Optional.of(region.digits()),
                        Listeners.none(),
                        Settings.local(0)
                                .withPerAccount(0)
                                .withSignIn(SignInRules.usual().requiring(SignInRules.SecondFactor.NOBODY))))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        house.close();
    }

    private String signedIn(Who who) throws Exception {
        assertThat(house.archive()
                        .accounts()
                        .add(Accounts.Account.of(
                                UUID.randomUUID(),
                                who.name(),
                                who.official(),
                                Accounts.Password.first(
                                        new Passwords(1).hash(PASSWORD, new SecureRandom()), now, false),
                                "browser key of " + who)))
                .isTrue();
        return JSON.readTree(send(
                                "/api/v1/sign-in",
                                "",
                                "application/json",
                                "{'name':'%s','password':'%s'}".formatted(who.name(), PASSWORD))
                        .body())
                .get("token")
                .asText();
    }

    private HttpResponse<String> send(String path, String token, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", type)
                .header("Idempotency-Key", "key-" + keys++)
                .POST(HttpRequest.BodyPublishers.ofString(
                        type.startsWith("multipart") ? body : body.replace('\'', '"')));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(String path, String token, String body) throws Exception {
        HttpResponse<String> answer = send(path, token, "application/json", body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 204);
        return answer.headers().firstValue("Content-Type").orElse("").contains("json")
                ? JSON.readTree(answer.body())
                : JSON.nullNode();
    }

    private JsonNode imported(String token, boolean dryRun) throws Exception {
        String body = """
                --XX\r
                Content-Disposition: form-data; name="asOf"\r
                \r
                2026-03-02\r
                --XX\r
                Content-Disposition: form-data; name="skipBad"\r
                \r
                true\r
                --XX\r
                Content-Disposition: form-data; name="dryRun"\r
                \r
                %s\r
                --XX\r
                Content-Disposition: form-data; name="file"; filename="ledger.csv"\r
                Content-Type: text/csv\r
                \r
                信访编号,登记日期,信访人,身份证号,联系电话,住址,反映问题
                静-1,2026-03-01,赵钱孙甲,330723198001010019,1380013800,某县某镇某村九号,反映村道破损
                静-2,13900139000,赵钱孙乙,,0579-86590001,某县某镇某村十号,反映村道破损
                静-3,赵钱孙乙,赵钱孙甲,,,,反映村道破损
                静-4,2026-03-01,测试人甲,,,,反映水渠堵塞
                静-5,2026-03-01,测试人乙,,,,反映桥面破损
                \r
                --XX--\r
                """.formatted(dryRun);
        HttpResponse<String> answer = send("/api/v1/import", token, "multipart/form-data; boundary=XX", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void no_column_of_any_table_holds_in_clear_who_petitioned_whatever_was_asked_under_a_key() throws Exception {
        String clerk = signedIn(Who.CLERK);
        String head = signedIn(Who.OFFICE_HEAD);
        String id = post(
                        "/api/v1/cases",
                        clerk,
                        "{'number':'静-0','channel':'WEB','gist':'路灯坏了','petitioner':{'name':'赵钱孙甲',"
                                + "'idNumber':'330723198001010019','phone':'1380013800','address':'某县某镇某村九号'}}")
                .get("id")
                .asText();
        JsonNode seen = post("/api/v1/cases/" + id + "/petitioner", clerk, "{'purpose':'核对'}");
        assertThat(seen.get("name").asText()).isEqualTo("赵钱孙甲");
        post(
                "/api/v1/cases/" + id + "/petitioner/correction",
                clerk,
                "{'name':'赵钱孙乙','phone':'13900139000','address':'某县某镇某村十号','reason':'本人申请'}");
        JsonNode persons = post("/api/v1/persons", clerk, "{'name':'赵钱孙乙','phone':'13900139000','purpose':'本人申请'}");
        assertThat(persons.toString()).contains("某县某镇某村十号");
        for (boolean dryRun : List.of(true, false)) {
            JsonNode report = imported(clerk, dryRun);
            assertThat(report.get("remarks").toString()).contains("ID_INVALID", "PHONE_INVALID");
            assertThat(report.get("rejected").findValuesAsText("row")).contains("3", "4");
            assertThat(report.toString()).doesNotContain("330723198001010019", "1380013800", "13900139000", "86590001");
        }
        ObjectNode draft = JSON.createObjectNode().put("kind", PaperKind.REGISTER_FORM.name());
        Given.filled(PaperKind.REGISTER_FORM).forEach(draft.putObject("fields")::put);
        ((ObjectNode) draft.get("fields")).put("诉求概述", "赵钱孙乙（13900139000）反映路灯坏了");
        JsonNode drafted = post("/api/v1/cases/" + id + "/papers", clerk, draft.toString());
        String paper = "/api/v1/papers/" + drafted.get("id").asText();
        JsonNode issued = post(
                paper + "/issue", head, "{'digest':'" + drafted.get("digest").asText() + "'}");
        assertThat(issued.get("state").asText()).isEqualTo("ISSUED");
        post(paper + "/file", clerk, "{'purpose':'归档'}");

        assertThat(held()).isEmpty();
    }

    /** Where something planted stands in a row of a table, as a text or as bytes. */
    private List<String> held() throws SQLException {
        EmbeddedPostgres.Running running =
                EmbeddedPostgres.running(folder.resolve("postgres")).orElseThrow();
        List<String> found = new ArrayList<>();
        int receipts = 0;
        try (Connection owner =
                        DriverManager.getConnection(running.jdbcUrl("jieli"), running.user(), running.password());
                Statement statement = owner.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("receipt", "docket_entry", "petitioner", "paper");
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
                    while (rows.next()) {
                        String row = rows.getString(1);
                        receipts += table.equals("receipt") ? 1 : 0;
                        PLANTED.stream()
                                .filter(planted -> row.contains(planted)
                                        || row.contains(BaseEncoding.base16()
                                                .lowerCase()
                                                .encode(planted.getBytes(UTF_8))))
                                .forEach(planted -> found.add(table + ": " + planted));
                    }
                }
            }
        }
        assertThat(receipts).isGreaterThan(4);
        return found;
    }
}
