package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 请求复核 */
class RequestRereviewTest {

    private static final CaseAct REQUEST = new CaseAct.RequestRereview(REREVIEWER.id(), "对复查意见不服");

    @Test
    void the_organ_above_the_reviewer_answers_and_has_thirty_days() {
        Journey requested = Given.rereviewRequested();

        assertThat(requested.stage()).isEqualTo(Stage.REREVIEW_REQUESTED);
        assertThat(requested.holder()).isEqualTo(REREVIEWER);
        assertThat(requested.running()).containsExactly(Term.REREVIEW);
        assertThat(requested.due(Term.REREVIEW)).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(requested.newest().article()).contains(art(36, 1));
    }

    @Test
    void neither_who_handled_it_nor_who_reviewed_it() {
        assertThat(Given.reviewServed()
                        .refuses(CLERK, new CaseAct.RequestRereview(HANDLER.id(), "对复查意见不服"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(Given.reviewServed()
                        .refuses(CLERK, new CaseAct.RequestRereview(REVIEW_HEAD.id(), "对复查意见不服"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
    }

    @Test
    void within_thirty_days_of_having_the_review_opinion() {
        Refusal late = Given.reviewServed().on(LocalDate.of(2026, 4, 2)).refuses(REREVIEWER, REQUEST);

        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.article()).contains(art(36, 1));
    }

    @Test
    void it_gives_a_reason() {
        assertThat(Given.reviewServed()
                        .refuses(REREVIEWER, new CaseAct.RequestRereview(REREVIEWER.id(), ""))
                        .details())
                .containsEntry("field", "reason");
    }

    @Test
    void the_organ_above_takes_it_in_or_the_reviewer_or_an_office_passes_it_on() {
        assertThat(Given.reviewServed().whoMay(REQUEST))
                .containsExactlyInAnyOrder(REREVIEWER, REVIEWER, REVIEW_HEAD, CLERK, OTHER_CLERK, OFFICE_HEAD);
    }
}
