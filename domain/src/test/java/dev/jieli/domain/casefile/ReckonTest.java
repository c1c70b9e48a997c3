package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 期限重算 */
class ReckonTest {

    /** Accepted so late in the year that the term reaches into one for which there is no notice yet. */
    private static Journey provisional() {
        return Given.forwarded().on(LocalDate.of(2026, 12, 3)).does(HANDLER, new CaseAct.Accept());
    }

    private static Law announced() {
        YearNotice notice = YearNotice.of(
                        2027,
                        "国办发明电〔2026〕1号",
                        "2027年部分节假日安排",
                        ImmutableMap.of(LocalDate.of(2027, 2, 1), "春节", LocalDate.of(2027, 2, 2), "春节"),
                        ImmutableMap.of())
                .orFault();
        return Law.national().on(WorkCalendar.national().with(notice));
    }

    @Test
    void a_term_past_the_announced_days_is_provisional() {
        assertThat(provisional().term(Term.CONCLUDE).provisional()).isTrue();
        assertThat(provisional().due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2027, 2, 1));
    }

    @Test
    void the_notice_of_the_year_moves_it_and_settles_it() {
        Journey reckoned = provisional().under(announced()).happens(new CaseAct.Reckon("国办发明电〔2026〕1号"));

        assertThat(reckoned.term(Term.CONCLUDE).provisional()).isFalse();
        assertThat(reckoned.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2027, 2, 3));
        assertThat(reckoned.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2027, 2, 1));
    }

    @Test
    void it_knows_of_reminders_that_were_sent() {
        Journey accepted = provisional().on(LocalDate.of(2027, 1, 17));
        accepted.happens(new CaseAct.Warn(Term.CONCLUDE, accepted.due(Term.CONCLUDE), Light.YELLOW, HANDLER.id()));

        Journey reckoned = accepted.under(announced()).happens(new CaseAct.Reckon("国办发明电〔2026〕1号"));
        assertThat(reckoned.term(Term.CONCLUDE).reminders()).isEqualTo(1);
        assertThat(reckoned.term(Term.CONCLUDE).nextReminder()).contains(LocalDate.of(2027, 2, 4));
    }

    @Test
    void where_nothing_moves_nothing_is_entered() {
        assertThat(Given.forwarded()
                        .under(announced())
                        .refuses(new CaseAct.Reckon("国办发明电〔2026〕1号"))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void no_person_does_it() {
        assertThat(provisional().whoMay(new CaseAct.Reckon("国办发明电〔2026〕1号"))).isEmpty();
    }
}
