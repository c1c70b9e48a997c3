package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 到期提醒 */
class WarnTest {

    private static CaseAct warn(Journey journey) {
        Running running = journey.term(Term.CONCLUDE);
        return new CaseAct.Warn(Term.CONCLUDE, running.due(), running.light(journey.today()), HANDLER.id());
    }

    @Test
    void the_first_comes_when_three_quarters_of_the_time_are_gone() {
        Journey accepted = Given.accepted();

        assertThat(accepted.term(Term.CONCLUDE).yellowFrom()).isEqualTo(DAY.plusDays(45));
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).contains(DAY.plusDays(45));
        assertThat(accepted.term(Term.CONCLUDE).light(DAY.plusDays(44))).isEqualTo(Light.GREEN);
        assertThat(accepted.term(Term.CONCLUDE).light(DAY.plusDays(45))).isEqualTo(Light.YELLOW);
    }

    @Test
    void then_the_day_after_the_last_and_a_week_and_two_weeks_later_and_no_more() {
        Journey accepted = Given.accepted();
        LocalDate due = accepted.due(Term.CONCLUDE);

        accepted.on(DAY.plusDays(45)).happens(warn(accepted));
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).contains(due.plusDays(1));
        accepted.on(due.plusDays(1)).happens(warn(accepted));
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).contains(due.plusDays(8));
        accepted.on(due.plusDays(8)).happens(warn(accepted));
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).contains(due.plusDays(15));
        accepted.on(due.plusDays(15)).happens(warn(accepted));
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).isEmpty();
        assertThat(accepted.later(30).refuses(warn(accepted)).reason()).isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void it_moves_no_due_date() {
        Journey accepted = Given.accepted();
        LocalDate due = accepted.due(Term.CONCLUDE);

        assertThat(accepted.on(DAY.plusDays(45)).happens(warn(accepted)).due(Term.CONCLUDE))
                .isEqualTo(due);
    }

    @Test
    void nobody_is_reminded_before_the_day_or_twice_on_one() {
        Journey accepted = Given.accepted().on(DAY.plusDays(44));
        assertThat(accepted.refuses(warn(accepted)).reason()).isEqualTo(Reason.TOO_EARLY);

        accepted.on(DAY.plusDays(45)).happens(warn(accepted));
        assertThat(accepted.refuses(warn(accepted)).reason()).isEqualTo(Reason.TOO_EARLY);
    }

    @Test
    void an_extension_moves_the_next_one_too() {
        Journey extended = Given.accepted().does(HEAD, new CaseAct.Extend(30, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"));

        assertThat(extended.term(Term.CONCLUDE).nextReminder()).contains(DAY.plusDays(68)); // 75 % of 90 days
    }

    @Test
    void a_term_that_does_not_run_reminds_nobody() {
        assertThat(Given.replied()
                        .refuses(new CaseAct.Warn(Term.CONCLUDE, DAY, Light.RED, HANDLER.id()))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void the_daily_round_does_it_and_no_person() {
        assertThat(Given.accepted().whoMay(warn(Given.accepted()))).isEmpty();
    }
}
