package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.SignInRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Signing in by way of a provider that others wrote and run: Spring Authorization Server, started here, with a person at its form. */
class RealProviderTest {
    private static final String CLIENT = "jieli";
    private static final String SECRET = "told to this client and nobody else";
    private static final String SUBJECT = "official-17";
    private static final String PASSWORD = "at the provider";
    private static final Pattern GUARD = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    private final Server provider = new Server();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private String issuer = "";
    private Served served;

    @Configuration
    @EnableWebSecurity
    static class Provider {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
            OAuth2AuthorizationServerConfigurer endpoints = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(endpoints.getEndpointsMatcher())
                    .with(endpoints, offered -> offered.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(who -> who.anyRequest().authenticated())
                    .exceptionHandling(
                            how -> how.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain form(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(who -> who.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return new InMemoryUserDetailsManager(User.withUsername(SUBJECT)
                    .password("{noop}" + PASSWORD)
                    .roles("OFFICIAL")
                    .build());
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(
                            UUID.randomUUID().toString())
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("https://xinfang.example/sign-in/provider/back")
                    .scope("openid")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws Exception {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("k1").generate()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }
    }

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(provider);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.open();
        provider.addConnector(connector);
        issuer = "http://127.0.0.1:" + connector.getLocalPort();
        beans.register(Provider.class);
        beans.registerBean(
                AuthorizationServerSettings.class,
                () -> AuthorizationServerSettings.builder().issuer(issuer).build());
        beans.refresh();
        ServletContextHandler site = new ServletContextHandler(ServletContextHandler.SESSIONS);
        site.addFilter(
                new FilterHolder(beans.getBean("springSecurityFilterChain", Filter.class)),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        site.addServlet(DefaultServlet.class, "/");
        provider.setHandler(site);
        provider.start();
        served = Served.an_office(settings -> settings.withSignIn(SignInRules.usual()
                .at(URI.create("https://xinfang.example"))
                .trusting(new SignInRules.Provider(
                        "省统一身份认证", URI.create(issuer), CLIENT, SECRET, false, ImmutableSet.of()))));
    }

    @AfterEach
    void stop() throws Exception {
        served.close();
        provider.stop();
        beans.close();
    }

    private Reply page(String path, String cookies) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", cookies)
                .sent("GET", path);
    }

    private HttpResponse<String> opens(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signsIn(String password) throws IOException, InterruptedException {
        Matcher guard = GUARD.matcher(opens(URI.create(issuer + "/login")).body());
        assertThat(guard.find()).isTrue();
        return browser.send(
                HttpRequest.newBuilder(URI.create(issuer + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + SUBJECT + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf="
                                + URLEncoder.encode(guard.group(1), StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI to(HttpResponse<?> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    }

    private void bound() {
        String id =
                served.archive().accounts().named("clerk").orElseThrow().id().toString();
        assertThat(served.as(Duty.SYSTEM)
                        .post("/api/v1/accounts/" + id, "{'subject':'" + SUBJECT + "'}")
                        .status())
                .isEqualTo(200);
        assertThat(served.as(Duty.SECURITY)
                        .post("/api/v1/accounts/" + id, "{'disabled':false}")
                        .status())
                .isEqualTo(200);
    }

    private static String cookie(Reply going) {
        return going.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("sent="))
                .map(one -> one.substring(0, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_official_who_signs_in_there_is_signed_in_here() throws Exception {
        bound();
        Reply going = page("/sign-in/provider?next=/ledger", "lang=zh");
        assertThat(going.status()).as(going.text()).isEqualTo(303);
        String cookie = cookie(going);
        URI asked = URI.create(going.header("Location").orElseThrow());
        assertThat(to(opens(asked)).getPath()).isEqualTo("/login");
        assertThat(to(signsIn("a guess")).getQuery()).isEqualTo("error");
        URI again = to(signsIn(PASSWORD));
        assertThat(again.getPath()).isEqualTo("/oauth2/authorize");
        URI back = to(opens(again));
        assertThat(back.toString()).startsWith("https://xinfang.example/sign-in/provider/back?code=");

        String path = back.getRawPath() + "?" + back.getRawQuery();
        Reply in = page(path, cookie);
        assertThat(in.status()).as(in.text()).isEqualTo(303);
        assertThat(in.header("Location")).contains("/ledger");
        String token = in.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("jieli="))
                .map(one -> one.substring(6, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        assertThat(served.nobody()
                        .header("Authorization", "Bearer " + token)
                        .get("/api/v1/me")
                        .at("name"))
                .isEqualTo("clerk");
        assertThat(page(path, cookie).status()).as("the same answer again").isEqualTo(403);
    }

    @Test
    void whom_only_the_provider_knows_does_not_come_in() throws Exception {
        Reply going = page("/sign-in/provider", "lang=zh");
        String cookie = cookie(going);
        opens(URI.create(going.header("Location").orElseThrow()));
        URI back = to(opens(to(signsIn(PASSWORD))));

        Reply stranger = page(back.getRawPath() + "?" + back.getRawQuery(), cookie);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.text()).contains("没有启用的账号与它绑定");
    }

    /** This provider looks neither at max_age nor at prompt, and says when it asked. */
    @Test
    void whom_the_provider_let_through_without_a_question_does_not_count_as_asked_anew() throws Exception {
        bound();
        Reply first = page("/sign-in/provider", "lang=zh");
        opens(URI.create(first.header("Location").orElseThrow()));
        URI back = to(opens(to(signsIn(PASSWORD))));
        assertThat(page(back.getRawPath() + "?" + back.getRawQuery(), cookie(first))
                        .status())
                .isEqualTo(303);

        Thread.sleep(Duration.ofSeconds(7).toMillis()); // by the clock of the provider
        Reply anew = page("/sign-in/provider?anew=1&next=/me/factor", "lang=zh");
        URI asked = URI.create(anew.header("Location").orElseThrow());
        assertThat(asked.getRawQuery()).contains("prompt=login", "max_age=0");
        URI unasked = to(opens(asked));
        assertThat(unasked.toString()).startsWith("https://xinfang.example/sign-in/provider/back?code=");
        Reply refused = page(unasked.getRawPath() + "?" + unasked.getRawQuery(), "lang=zh; " + cookie(anew));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("没有说明它刚刚确认过您的身份");
    }
}
