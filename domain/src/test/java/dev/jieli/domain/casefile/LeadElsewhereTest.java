package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 导入其他法定途径 */
class LeadElsewhereTest {

    @ParameterizedTest
    @EnumSource
    void each_of_the_five_paths_ends_the_petition_procedure(LegalPath path) {
        Journey led = Given.forwarded().does(HANDLER, new CaseAct.LeadElsewhere(path, "县劳动人事争议仲裁委员会"));

        assertThat(led.stage()).isEqualTo(Stage.LED);
        assertThat(led.newest().article()).contains(art(31, 1));
        assertThat(led.does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "已导入")).ending())
                .isEqualTo(Ending.LED_ELSEWHERE);
    }

    @Test
    void it_can_turn_out_as_late_as_in_handling_and_no_later() {
        CaseAct lead = new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会");

        assertThat(Given.registered().does(CLERK, lead).stage()).isEqualTo(Stage.LED);
        assertThat(Given.accepted().does(HANDLER, lead).stage()).isEqualTo(Stage.LED);
        assertThat(Given.replied().refuses(HANDLER, lead).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void the_organ_is_named() {
        assertThat(Given.forwarded()
                        .refuses(HANDLER, new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, ""))
                        .details())
                .containsEntry("field", "organ");
    }

    @Test
    void the_unit_that_answers_leads() {
        assertThat(Given.accepted().whoMay(new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会")))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
