package dev.jieli.bootstrap.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 升级: a data directory as an earlier release left it, an account and a receipt in it. */
class UpgradeIT {
    /** Before sign-ins stood on posts; the account of then has no password rules, no factors and no provider. */
    private static final String EARLIER = "13";

    @TempDir
    private Path folder;

    @Test
    void data_of_an_earlier_release_are_backed_up_and_brought_up_to_date_in_one_command() throws Exception {
        Path data = folder.resolve("data");
        Path file = folder.resolve("before.backup");
        Path key = folder.resolve("backup.key");
        anEarlierRelease(data);

        Packaged.Answer tooNew = Packaged.run("serve", "--port", "0", "--data", data.toString(), "--json");
        assertThat(tooNew.code()).as(tooNew.out() + tooNew.err()).isEqualTo(1);
        assertThat(tooNew.err()).contains("UPGRADE_NEEDED", "jieli upgrade");
        assertThat(schema(data)).isEqualTo(EARLIER);

        Packaged.Answer nowhere = upgrade(folder.resolve("no such folder").resolve("before.backup"), key, data);
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("写不下去");
        assertThat(schema(data)).as("nothing is changed before it is backed up").isEqualTo(EARLIER);

        Packaged.Answer upgraded = upgrade(file, key, data);
        assertThat(upgraded.code()).as(upgraded.err()).isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(upgrade(file, key, data).out()).contains("不需要升级");
        assertThat(ask(data, "SELECT name || provisional || changes FROM account"))
                .isEqualTo("zhangfalse0");
        assertThat(ask(data, "SELECT answer FROM receipt")).isEqualTo("done");
        assertThat(Packaged.run("verify", "--data", data.toString(), "--json")
                        .json()
                        .get("whole")
                        .asBoolean())
                .isTrue();
        try (Packaged server = Packaged.serving("serve", data)) {
            assertThat(server.said()).contains("http://127.0.0.1:" + server.port);
        }

        Path restored = folder.resolve("restored");
        Packaged.Answer back = Packaged.run(
                "restore", file.toString(), "--key-file", key.toString(), "--data", restored.toString(), "--json");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(ask(restored, "SELECT name FROM account")).isEqualTo("zhang");
    }

    private static Packaged.Answer upgrade(Path file, Path key, Path data) throws Exception {
        return Packaged.run("upgrade", file.toString(), "--key-file", key.toString(), "--data", data.toString());
    }

    private static void anEarlierRelease(Path data) throws Exception {
        Files.createDirectories(data);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
            postgres.ensureDatabase("jieli");
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl("jieli"), postgres.user(), postgres.password())
                    .locations("classpath:db/migration")
                    .target(EARLIER)
                    .load()
                    .migrate();
            try (Connection connection = connected(postgres);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO account (id, name, official, password, administrator, disabled, failures)"
                                + " VALUES (gen_random_uuid(), 'zhang', gen_random_uuid(), '$argon2id$', true, false, 0)");
                statement.execute("INSERT INTO receipt (key, request, answer) VALUES ('k', 'r', 'done')");
            }
        }
    }

    private static String schema(Path data) throws Exception {
        return ask(
                data,
                "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank DESC");
    }

    private static String ask(Path data, String query) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data.resolve("postgres"));
                Connection connection = connected(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connected(EmbeddedPostgres postgres) throws Exception {
        return DriverManager.getConnection(postgres.jdbcUrl("jieli"), postgres.user(), postgres.password());
    }
}
