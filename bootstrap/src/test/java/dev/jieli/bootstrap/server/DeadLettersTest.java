package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.http.JieliServer;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.Site;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** 未送达: what a listener would not take is kept for it, and goes out in its order when somebody sends it again. */
class DeadLettersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "twenty-four-bytes-or-more";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);
    private final Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private volatile boolean mended;
    private HttpServer listening;
    private String session = "";

    @BeforeEach
    void listen() throws IOException {
        listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/", exchange -> {
            String id = JSON.readTree(exchange.getRequestBody()).get("id").asText();
            boolean takes = mended || !id.startsWith("case/");
            if (id.startsWith("case/")) {
                (takes ? taken : refused).add(id);
            }
            exchange.sendResponseHeaders(takes ? 204 : 410, -1);
            exchange.close();
        });
        listening.start();
    }

    @AfterEach
    void stop() {
        listening.stop(0);
    }

    private JieliServer serving(Listeners listeners) {
        return new JieliServer(new Site(
                        archive,
                        Law.national(),
                        () -> now,
                        UUID::randomUUID,
                        new SecureRandom(),
                        region -> Optional.of(region.digits()),
                        listeners,
                        Settings.local(0)
                                .withPerAccount(0)
                                .withSignIn(SignInRules.usual().requiring(SignInRules.SecondFactor.NOBODY))))
                .start();
    }

    private JsonNode send(JieliServer server, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (!session.isEmpty()) {
            request.header("Authorization", "Bearer " + session);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }

    private boolean delivered(JieliServer server, String id) throws Exception {
        return send(server, "POST", "/api/v1/listeners/county/dead-letters", "{'id':'" + id + "'}")
                .get("delivered")
                .asBoolean();
    }

    private List<String> deadLetters(JieliServer server) throws Exception {
        return send(server, "GET", "/api/v1/listeners/county/dead-letters", "")
                .get("deadLetters")
                .findValuesAsText("id");
    }

    private static String next(BlockingQueue<String> ids) throws InterruptedException {
        return Optional.ofNullable(ids.poll(2, TimeUnit.MINUTES)).orElseThrow();
    }

    @Test
    void a_listener_that_refused_is_told_in_order_what_it_missed_once_it_takes_it() throws Exception {
        refusedAndTaken();
    }

    @Test
    void neither_key_nor_token_of_a_listener_is_in_the_log() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.jieli");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.setLevel(Level.INFO); // as the server's own log has it at the most
        ours.setLevel(Level.TRACE);
        root.addAppender(log);
        String token = "";
        try {
            token = refusedAndTaken();
            for (String wrong : List.of(
                    "county " + KEY + "| http://127.0.0.1/", // in the place of the address
                    "county http://127.0.0.1/ " + KEY + " a-token-that-is-none",
                    "county ftp://127.0.0.1/ " + KEY + " " + token)) {
                Path file = Files.writeString(folder.resolve("wrong"), wrong);
                assertThatThrownBy(() -> Relays.read(file))
                        .isInstanceOf(Refused.class)
                        .message()
                        .doesNotContain(KEY, "a-token-that-is-none", token);
            }
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
            ours.setLevel(null);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .as("of a listener that refuses, and of a file that does not fit")
                .anyMatch(line -> line.contains("set aside for county"))
                .anyMatch(line -> line.contains("wrong line 1"));
        String logged = log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertThat(logged)
                .doesNotContain(
                        KEY,
                        Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)),
                        HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.UTF_8)),
                        "a-token-that-is-none",
                        token);
    }

    /** @return the token on whose authority the listener is told */
    private String refusedAndTaken() throws Exception {
        archive.accounts()
                .add(Accounts.Account.of(
                        UUID.randomUUID(),
                        "clerk",
                        Who.CLERK.official(),
                        Accounts.Password.first(new Passwords(1).hash(PASSWORD, new SecureRandom()), now, false),
                        "browser key"));
        String token;
        try (JieliServer server = serving(Listeners.none())) {
            session = send(server, "POST", "/api/v1/sign-in", "{'name':'clerk','password':'" + PASSWORD + "'}")
                    .get("token")
                    .asText();
            token = send(
                            server,
                            "POST",
                            "/api/v1/tokens",
                            "{'name':'对接','scopes':['FEED'],'days':30,'proof':'" + PASSWORD + "'}")
                    .get("token")
                    .asText();
        }
        Path file = Files.writeString(
                folder.resolve("listeners"),
                "# 名称 网址 密钥 令牌\ncounty http://127.0.0.1:"
                        + listening.getAddress().getPort() + "/ " + KEY + " " + token + "\n");
        PetitionCase found = given.registered();
        found = given.does(Who.CLERK, found.id(), new CaseAct.Transfer(Who.HANDLER.id(), "来信一封"));
        String first = found.subject() + "/1";
        String second = found.subject() + "/2";

        try (Relays relays = new Relays(archive, Relays.read(file), "urn:jieli:330723", () -> now).start();
                JieliServer server = serving(relays)) {
            assertThat(next(refused)).isEqualTo(first);
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (deadLetters(server).size() < 2 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(deadLetters(server)).containsExactly(first, second);
            assertThat(refused).as("what follows is not tried").isEmpty();
            assertThat(delivered(server, first)).as("it refuses still").isFalse();
            assertThat(next(refused)).isEqualTo(first);

            mended = true;
            assertThat(delivered(server, second)).as("before the first").isFalse();
            assertThat(taken).isEmpty();
            assertThat(delivered(server, first)).isTrue();
            assertThat(deadLetters(server)).containsExactly(second);
            assertThat(delivered(server, second)).isTrue();
            assertThat(deadLetters(server)).isEmpty();
            given.does(Who.HANDLER, found.id(), new CaseAct.Accept());

            assertThat(next(taken)).isEqualTo(first);
            assertThat(next(taken)).isEqualTo(second);
            assertThat(next(taken)).isEqualTo(found.subject() + "/3");
            assertThat(send(server, "GET", "/api/v1/listeners", "")
                            .at("/listeners/0/deadLetters")
                            .asInt())
                    .isZero();
        }
        return token;
    }
}
