package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path home;

    @Test
    void what_was_committed_is_there_after_a_restart() throws Exception {
        List<Progress> steps = new ArrayList<>();
        Options options = Options.standard().engineIn(Engine.userCache()).reporting(steps::add);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            server.ensureDatabase("jieli");
            server.ensureDatabase("jieli");
            execute(server, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('接力')");
        }
        assertThat(steps).endsWith(Progress.INITIALISING, Progress.STARTING, Progress.READY);
        steps.clear();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThat(ask(server, "SELECT word FROM kept")).isEqualTo("接力");
        }
        assertThat(steps).containsExactly(Progress.STARTING, Progress.READY);
    }

    static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection = server.connect("jieli");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.connect("jieli");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
