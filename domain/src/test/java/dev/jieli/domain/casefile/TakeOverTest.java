package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.MAGISTRATE;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.Who.TOWN_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 接任 */
class TakeOverTest {

    private static CaseAct takeOver(Who from, Who to) {
        return new CaseAct.TakeOver(Who.uuid("handover"), from.id(), to.id());
    }

    @Test
    void what_the_leaver_answered_for_the_receiver_answers_for_and_no_clock_moves() {
        Journey accepted = Given.accepted();
        LocalDate due = accepted.due(Term.CONCLUDE);
        Journey taken = accepted.later(9).happens(takeOver(HANDLER, COLLEAGUE));

        assertThat(taken.holder()).isEqualTo(COLLEAGUE);
        assertThat(taken.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(taken.open().heldSince()).isEqualTo(DAY.plusDays(9));
        assertThat(taken.open().stageSince()).isEqualTo(DAY);
        assertThat(taken.due(Term.CONCLUDE)).isEqualTo(due);
        assertThat(taken.newest().capacity()).isEqualTo(Capacity.SYSTEM);
    }

    @Test
    void a_leaver_above_is_replaced_above_and_the_holder_stays_since_when_he_was() {
        Journey taken = Given.accepted().later(9).happens(takeOver(HEAD, COLLEAGUE));

        assertThat(taken.holder()).isEqualTo(HANDLER);
        assertThat(taken.in(Role.UNIT_HEAD)).contains(COLLEAGUE);
        assertThat(taken.open().heldSince()).isEqualTo(DAY);
    }

    @Test
    void a_receiver_who_is_in_the_chain_already_has_both_roles_then() {
        Journey taken = Given.accepted().happens(takeOver(HANDLER, HEAD));

        assertThat(taken.now().position().chain().rolesOf(HEAD.id())).containsExactly(Role.HOLDER, Role.UNIT_HEAD);
    }

    @Test
    void a_leaver_with_two_roles_hands_over_both() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)))
                .later(3)
                .happens(takeOver(DEPUTY, MAGISTRATE));

        assertThat(taken.in(Role.LEADER_IN_CHARGE)).contains(MAGISTRATE);
        assertThat(taken.in(Role.ASSIGNED_LEADER)).contains(MAGISTRATE);
        LeaderAssignment assignment = taken.open().assignment().orElseThrow();
        assertThat(assignment.leader()).isEqualTo(MAGISTRATE.id());
        assertThat(assignment.from()).isEqualTo(DAY.plusDays(3));
        assertThat(assignment.until()).isEqualTo(DAY.plusDays(60));
        assertThat(assignment.plan()).isEqualTo("逐案化解");
    }

    @Test
    void a_receiver_in_another_unit_brings_those_above_him() {
        Journey taken = Given.accepted().happens(takeOver(HANDLER, TOWN_HANDLER));

        assertThat(taken.open().unit()).isEqualTo(TOWN_HANDLER.unit());
        assertThat(taken.in(Role.UNIT_HEAD)).contains(TOWN_HEAD);
    }

    @Test
    void a_leaver_who_stands_above_his_receiver_stands_there_no_more() {
        Journey held = Given.registered().does(CLERK, new CaseAct.Transfer(DEPUTY.id(), "来信一封"));
        Journey taken = held.happens(takeOver(DEPUTY, HEAD));

        assertThat(taken.holder()).isEqualTo(HEAD);
        assertThat(taken.now().links().values()).doesNotContain(DEPUTY.id());
    }

    @Test
    void who_has_no_part_in_a_case_hands_nothing_over() {
        assertThat(Given.accepted().refuses(takeOver(STRANGER, COLLEAGUE)).reason())
                .isEqualTo(Reason.NOT_LISTED);
    }

    @Test
    void a_receiver_who_has_left_takes_nothing() {
        assertThat(Given.accepted()
                        .among(Who.without(COLLEAGUE))
                        .refuses(takeOver(HANDLER, COLLEAGUE))
                        .reason())
                .isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
    }

    @Test
    void a_handover_does_it_and_no_person() {
        assertThat(Given.accepted().whoMay(takeOver(HANDLER, COLLEAGUE))).isEmpty();
    }
}
