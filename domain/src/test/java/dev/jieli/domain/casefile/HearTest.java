package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 听证 */
class HearTest {

    @Test
    void its_days_both_ends_counted_are_left_out_of_the_re_review() {
        Journey heard = Given.rereviewRequested()
                .later(20)
                .does(REREVIEWER, new CaseAct.Hear(DAY.plusDays(10), DAY.plusDays(19)));

        assertThat(heard.stage()).isEqualTo(Stage.REREVIEW_REQUESTED);
        assertThat(heard.term(Term.REREVIEW).hearingDays()).isEqualTo(10);
        assertThat(heard.term(Term.REREVIEW).nominal()).isEqualTo(LocalDate.of(2026, 4, 11));
        assertThat(heard.newest().article()).contains(art(36, 2));
    }

    @Test
    void one_hearing_is_left_out_once() {
        Journey heard = Given.rereviewRequested().does(REREVIEWER, new CaseAct.Hear(DAY, DAY));

        assertThat(heard.refuses(REREVIEWER, new CaseAct.Hear(DAY, DAY)).reason())
                .isEqualTo(Reason.ONLY_ONCE);
    }

    @Test
    void it_lies_within_the_re_review_and_behind_us() {
        Journey requested = Given.rereviewRequested().later(5);

        assertThat(requested
                        .refuses(REREVIEWER, new CaseAct.Hear(DAY.plusDays(3), DAY.plusDays(2)))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(requested
                        .refuses(REREVIEWER, new CaseAct.Hear(DAY.minusDays(1), DAY))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(requested
                        .refuses(REREVIEWER, new CaseAct.Hear(DAY, DAY.plusDays(6)))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void a_hearing_in_handling_or_review_stops_no_clock() {
        assertThat(Given.accepted().refuses(HANDLER, new CaseAct.Hear(DAY, DAY)).reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.Hear(DAY, DAY))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void the_re_reviewing_organ_hears() {
        assertThat(Given.rereviewRequested().whoMay(new CaseAct.Hear(DAY, DAY))).containsExactly(REREVIEWER);
    }
}
