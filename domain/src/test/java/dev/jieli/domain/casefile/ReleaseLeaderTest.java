package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.MAGISTRATE;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;

/** 解除包案 */
class ReleaseLeaderTest {

    private static final CaseAct RELEASE = new CaseAct.ReleaseLeader("已化解");

    private static Journey taken() {
        return Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)));
    }

    @Test
    void the_leader_answers_for_it_no_more_and_all_others_as_before() {
        Journey released = taken().does(CLERK, RELEASE);

        assertThat(released.in(Role.ASSIGNED_LEADER)).isEmpty();
        assertThat(released.open().assignment()).isEmpty();
        assertThat(released.now().position().chain())
                .isEqualTo(Given.accepted().now().position().chain());
    }

    @Test
    void where_nobody_took_it_nobody_is_released() {
        assertThat(Given.accepted().refuses(CLERK, RELEASE).reason()).isEqualTo(Reason.NO_LEADER);
    }

    @Test
    void it_says_why() {
        assertThat(taken().refuses(CLERK, new CaseAct.ReleaseLeader("")).details())
                .containsEntry("field", "reason");
    }

    @Test
    void a_leader_does_not_release_himself() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(MAGISTRATE.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)));

        assertThat(taken.whoMay(RELEASE)).containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD, DEPUTY);
    }
}
