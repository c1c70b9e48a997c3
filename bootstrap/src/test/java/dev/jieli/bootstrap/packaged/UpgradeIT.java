package dev.jieli.bootstrap.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.jieli.postgres.EmbeddedPostgres;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * 升级: a data directory as earlier releases left it. What is in it was made by the release of schema 13, before sign-ins stood on
 * posts and before the database knew whom an accusation is against: an accusation, a case that ended, one that a leader took, an
 * issued paper, a handover that took effect, one that is signed and one that is drafted, their petitioners encrypted, a checkpoint,
 * and an account without password rules, factors and provider. The release of schema 19 held one case from erasure.
 */
class UpgradeIT {
    private static final String MADE_BY = "13";
    private static final String EARLIER = "19";

    /** Under which the petitioners of then are encrypted. */
    private static final String KEYS = "test = 30313233343536373839616263646566\n";

    private static final Map<String, Integer> ROWS = new TreeMap<>();

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
        isCarriedOver(data);
        Packaged.Answer person = Packaged.run(
                "person",
                "find",
                "--name",
                "测试人甲",
                "--id-number",
                "000000190001010000",
                "--by",
                "乙二",
                "--purpose",
                "本人申请",
                "--data",
                data.toString(),
                "--json");
        assertThat(person.code()).as(person.out() + person.err()).isZero();
        assertThat(person.out())
                .as("who petitioned is opened under the key of then")
                .contains("2026-00001");
        try (Packaged server = Packaged.serving("serve", data)) {
            assertThat(server.said()).contains("http://127.0.0.1:" + server.port);
        }

        Path restored = folder.resolve("restored");
        Packaged.Answer back = Packaged.run(
                "restore", file.toString(), "--key-file", key.toString(), "--data", restored.toString(), "--json");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(ask(restored, "SELECT name FROM account")).isEqualTo("zhang");
        isCarriedOver(restored);
    }

    /** Row by row, and what later releases made of them. */
    private static void isCarriedOver(Path data) throws Exception {
        assertThat(ROWS).containsKeys("petition_case", "handover", "issued_paper", "petitioner", "docket_entry");
        String counts = ROWS.keySet().stream()
                .map(table -> "SELECT '" + table + " ' || count(*) AS one FROM " + table
                        // a restoration is entered under no account, as it should be
                        + (table.equals("docket_entry") ? " WHERE subject_kind <> 'ACCOUNT'" : ""))
                .collect(Collectors.joining(" UNION ALL ", "SELECT string_agg(one, ',' ORDER BY one) FROM (", ") t"));
        String expected = ROWS.entrySet().stream()
                .map(table -> table.getKey() + " " + table.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        assertThat(ask(
                        data,
                        "SELECT concat_ws('; ', (" + counts + "),"
                                + " (SELECT string_agg(state, ',' ORDER BY came) FROM handover),"
                                // read from its docket by a migration
                                + " (SELECT string_agg(u.name, ',') FROM petition_case c JOIN unit u ON u.id = ANY (c.accused)),"
                                + " (SELECT count(*) FROM petition_case WHERE on_hold AND ending IS NOT NULL))"))
                .isEqualTo(expected + "; EFFECTIVE,FROZEN,DRAFT; 某镇人民政府; 1");
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
                    .target(MADE_BY)
                    .load()
                    .migrate();
            fill(postgres);
            try (Connection connection = connected(postgres);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO account (id, name, official, password, administrator, disabled, failures)"
                                + " VALUES (gen_random_uuid(), 'zhang', gen_random_uuid(), '$argon2id$', true, false, 0)");
                statement.execute("INSERT INTO receipt (key, request, answer) VALUES ('k', 'r', 'done')");
            }
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl("jieli"), postgres.user(), postgres.password())
                    .locations("classpath:db/migration")
                    .target(EARLIER)
                    .load()
                    .migrate();
            try (Connection connection = connected(postgres);
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE petition_case SET on_hold = true WHERE ending IS NOT NULL");
            }
        }
        Files.writeString(data.resolve("keys"), KEYS);
        Files.setPosixFilePermissions(data.resolve("keys"), PosixFilePermissions.fromString("rw-------"));
    }

    /** Table by table as the release of then had them, but for the places in the stream, which every database counts itself. */
    private static void fill(EmbeddedPostgres postgres) throws Exception {
        List<String> lines;
        try (InputStream from = UpgradeIT.class.getResourceAsStream("release-13.copy")) {
            lines = new String(Objects.requireNonNull(from).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
        try (Connection connection = connected(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            CopyManager copy = new CopyManager(connection.unwrap(BaseConnection.class));
            int begin = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals("\\.")) {
                    String rows = String.join("\n", lines.subList(begin + 1, i)) + "\n";
                    copy.copyIn(lines.get(begin) + " FROM STDIN", new StringReader(rows));
                    ROWS.put(Splitter.on(' ').splitToList(lines.get(begin)).get(1), i - begin - 1);
                    begin = i + 1;
                }
            }
            for (String counted : new String[] {
                "unit came",
                "post came",
                "incumbency came",
                "docket_entry seq",
                "checkpoint id",
                "handover came",
                "paper came"
            }) {
                List<String> cells = Splitter.on(' ').splitToList(counted);
                statement.execute("SELECT setval(pg_get_serial_sequence('" + cells.get(0) + "', '" + cells.get(1)
                        + "'), max(" + cells.get(1) + ")) FROM " + cells.get(0));
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
