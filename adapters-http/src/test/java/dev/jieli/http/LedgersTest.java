package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgersTest {
    private static final String GOOD = """
            编号,信访人,联系电话,信访形式,登记日期,人数,反映问题,责任单位,责任人
            L-1,测试甲,00000000001,来信,2026-02-02,1,道路积水,住建局,丙二
            L-2,测试乙,00000000002,来访,2026-02-03,5,工地噪声,某镇,丁二
            """;
    private static final String BAD = GOOD + "L-3,测试丙,00000000003,来信,不知道哪天,1,路灯不亮,住建局,丙二\n";

    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Reply upload(Who who, String path, String ledger, Map<String, String> fields) {
        return upload(served.as(who), path, ledger.getBytes(StandardCharsets.UTF_8), fields);
    }

    private static Reply upload(Served.Call call, String path, byte[] ledger, Map<String, String> fields) {
        return call.header("Content-Type", "multipart/form-data; boundary=XX")
                .send("POST", path, Optional.of(form(ledger, fields)));
    }

    private static byte[] form(byte[] ledger, Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> out.writeBytes(
                ("--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ledger.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(ledger);
        out.writeBytes("\r\n--XX--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static int page(Served office) {
        return office.nobody()
                .header("Accept", "text/html")
                .header("Cookie", "jieli=" + office.token(Who.CLERK))
                .header("Content-Type", "multipart/form-data; boundary=XX")
                .sent(
                        "POST",
                        "/import",
                        Optional.of(form(
                                GOOD.getBytes(StandardCharsets.UTF_8),
                                ImmutableMap.of("guard", "guard-CLERK", "asOf", "2026-03-01"))))
                .status();
    }

    private static int api(Served office) {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        return upload(office.as(Who.CLERK), "/api/v1/import", good, ImmutableMap.of("dryRun", "true"))
                .status();
    }

    @Test
    void no_more_than_two_ledgers_are_read_at_once_whichever_way_they_come() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        FaultyArchive slow = new FaultyArchive();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Served office = Served.an_office(slow.archive())) {
            slow.whileImporting(() -> {
                begun.countDown();
                assertThat(Uninterruptibles.awaitUninterruptibly(goOn, Duration.ofSeconds(20)))
                        .isTrue();
            });
            Future<Integer> first = two.submit(() -> page(office));
            Future<Integer> second = two.submit(() -> api(office));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(page(office)).isEqualTo(503);
            assertThat(api(office)).isEqualTo(503);
            goOn.countDown();
            assertThat(first.get()).isEqualTo(303);
            assertThat(second.get()).isEqualTo(200);
            assertThat(page(office)).isEqualTo(303);
        } finally {
            goOn.countDown();
            two.shutdownNow();
        }
    }

    @Test
    void of_a_file_in_which_too_many_rows_are_bad_the_first_of_them_can_be_looked_at() {
        String many = GOOD + "L-3,测试丙,00000000003,来信,,1,路灯不亮,住建局,丙二\n".repeat(6_000);
        Reply dry = upload(Who.CLERK, "/api/v1/import", many, ImmutableMap.of("dryRun", "true"));
        assertThat(dry.at("taken")).isEqualTo("false");
        assertThat(dry.at("problems/0/kind")).isEqualTo("TOO_MANY_REJECTED");
        assertThat(dry.json().get("rejected").size()).isGreaterThan(5_000);
        Reply back = upload(Who.CLERK, "/api/v1/import/rejected", many, ImmutableMap.of());
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.answer().body()).startsWith('P', 'K');
    }

    @Test
    void a_ledger_comes_in_and_its_cases_are_there() {
        Reply done = upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("rows").asInt()).isEqualTo(2);
        assertThat(done.json().get("imported").asInt()).isEqualTo(2);
        assertThat(done.json().get("rejected")).isEmpty();
        assertThat(done.at("headers/0/columns/0/as/0")).isEqualTo("NUMBER");
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/L-2").at("petition/gist"))
                .isEqualTo("工地噪声");
    }

    @Test
    void a_dry_run_says_what_would_happen_and_does_nothing() {
        Reply dry = upload(Who.CLERK, "/api/v1/import", BAD, ImmutableMap.of("dryRun", "true"));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.at("taken")).isEqualTo("false");
        assertThat(dry.json().get("rejected")).hasSize(1);
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/L-1").status()).isEqualTo(404);
    }

    @Test
    void a_file_with_a_bad_row_imports_nothing_and_tells_each() {
        Reply refused = upload(Who.CLERK, "/api/v1/import", BAD, ImmutableMap.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("FILE_INVALID");
        assertThat(refused.at("rejected/0/row")).isEqualTo("4");
        assertThat(refused.at("rejected/0/column")).isEqualTo("登记日期");
        assertThat(refused.at("rejected/0/reason")).contains("不知道哪天");
        assertThat(refused.at("detail")).contains("第4行");
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/L-1").status()).isEqualTo(404);
    }

    @Test
    void the_good_rows_come_in_when_the_bad_ones_are_skipped_and_the_bad_ones_go_back_to_be_mended() {
        Reply done = upload(Who.CLERK, "/api/v1/import", BAD, ImmutableMap.of("skipBad", "true"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().get("imported").asInt()).isEqualTo(2);
        assertThat(done.json().get("rejected")).hasSize(1);
        Reply back = upload(Who.CLERK, "/api/v1/import/rejected", BAD, ImmutableMap.of());
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.answer().body()).startsWith('P', 'K');
        assertThat(upload(Who.CLERK, "/api/v1/import/rejected", GOOD, ImmutableMap.of())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void the_same_file_twice_imports_nothing_twice() {
        upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());
        Reply again = upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("imported").asInt()).isZero();
        assertThat(again.json().get("skipped").asInt()).isEqualTo(2);
    }

    @Test
    void under_a_key_the_same_upload_gets_the_same_answer() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Reply one = upload(served.as(Who.CLERK).keyed("import-1"), "/api/v1/import", good, ImmutableMap.of());
        Reply two = upload(served.as(Who.CLERK).keyed("import-1"), "/api/v1/import", good, ImmutableMap.of());
        assertThat(two.json().get("imported").asInt()).isEqualTo(2);
        assertThat(two.text()).isEqualTo(one.text());
        Reply other = upload(
                served.as(Who.CLERK).keyed("import-1"),
                "/api/v1/import",
                BAD.getBytes(StandardCharsets.UTF_8),
                ImmutableMap.of());
        assertThat(other.reason()).isEqualTo("KEY_REUSED");
    }

    @Test
    void a_mapping_says_what_a_column_is() {
        String odd = GOOD.replace("反映问题", "说的啥");
        Reply mapped = upload(
                Who.CLERK, "/api/v1/import", odd, ImmutableMap.of("mapping", "{\"columns\":{\"说的啥\":\"反映问题\"}}"));
        assertThat(mapped.status()).as(mapped.text()).isEqualTo(200);
        Reply unreadable = upload(Who.CLERK, "/api/v1/import", odd, ImmutableMap.of("mapping", "{"));
        assertThat(unreadable.status()).isEqualTo(422);
        assertThat(unreadable.reason()).isEqualTo("FILE_INVALID");
    }

    @Test
    void files_that_are_none_are_refused_in_words() {
        assertThat(upload(Who.CLERK, "/api/v1/import", "", ImmutableMap.of()).at("detail"))
                .contains("空");
        assertThat(upload(Who.CLERK, "/api/v1/import", "你好\n", ImmutableMap.of())
                        .at("detail"))
                .contains("表头");
        assertThat(upload(
                                served.as(Who.CLERK).in("en"),
                                "/api/v1/import",
                                "<html><table>".getBytes(Charset.forName("GB18030")),
                                ImmutableMap.of())
                        .at("detail"))
                .contains("web page");
    }

    @Test
    void an_upload_that_lacks_something_is_told_so() {
        Reply none = served.as(Who.CLERK)
                .header("Content-Type", "multipart/form-data; boundary=XX")
                .send(
                        "POST",
                        "/api/v1/import",
                        Optional.of("--XX\r\nContent-Disposition: form-data; name=\"dryRun\"\r\n\r\nmaybe\r\n--XX--\r\n"
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().get("errors")).hasSize(2);
        assertThat(served.as(Who.CLERK).post("/api/v1/import", "{}").status()).isEqualTo(415);
        Reply broken = served.as(Who.CLERK)
                .header("Content-Type", "multipart/form-data; boundary=XX")
                .send("POST", "/api/v1/import", Optional.of("no parts".getBytes(StandardCharsets.UTF_8)));
        assertThat(broken.status()).isEqualTo(400);
        Reply unbounded = served.as(Who.CLERK)
                .header("Content-Type", "multipart/form-data")
                .send("POST", "/api/v1/import", Optional.of("no parts".getBytes(StandardCharsets.UTF_8)));
        assertThat(unbounded.status()).isEqualTo(400);
        Reply field = upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of("colour", "red", "asOf", "soon"));
        assertThat(field.json().get("errors")).hasSize(2);
    }

    @Test
    void a_file_that_is_too_large_is_not_taken() {
        try (Served small = Served.an_office(settings -> settings.withLimits(5_000, 10_000))) {
            Reply large = upload(small.as(Who.CLERK), "/api/v1/import", new byte[200_000], ImmutableMap.of());
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.reason()).isEqualTo("TOO_LARGE");
        }
    }

    @Test
    void the_ledger_goes_out_masked() {
        upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());
        Reply csv = served.as(Who.CLERK).get("/api/v1/export?format=csv&text=L-");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.text()).contains("L-1", "L-2", "测某某").doesNotContain("测试甲", "00000000001");
        assertThat(csv.header("Content-Disposition").orElse("")).contains("ledger-2026-03-02.csv");
        Reply xlsx = served.as(Who.CLERK).get("/api/v1/export");
        assertThat(xlsx.answer().body()).startsWith('P', 'K');
        assertThat(served.as(Who.CLERK).get("/api/v1/export?format=pdf").status())
                .isEqualTo(400);
        assertThat(upload(Who.HANDLER, "/api/v1/import", GOOD, ImmutableMap.of())
                        .reason())
                .isEqualTo("NOT_IN_YOUR_POWER");
    }

    @Test
    void the_ledger_goes_out_unmasked_to_a_registrar_for_a_purpose_and_that_is_on_record() {
        upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());

        Reply plain = served.as(Who.CLERK).post("/api/v1/export?format=csv&text=L-", "{'purpose':'移送市信访局'}");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.text()).contains("测试甲", "水印：", "含信访人完整信息");
        assertThat(exports(Who.CLERK))
                .filteredOn(trace -> trace.details().containsKey(AccountAct.Detail.PURPOSE))
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.done()).isTrue();
                    assertThat(trace.details()).containsEntry(AccountAct.Detail.PURPOSE, "移送市信访局");
                });
    }

    @Test
    void nobody_else_takes_it_unmasked_and_nobody_without_a_purpose() {
        upload(Who.CLERK, "/api/v1/import", GOOD, ImmutableMap.of());

        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/export", "{'purpose':' '}")
                        .status())
                .isIn(400, 422);
        Reply refused = served.as(Who.HANDLER).post("/api/v1/export", "{'purpose':'看看'}");
        assertThat(refused.reason()).isEqualTo("NOT_YOURS");
        assertThat(exports(Who.HANDLER))
                .singleElement()
                .satisfies(trace -> assertThat(trace.done()).isFalse());
        assertThat(exports(Who.CLERK)).isEmpty();
    }

    private List<AccountAct.Trace> exports(Who who) {
        var account = served.archive().accounts().named(Served.name(who)).orElseThrow();
        return served.given().look(session -> session.dockets().read(AccountAct.subject(account.id()))).stream()
                .map(entry -> (AccountAct.Trace) entry.act())
                .filter(trace -> trace.kind() == AccountAct.Kind.EXPORT)
                .toList();
    }
}
