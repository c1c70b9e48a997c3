package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 送达 */
class ServeTest {

    @Test
    void the_window_for_a_review_runs_from_the_day_on_which_the_petitioner_had_the_paper() {
        Journey served = Given.replied().later(10).does(HANDLER, new CaseAct.Serve(DAY.plusDays(7), Manner.BY_POST));

        assertThat(served.stage()).isEqualTo(Stage.REPLY_SERVED);
        assertThat(served.running()).containsExactly(Term.REQUEST_REVIEW);
        assertThat(served.term(Term.REQUEST_REVIEW).from()).isEqualTo(DAY.plusDays(7));
        assertThat(served.due(Term.REQUEST_REVIEW)).isEqualTo(LocalDate.of(2026, 4, 8));
        assertThat(served.newest().article()).contains(art(35));
    }

    @Test
    void a_window_of_the_petitioner_brings_no_reminder() {
        assertThat(Given.replyServed().term(Term.REQUEST_REVIEW).nextReminder()).isEmpty();
    }

    @Test
    void a_review_opinion_is_served_too() {
        Journey served = Given.reviewServed();

        assertThat(served.stage()).isEqualTo(Stage.REVIEW_SERVED);
        assertThat(served.running()).containsExactly(Term.REQUEST_REREVIEW);
        assertThat(served.newest().article()).contains(art(36, 1));
    }

    @Test
    void nobody_has_a_paper_in_hand_before_it_was_written_or_tomorrow() {
        assertThat(Given.replied()
                        .refuses(HANDLER, new CaseAct.Serve(DAY.minusDays(1), Manner.IN_PERSON))
                        .details())
                .containsEntry("field", "receivedOn");
        assertThat(Given.replied()
                        .refuses(HANDLER, new CaseAct.Serve(DAY.plusDays(1), Manner.IN_PERSON))
                        .details())
                .containsEntry("field", "receivedOn");
    }

    @Test
    void the_unit_that_wrote_it_serves_it() {
        CaseAct serve = new CaseAct.Serve(DAY, Manner.IN_PERSON);

        assertThat(Given.replied().whoMay(serve)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
        assertThat(Given.reviewed().whoMay(serve)).containsExactlyInAnyOrder(REVIEWER, REVIEW_HEAD);
    }
}
