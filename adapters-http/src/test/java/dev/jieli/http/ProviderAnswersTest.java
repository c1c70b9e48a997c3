package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.OpenId;
import dev.jieli.http.site.SignInRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * Whatever a provider of sign-ins answers, or whoever stands in its place: discovery, keys, the answer with the ID token and
 * the token itself. Nobody comes in by what is not just right, and nothing of it is a fault of the server.
 */
@SuppressWarnings("NullAway") // fields are filled before the first try
class ProviderAnswersTest {
    private static final String CLIENT = "jieli";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final List<String> ODD = List.of(
            "",
            "null",
            "[]",
            "\"\"",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"" + "a".repeat(9_000) + "\"",
            "[".repeat(2_000),
            "{\"a\":".repeat(2_000),
            "\"none\"",
            "\"http://127.0.0.1:1/\"",
            "\"file:///etc/passwd\"",
            "\"\\uD800\"",
            "\u0000",
            "<html>");

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(OpenId.class);

    private static RSAKey key;
    private static HttpServer provider;
    private static String issuer = "";
    private static Served served;
    private static Random random = new Random();
    private static Part wrong = Part.DISCOVERY;
    private static String nonce = "";
    private static boolean altered;

    private enum Part {
        DISCOVERY,
        KEYS,
        ANSWER,
        HEAD,
        CLAIMS,
        SIGNATURE,
        NOTHING
    }

    @BeforeContainer
    static void start() throws Exception {
        LOG.setLevel(Level.ERROR); // each wrong answer is a warning
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, Part.DISCOVERY, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
                "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],\
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer)));
        provider.createContext(
                "/keys", exchange -> answer(exchange, Part.KEYS, new JWKSet(key.toPublicJWK()).toString()));
        provider.createContext("/token", exchange -> answer(exchange, Part.ANSWER, token()));
        provider.start();
        served = Served.an_office(settings -> settings.withSignIn(SignInRules.usual()
                .requiring(SignInRules.SecondFactor.NOBODY)
                .at(URI.create("https://xinfang.example"))
                .trusting(new SignInRules.Provider(
                        "认证", URI.create(issuer), CLIENT, "told to nobody", false, ImmutableSet.of()))));
        String clerk =
                served.archive().accounts().named("clerk").orElseThrow().id().toString();
        served.as(Duty.SYSTEM).post("/api/v1/accounts/" + clerk, "{'subject':'official-17'}");
        served.as(Duty.SECURITY).post("/api/v1/accounts/" + clerk, "{'disabled':false}");
    }

    @AfterContainer
    static void stop() {
        LOG.setLevel(null);
        served.close();
        provider.stop(0);
    }

    private static void answer(HttpExchange exchange, Part part, String json) throws IOException {
        // The machine that is named stays the same: nobody goes looking for others in a test.
        String here = issuer.substring("http://".length());
        String sent = part == wrong ? changed(json.replace(here, "\u0001")).replace("\u0001", here) : json;
        byte[] body = sent.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The ID token, with one of its three parts changed where that is what is wrong; never signed again. */
    private static String token() {
        long now = Instant.now().getEpochSecond();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .subject("official-17")
                            .audience(CLIENT)
                            .claim("iat", now)
                            .claim("exp", now + 60)
                            .claim("nonce", nonce)
                            .claim("auth_time", now)
                            .build());
            token.sign(new RSASSASigner(key));
            List<String> parts = new java.util.ArrayList<>(Splitter.on('.').splitToList(token.serialize()));
            int at = List.of(Part.HEAD, Part.CLAIMS, Part.SIGNATURE).indexOf(wrong);
            if (at == 0 || at == 1) {
                String json = new String(Base64.getUrlDecoder().decode(parts.get(at)), StandardCharsets.UTF_8);
                parts.set(at, BASE64.encodeToString(changed(json).getBytes(StandardCharsets.UTF_8)));
            } else if (at == 2) {
                Base64URL good = new Base64URL(parts.get(at));
                parts.set(at, changed(parts.get(at)));
                altered = !Arrays.equals(
                        good.decode(), new Base64URL(parts.get(at)).decode()); // its last sign has spare bits
            }
            return Json.object()
                    .put("access_token", "of no use here")
                    .put("token_type", "Bearer")
                    .put("id_token", String.join(".", parts))
                    .toString();
        } catch (com.nimbusds.jose.JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Signs changed, left out or doubled, a value put in another's place, or something else altogether. */
    private static String changed(String good) {
        String text = good;
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        text = switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, from) + (char) (32 + random.nextInt(95)) + text.substring(from + 1);
            case 3 -> {
                int colon = text.indexOf(':', from);
                int end = colon < 0 ? -1 : text.indexOf(',', colon);
                yield end < 0
                        ? text.substring(0, from)
                        : text.substring(0, colon + 1) + ODD.get(random.nextInt(ODD.size())) + text.substring(end);
            }
            default -> ODD.get(random.nextInt(ODD.size()));
        };
        altered = !text.equals(good);
        return text;
    }

    private static Reply page(String path, String cookies) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", cookies)
                .sent("GET", path);
    }

    @Property
    void nobody_comes_in_by_what_is_not_just_right(@ForAll Random drawn, @ForAll Part part) {
        random = drawn;
        wrong = part;
        altered = false;
        served.later(Duration.ofHours(2)); // what the provider says of itself is asked for again
        Reply going = page("/sign-in/provider", "lang=zh");
        if (going.status() != 303) {
            assertThat(going.status()).as(going.text()).isEqualTo(503);
            assertThat(going.text()).contains("用账号密码登录");
            return;
        }
        Map<String, String> asked = new HashMap<>(); // after whatever a query of the provider's own says
        for (String one : Splitter.on('&')
                .split(URI.create(going.header("Location").orElseThrow()).getRawQuery())) {
            asked.put(one.substring(0, Math.max(0, one.indexOf('='))), one.substring(one.indexOf('=') + 1));
        }
        nonce = URLDecoder.decode(asked.get("nonce"), StandardCharsets.UTF_8);
        String cookie = going.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("sent="))
                .map(one -> one.substring(0, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        Reply came = page("/sign-in/provider/back?code=any&state=" + asked.get("state"), cookie);
        Optional<String> session = came.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("jieli="))
                .findFirst();
        assertThat(came.status()).as(part + ": " + came.text()).isIn(303, 403, 503);
        assertThat(session.isPresent()).as(part.name()).isEqualTo(came.status() == 303);
        if (altered && List.of(Part.HEAD, Part.CLAIMS, Part.SIGNATURE).contains(part)) {
            assertThat(came.status()).as(part.name()).isNotEqualTo(303);
        }
        if (part == Part.NOTHING) {
            assertThat(came.status()).as(came.text()).isEqualTo(303);
        }
    }
}
