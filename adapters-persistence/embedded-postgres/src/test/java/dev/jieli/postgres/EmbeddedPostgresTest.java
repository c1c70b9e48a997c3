package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.postgres.CannotStart.Reason;
import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    @AutoClose
    private final ThrowawayHome throwaway = ThrowawayHome.make();

    private final Path home = throwaway.path();

    private final List<Progress> steps = new ArrayList<>();
    private Options options = Options.standard();

    @BeforeEach
    void engine_from_the_cache() throws IOException {
        options = Options.standard().engineIn(Engine.userCache()).reporting(steps::add);
    }

    @Test
    void what_was_committed_is_there_after_a_restart() throws Exception {
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

    @Test
    void every_commit_reaches_the_disk_and_nobody_else_the_server() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options.with("max_connections", "17"))) {
            server.ensureDatabase("jieli");
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(ask(server, "SHOW max_connections")).isEqualTo("17");
            assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("jieli"), server.user(), "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(server.password()).hasSize(32).isAlphanumeric();
            assertThat(server.jdbcUrl("jieli")).doesNotContain(server.password());
        }
        assertThat(mode("data")).isEqualTo("rwx------");
        assertThat(mode("password")).isEqualTo("rw-------");
        assertThat(mode("postgres.log")).isEqualTo("rw-------");
    }

    @Test
    void text_is_sorted_by_code_point_and_trigrams_see_chinese() throws Exception {
        Made.clusterIn(home);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            server.ensureDatabase("jieli");
            assertThat(ask(server, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, "SELECT 'Z' < 'a' AND 'z' < '安' AND '安' < '重'"))
                    .isEqualTo("t");
            execute(server, "CREATE EXTENSION pg_trgm");
            assertThat(ask(server, "SELECT cardinality(show_trgm('专项检查')) > 0")).isEqualTo("t");
            assertThat(
                            ask(
                                    server,
                                    "SELECT string_agg(x, '' ORDER BY x COLLATE \"zh-x-icu\") FROM unnest('{张,安,王}'::text[]) x"))
                    .isEqualTo("安王张");
        }
    }

    @Test
    void peoples_data_does_not_reach_the_log() throws Exception {
        Made.clusterIn(home);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            server.ensureDatabase("jieli");
            execute(
                    server,
                    "CREATE TABLE person (phone text PRIMARY KEY)",
                    "INSERT INTO person VALUES ('13800000000')");
            assertThatThrownBy(() -> execute(server, "INSERT INTO person VALUES ('13800000000')"))
                    .hasMessageContaining("13800000000");
            assertThatThrownBy(() -> execute(server, "SELECT '13800000000'::date"))
                    .hasMessageContaining("13800000000");
        }
        assertThat(home.resolve("postgres.log"))
                .content()
                .contains("database system is shut down")
                .doesNotContain("13800000000");
    }

    @Test
    void a_second_start_on_the_same_home_is_refused_and_names_the_holder() throws Exception {
        Made.clusterIn(home);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(home, options))
                    .satisfies(refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.IN_USE);
                        assertThat(refused)
                                .hasMessageContaining(home.toRealPath().toString())
                                .hasMessageContaining(
                                        "pid " + ProcessHandle.current().pid());
                        assertThat(refused.message(Locale.CHINA))
                                .contains("正由另一个接力程序使用")
                                .contains("pid ");
                        assertThat(refused.message(Locale.UK)).isEqualTo(refused.getMessage());
                    });
            try (Child child = Child.start(home, "cache=" + Engine.userCache())) {
                assertThat(child.line())
                        .startsWith("IN_USE")
                        .contains("pid " + ProcessHandle.current().pid());
            }
            server.ensureDatabase("jieli");
        }
        EmbeddedPostgres.start(home, options).close();
    }

    @Test
    void an_interrupted_first_start_is_begun_again() throws Exception {
        Files.createDirectories(home.resolve("data.init/base/1"));
        Files.writeString(home.resolve("data.init/PG_VERSION"), "18\n");
        Files.createDirectory(home.resolve("data"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            server.ensureDatabase("jieli");
        }
        assertThat(home.resolve("data.init")).doesNotExist();
    }

    @Test
    void a_data_directory_opened_to_others_is_closed_again() throws Exception {
        Made.clusterIn(home);
        Files.setPosixFilePermissions(home.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedPostgres.start(home, options).close();
        assertThat(mode("data")).isEqualTo("rwx------");
    }

    @Test
    void a_lost_password_is_replaced() throws Exception {
        Made.clusterIn(home);
        String lost = Files.readString(home.resolve("password"));
        Files.delete(home.resolve("password"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThat(server.password()).isNotEqualTo(lost);
            server.ensureDatabase("jieli");
        }
    }

    @Test
    void data_may_lie_behind_a_link() throws Exception {
        Made.clusterIn(home);
        Path elsewhere = Files.createDirectory(home.resolve("larger disk")).resolve("moved");
        Files.move(home.resolve("data"), elsewhere);
        Files.createSymbolicLink(home.resolve("data"), elsewhere);
        EmbeddedPostgres server = EmbeddedPostgres.start(home, options);
        assertThat(Leftover.recorded(Leftover.pidFile(elsewhere))).isEqualTo(server.pid());
        server.close();
    }

    @Test
    void data_of_another_version_or_of_another_kind_is_left_alone() throws Exception {
        Made.clusterIn(home);
        Path version = home.resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThat(refusal(options).reason()).isEqualTo(Reason.WRONG_VERSION);
        assertThat(refusal(options))
                .hasMessageContaining("written by PostgreSQL 17")
                .hasMessageContaining("PostgreSQL 18");

        Files.delete(version);
        assertThat(refusal(options).reason()).isEqualTo(Reason.NOT_A_CLUSTER);
        assertThat(home.resolve("data/base")).exists();
    }

    @Test
    void damage_is_told_in_the_servers_own_words() throws Exception {
        Made.clusterIn(home);
        Files.writeString(home.resolve("data/postgresql.conf"), "no_such_setting = 1\n");
        CannotStart refused = refusal(options);
        assertThat(refused.reason()).isEqualTo(Reason.FAILED);
        assertThat(refused).hasMessageContaining("no_such_setting");
        assertThat(refused.message(Locale.CHINESE)).contains("no_such_setting");
    }

    @Test
    void without_durability_only_where_nothing_is_kept() throws Exception {
        Made.clusterIn(home);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedPostgres.start(home, Options.forTests()))
                .withMessageContaining("data that is kept");
        for (String setting : List.of("fsync", "listen_addresses", "x;y", "Fsync")) {
            assertThatIllegalArgumentException().isThrownBy(() -> options.with(setting, "off"));
        }
    }

    @Test
    void a_closed_server_can_be_closed_again_and_says_that_it_ended() throws Exception {
        Made.clusterIn(home);
        EmbeddedPostgres server = EmbeddedPostgres.start(home, options);
        assertThat(server.ended()).isNotDone();
        server.close();
        assertThat(server.ended()).succeedsWithin(java.time.Duration.ofMinutes(1));
        server.close();
    }

    @Test
    void a_full_disk_is_told_as_such() {
        assertThat(CannotStart.because("FATAL:  could not write to file: No space left on device", home)
                        .reason())
                .isEqualTo(Reason.DISK_FULL);
        assertThat(CannotStart.because(new IOException("write: No space left on device"), home)
                        .message(Locale.CHINESE))
                .contains("磁盘已满")
                .contains(home.toString());
    }

    private CannotStart refusal(Options with) {
        try {
            EmbeddedPostgres.start(home, with).close();
        } catch (CannotStart refused) {
            return refused;
        }
        throw new AssertionError("It started");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
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
