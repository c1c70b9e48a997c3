package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import org.junit.jupiter.api.Test;

/** 撤销并责令重新办理 */
class OrderAnewTest {

    private static final CaseAct ANEW = new CaseAct.OrderAnew(HANDLER.id(), "事实不清");

    @Test
    void the_case_goes_back_to_the_organ_whose_opinion_it_was_and_sixty_days_begin() {
        Journey anew = Given.reviewRequested().later(10).does(REVIEWER, ANEW);

        assertThat(anew.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(anew.holder()).isEqualTo(HANDLER);
        assertThat(anew.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(anew.running()).containsExactly(Term.CONCLUDE);
        assertThat(anew.term(Term.CONCLUDE).from()).isEqualTo(DAY.plusDays(10));
        assertThat(anew.open().decided()).isEmpty();
    }

    @Test
    void re_review_can_order_it_too() {
        Journey anew = Given.rereviewRequested().does(REREVIEWER, ANEW);

        assertThat(anew.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(anew.running()).containsExactly(Term.CONCLUDE);
        assertThat(anew.newest().article()).contains(art(36, 1));
    }

    @Test
    void an_organ_that_had_no_part_in_it_is_ordered_nothing() {
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.OrderAnew(STRANGER.id(), "事实不清"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void it_says_why() {
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), ""))
                        .details())
                .containsEntry("field", "text");
    }

    @Test
    void the_organ_that_reviews_orders() {
        assertThat(Given.reviewRequested().whoMay(ANEW)).containsExactlyInAnyOrder(REVIEWER, REVIEW_HEAD);
        assertThat(Given.rereviewRequested().whoMay(ANEW)).containsExactly(REREVIEWER);
    }
}
