package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;

/** 不予受理 */
class DeclineTest {

    private static final CaseAct DECLINE = new CaseAct.Decline("属法院管辖", "县人民法院");

    @Test
    void the_case_ends_and_the_petitioner_is_pointed_elsewhere() {
        Journey declined = Given.receivedDirectly().does(HANDLER, DECLINE);

        assertThat(declined.stage()).isEqualTo(Stage.DECLINED);
        assertThat(declined.newest().article()).contains(art(23, 1));

        Journey told = declined.does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "请向县人民法院提出"));

        assertThat(told.ending()).isEqualTo(Ending.NOT_ACCEPTED);
        assertThat(told.holder()).isEqualTo(HANDLER);
    }

    @Test
    void why_and_where_to_are_said() {
        assertThat(Given.receivedDirectly()
                        .refuses(HANDLER, new CaseAct.Decline("", "县人民法院"))
                        .details())
                .containsEntry("field", "reason");
        assertThat(Given.receivedDirectly()
                        .refuses(HANDLER, new CaseAct.Decline("属法院管辖", ""))
                        .details())
                .containsEntry("field", "pointedTo");
    }

    @Test
    void once_accepted_it_is_not_declined() {
        assertThat(Given.accepted().refuses(HANDLER, DECLINE).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void the_unit_that_answers_declines() {
        assertThat(Given.receivedDirectly().whoMay(DECLINE)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
