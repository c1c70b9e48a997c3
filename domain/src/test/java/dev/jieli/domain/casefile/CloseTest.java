package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Rulebook;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 结案 */
class CloseTest {

    private static final CaseAct CLOSE = new CaseAct.Close("期满未请求复查");

    @Test
    void a_window_that_went_by_unused_lets_the_case_be_closed() {
        assertThat(Given.replyServed()
                        .on(LocalDate.of(2026, 4, 2))
                        .does(HANDLER, CLOSE)
                        .ending())
                .isEqualTo(Ending.NOT_PURSUED);
        assertThat(Given.reviewServed()
                        .on(LocalDate.of(2026, 4, 2))
                        .does(REVIEWER, CLOSE)
                        .ending())
                .isEqualTo(Ending.NOT_PURSUED);
    }

    @Test
    void on_its_last_day_the_window_is_still_open() {
        Refusal early = Given.replyServed().on(LocalDate.of(2026, 4, 1)).refuses(HANDLER, CLOSE);

        assertThat(early.reason()).isEqualTo(Reason.TOO_EARLY);
        assertThat(early.details()).containsEntry("due", "2026-04-01");
    }

    @Test
    void where_a_missed_window_has_no_consequence_nothing_is_closed() {
        Law lenient = Law.national().under(Rulebook.national().with(Policy.MissedWindow.STAYS_OPEN));

        assertThat(Given.replyServed()
                        .under(lenient)
                        .later(300)
                        .refuses(HANDLER, CLOSE)
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void it_says_why() {
        assertThat(Given.replyServed()
                        .later(60)
                        .refuses(HANDLER, new CaseAct.Close(""))
                        .details())
                .containsEntry("field", "reason");
    }

    @Test
    void the_unit_that_answers_closes() {
        assertThat(Given.replyServed().whoMay(CLOSE)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
