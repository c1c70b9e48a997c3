package dev.jieli.persistence;

import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.util.PSQLException;

/**
 * The wall is in the database: whatever is said to it in plain SQL, by its owner too, no open case is without somebody who
 * sits.
 */
class WallTest {

    @Nested
    class OnThePostgresThatTheProductBrings extends Wall {
        @Override
        TestPostgres server() {
            return TestPostgres.shared();
        }
    }

    @Nested
    @EnabledIf("isInstalled")
    class OnTheOldestThatIsPromised extends Wall {
        @Override
        TestPostgres server() {
            return TestPostgres.installed(15).orElseThrow();
        }

        static boolean isInstalled() {
            return TestPostgres.installed(15).isPresent();
        }
    }

    abstract static class Wall {
        private Database database;
        private Given given;
        private PetitionCase open;

        @SuppressWarnings("NullAway.Init")
        Wall() {}

        abstract TestPostgres server();

        @BeforeEach
        void an_open_case() {
            database = Database.empty(server());
            given = Given.an_office(database.archive());
            open = given.accepted();
        }

        @Test
        void an_open_case_has_a_holder() {
            assertRefused("UPDATE petition_case SET holder = NULL", "holder");
        }

        @Test
        void a_departed_holder_takes_no_case() {
            departs(COLLEAGUE);
            assertRefused("UPDATE petition_case SET holder = '%s'".formatted(COLLEAGUE.id()), "holder_sits");
        }

        @Test
        void nor_does_somebody_who_was_never_there() {
            assertRefused(
                    "UPDATE petition_case SET holder = '00000000-0000-0000-0000-000000000009'",
                    "holder_sits",
                    "holder_fkey");
        }

        @Test
        void nobody_above_an_open_case_has_departed() {
            departs(COLLEAGUE);
            for (String role : new String[] {"unit_head", "leader_in_charge", "assigned_leader"}) {
                assertRefused("UPDATE petition_case SET %s = '%s'".formatted(role, COLLEAGUE.id()), role + "_sits");
            }
        }

        @Test
        void nobody_departs_who_holds_an_open_case_or_stands_above_one() {
            for (Who who : new Who[] {HANDLER, HEAD, DEPUTY}) {
                assertRefused(departure(who), "_sits");
            }
        }

        @Test
        void whoever_answered_for_what_has_ended_may_go() {
            given.does(HANDLER, open, new CaseAct.Withdraw("信访人书面撤回"));
            departs(HANDLER);
            departs(HEAD);
        }

        @Test
        void a_case_is_not_opened_again_to_somebody_who_has_gone() {
            given.does(HANDLER, open, new CaseAct.Withdraw("信访人书面撤回"));
            departs(HANDLER);
            assertRefused(
                    "UPDATE petition_case SET ending = NULL, ended_on = NULL, stage = 'ACCEPTED', stage_since = last_on,"
                            + " held_since = last_on, open_state = '{}'",
                    "holder_sits");
        }

        @Test
        void nor_to_somebody_above_who_has_gone() {
            given.does(HANDLER, open, new CaseAct.Withdraw("信访人书面撤回"));
            departs(HEAD);
            assertRefused(
                    "UPDATE petition_case SET ending = NULL, ended_on = NULL, stage = 'ACCEPTED', stage_since = last_on,"
                            + " held_since = last_on, open_state = '{}'",
                    "unit_head_sits");
        }

        @Test
        void an_incumbency_that_ended_says_when() {
            assertRefused("UPDATE incumbency SET active = false WHERE id = '%s'".formatted(COLLEAGUE.id()), "check");
        }

        @Test
        void assigned_first_and_left_second_the_departure_waits_and_is_refused() throws SQLException {
            String assignment = "UPDATE petition_case SET holder = '%s'".formatted(COLLEAGUE.id());
            assertThat(second(assignment, departure(COLLEAGUE))).contains("holder_sits");
        }

        @Test
        void left_first_and_assigned_second_the_assignment_waits_and_is_refused() throws SQLException {
            String assignment = "UPDATE petition_case SET holder = '%s'".formatted(COLLEAGUE.id());
            assertThat(second(departure(COLLEAGUE), assignment)).contains("holder_sits");
        }

        /** Two transactions at once: the second begins before the first is through; what the second is told. */
        private String second(String first, String second) throws SQLException {
            try (Connection one = database.owner();
                    Connection two = database.owner();
                    Statement ofOne = one.createStatement();
                    Statement ofTwo = two.createStatement()) {
                one.setAutoCommit(false);
                ofOne.execute(first);
                CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> {
                    try {
                        ofTwo.execute(second);
                        return "nothing";
                    } catch (SQLException refused) {
                        return String.valueOf(refused.getMessage());
                    }
                });
                while (database.ask(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                                Long.class)
                        == 0) {
                    assertThat(told).isNotDone();
                }
                one.commit();
                return told.join();
            }
        }

        private void departs(Who who) {
            database.owner(departure(who));
        }

        private String departure(Who who) {
            return "UPDATE incumbency SET active = false, until = '2026-03-02' WHERE id = '%s'".formatted(who.id());
        }

        private void assertRefused(String sql, String... because) {
            assertThatThrownBy(() -> {
                        try (Connection connection = database.owner();
                                Statement statement = connection.createStatement()) {
                            statement.execute(sql);
                        }
                    })
                    .isInstanceOf(PSQLException.class)
                    .message()
                    .containsAnyOf(because);
        }
    }
}
