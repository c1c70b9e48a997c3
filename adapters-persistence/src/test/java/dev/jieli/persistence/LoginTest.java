package dev.jieli.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Who takes over a connection of the application, by SQL of his own, finds himself before the wall and not behind it. */
class LoginTest {

    static Stream<TestPostgres> servers() {
        return Stream.concat(
                Stream.of(TestPostgres.shared()),
                Stream.of(15, 16, 17).flatMap(major -> TestPostgres.installed(major).stream()));
    }

    private static PGSimpleDataSource owner(String url) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        return owner;
    }

    /** 个人信息: an exception goes to the log, and the row that the database did not take stays out of it. */
    @ParameterizedTest
    @MethodSource("servers")
    void what_the_database_does_not_take_is_not_told_by_the_exception(TestPostgres server) throws SQLException {
        Database database = Database.empty(server);
        Given.an_office(database.archive()).accepted();
        try (HikariDataSource pool = JooqArchive.pool(database.url(), Database.LOGIN, 1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(
                            () -> statement.execute("INSERT INTO account (id, name) VALUES (gen_random_uuid(), '张三丰')"))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .contains("null value in column")
                    .doesNotContain("张三丰");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void the_pool_works_in_the_role_of_the_application_and_comes_from_nothing_more(TestPostgres server)
            throws SQLException {
        Database database = Database.empty(server);
        Given.an_office(database.archive()).accepted();
        try (HikariDataSource pool = JooqArchive.pool(database.url(), Database.LOGIN, 1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(told(statement, "SELECT current_user")).isEqualTo("jieli_app");
            assertThat(told(statement, "SELECT session_user")).isEqualTo(Database.LOGIN.role());
            for (String sql : new String[] {
                "UPDATE docket_entry SET json = json",
                "DELETE FROM docket_entry",
                "SELECT count(*) FROM petition_case",
                "SELECT count(*) FROM petitioner",
                "SET row_security = off; SELECT count(*) FROM petition_case",
                "ALTER TABLE petition_case DISABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON petition_case USING (true)",
                "SET ROLE " + server.server().user(),
                "SET SESSION AUTHORIZATION " + server.server().user(),
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT pg_read_file('postgresql.conf')",
                "CREATE TEMP TABLE petition_case (id uuid)",
                "ALTER ROLE " + Database.LOGIN.role() + " SUPERUSER"
            }) {
                assertThatThrownBy(() -> statement.execute("RESET ROLE; " + sql))
                        .as(sql)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
            }
        }
        assertThat(database.ask(
                        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication FROM pg_roles"
                                + " WHERE rolname = '" + Database.LOGIN.role() + "'",
                        Boolean.class))
                .isFalse();
        assertThat(database.ask(
                        "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = '" + Database.LOGIN.role()
                                + "'::regrole",
                        Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void it_stands_once_it_is_made_and_is_mended_where_its_password_is_another(TestPostgres server) {
        Database database = Database.empty(server);
        Login drawn = Login.drawn(new Random(4));
        database.owner("DROP ROLE IF EXISTS " + drawn.role());
        assertThat(drawn.stands(database.url())).isFalse();

        drawn.make(owner(database.url()));
        assertThat(drawn.stands(database.url())).isTrue();

        Login other = new Login(drawn.role(), "another");
        assertThat(other.stands(database.url())).isFalse();
        other.make(owner(database.url()));
        assertThat(other.stands(database.url())).isTrue();
        assertThat(database.ask(
                        "SELECT rolpassword FROM pg_authid WHERE rolname = '" + drawn.role() + "'", String.class))
                .startsWith("SCRAM-SHA-256$")
                .doesNotContain("another");
    }

    @Test
    void the_owner_is_no_such_login_nor_is_anybody_who_may_become_the_owner() {
        Database database = Database.empty();
        TestPostgres server = TestPostgres.shared();
        Login owner = new Login(server.server().user(), server.server().password());
        assertThat(owner.stands(database.url())).isFalse();
        owner.make(owner(database.url()));
        assertThat(database.ask("SELECT rolsuper FROM pg_roles WHERE rolname = '" + owner.role() + "'", Boolean.class))
                .as("left alone")
                .isTrue();

        Login member = Login.drawn(new Random(5));
        member.make(owner(database.url()));
        assertThat(member.stands(database.url())).isTrue();
        database.owner("GRANT " + owner.role() + " TO " + member.role());
        assertThat(member.stands(database.url())).isFalse();
    }

    @Test
    void where_the_owner_may_not_make_roles_it_does_not_stand_until_an_administrator_has_made_one()
            throws SQLException {
        Database database = Database.empty();
        database.owner("DO $$ BEGIN CREATE ROLE plain_owner LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        PGSimpleDataSource plain = owner(database.url());
        plain.setOptions("-c role=plain_owner");
        Login drawn = Login.drawn(new Random(6));

        drawn.make(plain);
        assertThat(drawn.stands(database.url())).isFalse();

        database.owner("DROP ROLE IF EXISTS prepared; CREATE ROLE prepared LOGIN PASSWORD 'by hand' IN ROLE jieli_app");
        Login prepared = new Login("prepared", "by hand");
        assertThat(prepared.stands(database.url())).isTrue();
        try (HikariDataSource pool = JooqArchive.pool(database.url(), prepared, 1);
                JooqArchive archive = new JooqArchive(pool, Database.KEYS)) {
            assertThat(archive.accounts().named("nobody")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void its_password_is_not_told_with_it() {
        assertThat(Login.drawn(new Random(7)).toString()).matches("jieli_login_[0-9a-f]{16}");
    }

    private static String told(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
