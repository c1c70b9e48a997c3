package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REREVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Jurisdiction;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 辖区: the rules and the holidays of a place reach its cases. */
class LocalLawTest {

    private static final RegionCode WUYI = new RegionCode("330723");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final String COUNTY = """
            rulebook,WY1,本县规定,Rules of a county
            place,330723
            force,2024-01-01,
            status,IN_FORCE,县委办公室公布,published by the county
            source,县政府网站,the county's site
            """;
    private static final Law ZHEJIANG = Law.national()
            .under(Rulebook.national().with(LocalRulebook.shipped().get(0)))
            .in(WUYI);

    private static Law by(String rows) {
        return Law.national()
                .under(Rulebook.national()
                        .with(LocalRulebook.read(COUNTY + rows).orFault()))
                .in(WUYI);
    }

    private static Journey accepted(Law law) {
        return Given.forwarded().under(law).on(MONDAY).does(HANDLER, new CaseAct.Accept());
    }

    private static CaseAct.Extend extend(int days) {
        return new CaseAct.Extend(days, "案情复杂", MONDAY.plusDays(10)).unasked("单位负责人直接掌握情况");
    }

    @Test
    void a_term_that_starts_runs_by_the_rule_of_the_place() {
        assertThat(accepted(ZHEJIANG).due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(accepted(ZHEJIANG).term(Term.CONCLUDE).article().instrument().id())
                .isEqualTo("ZJ2016");
        assertThat(accepted(ZHEJIANG.in(new RegionCode("440113"))).due(Term.CONCLUDE))
                .isEqualTo(LocalDate.of(2026, 5, 6));
        assertThat(accepted(Law.national().in(WUYI)).due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 5, 6));
    }

    @Test
    void it_is_extended_as_far_as_that_rule_lets_it() {
        Journey extended = accepted(ZHEJIANG).later(10).does(HEAD, extend(30));
        assertThat(extended.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2026, 5, 1));

        Refusal refusal = accepted(
                        by("row,CONCLUDE,30,CALENDAR_DAYS,8,QUOTED,三十日内办结\nextension,CONCLUDE,10,8,QUOTED,延长十日"))
                .later(10)
                .refuses(HEAD, extend(11));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal.details()).containsEntry("most", "10");
    }

    @Test
    void a_rulebook_that_comes_in_later_moves_what_runs() {
        Journey running = accepted(Law.national());
        assertThat(running.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 5, 6));

        Journey reckoned = running.under(ZHEJIANG).later(1).happens(new CaseAct.Reckon("ZJ2016"));
        assertThat(reckoned.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(reckoned.under(Law.national())
                        .happens(new CaseAct.Reckon("ZJ2016"))
                        .due(Term.CONCLUDE))
                .isEqualTo(LocalDate.of(2026, 5, 6));
    }

    @Test
    void days_granted_before_count_as_far_as_the_new_rule_allows_them() {
        Journey extended = accepted(Law.national()).later(10).does(HEAD, extend(30));
        assertThat(extended.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2026, 5, 31));

        Journey none = extended.under(by("row,CONCLUDE,50,CALENDAR_DAYS,8,QUOTED,五十日内办结"))
                .happens(new CaseAct.Reckon("WY1"));
        assertThat(none.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2026, 4, 21));
        assertThat(none.term(Term.CONCLUDE).extendedDays()).isZero();
    }

    @Test
    void where_the_place_counts_the_time_of_a_hearing_it_goes_on_record_and_moves_nothing() {
        Journey requested = Given.rereviewRequested().later(20);
        LocalDate before = requested.due(Term.REREVIEW);
        Journey heard = requested
                .under(by("row,REREVIEW,30,CALENDAR_DAYS,8,QUOTED,三十日内提出，听证时间计算在内"))
                .does(REREVIEWER, new CaseAct.Hear(Given.DAY.plusDays(10), Given.DAY.plusDays(19)));

        assertThat(heard.due(Term.REREVIEW)).isEqualTo(before);
        assertThat(heard.term(Term.REREVIEW).hearingDays()).isZero();
    }

    @Test
    void where_the_closing_day_counts_one_day_less_is_left_out() {
        Journey heard = Given.rereviewRequested()
                .later(20)
                .under(by("policy,CLOSING_DAY_COUNTS,8,QUOTED,结束之日计算在内"))
                .does(REREVIEWER, new CaseAct.Hear(Given.DAY.plusDays(10), Given.DAY.plusDays(19)));

        assertThat(heard.term(Term.REREVIEW).hearingDays()).isEqualTo(9);
    }

    @Test
    void the_light_turns_yellow_when_the_place_says() {
        // half of 60 days from 2 March is 1 April, three quarters are 16 April
        assertThat(accepted(by("policy,YELLOW_50,8,QUOTED,用去一半"))
                        .term(Term.CONCLUDE)
                        .yellowFrom())
                .isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(accepted(Law.national()).term(Term.CONCLUDE).yellowFrom()).isEqualTo(LocalDate.of(2026, 4, 16));
    }

    @Test
    void the_holidays_of_the_place_move_a_last_day() {
        YearNotice feast = YearNotice.of(
                        2026,
                        "本地〔2026〕1号",
                        "本地民族节日放假",
                        ImmutableSortedMap.of(LocalDate.of(2026, 4, 1), "民族节日"),
                        ImmutableSortedMap.of())
                .orFault();
        Law law = ZHEJIANG.on(WorkCalendar.national().withRegional(new Jurisdiction("330723"), feast));

        assertThat(accepted(law).due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 4, 2));
        assertThat(accepted(law.in(new RegionCode("330784"))).due(Term.CONCLUDE))
                .isEqualTo(LocalDate.of(2026, 4, 1));
    }
}
