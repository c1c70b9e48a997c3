package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.jieli.application.port.Board;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.authority.Asker;
import dev.jieli.persistence.Backup;
import dev.jieli.persistence.BackupKey;
import dev.jieli.persistence.Occupancy;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** --database: the commands on a server that others run, through the whole wiring. */
class DatabaseTest {
    @TempDir
    private Path folder;

    /** The one that comes along, and each other that is installed here. */
    static Stream<TestPostgres> servers() {
        return Stream.concat(
                Stream.of(TestPostgres.shared()),
                Stream.of(15, 16, 17).flatMap(major -> TestPostgres.installed(major).stream()));
    }

    private static Called jieli(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = Console.of(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Called(CommandTree.run(console, args), out.toString(), err.toString());
    }

    private Called on(TestPostgres postgres, String url, String... command) throws IOException {
        EmbeddedPostgres server = postgres.server();
        Path password = Files.writeString(folder.resolve("password"), server.password() + "\n");
        return jieli(
                Map.of(),
                Called.with(
                        command,
                        "--data",
                        folder.resolve("home").toString(),
                        "--database",
                        url.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", ""),
                        "--database-user",
                        server.user(),
                        "--database-password-file",
                        password.toString()));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void an_office_is_set_up_a_ledger_comes_in_and_all_is_verified_until_somebody_meddles(TestPostgres postgres)
            throws Exception {
        String url = postgres.freshDatabase();
        Path ledger =
                Files.writeString(folder.resolve("台账.csv"), "编号,信访人,信访日期,反映问题,责任单位\nLY-1,张某某,2025-09-01,反映道路破损,住建局\n");
        assertThat(on(postgres, url, "import", ledger.toString()).err())
                .as("nobody is there yet")
                .contains("首次设置");
        Place place = new Place(
                folder.resolve("home"),
                Optional.of(new Place.Database(
                        url, postgres.server().user(), postgres.server().password())));
        String id;
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive());
        }

        Called taken = on(postgres, url, "import", ledger.toString(), "--json");
        assertThat(taken.code()).as(taken.out() + taken.err()).isZero();
        assertThat(taken.json().get("imported").asInt()).isEqualTo(1);
        assertThat(on(postgres, url, "who", "LY-1").out()).contains("某县住房和城乡建设局");
        JsonNode whole = on(postgres, url, "verify", "--json").json();
        assertThat(whole.get("whole").asBoolean()).isTrue();
        assertThat(whole.get("entries").asInt()).isGreaterThan(20);
        assertThat(folder.resolve("home").resolve("postgres"))
                .as("no server of its own")
                .doesNotExist();

        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Board board = house.archive().board(Asker.Job.OPERATOR);
            id = board.numbered("LY-1").orElseThrow().toString();
        }
        meddle(url, "UPDATE docket_entry SET json = replace(json, '道路破损', '道路平整') WHERE subject_id = '" + id + "'", 1);

        Called broken = on(postgres, url, "verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains(id, "第1条", "从备份核对恢复");
        Called forAMachine = on(postgres, url, "verify", "--json");
        assertThat(forAMachine.code()).isEqualTo(1);
        assertThat(forAMachine.json().get("whole").asBoolean()).isFalse();
        assertThat(forAMachine.json().at("/faults/0/subject").asText()).contains(id);
        assertThat(forAMachine.json().at("/faults/0/number").asInt()).isEqualTo(1);
        assertThat(forAMachine.json().at("/faults/0/kind").asText()).isEqualTo("ALTERED");
    }

