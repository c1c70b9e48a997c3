package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableList;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Assets;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.Transport;
import dev.jieli.testkit.Who;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JieliServerTest {
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
    void health_is_told_to_everybody() {
        Reply reply = served.nobody().get("/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"up\"}");
        assertThat(served.nobody().get("/health/live").status()).isEqualTo(200);
        assertThat(served.nobody().get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void figures_are_told_to_this_machine_and_name_nobody() {
        served.as(Who.CLERK).get("/api/v1/cases?text=%E5%BC%A0%E4%B8%89");
        Reply figures = served.nobody().get("/metrics");
        assertThat(figures.status()).isEqualTo(200);
        assertThat(figures.text())
                .contains(
                        "jieli_request_seconds_bucket{method=\"GET\",route=\"/api/v1/cases\",status=\"2xx\",le=\"+Inf\"} ")
                .contains("# TYPE jvm_memory_used_bytes gauge")
                .doesNotContain("%E5", "张三");
        assertThat(served.nobody()
                        .header("X-Forwarded-For", "10.0.0.9")
                        .get("/metrics")
                        .status())
                .isEqualTo(401);
        assertThat(served.as(Duty.SYSTEM)
                        .header("X-Forwarded-For", "10.0.0.9")
                        .get("/metrics")
                        .text())
                .contains("jieli_request_seconds_bucket");
        assertThat(served.as(Duty.AUDIT)
                        .header("X-Forwarded-For", "10.0.0.9")
                        .get("/metrics")
                        .reason())
                .isEqualTo("NOT_IN_YOUR_POWER");
    }

    /** Every word in the figures stays in memory for good, and one with a quotation mark would end the label it stands in. */
    @Test
    void no_word_of_a_stranger_comes_into_the_figures_or_the_log() throws Exception {
        try (Heard log = Heard.of("dev.jieli.http.access");
                Served paced = Served.an_office(settings -> settings.withPerAccount(1))) {
            log.logger().setLevel(Level.INFO);
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 120; i++) { // more than an address may send
                answers.add(paced.raw("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        + "X-HTTP-Method-Override: STRANGER\"} " + i + "\r\n\r\n"));
                answers.add(paced.raw(
                        "STRANGER" + i + " /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
            }
            assertThat(answers)
                    .anyMatch(answer -> answer.startsWith("HTTP/1.1 405"))
                    .anyMatch(answer -> answer.startsWith("HTTP/1.1 429"))
                    .noneMatch(answer -> answer.startsWith("HTTP/1.1 200"));
            assertThat(paced.metrics())
                    .contains("method=\"GET\",route=\"-\",status=\"4xx\"")
                    .contains("method=\"OTHER\",route=\"-\",status=\"4xx\"")
                    .doesNotContain("STRANGER");
            assertThat(log.events())
                    .hasSize(240)
                    .allSatisfy(
                            event -> assertThat(event.getFormattedMessage()).matches("(GET|OTHER) - 4\\d\\d \\d+ ms"));
        }
    }

    @Test
    void a_server_whose_store_does_not_answer_is_not_well() {
        Logger logger = (Logger) LoggerFactory.getLogger(JieliServer.class);
        logger.setLevel(Level.OFF);
        FaultyArchive archive = new FaultyArchive();
        try (Served broken = Served.broken(archive)) {
            archive.withoutStore();
            Reply reply = broken.nobody().get("/health");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text()).isEqualTo("{\"status\":\"down\"}");
        } finally {
            logger.setLevel(null);
        }
    }

    @Test
    void a_demonstration_answers_to_this_machines_own_names_only() throws Exception {
        ImmutableList<Settings.DemoAccount> demo = ImmutableList.of(new Settings.DemoAccount("a", "b", "c"));
        try (Served demonstration = Served.an_office(settings -> settings.withDemo(demo))) {
            assertThat(demonstration.nobody().get("/health").status()).isEqualTo(200);
            assertThat(demonstration.raw("GET /health HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(demonstration.raw("GET /health HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void whoever_takes_any_answer_is_led_to_the_sign_in_and_only_the_api_answers_problems() {
        for (String accept : List.of("*/*", "text/html", "application/xml, */*;q=0.1")) {
            Reply page = served.nobody().header("Accept", accept).sent("GET", "/");
            assertThat(page.status()).as(accept).isEqualTo(302);
            assertThat(page.header("Location").orElse("")).contains("/sign-in?next=");
            Reply api = served.nobody().header("Accept", accept).sent("GET", "/api/v1/me");
            assertThat(api.status()).isEqualTo(401);
            assertThat(api.header("Content-Type").orElse("")).contains("problem+json");
        }
    }

    @Test
    void every_answer_carries_the_headers_that_protect_a_browser() throws Exception {
        Stream<String> routes = served.routes().keySet().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring(4)
                        .replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000000")
                        .replaceAll("<[^>]*>", "none.js"));
        Stream<String> others = Stream.of(
                new Assets().path("htmx.min.js"),
                new Assets().path("jieli.css"),
                "/static/000000000000/htmx.min.js",
                "/nothing",
                "/api/v1/nothing",
                "/api/v1/cases?size=x",
                "/ledger?lang=en");
        List<String> paths = Stream.concat(routes, others).toList();
        assertThat(paths).hasSizeGreaterThan(100);
        for (String path : paths) {
            for (String accept : List.of("application/json", "text/html")) {
                protects(path, served.nobody().header("Accept", accept).sent("GET", path)::header);
                protects(path, served.as(Who.CLERK).header("Accept", accept).sent("GET", path)::header);
            }
        }
    }

    @Test
    void so_does_every_refusal_whoever_tells_it() throws Exception {
        String rest = " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
        String cookie = "Cookie: jieli=" + served.token(Who.CLERK) + "\r\n";
        for (String accept : List.of("Accept: application/json\r\n", "Accept: text/html\r\n")) {
            for (String path : List.of("/ledger", "/api/v1/cases", "/nothing", "/sign-in")) {
                refused(served, 405, "BREW " + path + rest + accept + "\r\n");
                refused(served, 405, "TRACE " + path + rest + accept + "\r\n");
                refused(served, 413, "POST /sign-in" + rest + accept + "Content-Length: 9999999\r\n\r\n");
                // what is no HTTP is told by Jetty itself
                refused(served, 400, "GET " + path + rest + accept + cookie + "no header\r\n\r\n");
                refused(served, 400, "GET " + path + " HTTP/1.1\r\n" + accept + "\r\n");
                refused(served, 400, "GET " + path + "%zz" + rest + accept + "\r\n");
                refused(served, 431, "GET " + path + rest + accept + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n");
                refused(served, 505, "GET " + path + " HTTP/9.9\r\n" + accept + "\r\n");
            }
            try (Served paced = Served.an_office(settings -> settings.withPerAccount(1))) {
                String last = "";
                for (int i = 0; i < 120 && !last.startsWith("HTTP/1.1 429"); i++) {
                    last = paced.raw("GET /ledger" + rest + accept + "\r\n");
                }
                protects("429", told(429, last));
            }
        }
    }

    private static void refused(Served by, int status, String request) throws IOException {
        protects(request.substring(0, Math.min(60, request.length())), told(status, by.raw(request)));
    }

    private static Function<String, Optional<String>> told(int status, String answer) {
        // nothing is at some of these addresses, and that comes first
        assertThat(answer).matches("(?s)HTTP/1.1 (" + status + (status == 405 ? "|404" : "") + ") .*");
        List<String> lines =
                answer.substring(0, answer.indexOf("\r\n\r\n")).lines().toList();
        return name -> lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static void protects(String path, Function<String, Optional<String>> header) {
        assertThat(header.apply("Content-Security-Policy").orElse(""))
                .as(path)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(header.apply("X-Content-Type-Options")).as(path).hasValue("nosniff");
        assertThat(header.apply("X-Frame-Options")).as(path).hasValue("DENY");
        assertThat(header.apply("Referrer-Policy")).as(path).hasValue("no-referrer");
        assertThat(header.apply("Cross-Origin-Opener-Policy")).as(path).hasValue("same-origin");
        assertThat(header.apply("Cross-Origin-Resource-Policy")).as(path).hasValue("same-origin");
        assertThat(header.apply("Cache-Control").orElse(""))
                .as(path)
                .matches(
                        path.startsWith("/static/")
                                ? "no-store|no-cache|public, max-age=31536000, immutable"
                                : "no-store");
        for (String none :
                List.of("Strict-Transport-Security", "Server", "X-Powered-By", "Access-Control-Allow-Origin")) {
            assertThat(header.apply(none)).as(path + " " + none).isEmpty();
        }
        assertThat(header.apply("Content-Type").orElse(""))
                .as(path)
                .matches(
                        header.apply("Location").isPresent()
                                ? "text/plain"
                                : "application/(problem\\+)?json|(?i:text/(html|plain|css|javascript|calendar|csv);.*charset=utf-8)"
                                        + "|application/vnd\\.openxmlformats.*|image/(svg\\+xml|png|x-icon)");
        if (path.startsWith("/api/")) {
            assertThat(header.apply("Content-Disposition").orElse("")).as(path).startsWith("attachment");
        }
    }

    @Test
    void an_asset_is_kept_for_good_under_the_digest_of_its_content() {
        String path = new Assets().path("htmx.min.js");
        Reply reply = served.nobody().get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(reply.header("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(reply.text()).contains("htmx");
        Reply old = served.nobody().get("/static/000000000000/htmx.min.js");
        assertThat(old.header("Cache-Control")).hasValue("no-cache");
        for (String none : List.of("none.js", "", ".git/config", "..%2Fsite%2Fassets.properties", "jieli.css.bak")) {
            assertThat(served.nobody().get("/static/000000000000/" + none).status())
                    .as(none)
                    .isIn(400, 404);
        }
        assertThatThrownBy(() -> new Assets().path("none.js")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_large_goes_out_zipped() throws Exception {
        for (String path : List.of("/openapi.json", new Assets().path("swagger-ui-bundle.js"))) {
            Reply zipped = served.nobody().header("Accept-Encoding", "gzip").get(path);
            assertThat(zipped.header("Content-Encoding")).as(path).hasValue("gzip");
            byte[] plain =
                    new GZIPInputStream(new ByteArrayInputStream(zipped.answer().body())).readAllBytes();
            assertThat(plain).isEqualTo(served.nobody().get(path).answer().body());
            assertThat(zipped.answer().body().length).isLessThan(plain.length / 2);
        }
    }

    @Test
    void a_fault_is_told_by_a_number_that_stands_in_the_log() {
        try (Heard log = Heard.of(JieliServer.class.getName());
                Served broken = Served.broken()) {
            Reply reply = broken.nobody().header("Authorization", "Bearer x").sent("GET", "/api/v1/me?secret=123");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.reason()).isEqualTo("FAULT");
            String reference = reply.at("reference");
            assertThat(reference).hasSize(8);
            assertThat(reply.at("detail")).contains(reference);
            assertThat(reply.text()).doesNotContain("Exception", "dev.jieli", "broken on purpose", "\tat ");
            assertThat(log.events()).hasSize(1).allSatisfy(event -> {
                assertThat(event.getFormattedMessage())
                        .contains(reference, "/api/v1/me")
                        .doesNotContain("secret");
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken on purpose");
            });
        }
    }

    @Test
    void a_database_that_goes_away_is_a_fault_of_ours_and_no_slow_body() {
        FaultyArchive archive = new FaultyArchive();
        try (Heard log = Heard.of(JieliServer.class.getName());
                Served served = Served.an_office(archive.archive())) {
            Served.Call handler = served.as(Who.HANDLER);
            archive.goAway();
            assertThat(handler.sent("GET", "/api/v1/cases").status()).isEqualTo(500);
            assertThat(log.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
        }
    }

    @Test
    void what_waited_too_long_is_told_with_what_to_do_and_nothing_of_it_is_done() {
        FaultyArchive archive = new FaultyArchive();
        try (Heard log = Heard.of(JieliServer.class.getName());
                Served slow = Served.an_office(archive.archive())) {
            PetitionCase accepted = slow.given().accepted();
            Served.Call handler = slow.as(Who.HANDLER);
            archive.enterNothingInTime();

            Reply problem = handler.header("Content-Type", "application/json")
                    .sent(
                            "POST",
                            "/api/v1/cases/" + accepted.id() + "/acts",
                            Optional.of(("{\"type\":\"note\",\"text\":\"来电询问\",\"seen\":" + accepted.entries() + "}")
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(problem.status()).as(problem.text()).isEqualTo(503);
            assertThat(problem.header("Content-Type").orElse("")).contains("problem+json");
            assertThat(problem.reason()).isEqualTo("TOOK_TOO_LONG");
            assertThat(problem.at("detail")).contains("什么也没有办", "请稍后再试");

            archive.showNoLedgerInTime();
            for (String language : List.of("zh", "en")) {
                Reply page = slow.nobody()
                        .header("Accept", "text/html")
                        .in(language)
                        .header("Cookie", "jieli=" + slow.token(Who.HANDLER))
                        .sent("GET", "/ledger");
                assertThat(page.status()).isEqualTo(503);
                assertThat(page.header("Content-Type").orElse("")).contains("text/html");
                assertThat(page.text())
                        .contains(language.equals("zh") ? "请稍后再试" : "again in a moment")
                        .doesNotContain("Exception", "somebody", "\tat ");
            }

            archive.enterAgain();
            assertThat(slow.given().now(accepted.id()).entries()).isEqualTo(accepted.entries());
            assertThat(log.events())
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("waited longer"))
                    .extracting(ILoggingEvent::getThrowableProxy)
                    .containsOnlyNulls();
            assertThat(log.events().get(0).getFormattedMessage()).contains("POST /api/v1/cases/{case}/acts");
        }
    }

    @Test
    void the_access_log_names_routes_and_neither_cases_nor_people() {
        try (Heard log = Heard.of("dev.jieli.http.access")) {
            log.logger().setLevel(Level.INFO);
            served.as(Who.CLERK).get("/api/v1/cases/2026-12345?lang=zh");
            assertThat(log.events()).hasSize(1);
            assertThat(log.events().get(0).getFormattedMessage()).matches("GET /api/v1/cases/\\{case} 404 \\d+ ms");
        }
    }

    @Test
    void what_differs_in_capitals_only_is_not_taken_for_what_came_before_on_the_same_connection() throws Exception {
        String token = served.token(Who.CLERK);
        String asking = "GET /api/v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nCookie: jieli=";
        String both = served.raw(asking + token + "\r\n\r\n" + asking + token.toLowerCase(Locale.ROOT)
                + "\r\nConnection: close\r\n\r\n");

        assertThat(both).startsWith("HTTP/1.1 200").contains("HTTP/1.1 401");
    }

    /** Whoever goes away in the middle of a body is no fault of ours, and nothing is logged of it as one. */
    @Test
    void a_body_that_is_cut_off_is_no_fault() throws Exception {
        try (Heard log = Heard.of(JieliServer.class.getName());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 10000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)|HTTP/1.1 4.*");
            assertThat(log.events()).noneMatch(event -> event.getLevel() == Level.ERROR);
        }
        assertThat(served.nobody().get("/health").status()).isEqualTo(200);
    }

    /** Whoever sends a body by single bytes is not waited for; the others notice nothing. */
    @Test
    void a_body_that_comes_too_slowly_is_given_up_and_the_server_stays_up() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        int sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(100);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 10000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            boolean over = false;
            String answer = "";
            while (!over && System.nanoTime() < end) {
                try {
                    answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                    over = true;
                } catch (SocketTimeoutException waiting) {
                    try {
                        out.write(' ');
                        sent++;
                    } catch (IOException closing) {
                        sent++; // the answer may be on its way still
                    }
                } catch (IOException closed) {
                    over = true;
                }
            }
            assertThat(over).as("after %d bytes", sent).isTrue();
            assertThat(answer).isEqualTo("HTTP/1.1 408");
        }
        assertThat(sent).as("of ten thousand").isLessThan(1_200);
        assertThat(served.nobody().get("/health").status()).isEqualTo(200);
    }

    /** Each byte begins Jetty's own idle time anew. */
    @Test
    void a_head_that_comes_too_slowly_ends_its_connection_and_no_other() throws Exception {
        try (Served strict = Served.an_office(settings -> settings.withHead(Duration.ofSeconds(10)));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), strict.port())) {
            socket.setSoTimeout(100);
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            OutputStream out = socket.getOutputStream();
            out.write("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            boolean over = false;
            while (!over && System.nanoTime() < end) {
                try {
                    over = socket.getInputStream().read() < 0;
                } catch (SocketTimeoutException waiting) {
                    try {
                        out.write('x');
                    } catch (IOException closed) {
                        over = true;
                    }
                } catch (IOException closed) {
                    over = true;
                }
            }
            assertThat(over).isTrue();
            assertThat(strict.nobody().get("/health").status()).isEqualTo(200);
        }
    }

    /** Two hundred and fifty threads are all that there are where threads are platform's. */
    @Test
    void who_takes_no_answers_holds_a_share_of_the_threads_and_the_others_are_answered() throws Exception {
        String asking = " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.";
        String script = "GET " + new Assets().path("swagger-ui-bundle.js") + asking + "7\r\n\r\n";
        List<Socket> lazy = new ArrayList<>();
        try (Served proxied = Served.an_office(
                settings -> settings.withTransport(Transport.Proxied.here()).withPatience(Duration.ofSeconds(1)))) {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket();
                lazy.add(socket);
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxied.port()));
                socket.getOutputStream().write(script.repeat(8).getBytes(StandardCharsets.US_ASCII));
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (System.nanoTime() < end) { // it takes them some time to ask for more than the network holds for them
                try (Socket other = new Socket(InetAddress.getLoopbackAddress(), proxied.port())) {
                    other.setSoTimeout(20_000);
                    other.getOutputStream()
                            .write(("GET /health" + asking + "8\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                            .isEqualTo("HTTP/1.1 200");
                }
                Thread.onSpinWait();
            }
        } finally {
            for (Socket socket : lazy) {
                socket.close();
            }
        }
    }

    @Test
    void head_is_answered_without_a_body() {
        Reply reply = served.nobody().send("HEAD", "/health", Optional.empty());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.answer().body()).isEmpty();
    }

    @Test
    void handlers_run_on_virtual_threads_where_they_do_not_pin_and_on_platform_threads_elsewhere() {
        assertThat(served.runsOnVirtualThreads()).isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    void a_stop_lets_the_request_under_way_finish() throws Exception {
        Served stopping = Served.an_office(settings -> settings.withPatience(Duration.ofMinutes(5)));
        Thread[] closing = new Thread[1];
        Reply underWay = stopping.whileInside(() -> {
            closing[0] = new Thread(stopping::close);
            closing[0].start();
            stopping.awaitRefusal();
        });
        closing[0].join();
        assertThat(underWay.status()).isEqualTo(200);
    }

    @Test
    void a_demonstration_listens_on_the_loopback_address_only() {
        ImmutableList<Settings.DemoAccount> demo = ImmutableList.of(new Settings.DemoAccount("a", "b", "c"));
        assertThat(Settings.local(0).withDemo(demo).isDemo()).isTrue();
        assertThat(Settings.local(0).withBind("::1").withDemo(demo).isDemo()).isTrue();
        assertThat(Settings.local(0).withBind("localhost").withDemo(demo).isDemo())
                .isTrue();
        for (String bind : List.of("0.0.0.0", "192.0.2.1", "::", "example.org")) {
            assertThatThrownBy(() -> Settings.local(0).withDemo(demo).withBind(bind))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** What is logged under a name while it is open, which goes nowhere else then. */
    private record Heard(Logger logger, ListAppender<ILoggingEvent> heard) implements AutoCloseable {
        static Heard of(String name) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            ListAppender<ILoggingEvent> heard = new ListAppender<>();
            heard.start();
            logger.addAppender(heard);
            logger.setAdditive(false);
            return new Heard(logger, heard);
        }

        List<ILoggingEvent> events() {
            return heard.list;
        }

        @Override
        public void close() {
            logger.detachAppender(heard);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
    }
}
