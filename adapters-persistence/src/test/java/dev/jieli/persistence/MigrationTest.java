package dev.jieli.persistence;

import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationTest {

    @Test
    void from_empty_everything_is_made_and_a_second_time_nothing() {
        String url = TestPostgres.shared().freshDatabase();

        assertThat(Database.migrate(url)).isPositive();
        assertThat(Database.migrate(url)).isZero();
    }

    @Test
    void two_databases_on_one_server_share_the_role() {
        assertThat(Database.migrate(TestPostgres.shared().freshDatabase())).isPositive();
        assertThat(Database.migrate(TestPostgres.shared().freshDatabase())).isPositive();
    }

    @Test
    void an_archive_does_not_work_on_connections_that_may_change_a_docket() {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(Database.empty().url());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JooqArchive(owner, Database.KEYS))
                .withMessageContaining("SET ROLE jieli_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE docket_entry SET json = replace(json, '来电', '来访')",
                "DELETE FROM docket_entry",
                "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash, xid)"
                        + " SELECT subject_id, subject_kind, 99, at, json, hash, '1' FROM docket_entry LIMIT 1",
                "TRUNCATE docket_entry",
                "ALTER TABLE docket_entry DISABLE TRIGGER ALL",
                "UPDATE checkpoint SET marks = 0",
                "DELETE FROM checkpoint_mark",
                "UPDATE receipt SET sealed = ''",
                "DELETE FROM incumbency",
                "UPDATE incumbency SET official = official",
                "UPDATE petition_case SET gist = ''",
                "UPDATE petition_case SET number = 'x'",
                "DELETE FROM petition_case",
                "DELETE FROM petitioner",
                "DROP TABLE docket_entry",
                "CREATE TABLE another (id int)",
                "CREATE TEMP TABLE petition_case (id uuid)",
                "DELETE FROM flyway_schema_history"
            })
    void the_application_adds_to_a_docket_and_changes_nothing_in_it(String sql) {
        Database database = Database.empty();
        Given given = Given.an_office(database.archive());
        given.does(HANDLER, given.accepted(), new CaseAct.Note("来电一次"));

        assertThatThrownBy(() -> {
                    try (Connection connection = database.application().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .isInstanceOf(SQLException.class)
                .extracting(fault -> ((SQLException) fault).getSQLState())
                .isEqualTo("42501"); // insufficient_privilege
    }
}
