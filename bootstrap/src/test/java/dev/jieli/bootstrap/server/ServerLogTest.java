package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLogTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"logback-server.xml", "logback-server-json.xml"})
    void a_line_of_the_log_stays_one_whatever_stands_in_it(String configuration) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("jieli.log", folder.resolve("server").toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL found = ServerLogTest.class.getResource("/dev/jieli/bootstrap/" + configuration);
        assertThat(found).isNotNull();
        configurator.doConfigure(found);
        context.getLogger("dev.jieli").info("the provider said {}", "no\r\n2026-11-22 00:00:00.000 ERROR forged");
        context.stop();
        assertThat(Files.readAllLines(folder.resolve("server.log")))
                .singleElement()
                .asString()
                .contains("forged");
    }
}
