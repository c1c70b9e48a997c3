package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.MAGISTRATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;

/** 责任链调整 */
class RealignTest {

    @Test
    void those_above_are_who_they_are_today_and_the_holder_stays() {
        Journey accepted =
                Given.accepted().happens(new CaseAct.TakeOver(Who.uuid("handover"), HEAD.id(), COLLEAGUE.id()));
        Journey realigned = accepted.later(2).happens(new CaseAct.Realign("班子分工调整"));

        assertThat(realigned.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(realigned.holder()).isEqualTo(HANDLER);
        assertThat(realigned.open().heldSince()).isEqualTo(DAY);
    }

    @Test
    void a_leader_who_took_the_case_keeps_it() {
        Journey accepted = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(MAGISTRATE.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)))
                .happens(new CaseAct.TakeOver(Who.uuid("handover"), HEAD.id(), COLLEAGUE.id()));

        assertThat(accepted.happens(new CaseAct.Realign("班子分工调整")).in(Role.ASSIGNED_LEADER))
                .contains(MAGISTRATE);
    }

    @Test
    void where_nothing_changed_nothing_is_entered() {
        assertThat(Given.accepted().refuses(new CaseAct.Realign("班子分工调整")).reason())
                .isEqualTo(Reason.SAME_RECEIVER);
    }

    @Test
    void no_person_does_it() {
        assertThat(Given.accepted().whoMay(new CaseAct.Realign("班子分工调整"))).isEmpty();
    }
}
