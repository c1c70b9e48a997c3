package dev.jieli.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.domain.statute.Language;
import dev.jieli.persistence.Login;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom the server comes to the database: never as the owner of the tables. */
class LoginFileTest {
    @TempDir
    private Path home;

    static Stream<TestPostgres> servers() {
        return Stream.concat(
                Stream.of(TestPostgres.shared()),
                Stream.of(15, 16, 17).flatMap(major -> TestPostgres.installed(major).stream()));
    }

    /** Who has the connections of the pool; those with which the owner began are gone after a moment. */
    private static List<String> sessions(Place.Database database) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        List<String> found = connected(database);
        while (found.size() > 1 && System.nanoTime() < end) {
            found = connected(database);
        }
        return found;
    }

    private static List<String> connected(Place.Database database) throws SQLException {
        try (Connection owner = Wiring.owner(database).getConnection();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT usename FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void on_the_embedded_server_every_connection_is_of_a_role_of_its_own_from_start_to_start() throws Exception {
        Place place = new Place(home, Optional.empty());
        String written;
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive()).accepted();
            written = Files.readString(home.resolve(LoginFile.NAME));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(LoginFile.NAME))))
                    .isEqualTo("rw-------");
            EmbeddedPostgres.Running running =
                    EmbeddedPostgres.running(home.resolve("postgres")).orElseThrow();
            assertThat(sessions(
                            new Place.Database(running.jdbcUrl(Wiring.DATABASE), running.user(), running.password())))
                    .singleElement()
                    .asString()
                    .matches("jieli_login_[0-9a-f]{16}");
        }
        Files.delete(home.resolve(LoginFile.NAME)); // whoever copies a home by hand may forget the small file
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            assertThat(house.isEmpty()).isFalse();
            assertThat(Files.readString(home.resolve(LoginFile.NAME))).isNotEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void on_a_server_that_others_run_too_and_next_time_it_is_the_same(TestPostgres server) throws Exception {
        Place.Database database = new Place.Database(
                server.freshDatabase(), server.server().user(), server.server().password());
        Place place = new Place(home, Optional.of(database));
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive()).accepted();
            List<String> logged = sessions(database);
            assertThat(logged).singleElement().asString().startsWith("jieli_login_");
            try (House second = Wiring.open(place, (zh, en) -> {}, () -> {})) { // as a command does beside a server
                assertThat(second.isEmpty()).isFalse();
                assertThat(sessions(database)).isEqualTo(logged);
            }
            try (Vault vault = Vault.of(place, (zh, en) -> {})) {
                assertThat(vault.isWalled()).isTrue();
            }
        }
    }

    @Test
    void an_owner_who_may_make_no_roles_goes_on_as_before_and_doctor_can_tell() throws Exception {
        TestPostgres server = TestPostgres.shared();
        String url = server.freshDatabase();
        String name = url.replaceAll("\\?.*", "").replaceAll(".*/", "");
        Place.Database administrator =
                new Place.Database(url, server.server().user(), server.server().password());
        execute(
                administrator,
                "DO $$ BEGIN CREATE ROLE jieli_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                        + " DO $$ BEGIN CREATE ROLE poor_owner LOGIN PASSWORD 'poor';"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                        + " GRANT jieli_app TO poor_owner; ALTER DATABASE " + name + " OWNER TO poor_owner");
        Place.Database poor = new Place.Database(url.replaceAll("\\?.*", ""), "poor_owner", "poor");
        Place place = new Place(home, Optional.of(poor));

        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive()).accepted();
            assertThat(sessions(administrator)).containsExactly("poor_owner");
        }
        try (Vault vault = Vault.of(place, (zh, en) -> {})) {
            assertThat(vault.isWalled()).isFalse();
        }

        execute(administrator, "DROP ROLE IF EXISTS by_hand; CREATE ROLE by_hand LOGIN PASSWORD 'h' IN ROLE jieli_app");
        Files.writeString(home.resolve(LoginFile.NAME), "by_hand = h\n");
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            assertThat(house.isEmpty()).isFalse();
            assertThat(sessions(administrator)).containsExactly("by_hand");
        }
    }

    private static void execute(Place.Database database, String sql) throws SQLException {
        try (Connection owner = Wiring.owner(database).getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_file_that_cannot_be_read_says_what_to_do_and_a_look_at_the_house_draws_none() throws Exception {
        Place place = new Place(home, Optional.empty());
        Wiring.open(place, (zh, en) -> {}, () -> {}).close();
        Files.delete(home.resolve(LoginFile.NAME));
        try (Vault vault = Vault.of(place, (zh, en) -> {})) {
            assertThat(vault.isWalled()).isTrue();
        }
        assertThat(home.resolve(LoginFile.NAME)).doesNotExist();

        Files.createDirectory(home.resolve(LoginFile.NAME)); // which not even root reads
        assertThatThrownBy(() -> Wiring.open(place, (zh, en) -> {}, () -> {}))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.in(Language.ZH)).contains("属主和权限"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "jieli_login", "= x\n", "a =\n", "\u0000"})
    void a_file_that_is_cut_short_says_what_to_do(String content) throws IOException {
        Files.writeString(home.resolve(LoginFile.NAME), content);

        assertThatThrownBy(() -> LoginFile.in(home, new SecureRandom()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("LOGIN_UNREADABLE"));
        assertThat(home.resolve(LoginFile.NAME)).hasContent(content);
    }

    @Test
    void what_was_drawn_is_read_again() {
        Login drawn = LoginFile.in(home, new SecureRandom());

        assertThat(LoginFile.in(home, new SecureRandom())).isEqualTo(drawn);
    }
}
