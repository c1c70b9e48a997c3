package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Codes;
import dev.jieli.testkit.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that opens anything is ever logged, not even where everything is. */
class SecretsTest {
    @Test
    void no_password_code_token_or_cookie_is_in_the_log_at_any_level() {
        Logger root = (Logger) LoggerFactory.getLogger("dev.jieli");
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        List<String> secrets = new ArrayList<>();
        try (Served served = Served.an_office()) {
            root.setLevel(Level.TRACE);
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
                    .post("/api/v1/second-factors", "{'name':'手机','secret':'" + factor + "','code':'" + code + "'}");
            enrolled.json().get("recoveryCodes").forEach(recovery -> secrets.add(recovery.asText()));
            secrets.add(enrolled.at("token"));
            Reply issued = served.nobody()
                    .header("Authorization", "Bearer " + enrolled.at("token"))
                    .post("/api/v1/tokens", "{'name':'x','scopes':['READ'],'days':1}");
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
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        String logged = log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertThat(logged).as("something is logged at all").contains("/api/v1/sign-in");
        assertThat(secrets).hasSizeGreaterThan(15).noneMatch(logged::contains);
    }
}
