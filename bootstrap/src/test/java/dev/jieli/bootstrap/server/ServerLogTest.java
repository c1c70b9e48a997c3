package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLogTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"logback-server.xml", "logback-server-json.xml"})
    void a_line_of_the_log_stays_one_whatever_stands_in_it(String configuration) throws Exception {
        LoggerContext context = configured(configuration);
        context.getLogger("dev.jieli").info("the provider said {}", "no\r\n2026-11-22 00:00:00.000 ERROR forged");
        context.stop();
        assertThat(Files.readAllLines(folder.resolve("server.log")))
                .singleElement()
                .asString()
                .contains("forged");
    }

    /** Of what was thrown, only the first line of the entry looks like one, and the text of each cause stays readable. */
    @ParameterizedTest
    @ValueSource(strings = {"logback-server.xml", "logback-server-json.xml"})
    void no_message_of_an_exception_begins_a_line_that_looks_like_one_of_the_log(String configuration)
            throws Exception {
        LoggerContext context = configured(configuration);
        Exception forged = new IllegalStateException(
                "no\n2026-11-22 00:00:00.000 ERROR forged",
                new IOException("cause\r2026-11-22 00:00:00.000 ERROR forged"));
        context.getLogger("dev.jieli").error("a request broke", forged);
        context.getLogger("dev.jieli").error("and another one");
        context.stop();
        List<String> lines = Files.readAllLines(folder.resolve("server.log"));
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("    "))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).containsAnyOf("a request broke", "and another one"));
        assertThat(String.join(" ", lines)).contains("IllegalStateException", "IOException", "ServerLogTest.java");
    }

    /** Jetty tells every head of a request at DEBUG, and jOOQ what was written: nobody can ask for that. */
    @ParameterizedTest
    @ValueSource(strings = {"logback-server.xml", "logback-server-json.xml"})
    void no_level_at_which_others_tell_secrets_can_be_chosen(String configuration) throws Exception {
        LoggerContext context = configured(configuration);
        assertThat(context.getLoggerList())
                .allMatch(logger -> logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO));
        for (String others :
                List.of("org.eclipse.jetty", "io.javalin", "org.jooq", "com.zaxxer.hikari", "org.flywaydb")) {
            assertThat(context.getLogger(others + ".Some").getEffectiveLevel()).isEqualTo(Level.WARN);
        }
        context.stop();
        String text = Files.readString(Path.of(found(configuration).toURI()));
        assertThat(text).doesNotContain("scan", "<include", "<if", "<property");
        assertThat(Pattern.compile("\\$\\{[^}]*}").matcher(text).results().map(MatchResult::group))
                .containsOnly("${jieli.log}");
    }

    private static URL found(String configuration) {
        return Objects.requireNonNull(ServerLogTest.class.getResource("/dev/jieli/bootstrap/" + configuration));
    }

    private LoggerContext configured(String configuration) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("jieli.log", folder.resolve("server").toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(found(configuration));
        return context;
    }
}
