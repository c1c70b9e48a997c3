package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 同意退回 */
class TakeBackTest {

    @Test
    void the_sender_answers_again() {
        Journey back = Given.objected().later(2).does(CLERK, new CaseAct.TakeBack("异议成立"));

        assertThat(back.stage()).isEqualTo(Stage.REGISTERED);
        assertThat(back.holder()).isEqualTo(CLERK);
        assertThat(back.in(Role.UNIT_HEAD)).contains(OFFICE_HEAD);
        assertThat(back.open().unit()).isEqualTo(CLERK.unit());
        assertThat(back.open().sender()).isEmpty();
        assertThat(back.newest().capacity()).isEqualTo(Capacity.SENDER);
    }

    @Test
    void an_error_in_forwarding_buys_the_office_no_time() {
        Journey back = Given.objected().later(5).does(CLERK, new CaseAct.TakeBack("异议成立"));

        assertThat(back.running()).containsExactly(Term.DISPATCH);
        assertThat(back.due(Term.DISPATCH)).isEqualTo(LocalDate.of(2026, 3, 17));
    }

    @Test
    void an_organ_that_forwarded_further_takes_back_from_the_next() {
        Journey back = Given.forwarded()
                .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"))
                .does(TOWN_HANDLER, new CaseAct.RaiseObjection("属县级职权"))
                .does(COLLEAGUE, new CaseAct.TakeBack("异议成立"));

        assertThat(back.holder()).isEqualTo(COLLEAGUE);
        assertThat(back.in(Role.UNIT_HEAD)).contains(HEAD);
    }

    @Test
    void the_sender_decides_or_a_petition_office() {
        assertThat(Given.objected().whoMay(new CaseAct.TakeBack("异议成立")))
                .containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD);
    }

    @Test
    void the_finding_is_given() {
        assertThat(Given.objected().refuses(CLERK, new CaseAct.TakeBack("")).details())
                .containsEntry("field", "reason");
    }
}
