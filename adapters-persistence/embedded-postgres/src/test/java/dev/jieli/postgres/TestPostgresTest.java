package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPostgresTest {

    @Test
    void one_fresh_database_does_not_see_the_other() throws SQLException {
        TestPostgres postgres = TestPostgres.shared();
        String one = postgres.freshDatabase();
        String other = postgres.freshDatabase();
        execute(one, "CREATE TABLE mine (id int)");
        assertThatThrownBy(() -> ask(other, "SELECT count(*) FROM mine")).hasMessageContaining("does not exist");
        assertThat(TestPostgres.shared()).isSameAs(postgres);
    }

    @Test
    void a_template_is_filled_once_and_copied_with_all_it_holds() throws SQLException {
        TestPostgres postgres = TestPostgres.shared();
        AtomicInteger filled = new AtomicInteger();
        for (int copy = 1; copy <= 3; copy++) {
            String template = postgres.template("with_a_word", url -> {
                filled.incrementAndGet();
                execute(url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('接力')");
            });
            String database = postgres.freshDatabase(template);
            assertThat(ask(database, "SELECT string_agg(word, ',') FROM kept")).isEqualTo("接力");
            execute(database, "INSERT INTO kept VALUES ('more')");
        }
        assertThat(filled).hasValue(1);
    }

    @Test
    void only_the_latest_databases_and_those_in_use_are_kept() throws SQLException {
        TestPostgres postgres = TestPostgres.shared();
        String used = postgres.freshDatabase();
        try (Connection connection = DriverManager.getConnection(used)) {
            String unused = postgres.freshDatabase();
            for (int i = 0; i < 11; i++) {
                postgres.freshDatabase();
            }
            assertThat(connection.isValid(5)).isTrue();
            assertThatThrownBy(() -> ask(unused, "SELECT 1")).hasMessageContaining("does not exist");
        }
        assertThat(ask(postgres.freshDatabase(), "SELECT count(*) FROM pg_database"))
                .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThan(18));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void an_installed_version_serves_as_well(int major) throws SQLException {
        Optional<TestPostgres> installed = TestPostgres.installed(major);
        assumeTrue(installed.isPresent(), "PostgreSQL " + major + " is not installed on this machine");
        String database = installed.orElseThrow().freshDatabase();
        assertThat(ask(database, "SHOW server_version")).startsWith(major + ".");
        assertThat(ask(database, "SELECT 'Z' < 'a' AND '安' < '重'")).isEqualTo("t");
    }

    private static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
