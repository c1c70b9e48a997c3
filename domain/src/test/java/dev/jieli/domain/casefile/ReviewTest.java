package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 出具复查意见 */
class ReviewTest {

    @ParameterizedTest
    @EnumSource
    void the_opinion_stands_or_is_changed_and_either_way_the_review_is_done(Finding finding) {
        Journey reviewed = Given.reviewRequested().does(REVIEWER, new CaseAct.Review(finding, "复查意见"));

        assertThat(reviewed.stage()).isEqualTo(Stage.REVIEWED);
        assertThat(reviewed.running()).containsExactly(Term.REVIEW_SERVICE);
        assertThat(reviewed.open().decided()).containsExactly(HANDLER.unit(), REVIEWER.unit());
        assertThat(reviewed.newest().article()).contains(art(35));
    }

    @Test
    void who_gave_the_opinion_neither_holds_nor_gives_its_review_in_another_post() {
        Seats seats = Who.oneOfficial(HANDLER, REVIEWER);
        CaseAct review = new CaseAct.Review(Finding.UPHELD, "维持");

        Refusal holds = Given.replyServed()
                .among(seats)
                .refuses(REVIEW_HEAD, new CaseAct.RequestReview(REVIEWER.id(), "对答复不服"));
        Journey requested = Given.replyServed()
                .among(seats)
                .does(REVIEW_HEAD, new CaseAct.RequestReview(REVIEW_HEAD.id(), "对答复不服"));

        assertThat(holds.reason()).isEqualTo(Reason.REVIEWER_IS_HANDLER);
        for (CaseAct own : ImmutableList.of(review, new CaseAct.Revoke("事实不清，予以撤销"))) {
            assertThat(requested.refuses(REVIEWER, own).reason()).isEqualTo(Reason.REVIEWER_IS_HANDLER);
        }
        assertThat(requested
                        .refuses(REVIEW_HEAD, new CaseAct.Reassign(REVIEWER.id(), "工作调整"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(requested
                        .refuses(new CaseAct.TakeOver(Who.uuid("handover"), REVIEW_HEAD.id(), REVIEWER.id()))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        Seat actedIn = REVIEW_HEAD.seat().actedInBy(REVIEWER.id());
        assertThat(Journey.refusal(requested.perform(review, Optional.of(actedIn)))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(requested.does(REVIEW_HEAD, review).stage()).isEqualTo(Stage.REVIEWED);
    }

    @Test
    void who_reviewed_does_not_review_again_above() {
        Journey served = Given.reviewServed().among(Who.oneOfficial(REVIEWER, REREVIEWER));

        assertThat(served.refuses(CLERK, new CaseAct.RequestRereview(REREVIEWER.id(), "对复查意见不服"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
    }

    @Test
    void who_handled_it_at_first_handles_it_again_where_it_is_ordered_anew() {
        Journey anew = Given.revoked().does(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), "责令重新办理"));

        assertThat(anew.open().course().deciders()).isEmpty();
        assertThat(PetitionCase.replay(anew.docket())).isEqualTo(anew.now());
    }

    @Test
    void the_reviewing_organ_decides() {
        assertThat(Given.reviewRequested().whoMay(new CaseAct.Review(Finding.UPHELD, "维持")))
                .containsExactlyInAnyOrder(REVIEWER, REVIEW_HEAD);
    }

    @Test
    void it_says_something() {
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.Review(Finding.UPHELD, ""))
                        .details())
                .containsEntry("field", "text");
    }
}
