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

/** 撤销原意见、责令重新办理 */
class OrderAnewTest {

    private static final CaseAct ANEW = new CaseAct.OrderAnew(HANDLER.id(), "事实不清");

    @Test
    void the_case_goes_back_to_the_organ_whose_opinion_it_was_and_sixty_days_begin() {
        Journey anew = Given.revoked().later(10).does(REVIEWER, ANEW);

        assertThat(anew.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(anew.holder()).isEqualTo(HANDLER);
        assertThat(anew.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(anew.running()).containsExactly(Term.CONCLUDE);
        assertThat(anew.term(Term.CONCLUDE).from()).isEqualTo(DAY.plusDays(10));
        assertThat(anew.open().decided()).isEmpty();
    }

    @Test
    void re_review_can_order_it_too() {
        Journey anew = Given.revoked(Given.rereviewRequested(), REREVIEWER).does(REREVIEWER, ANEW);

        assertThat(anew.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(anew.running()).containsExactly(Term.CONCLUDE);
        assertThat(anew.newest().article()).contains(art(35));
    }

    @Test
    void an_organ_that_had_no_part_in_it_is_ordered_nothing() {
        assertThat(Given.revoked()
                        .refuses(REVIEWER, new CaseAct.OrderAnew(STRANGER.id(), "事实不清"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void it_says_why() {
        assertThat(Given.revoked()
                        .refuses(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), ""))
                        .details())
                .containsEntry("field", "text");
    }

    @Test
    void the_organ_that_reviews_orders() {
        assertThat(Given.revoked().whoMay(ANEW)).containsExactlyInAnyOrder(REVIEWER, REVIEW_HEAD);
        assertThat(Given.revoked(Given.rereviewRequested(), REREVIEWER).whoMay(ANEW))
                .containsExactly(REREVIEWER);
    }

    @Test
    void first_the_opinion_is_set_aside_and_the_petitioner_told() {
        Journey revoked = Given.reviewRequested().later(5).does(REVIEWER, new CaseAct.Revoke("事实不清，予以撤销"));

        assertThat(revoked.stage()).isEqualTo(Stage.REVOKED);
        assertThat(revoked.running()).containsExactlyInAnyOrder(Term.REVIEW_SERVICE, Term.ORDER_ANEW);
        assertThat(revoked.term(Term.ORDER_ANEW).nominal()).isEqualTo(DAY.plusDays(20));
        assertThat(revoked.refuses(REVIEWER, ANEW).reason()).isEqualTo(Reason.NOT_TOLD);
        assertThat(Given.reviewRequested().refuses(REVIEWER, ANEW).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);

        revoked.does(REVIEWER, new CaseAct.Serve(revoked.today(), Manner.IN_PERSON));
        assertThat(revoked.running()).containsExactly(Term.ORDER_ANEW);
        assertThat(revoked.refuses(REVIEWER, new CaseAct.Serve(revoked.today(), Manner.IN_PERSON))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
        assertThat(revoked.does(REVIEWER, ANEW).running()).containsExactly(Term.CONCLUDE);
    }

    @Test
    void setting_it_aside_says_why() {
        assertThat(Given.rereviewRequested()
                        .refuses(REREVIEWER, new CaseAct.Revoke(" "))
                        .details())
                .containsEntry("field", "text");
    }
}
