package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.SignInRules;
import dev.jieli.testkit.Vouched;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by way of a provider, against one that runs in the test: discovery, PKCE, signed ID tokens, keys that change. */
class OpenIdTest {
    private static final String CLIENT = "jieli";
    private static final String SECRET = "told to this client and nobody else";

    private final Map<String, Map<String, String>> granted = new HashMap<>();
    private HttpServer provider;
    private RSAKey key;
    private String issuer;
    private String token;
    private UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    private int keysAsked;
    private int discovered;
    private boolean published = true;
    private String authorize = "/authorize";
    private Served served;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        listen(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
        trusting(false);
    }

    private void listen(HttpServer at, String scheme) {
        provider = at;
        issuer = scheme + "://127.0.0.1:" + provider.getAddress().getPort();
        token = issuer + "/token";
        provider.createContext("/.well-known/openid-configuration", exchange -> {
            discovered++;
            answer(exchange, published ? 200 : 503, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s%2$s","token_endpoint":"%3$s",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer, authorize, token));
        });
        provider.createContext("/keys", exchange -> {
            keysAsked++;
            answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        });
        provider.createContext("/token", this::token);
        provider.start();
    }

    private void trusting(boolean provesSecondFactor, String... proofs) {
        served = Served.an_office(settings -> settings.withSignIn(SignInRules.usual()
                .at(URI.create("https://xinfang.example"))
                .trusting(new SignInRules.Provider(
                        "省统一身份认证",
                        URI.create(issuer),
                        CLIENT,
                        SECRET,
                        provesSecondFactor,
                        ImmutableSet.copyOf(proofs)))));
    }

    @AfterEach
    void stop() {
        served.close();
        provider.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** As RFC 6749 and RFC 7636 have it: the client's secret, the redirection and the verifier are looked at. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String code = form.getOrDefault("code", "");
        Map<String, String> asked = granted.getOrDefault(code, Map.of());
        granted.remove(code);
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
        boolean right = !asked.isEmpty()
                && client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && asked.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(form.get("code_verifier")))
                        .getValue()
                        .equals(asked.get("code_challenge"));
        if (!right) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        long now = Instant.now().getEpochSecond();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.apply(new JWTClaimsSet.Builder()
                                    .issuer(issuer)
                                    .subject("official-17")
                                    .audience(CLIENT)
                                    .claim("iat", now)
                                    .claim("exp", now + 60)
                                    .claim("auth_time", now - 500)
                                    .claim("nonce", asked.get("nonce")))
                            .build());
            token.sign(new RSASSASigner(key));
            answer(
                    exchange,
                    200,
                    Json.object()
                            .put("access_token", "of no use here")
                            .put("token_type", "Bearer")
                            .put("id_token", token.serialize())
                            .toString());
        } catch (JOSEException broken) {
            throw new IOException(broken);
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        Splitter.on('&')
                .withKeyValueSeparator('=')
                .split(query)
                .forEach((name, value) -> parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8)));
        return parameters;
    }

    private Reply page(String path, String cookies) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", cookies)
                .sent("GET", path);
    }

    /** What a browser does: it is sent to the provider, confirms there, and comes back. */
    private record Trip(Map<String, String> asked, String cookie, String back) {}

    private Trip sent() {
        return sent("/sign-in/provider?next=/ledger");
    }

    private Trip sent(String path) {
        Reply going = page(path, "lang=zh");
        assertThat(going.status()).as(going.text()).isEqualTo(303);
        URI to = URI.create(going.header("Location").orElseThrow());
        assertThat(to.toString()).startsWith(issuer + "/authorize?");
        Map<String, String> asked = parameters(to.getRawQuery());
        String cookie = going.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("sent="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
        String code = "code-" + granted.size() + asked.get("state");
        granted.put(code, asked);
        return new Trip(
                asked,
                cookie.substring(0, cookie.indexOf(';')),
                "/sign-in/provider/back?code=" + code + "&state=" + asked.get("state"));
    }

    private Reply came(Trip trip) {
        return page(trip.back(), trip.cookie());
    }

    private void bound(Who who) {
        bound(Served.name(who));
    }

    private void bound(String name) {
        Accounts.Account account = served.archive().accounts().named(name).orElseThrow();
        String path = "/api/v1/accounts/" + account.id();
        Reply bound = served.as(Duty.SYSTEM).post(path, "{'subject':'official-17'}");
        assertThat(bound.status()).as(bound.text()).isEqualTo(200);
        assertThat(bound.at("subject")).isEqualTo("official-17");
        assertThat(served.as(Duty.SECURITY).post(path, "{'disabled':false}").status())
                .isEqualTo(200);
    }

    private Reply form(Duty duty, Accounts.Account account, String fields) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", "lang=zh; jieli=" + served.token(duty))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent(
                        "POST",
                        "/organization/accounts/" + account.id(),
                        Optional.of(("guard=guard-" + duty + "&" + fields).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whose subject with the provider is {@code official-17}: one of the two, who binds it to somebody else's account. */
    @Test
    void no_administrator_alone_comes_in_as_somebody_else_by_binding_the_own_subject_to_that_account() {
        served.close();
        trusting(true); // and the provider's word would stand for the account's own factor
        Accounts.Account clerk =
                served.archive().accounts().named(Served.name(Who.CLERK)).orElseThrow();
        String path = "/api/v1/accounts/" + clerk.id();
        Accounts.Account auditor =
                served.archive().accounts().named(Served.name(Duty.AUDIT)).orElseThrow();
        String bind = "{'subject':'official-17'}";

        for (Accounts.Account account : new Accounts.Account[] {clerk, auditor}) {
            assertThat(served.as(Duty.SECURITY)
                            .post("/api/v1/accounts/" + account.id(), bind)
                            .reason())
                    .isEqualTo("NOT_YOURS");
            assertThat(form(Duty.SECURITY, account, "do=bind&subject=official-17")
                            .status())
                    .isEqualTo(403);
            assertThat(came(sent()).status()).isEqualTo(403);
        }
        assertThat(served.as(Duty.SYSTEM)
                        .post("/api/v1/accounts/" + auditor.id(), bind)
                        .reason())
                .isEqualTo("LAST_OF_DUTY");
        String before = served.token(Who.CLERK);
        assertThat(form(Duty.SYSTEM, clerk, "do=bind&subject=official-17").status())
                .isEqualTo(303);
        assertThat(came(sent()).status()).as("nobody granted it yet").isEqualTo(403);
        assertThat(served.as(Duty.SYSTEM).post(path, "{'disabled':false}").reason())
                .isEqualTo("NOT_YOURS");
        assertThat(came(sent()).status()).isEqualTo(403);

        assertThat(served.as(Duty.SECURITY).get("/api/v1/accounts").text())
                .as("who grants it sees what is granted")
                .contains("official-17");
        assertThat(served.as(Duty.SECURITY).post(path, "{'disabled':false}").status())
                .isEqualTo(200);
        assertThat(came(sent()).status()).isEqualTo(303);
        assertThat(served.nobody()
                        .header("Authorization", "Bearer " + before)
                        .get("/api/v1/me")
                        .status())
                .as("whoever was signed in before")
                .isEqualTo(401);
    }

    @Test
    void whoever_the_provider_knows_and_an_administrator_bound_comes_in() {
        bound(Who.CLERK);
        assertThat(page("/sign-in", "lang=zh").text()).contains("省统一身份认证", "/sign-in/provider");
        Trip trip = sent();
        assertThat(trip.asked())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "https://xinfang.example/sign-in/provider/back")
                .containsKeys("state", "nonce", "code_challenge");
        Reply in = came(trip);
        assertThat(in.status()).as(in.text()).isEqualTo(303);
        assertThat(in.header("Location")).contains("/ledger");
        String token = in.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("jieli="))
                .map(cookie -> cookie.substring(6, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
        Reply me = served.nobody().header("Authorization", "Bearer " + token).get("/api/v1/me");
        assertThat(me.at("name")).isEqualTo("clerk");
        assertThat(served.nobody()
                        .header("Authorization", "Bearer " + token)
                        .get("/api/v1/sign-ins")
                        .at("signIns/0/means"))
                .isEqualTo("PROVIDER");
    }

    /** The provider, over TLS: whoever shows this certificate. */
    private HttpsServer secured(SSLContext shows) throws IOException {
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(shows));
        return secured;
    }

    private void isSilent(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.text()).contains("统一身份认证服务没有应答", "请稍后再试，或者用账号密码登录");
    }

    /** What stands in the place of the authorities of the JDK, until the test is over. */
    private static void vouchedFor(SSLSocketFactory by) {
        HttpsURLConnection.setDefaultSSLSocketFactory(by);
        HTTPRequest.setDefaultSSLSocketFactory(by);
    }

    @Test
    void by_tls_a_provider_is_asked_for_whom_somebody_vouches_under_its_own_name_and_no_other_is_told_a_secret(
            @TempDir Path folder) throws Exception {
        SSLContext here = Vouched.byItself(folder);
        SSLContext another = Vouched.forAnother(folder);
        SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
        SSLSocketFactory usualOfTheLibrary = HTTPRequest.getDefaultSSLSocketFactory();
        List<String> told = new ArrayList<>();
        HttpsServer stranger = secured(another);
        stranger.createContext("/", exchange -> {
            told.add(exchange.getRequestURI()
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, "{}");
        });
        stranger.start();
        try {
            for (SSLContext shows : new SSLContext[] {here, another}) {
                over(shows); // one that only itself vouches for, and one that is for another
                if (shows.equals(another)) {
                    vouchedFor(another.getSocketFactory());
                }
                isSilent(page("/sign-in/provider", "lang=zh"));
                assertThat(discovered).isZero();
            }

            vouchedFor(here.getSocketFactory());
            over(here);
            bound(Who.CLERK);
            assertThat(came(sent()).status()).isEqualTo(303);
            assertThat(keysAsked).isOne();

            over(here);
            token = "https://127.0.0.1:" + stranger.getAddress().getPort() + "/token";
            bound(Who.CLERK);
            isSilent(came(sent()));
            assertThat(told)
                    .as("nor is the code, the verifier or the client's secret sent there")
                    .isEmpty();
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(usual);
            HTTPRequest.setDefaultSSLSocketFactory(usualOfTheLibrary);
            stranger.stop(0);
        }
    }

    private void over(SSLContext shows) throws IOException {
        served.close();
        provider.stop(0);
        listen(secured(shows), "https");
        trusting(false);
    }

    @Test
    void a_stranger_gets_no_account_and_no_post() {
        int accounts = served.archive().accounts().all().size();
        Reply stranger = came(sent());
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.text()).contains("没有启用的账号与它绑定");
        assertThat(served.archive().accounts().all()).hasSize(accounts);
        bound(Who.CLERK);
        String id =
                served.archive().accounts().named("clerk").orElseThrow().id().toString();
        served.as(Duty.SYSTEM).post("/api/v1/accounts/" + id, "{'disabled':true}");
        assertThat(came(sent()).status()).as("disabled").isEqualTo(403);
    }

    @Test
    void an_administrator_who_comes_that_way_still_needs_a_second_factor() {
        addSecondAuditor();
        bound("second");
        assertThat(came(sent()).header("Location").orElseThrow()).startsWith("/sign-in/enrol");
    }

    @Test
    void the_word_of_the_provider_stands_for_a_second_factor_where_it_says_that_one_was_given() {
        served.close();
        trusting(true, "urn:example:two-factors", "mfa");
        addSecondAuditor();
        bound("second");

        Trip trip = sent();
        assertThat(trip.asked()).containsEntry("acr_values", "urn:example:two-factors mfa");
        assertThat(came(trip).header("Location").orElseThrow()).startsWith("/sign-in/enrol");
        claims = builder -> builder.claim("acr", "urn:example:a-password").claim("amr", List.of("pwd"));
        assertThat(came(sent()).header("Location").orElseThrow()).startsWith("/sign-in/enrol");

        claims = builder -> builder.claim("acr", "urn:example:two-factors");
        assertThat(came(sent()).header("Location")).contains("/ledger");
        claims = builder -> builder.claim("amr", List.of("pwd", "mfa"));
        assertThat(came(sent()).header("Location")).contains("/ledger");
    }

    private void addSecondAuditor() {
        Accounts.Account second = Accounts.Account.of(
                        UUID.randomUUID(),
                        "second",
                        new OfficialId(UUID.randomUUID()),
                        Served.account(Duty.AUDIT).password(),
                        "browser key of the second")
                .serving(Optional.of(Duty.AUDIT));
        served.archive().accounts().add(second);
    }

    /** Else whoever finds a browser open signs in anew by the provider, unasked, and adds a key of his own. */
    @Test
    void whom_the_provider_asked_longer_ago_than_it_was_told_does_not_come_in() {
        bound(Who.CLERK);
        assertThat(sent().asked()).containsEntry("max_age", "600").doesNotContainKey("prompt");
        claims = token -> token.claim("auth_time", Instant.now().getEpochSecond() - 700);
        assertThat(came(sent()).status()).isEqualTo(403);
        claims = token -> token.claim("auth_time", null);
        Reply unsaid = came(sent());
        assertThat(unsaid.status()).as("it does not say when").isEqualTo(403);
        assertThat(unsaid.text()).contains("没有说明它刚刚确认过您的身份");
        claims = token -> token;
        assertThat(came(sent()).status()).isEqualTo(303);
    }

    private static String tokenOf(Reply in) {
        return in.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("jieli="))
                .map(one -> one.substring(6, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private String refused(String token, String path, String body) {
        return served.nobody()
                .header("Authorization", "Bearer " + token)
                .post(path, body)
                .reason();
    }

    /** He finds a browser open within ten minutes of the provider's question, and has nothing that he could be asked for here. */
    @Test
    void whoever_has_nothing_to_show_here_is_asked_by_the_provider_before_he_adds_a_factor_or_issues_a_token() {
        bound(Who.CLERK);
        String token = tokenOf(came(sent()));
        String enrolment = "{'name':'手机','secret':'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567','code':'123456'}";
        String forSystem = "{'name':'市平台','scopes':['READ'],'days':30}";
        assertThat(refused(token, "/api/v1/second-factors", enrolment)).isEqualTo("PROVIDER_ASKS_FIRST");
        assertThat(refused(token, "/api/v1/tokens", forSystem)).isEqualTo("PROVIDER_ASKS_FIRST");
        String again = "/sign-in/provider?anew=1&next=/me/factor";
        assertThat(page("/me/factor", "jieli=" + token).header("Location")).contains(again);
        assertThat(page("/me/tokens", "lang=zh; jieli=" + token).text())
                .contains("再确认一次是您本人", "anew=1&amp;next=/me/tokens")
                .doesNotContain("action=\"/me/tokens\"");

        Trip trip = sent(again);
        assertThat(trip.asked()).containsEntry("prompt", "login").containsEntry("max_age", "0");
        assertThat(came(trip).text()).as("500 seconds ago").contains("没有说明它刚刚确认过您的身份");
        claims = of -> of.claim("auth_time", Instant.now().getEpochSecond());
        Trip asked = sent(again);
        Reply in = page(asked.back(), asked.cookie() + "; jieli=" + token);
        assertThat(in.header("Location")).contains("/me/factor");
        assertThat(served.nobody()
                        .header("Authorization", "Bearer " + token)
                        .get("/api/v1/me")
                        .status())
                .as("the sign-in that this browser forgot")
                .isEqualTo(401);
        String anew = tokenOf(in);
        assertThat(page("/me/factor", "jieli=" + anew).status()).isEqualTo(200);
        assertThat(page("/me/tokens", "jieli=" + anew).text()).contains("action=\"/me/tokens\"");
        assertThat(refused(anew, "/api/v1/second-factors", enrolment)).isEqualTo("WRONG_CODE");
        served.later(java.time.Duration.ofMinutes(16));
        assertThat(page("/me/factor", "jieli=" + anew).header("Location")).contains(again);
    }

    @Test
    void whoever_comes_back_while_the_provider_is_silent_is_not_counted() {
        token = "http://127.0.0.1:1/token"; // where nobody listens
        bound(Who.CLERK);
        for (int i = 0; i < 60; i++) {
            assertThat(came(sent()).status()).isEqualTo(503);
        }
    }

    @Test
    void an_address_from_which_fifty_came_back_in_vain_waits() {
        bound(Who.CLERK);
        for (int i = 0; i < 50; i++) {
            Trip denied = sent();
            assertThat(page(
                                    "/sign-in/provider/back?error=access_denied&state="
                                            + denied.asked().get("state"),
                                    denied.cookie())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(came(sent()).status()).isEqualTo(429);
        served.later(java.time.Duration.ofSeconds(10));
        assertThat(came(sent()).status()).isEqualTo(303);
    }

    @Test
    void an_answer_counts_once_and_in_the_browser_that_asked_only() {
        bound(Who.CLERK);
        Trip trip = sent();
        Trip second = sent();
        assertThat(page(trip.back(), "lang=zh").status()).as("another browser").isEqualTo(403);
        assertThat(page(trip.back(), second.cookie()).status())
                .as("sent another time")
                .isEqualTo(403);
        assertThat(came(trip).status()).isEqualTo(303);
        assertThat(came(trip).status()).isEqualTo(403);
        Trip late = sent();
        served.later(java.time.Duration.ofMinutes(11));
        assertThat(came(late).status()).isEqualTo(403);
        Trip denied = sent();
        assertThat(page(
                                "/sign-in/provider/back?error=access_denied&state="
                                        + denied.asked().get("state"),
                                denied.cookie())
                        .status())
                .isEqualTo(403);
        for (String nonsense : new String[] {"", "?state=x&code=y", "?code=", "?state="}) {
            assertThat(page("/sign-in/provider/back" + nonsense, "sent=x").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void an_id_token_that_is_not_meant_for_this_site_is_refused() {
        bound(Who.CLERK);
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.of(
                "audience", builder -> builder.audience("another client"),
                "issuer", builder -> builder.issuer("https://elsewhere.example"),
                "nonce", builder -> builder.claim("nonce", "of another sign-in"),
                "expired", builder -> builder.claim("exp", Instant.now().getEpochSecond() - 3_600));
        wrong.forEach((what, how) -> {
            claims = how;
            assertThat(came(sent()).status()).as(what).isEqualTo(403);
        });
        claims = builder -> builder;
        assertThat(came(sent()).status()).isEqualTo(303);
    }

    @Test
    void the_keys_of_the_provider_are_kept_and_asked_for_again_when_they_change() throws Exception {
        bound(Who.CLERK);
        came(sent());
        came(sent());
        assertThat(keysAsked).isEqualTo(1);
        key = new RSAKeyGenerator(2048).keyID("k2").generate();
        assertThat(came(sent()).status()).isEqualTo(303);
        assertThat(keysAsked).isEqualTo(2);
        RSAKey published = key;
        key = new RSAKey.Builder(new RSAKeyGenerator(2048).generate().toRSAKey())
                .keyID("k2")
                .build();
        assertThat(came(sent()).status())
                .as("signed with a key that was never published")
                .isEqualTo(403);
        key = published;
    }

    @Test
    void a_provider_that_does_not_answer_leaves_the_password() {
        provider.stop(0);
        Reply silent = page("/sign-in/provider", "lang=zh");
        assertThat(silent.status()).isEqualTo(503);
        assertThat(silent.text()).contains("用账号密码登录");
        assertThat(served.nobody()
                        .post("/api/v1/sign-in", "{'name':'clerk','password':'" + Served.PASSWORD + "'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_silent_provider_is_not_asked_for_every_stranger_and_is_asked_again_soon() {
        published = false;
        for (int stranger = 0; stranger < 20; stranger++) {
            assertThat(page("/sign-in/provider", "lang=zh").status()).isEqualTo(503);
        }
        assertThat(discovered).isEqualTo(1);
        published = true;
        bound(Who.CLERK);
        served.later(java.time.Duration.ofSeconds(10));
        assertThat(came(sent()).status()).isEqualTo(303);
        assertThat(discovered).isEqualTo(2);
    }

    /** RFC 6749, 3.1: a query of its own is kept, a fragment may not be there. */
    @Test
    void nobody_is_sent_to_an_address_that_swallows_what_is_asked() {
        authorize = "/authorize?realm=county#there";
        assertThat(page("/sign-in/provider", "lang=zh").status()).isEqualTo(503);
        authorize = "/authorize?realm=county";
        served.later(java.time.Duration.ofSeconds(10));
        assertThat(sent().asked()).containsEntry("realm", "county").containsKeys("state", "nonce");
    }

    @Test
    void an_identity_is_bound_to_one_account() {
        bound(Who.CLERK);
        String other =
                served.archive().accounts().named("handler").orElseThrow().id().toString();
        assertThat(served.as(Duty.SYSTEM)
                        .post("/api/v1/accounts/" + other, "{'subject':'official-17'}")
                        .status())
                .isEqualTo(409);
        assertThat(served.archive()
                        .accounts()
                        .find(java.util.UUID.fromString(other))
                        .flatMap(Accounts.Account::identity))
                .isEqualTo(Optional.empty());
    }
}
