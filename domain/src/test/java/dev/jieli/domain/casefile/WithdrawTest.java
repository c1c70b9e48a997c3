package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 撤回 */
class WithdrawTest {

    private static final CaseAct WITHDRAW = new CaseAct.Withdraw("信访人书面撤回");

    @ParameterizedTest
    @EnumSource
    void whoever_asked_can_ask_no_more_at_any_stage(Stage stage) {
        Journey journey = Given.at(stage);

        assertThat(journey.does(journey.holder(), WITHDRAW).ending()).isEqualTo(Ending.WITHDRAWN);
    }

    @Test
    void it_says_on_what_ground() {
        assertThat(Given.accepted().refuses(HANDLER, new CaseAct.Withdraw("")).details())
                .containsEntry("field", "reason");
    }

    @Test
    void the_unit_that_answers_enters_it_or_a_petition_office() {
        assertThat(Given.accepted().whoMay(WITHDRAW))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD, CLERK, OTHER_CLERK, OFFICE_HEAD);
    }
}
