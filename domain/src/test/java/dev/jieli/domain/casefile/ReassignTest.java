package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.Who.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 改派 */
class ReassignTest {

    private static final CaseAct REASSIGN = new CaseAct.Reassign(COLLEAGUE.id(), "工作调整");

    @Test
    void another_officer_of_the_unit_answers_and_no_clock_moves() {
        Journey accepted = Given.accepted();
        LocalDate due = accepted.due(Term.CONCLUDE);
        Journey reassigned = accepted.later(4).does(HEAD, REASSIGN);

        assertThat(reassigned.holder()).isEqualTo(COLLEAGUE);
        assertThat(reassigned.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(reassigned.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(reassigned.due(Term.CONCLUDE)).isEqualTo(due);
        assertThat(reassigned.open().stageSince()).isEqualTo(DAY);
        assertThat(reassigned.open().heldSince()).isEqualTo(DAY.plusDays(4));
    }

    @ParameterizedTest
    @EnumSource
    void at_any_stage(Stage stage) {
        Journey journey = Given.at(stage);
        Who colleague = journey.open().unit().equals(HANDLER.unit())
                ? COLLEAGUE
                : journey.open().unit().equals(CLERK.unit()) ? OTHER_CLERK : REVIEW_HEAD;

        if (!journey.holder().equals(REREVIEWER)) {
            assertThat(journey.does(journey.holder(), new CaseAct.Reassign(colleague.id(), "工作调整"))
                            .holder())
                    .isEqualTo(colleague);
        }
    }

    @Test
    void another_unit_takes_more_than_that() {
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Reassign(STRANGER.id(), "工作调整"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void who_has_it_is_not_given_it_again() {
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Reassign(HANDLER.id(), "工作调整"))
                        .reason())
                .isEqualTo(Reason.SAME_RECEIVER);
    }

    @Test
    void the_unit_that_answers_reassigns() {
        assertThat(Given.accepted().whoMay(REASSIGN)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