    private static void meddle(String url, String how, int rows) throws SQLException {
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute(how);
            assertThat(Math.max(0, statement.getUpdateCount())).isGreaterThanOrEqualTo(rows);
        }
    }

    // ------------------------------------------------------------------ backups

    /** Of an office in which something was done, in the home of this test. */
    private String worked(TestPostgres postgres) {
        String url = postgres.freshDatabase();
        Place place = new Place(
                folder.resolve("home"),
                Optional.of(new Place.Database(
                        url, postgres.server().user(), postgres.server().password())));
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive()).registered();
        }
        return url;
    }

    @Test
    void an_upgrade_that_fails_half_way_leaves_its_backup_also_when_it_is_tried_again() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = postgres.freshDatabase();
        Flyway.configure()
                .dataSource(url, postgres.server().user(), postgres.server().password())
                .locations("classpath:db/migration")
                .target("26")
                .load()
                .migrate();
        meddle(url, "ALTER FUNCTION erase_petitioner(uuid) RENAME TO gone", 0);
        Path file = folder.resolve("before.backup");
        String[] upgrade = {
            "upgrade",
            file.toString(),
            "--key-file",
            folder.resolve("backup.key").toString()
        };

        Called failed = on(postgres, url, upgrade);
        assertThat(failed.code()).isNotZero();
        assertThat(failed.err()).contains("升级没有做完", file.toString(), "换一个备份文件名");
        byte[] good = Files.readAllBytes(file);

        Called again = on(postgres, url, Called.with(upgrade, "--json"));
        assertThat(again.json().get("reason").asText()).isEqualTo("FILE_EXISTS");
        assertThat(again.json().toString()).contains("换一个文件名");
        assertThat(Files.readAllBytes(file)).isEqualTo(good);

        meddle(url, "ALTER FUNCTION gone(uuid) RENAME TO erase_petitioner", 0);
        upgrade[1] = folder.resolve("second.backup").toString();
        Called done = on(postgres, url, upgrade);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    @Test
    void a_restored_house_is_no_laxer_than_it_was_and_says_so() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = worked(postgres);
        Path home = folder.resolve("home");
        String key = folder.resolve("backup.key").toString();
        Files.writeString(home.resolve("sign-in"), "second-factor = EVERYBODY\n");
        Files.writeString(home.resolve("syslog"), "log tls://127.0.0.1:6514\n");
        Files.writeString(home.resolve("listeners"), "# nobody\n");
        Path file = folder.resolve("a.backup");
        assertThat(on(postgres, url, "backup", file.toString(), "--key-file", key)
                        .code())
                .isZero();
        MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);

        Called restored = on(postgres, postgres.freshDatabase(), "restore", file.toString(), "--key-file", key);

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("已恢复参数文件：sign-in、syslog").contains("备份里没有密钥文件");
        assertThat(home.resolve("sign-in")).hasContent("second-factor = EVERYBODY\n");
        assertThat(home.resolve("syslog")).exists();
        assertThat(home.resolve("retention")).doesNotExist();
        assertThat(home.resolve("listeners")).as("it holds tokens").doesNotExist();
        assertThat(Files.getPosixFilePermissions(home.resolve("sign-in"))).hasSize(2);
    }

    @Test
    void a_backup_of_an_earlier_release_comes_back_and_it_is_said_that_rules_are_missing() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(worked(postgres));
        Path key = folder.resolve("backup.key");
        Vault.drawKey(key);
        Path file = folder.resolve("earlier.backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            Backup.write(
                    owner,
                    out,
                    BackupKey.ofFile(Files.readAllBytes(key)),
                    ImmutableMap.of(),
                    "0.0.9",
                    Instant.now(),
                    new SecureRandom());
        }

        Called restored =
                on(postgres, postgres.freshDatabase(), "restore", file.toString(), "--key-file", key.toString());

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("不含参数文件（sign-in、retention、syslog、listeners）", "默认规则");
    }

    @Test
    void a_second_try_does_not_unlock_what_was_not_proved() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = worked(postgres);
        meddle(url, "UPDATE docket_entry SET json = replace(json, '来信', '来访')", 1);
        Path home = folder.resolve("home");
        Path file = folder.resolve("a.backup");
        String[] restore = {
            "restore",
            file.toString(),
            "--key-file",
            folder.resolve("backup.key").toString(),
            "--json"
        };
        on(postgres, url, "backup", file.toString(), "--key-file", restore[3]);
        MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
        String target = postgres.freshDatabase();
        assertThat(on(postgres, target, restore).json().get("whole").asBoolean())
                .isFalse();

        for (int again = 0; again < 2; again++) {
            assertThat(on(postgres, target, restore).json().get("reason").asText())
                    .isEqualTo("RESTORE_UNFINISHED");
        }
        assertThat(on(postgres, target, "verify", "--json").json().get("reason").asText())
                .isEqualTo("RESTORE_UNFINISHED");
    }

    @Test
    void a_restoration_into_what_is_not_empty_leaves_it_as_usable_as_it_was() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = worked(postgres);
        Path file = folder.resolve("a.backup");
        String key = folder.resolve("backup.key").toString();
        on(postgres, url, "backup", file.toString(), "--key-file", key);

        assertThat(on(postgres, url, "restore", file.toString(), "--key-file", key, "--json")
                        .json()
                        .get("reason")
                        .asText())
                .isEqualTo("NOT_EMPTY");
        assertThat(on(postgres, url, "verify").code()).isZero();
    }

    // ------------------------------------------------------------------ beside a server

    @Test
    void beside_a_server_nothing_is_upgraded_restored_or_put_under_another_key() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = worked(postgres);
        String key = folder.resolve("backup.key").toString();
        String file = folder.resolve("a.backup").toString();
        on(postgres, url, "backup", file, "--key-file", key);
        Place place = new Place(
                folder.resolve("home"),
                Optional.of(new Place.Database(
                        url, postgres.server().user(), postgres.server().password())));
        Path keys = folder.resolve("home").resolve("keys");
        String[][] alone = {
            {"upgrade", folder.resolve("b.backup").toString(), "--key-file", key},
            {"restore", file, "--key-file", key},
            {"keys", "--rotate"},
            {"keys", "--forget-earlier"},
            {"keys", "--rotate", "--forget-earlier"}
        };
        try (House serving = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            String before = Files.readString(keys);
            for (String[] command : alone) {
                JsonNode refused =
                        on(postgres, url, Called.with(command, "--json")).json();
                assertThat(refused.get("reason").asText())
                        .as(String.join(" ", command))
                        .isEqualTo("OCCUPIED");
                assertThat(refused.toString()).contains("serve");
            }
            assertThat(keys).hasContent(before);
            assertThat(on(postgres, url, "keys").code()).as("a look").isZero();
            assertThat(on(postgres, url, "verify").code()).as("a command").isZero();
            assertThat(on(postgres, url, "backup", folder.resolve("c.backup").toString(), "--key-file", key)
                            .code())
                    .isZero();
            assertThat(serving.isEmpty()).isFalse();
        }
        assertThat(on(postgres, url, "keys", "--rotate", "--forget-earlier").code())
                .isZero();
        assertThat(on(postgres, url, "upgrade", folder.resolve("d.backup").toString(), "--key-file", key)
                        .code())
                .isZero();
    }

    @Test
    void while_somebody_has_the_database_alone_no_server_starts() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = worked(postgres);
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        try (Occupancy upgrading = Occupancy.alone(owner).orElseThrow()) {
            assertThat(on(postgres, url, "verify", "--json")
                            .json()
                            .get("reason")
                            .asText())
                    .isEqualTo("OCCUPIED");
            assertThat(Occupancy.alone(owner)).isEmpty();
        }
        assertThat(on(postgres, url, "verify").code()).isZero();
    }

    @Test
    void whoever_worked_beside_others_and_lost_the_connection_is_told_where_somebody_took_it_alone() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        PGSimpleDataSource owner = new PGSimpleDataSource();
        String url = postgres.freshDatabase();
        owner.setUrl(url);
        CountDownLatch told = new CountDownLatch(1);
        try (Occupancy serving = Occupancy.besideOthers(owner, told::countDown).orElseThrow()) {
            Optional<Occupancy> alone = Optional.empty();
            while (alone.isEmpty()) {
                meddle(
                        url,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jieli occupancy'"
                                + " AND datname = current_database()",
                        0);
                alone = Occupancy.alone(owner);
            }
            try (Occupancy upgrading = alone.get()) {
                assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
            }
        }
    }

    // ------------------------------------------------------------------ the keys that sign

    /** Of an office with two checkpoints, which a round of the server makes. */
    private String checked(TestPostgres postgres) throws IOException {
        String url = worked(postgres);
        for (int i = 0; i < 2; i++) {
            Called made = on(
                    postgres,
                    url,
                    "checkpoint",
                    folder.resolve("checkpoints" + i + ".txt").toString());
            assertThat(made.code()).as(made.err()).isZero();
        }
        return url;
    }

    @Test
    void a_database_that_lost_its_last_checkpoint_shows_it_to_whoever_comes_later() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = checked(postgres);
        assertThat(on(postgres, url, "verify").code()).isZero();
        meddle(url, "DELETE FROM checkpoint_mark WHERE checkpoint = 2", 1);
        meddle(url, "DELETE FROM checkpoint WHERE id = 2", 1);

        JsonNode faults = on(postgres, url, "verify", "--json").json().get("faults");
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).get("subject").asText()).isEqualTo("checkpoint/2");
        assertThat(faults.get(0).get("kind").asText()).isEqualTo("CUT_OFF");
    }

    @Test
    void after_an_older_backup_came_back_the_record_goes_on_from_there_and_that_is_said() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = checked(postgres);
        Path file = folder.resolve("a.backup");
        String key = folder.resolve("backup.key").toString();
        on(postgres, url, "backup", file.toString(), "--key-file", key);
        on(postgres, url, "checkpoint", folder.resolve("later.txt").toString());

        String target = postgres.freshDatabase();
        Called restored = on(postgres, target, "restore", file.toString(), "--key-file", key);
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("第3个检查点", "已经用公钥指纹");
        assertThat(on(postgres, target, "verify").code()).isZero();
        on(postgres, target, "checkpoint", folder.resolve("again.txt").toString());
        assertThat(on(postgres, target, "verify").code()).isZero();
    }

    @Test
    void a_restoration_says_where_no_signature_was_looked_at() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = checked(postgres);
        Path file = folder.resolve("a.backup");
        String key = folder.resolve("backup.key").toString();
        on(postgres, url, "backup", file.toString(), "--key-file", key);
        MoreFiles.deleteRecursively(folder.resolve("home"), RecursiveDeleteOption.ALLOW_INSECURE);

        Called restored = on(postgres, postgres.freshDatabase(), "restore", file.toString(), "--key-file", key);
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("签章没有核对", "jieli verify");
    }

    @Test
    void where_checkpoints_are_signed_no_other_key_is_drawn_unless_that_is_asked_for() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = checked(postgres);
        Path keys = folder.resolve("home").resolve("seal-keys");
        Files.move(keys, folder.resolve("elsewhere"));

        JsonNode refused = on(postgres, url, "verify", "--json").json();
        assertThat(refused.get("reason").asText()).isEqualTo("SEAL_KEYS_MISSING");
        assertThat(refused.toString()).contains("JIELI_SEAL_KEYS", "--lost-key");
        assertThat(keys).doesNotExist();

        String more = folder.resolve("more.txt").toString();
        assertThat(on(postgres, url, "checkpoint", more, "--lost-key").code()).isZero();
        assertThat(on(postgres, url, "verify", "--json").json().get("faults")).isNotEmpty();
        String another = folder.resolve("another.txt").toString();
        assertThat(on(postgres, url, "checkpoint", another, "--lost-key", "--json")
                        .json()
                        .get("reason")
                        .asText())
                .isEqualTo("KEY_IS_THERE");
    }

    @Test
    void a_key_that_was_retired_beside_a_house_that_has_it_in_memory_signs_no_more() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        String url = checked(postgres);
        Place place = new Place(
                folder.resolve("home"),
                Optional.of(new Place.Database(
                        url, postgres.server().user(), postgres.server().password())));
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            on(postgres, url, "checkpoint", folder.resolve("more.txt").toString(), "--rotate-key");
            house.archive().audit().checkpoint(house.now());
        }

        assertThat(on(postgres, url, "verify").code()).isZero();
    }

    @Test
    void a_server_that_is_not_there_or_lets_nobody_in_is_told_without_the_password() throws IOException {
        TestPostgres postgres = TestPostgres.shared();

        Called nowhere = on(postgres, "jdbc:postgresql://127.0.0.1:1/jieli", "verify", "--json");
        Called unknown = on(postgres, postgres.url("not_there"), "verify", "--json");

        for (Called called : new Called[] {nowhere, unknown}) {
            assertThat(called.code()).isEqualTo(1);
            assertThat(called.json().get("reason").asText()).isEqualTo("DATABASE_UNREACHABLE");
            assertThat(called.err()).doesNotContain(postgres.server().password());
        }
    }
}
