package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;

/** 接任未动提醒 */
class WarnIdleTest {

    @Test
    void it_goes_on_record_under_the_duty_not_to_delay() {
        Journey warned = Given.accepted().happens(new CaseAct.WarnIdle(Who.uuid("handover"), HEAD.id()));

        assertThat(warned.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(warned.newest().article()).contains(art(28, 1));
        assertThat(warned.whoMay(new CaseAct.WarnIdle(Who.uuid("handover"), HEAD.id())))
                .isEmpty();
    }

    @Test
    void an_ended_case_is_nobodys_to_move() {
        assertThat(Given.final_()
                        .refuses(new CaseAct.WarnIdle(Who.uuid("handover"), HEAD.id()))
                        .reason())
                .isEqualTo(Reason.ENDED);
    }
}
