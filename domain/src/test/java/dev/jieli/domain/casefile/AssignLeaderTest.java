package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.MAGISTRATE;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 领导包案 */
class AssignLeaderTest {

    private static CaseAct assign(Who leader, LocalDate until) {
        return new CaseAct.AssignLeader(leader.id(), ImmutableMap.of(Slot.FIVE.get(0), "牵头化解"), "逐案化解", until);
    }

    @Test
    void a_leader_takes_the_case_and_the_holder_stays_the_holder() {
        Journey taken = Given.accepted().does(CLERK, assign(DEPUTY, DAY.plusDays(60)));

        assertThat(taken.in(Role.ASSIGNED_LEADER)).contains(DEPUTY);
        assertThat(taken.holder()).isEqualTo(HANDLER);
        assertThat(taken.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(taken.open().heldSince()).isEqualTo(DAY);
        assertThat(taken.open().assignment().orElseThrow().until()).isEqualTo(DAY.plusDays(60));
        assertThat(taken.newest().article()).contains(art(18, 2));
    }

    @Test
    void over_a_live_one_it_changes_plan_and_term_and_the_leader_has_had_it_since_then() {
        Journey changed = Given.accepted()
                .does(CLERK, assign(DEPUTY, DAY.plusDays(60)))
                .later(10)
                .does(CLERK, assign(DEPUTY, DAY.plusDays(90)));

        LeaderAssignment assignment = changed.open().assignment().orElseThrow();
        assertThat(assignment.from()).isEqualTo(DAY);
        assertThat(assignment.until()).isEqualTo(DAY.plusDays(90));
    }

    @Test
    void another_leader_takes_it_from_that_day() {
        Journey changed = Given.accepted()
                .does(CLERK, assign(DEPUTY, DAY.plusDays(60)))
                .later(10)
                .does(DEPUTY, assign(MAGISTRATE, DAY.plusDays(90)));

        assertThat(changed.in(Role.ASSIGNED_LEADER)).contains(MAGISTRATE);
        assertThat(changed.open().assignment().orElseThrow().from()).isEqualTo(DAY.plusDays(10));
    }

    @Test
    void the_leader_keeps_it_wherever_it_goes() {
        Journey moved = Given.registered()
                .does(CLERK, assign(DEPUTY, DAY.plusDays(60)))
                .does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));

        assertThat(moved.in(Role.ASSIGNED_LEADER)).contains(DEPUTY);
        assertThat(moved.in(Role.UNIT_HEAD)).contains(HEAD);
    }

    @Test
    void slots_without_text_are_owed() {
        CaseAct assign = new CaseAct.AssignLeader(
                DEPUTY.id(), ImmutableMap.of(Slot.FIVE.get(0), "牵头化解", Slot.FIVE.get(1), ""), "逐案化解", DAY.plusDays(60));

        assertThat(Given.accepted()
                        .does(CLERK, assign)
                        .open()
                        .assignment()
                        .orElseThrow()
                        .owed())
                .containsExactly(Slot.FIVE.get(1));
    }

    @Test
    void it_is_a_leaders_to_take() {
        assertThat(Given.accepted()
                        .refuses(CLERK, assign(COLLEAGUE, DAY.plusDays(60)))
                        .reason())
                .isEqualTo(Reason.NOT_A_LEADER);
        assertThat(Given.accepted().does(CLERK, assign(HEAD, DAY.plusDays(60))).in(Role.ASSIGNED_LEADER))
                .contains(HEAD);
    }

    @Test
    void its_term_ends_no_earlier_than_today() {
        assertThat(Given.accepted()
                        .refuses(CLERK, assign(DEPUTY, DAY.minusDays(1)))
                        .details())
                .containsEntry("field", "until");
    }

    @Test
    void an_office_proposes_it_or_the_leader_in_charge_or_who_has_it() {
        assertThat(Given.accepted().whoMay(assign(DEPUTY, DAY)))
                .containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD, DEPUTY);
        assertThat(Given.accepted().does(CLERK, assign(MAGISTRATE, DAY)).whoMay(assign(DEPUTY, DAY)))
                .containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD, DEPUTY, MAGISTRATE);
    }
}
