package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Codes;
import dev.jieli.http.site.SignInRules;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that opens anything is ever logged, not even where everything is. */
class SecretsTest {
    @Test
    void no_password_code_token_or_cookie_is_in_the_log_at_any_level() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.jieli");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        List<String> secrets = new ArrayList<>();
        HttpServer provider = provider();
        try (Served served = Served.an_office(settings -> settings.withSignIn(SignInRules.usual()
                        .requiring(SignInRules.SecondFactor.NOBODY)
                        .keeping(Duration.ZERO)
                        .at(URI.create("https://xinfang.example"))
                        .trusting(new SignInRules.Provider(
                                "省统一身份认证",
                                URI.create(issuer(provider)),
                                "jieli",
                                "The secret of this client",
                                false,
                                ImmutableSet.of()))));
                Served empty = Served.nothing(settings -> settings.withSetupToken("The-link-of-this-house"))) {
            root.setLevel(Level.INFO); // as the server's own log has it at the most
            ours.setLevel(Level.TRACE);
            root.addAppender(log);
            secrets.add(Served.PASSWORD);
            secrets.add("A wrong password 7");
            served.nobody().post("/api/v1/sign-in", "{'name':'clerk','password':'A wrong password 7'}");
            served.nobody().post("/api/v1/sign-in", "{'name':'A wrong password 7','password':'x'}");
            String token = served.nobody()
                    .post("/api/v1/sign-in", "{'name':'clerk','password':'" + Served.PASSWORD + "'}")
                    .at("token");
            secrets.add(token);
            String factor = served.nobody()
                    .header("Authorization", "Bearer " + token)
                    .post("/api/v1/second-factors/secret", "{}")
                    .at("secret");
            secrets.add(factor);
            String code = Codes.code(factor, served.now());
            Reply enrolled = served.nobody()
                    .header("Authorization", "Bearer " + token)
                    .post(
                            "/api/v1/second-factors",
                            "{'name':'手机','secret':'" + factor + "','code':'" + code + "','proof':'" + Served.PASSWORD
                                    + "'}");
            enrolled.json().get("recoveryCodes").forEach(recovery -> secrets.add(recovery.asText()));
            secrets.add(enrolled.at("token"));
            Reply issued = served.nobody()
                    .header("Authorization", "Bearer " + enrolled.at("token"))
                    .post(
                            "/api/v1/tokens",
                            "{'name':'x','scopes':['READ'],'days':1,'proof':'" + Served.PASSWORD + "'}");
            secrets.add(issued.at("token"));
            served.nobody()
                    .header("Authorization", "Bearer " + issued.at("token"))
                    .get("/api/v1/cases");
            served.nobody()
                    .header("Cookie", "jieli=" + served.token(Who.HANDLER) + "; known=" + token)
                    .get("/api/v1/me");
            secrets.add(served.token(Who.HANDLER));
            served.as(Duty.SYSTEM)
                    .post(
                            "/api/v1/accounts",
                            "{'name':'new','official':'" + Who.HEAD.official() + "','password':'A first password 9'}");
            secrets.add("A first password 9");
            passwords(served, secrets);
            addresses(served, enrolled.at("token"), secrets);
            provider(served, secrets);
            setUp(empty, secrets);
        } finally {
            provider.stop(0);
            root.detachAppender(log);
            root.setLevel(before);
            ours.setLevel(null);
        }
        String logged = log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertThat(logged).as("something is logged at all").contains("/api/v1/sign-in");
        assertThat(secrets).hasSizeGreaterThan(30).noneMatch(logged::contains);
    }

    private static Reply form(Served served, String path, String body, String... headers) {
        Served.Call call = served.nobody()
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.sent("POST", path, Optional.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> cookies(Reply reply) {
        return reply.headers("Set-Cookie").stream()
                .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toList());
    }

    /** On the pages: a wrong one and a right one, the answer of a key, and a new password. */
    private static void passwords(Served served, List<String> secrets) {
        assertThat(form(served, "/sign-in", "account=clerk&next=/&password=" + encoded("A wrong password 7"))
                        .status())
                .isEqualTo(401);
        Reply half = form(served, "/sign-in", "account=clerk&next=/&password=" + encoded(Served.PASSWORD));
        assertThat(half.status()).isEqualTo(303);
        secrets.addAll(cookies(half));
        String key = "{\"id\":\"QW4gYW5zd2Vy\",\"rawId\":\"QW4gYW5zd2Vy\",\"response\":{\"signature\":\"U2lnbmVk\"}}";
        assertThat(form(
                                served,
                                "/sign-in/second/key",
                                "response=" + encoded(key),
                                "Authorization",
                                "Bearer " + cookies(half).get(0))
                        .status())
                .isEqualTo(401);
        secrets.add("QW4gYW5zd2Vy");
        secrets.add("U2lnbmVk");
        assertThat(form(
                                served,
                                "/sign-in/second",
                                "code=a-code-735119",
                                "Authorization",
                                "Bearer " + cookies(half).get(0))
                        .status())
                .isEqualTo(401);
        secrets.add("a-code-735119");
        Reply changed = served.as(Who.HEAD)
                .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'Another first password 3'}");
        assertThat(changed.status()).isEqualTo(200);
        secrets.add("Another first password 3");
        secrets.add(changed.at("token"));
        assertThat(form(served, "/sign-in", "account=head&next=/&password=" + encoded("Another first password 3"))
                        .status())
                .isEqualTo(303);
    }

    /** What is in an address: the secret one of a calendar, and what somebody pasted to where it does not belong. */
    private static void addresses(Served served, String token, List<String> secrets) {
        String calendar = served.nobody()
                .header("Authorization", "Bearer " + token)
                .post("/api/v1/tokens", "{'name':'x','scopes':['CALENDAR'],'days':1,'proof':'" + Served.PASSWORD + "'}")
                .at("token");
        secrets.add(calendar);
        assertThat(served.nobody()
                        .header("Accept", "text/calendar")
                        .sent("GET", "/calendar/" + calendar + ".ics")
                        .status())
                .isEqualTo(200);
        served.nobody().sent("GET", "/calendar/jieli_of-a-calendar-that-ended.ics");
        secrets.add("jieli_of-a-calendar-that-ended");
        served.nobody().sent("GET", "/nowhere/" + calendar + "?token=" + calendar);
        served.nobody().sent("GET", "/set-up?token=The-link-of-another-house");
        secrets.add("The-link-of-another-house");
    }

    private static void setUp(Served empty, List<String> secrets) {
        secrets.add("The-link-of-this-house");
        secrets.add("A first long password 1");
        empty.nobody().sent("GET", "/set-up?token=The-link-of-this-house");
        Reply made = empty.nobody()
                .post(
                        "/api/v1/set-up",
                        "{'token':'The-link-of-this-house','office':{'unit':'某县信访局','region':'330723',"
                                + "'official':'壬一','post':'局长','account':'ren.yi'},"
                                + "'system':{'official':'甲系','account':'jia.xi'},'password':'A first long password 1',"
                                + "'security':{'official':'乙安','account':'yi.an'},"
                                + "'auditor':{'official':'丙审','account':'bing.shen'}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        made.json().findValuesAsText("password").forEach(secrets::add);
    }

    // ------------------------------------------------------------------ a provider

    private static String issuer(HttpServer provider) {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    /** One that turns every code away, and says back what it was sent. */
    private static HttpServer provider() throws IOException {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer(provider))));
        provider.createContext("/token", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(
                    exchange,
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\""
                            + exchange.getRequestHeaders().getFirst("Authorization") + " " + sent + "\"}");
        });
        provider.start();
        return provider;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void provider(Served served, List<String> secrets) {
        Reply going = served.nobody().header("Accept", "text/html").sent("GET", "/sign-in/provider?next=/");
        String sent = cookies(going).get(0);
        Reply back = served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", "sent=" + sent)
                .sent("GET", "/sign-in/provider/back?code=Code-of-the-provider&state=" + sent);
        assertThat(back.status()).isGreaterThanOrEqualTo(400);
        secrets.add(sent);
        secrets.add("Code-of-the-provider");
        secrets.add("The secret of this client");
        secrets.add(encoded("The secret of this client"));
        secrets.add(Base64.getEncoder()
                .encodeToString(("jieli:" + encoded("The secret of this client")).getBytes(StandardCharsets.UTF_8)));
    }
}
