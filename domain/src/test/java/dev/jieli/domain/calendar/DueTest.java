package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Thresholds;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DueTest {

    private final Rulebook law = Rulebook.national();
    private final WorkCalendar calendar = WorkCalendar.national();

    @Test
    void an_extension_is_counted_from_the_first_day_and_not_from_the_rolled_one() {
        Due due = due(Term.CONCLUDE, "2024-03-04");
        Due extended = due.extendedBy(30).orFault();

        assertThat(due.due()).isEqualTo("2024-05-06");
        assertThat(extended.nominal()).isEqualTo("2024-06-02");
        assertThat(extended.due()).isEqualTo("2024-06-03");
        assertThat(extended.extendedDays()).isEqualTo(30);
    }

    @Test
    void an_extension_of_more_than_30_days_is_refused_with_its_article() {
        Due due = due(Term.CONCLUDE, "2024-03-04");

        assertThat(due.extendedBy(31).reasons())
                .singleElement()
                .returns(Ruling.Kind.EXTENSION_TOO_LONG, Ruling.Reason::kind)
                .returns("《信访工作条例》第三十四条规定延长不得超过30日，不能延长31日；请缩短", reason -> reason.in(Language.ZH));
        assertThat(kind(due.extendedBy(20).then(once -> once.extendedBy(11))))
                .isEqualTo(Ruling.Kind.EXTENSION_TOO_LONG);
        assertThat(kind(due.extendedBy(Integer.MAX_VALUE))).isEqualTo(Ruling.Kind.EXTENSION_TOO_LONG);
        assertThat(kind(due.extendedBy(20).then(once -> once.extendedBy(Integer.MAX_VALUE))))
                .isEqualTo(Ruling.Kind.EXTENSION_TOO_LONG);
    }

    @Test
    void days_below_zero_are_refused() {
        assertThat(kind(due(Term.CONCLUDE, "2024-03-04").extendedBy(-1))).isEqualTo(Ruling.Kind.NEGATIVE_DAYS);
        assertThat(kind(due(Term.REREVIEW, "2024-03-04").excludingHearing(-1))).isEqualTo(Ruling.Kind.NEGATIVE_DAYS);
        assertThat(kind(due(Term.CONCLUDE, "2024-03-04").extendedBy(20).then(once -> once.extendedBy(-1))))
                .isEqualTo(Ruling.Kind.NEGATIVE_DAYS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONCLUDE")
    void no_other_term_can_be_extended(Term term) {
        assertThat(kind(due(term, "2024-03-04").extendedBy(1))).isEqualTo(Ruling.Kind.NOT_EXTENDABLE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REREVIEW")
    void no_other_term_leaves_a_hearing_out(Term term) {
        assertThat(kind(due(term, "2024-03-04").excludingHearing(1))).isEqualTo(Ruling.Kind.HEARING_NOT_EXCLUDED);
    }

    @Test
    void two_hearings_are_both_left_out() {
        Due due = due(Term.REREVIEW, "2024-06-03")
                .excludingHearing(4)
                .then(once -> once.excludingHearing(6))
                .orFault();

        assertThat(due.hearingDays()).isEqualTo(10);
        assertThat(due.due()).isEqualTo("2024-07-15");
    }

    @ParameterizedTest
    @CsvSource({"1948-12-31, 0", "9999-01-01, 0", "+999999999-12-31, 0", "-999999999-01-01, 0", "2024-06-03, 3661"})
    void figures_out_of_this_world_are_refused_and_break_nothing(LocalDate from, int hearing) {
        assertThat(kind(law.provision(Term.REREVIEW, LocalDate.of(2024, 6, 3))
                        .then(row -> calendar.due(row, from, 0, hearing, law.lastDay()))))
                .isEqualTo(Ruling.Kind.OUT_OF_RANGE);
    }

    @Test
    void a_term_that_the_law_of_that_day_does_not_know_is_refused() {
        assertThat(kind(calendar.due(law, Term.OBJECTION, LocalDate.of(2020, 1, 1))))
                .isEqualTo(Ruling.Kind.TERM_NOT_IN_EDITION);
    }

    @Test
    void by_the_other_policy_a_rest_day_moves_nothing() {
        Due due = law.provision(Term.NOTICE, LocalDate.of(2024, 9, 16))
                .then(row -> calendar.due(row, LocalDate.of(2024, 9, 16), 0, 0, Policy.LastDay.NO_ROLL))
                .orFault();

        assertThat(due.due()).isEqualTo("2024-10-01").isEqualTo(due.nominal());
        assertThat(due.explain(Language.ZH)).anyMatch(line -> line.startsWith("不顺延：当日是休息日（国庆节），按所选口径不顺延"));
        assertThat(due.explain(Language.EN))
                .anyMatch(line -> line.startsWith("Not moved: that day is off (National Day)"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOTICE,    2026-12-09, 2026-12-24, false",
        "NOTICE,    2026-12-10, 2026-12-25, true", // the notice of 2027 may speak of the last week of December
        "NOTICE,    2026-12-18, 2027-01-04, true", // 2 January 2027 is a Saturday
        "CONCLUDE,  2026-11-30, 2027-01-29, true",
        "OBJECTION, 2026-12-17, 2026-12-24, false",
        "OBJECTION, 2026-12-18, 2026-12-25, true",
        "NOTICE,    2019-12-02, 2019-12-17, true", // no notice of 2019 here
        "CONCLUDE,  2019-12-02, 2020-02-03, false", // only its last day is looked up: 31 January 2020, in a notice
        "OBJECTION, 2022-12-29, 2023-01-06, false",
    })
    void what_no_notice_covers_is_provisional(Term term, LocalDate from, LocalDate due, boolean provisional) {
        Due reckoned = due(term, from.toString());

        assertThat(reckoned.due()).isEqualTo(due);
        assertThat(reckoned.provisional()).isEqualTo(provisional);
        assertThat(reckoned.explain(Language.ZH).stream().anyMatch(line -> line.startsWith("暂定：")))
                .isEqualTo(provisional);
        assertThat(reckoned.explain(Language.EN).stream().anyMatch(line -> line.startsWith("Provisional: ")))
                .isEqualTo(provisional);
    }

    @Test
    void without_rolling_calendar_days_wait_for_no_notice() {
        LocalDate from = LocalDate.of(2026, 12, 20);

        assertThat(law.provision(Term.CONCLUDE, from)
                        .then(row -> Ruling.granted(calendar.due(row, from, Policy.LastDay.NO_ROLL)))
                        .orFault()
                        .provisional())
                .isFalse();
    }

    @Test
    void working_days_take_no_longer_than_a_rulebook_assumes_when_it_compares_rows() {
        LocalDate last = LocalDate.of(2026, 6, 30);
        for (LocalDate from = calendar.announcedFrom(); from.isBefore(last); from = from.plusDays(1)) {
            for (int n = 1; n <= 60; n++) {
                assertThat(calendar.plusWorkingDays(from, n))
                        .isBeforeOrEqualTo(from.plusDays((n + 4) / 5 * 7 + 8 * (1 + n / 35)));
            }
        }
    }

    @Test
    void days_left_run_down_to_zero_and_below() {
        Due due = due(Term.OBJECTION, "2024-09-27");

        assertThat(due.daysLeft(LocalDate.of(2024, 9, 27))).isEqualTo(13);
        assertThat(due.workingDaysLeft(LocalDate.of(2024, 9, 27))).isEqualTo(5);
        assertThat(due.daysLeft(LocalDate.of(2024, 10, 10))).isZero();
        assertThat(due.workingDaysLeft(LocalDate.of(2024, 10, 10))).isZero();
        assertThat(due.daysLeft(LocalDate.of(2024, 10, 12))).isEqualTo(-2);
        assertThat(due.workingDaysLeft(LocalDate.of(2024, 10, 12))).isEqualTo(-2); // a Saturday that is worked
    }

    @ParameterizedTest
    @CsvSource({
        "CONCLUDE,  2023-10-01, 2023-11-15", // day 45 of 60
        "NOTICE,    2024-07-02, 2024-07-14", // day 12 of 15
        "REVIEW,    2024-07-02, 2024-07-25", // day 23 of 30
        "OBJECTION, 2024-09-27, 2024-10-09", // working day 4 of 5
        "CONCLUDE,  2024-12-01, 2025-01-15", // the roll at the end changes nothing
    })
    void it_is_yellow_when_three_quarters_are_used_up_and_red_when_it_is_over(
            Term term, LocalDate from, LocalDate yellow) {
        Due due = due(term, from.toString());
        Thresholds thresholds = law.thresholds();

        assertThat(due.yellowFrom(thresholds)).isEqualTo(yellow);
        assertThat(due.light(from, thresholds)).isEqualTo(Light.GREEN);
        assertThat(due.light(yellow.minusDays(1), thresholds)).isEqualTo(Light.GREEN);
        assertThat(due.light(yellow, thresholds)).isEqualTo(Light.YELLOW);
        assertThat(due.light(due.due(), thresholds)).isEqualTo(Light.YELLOW);
        assertThat(due.isOverdue(due.due())).isFalse();
        assertThat(due.light(due.redFrom(), thresholds)).isEqualTo(Light.RED);
        assertThat(due.redFrom()).isEqualTo(due.due().plusDays(1));
    }

    @Test
    void an_extension_turns_the_light_back() {
        Due due = due(Term.CONCLUDE, "2023-10-01");

        assertThat(due.extendedBy(30).orFault().yellowFrom(law.thresholds())).isEqualTo("2023-12-08"); // day 68 of 90
    }

    @Test
    void a_new_notice_moves_what_falls_on_its_holidays_and_settles_the_rest() {
        WorkCalendar announced = calendar.with(WorkCalendarTest.notice2027());
        Due moved = due(Term.NOTICE, "2026-12-17"); // due on Friday, 1 January 2027
        Due settled = due(Term.CONCLUDE, "2026-11-30");
        Due untouched = due(Term.NOTICE, "2026-10-12");

        assertThat(moved.due()).isEqualTo("2027-01-01");
        assertThat(moved.reckonedOn(announced).due()).isEqualTo("2027-01-04");
        assertThat(moved.reckonedOn(announced).changedFrom(moved)).hasValueSatisfying(change -> {
            assertThat(change.zh()).isEqualTo("到期日由2027年1月1日（星期五）改为2027年1月4日（星期一），依据测试〔2026〕1号");
            assertThat(change.en())
                    .isEqualTo("due on Monday 4 January 2027 instead of Friday 1 January 2027, by notice 测试〔2026〕1号");
        });
        assertThat(settled.reckonedOn(announced).changedFrom(settled))
                .hasValueSatisfying(
                        change -> assertThat(change.zh()).isEqualTo("到期日2027年1月29日（星期五）不变，不再是暂定，依据测试〔2026〕1号"));
        assertThat(untouched.reckonedOn(announced).changedFrom(untouched)).isEmpty();
        assertThat(settled.changedFrom(settled.reckonedOn(announced)))
                .hasValueSatisfying(change -> assertThat(change.zh()).endsWith("不变，改为暂定"));
    }

    @Test
    void an_extended_term_is_reckoned_again_with_its_extension() {
        Due extended = due(Term.CONCLUDE, "2026-10-05").extendedBy(30).orFault();

        assertThat(extended.reckonedOn(calendar.with(WorkCalendarTest.notice2027()))
                        .extendedDays())
                .isEqualTo(30);
    }

    @Test
    void a_rolled_due_date_explains_itself() {
        assertThat(due(Term.NOTICE, "2024-01-31").explain(Language.ZH))
                .containsExactly(
                        "起算：2024年1月31日（星期三），收到转送、交办的信访事项；当日不计入，自下一日起算（参照《民法典》第二百零一条）",
                        "规定：15日，《信访工作条例》第二十三条第三款：“应当自收到之日起15日内书面告知信访人接收情况以及处理途径和程序”",
                        "期满：第15日是2024年2月15日（星期四），其间的休息日不扣除",
                        "顺延：2024年2月15日（星期四）至2024年2月17日（星期六）春节放假3天；其后的第一个工作日是2024年2月18日（星期日）（参照《民法典》第二百零三条）",
                        "2024年2月18日（星期日）调休上班（春节），是工作日，不再顺延",
                        "到期日：2024年2月18日（星期日），当日24时止");
        assertThat(due(Term.NOTICE, "2024-01-31").explain(Language.EN))
                .containsExactly(
                        "From: Wednesday 31 January 2024, receipt of the petition transferred or assigned; that day is not"
                                + " counted, counting starts on the next (by analogy with Civil Code art. 201)",
                        "Rule: 15 calendar days, art. 23(3) of the Regulations on Petition Work (2022):"
                                + " “应当自收到之日起15日内书面告知信访人接收情况以及处理途径和程序”",
                        "Last day: day 15 is Thursday 15 February 2024; rest days before it count",
                        "Moved: Spring Festival from Thursday 15 February 2024 to Saturday 17 February 2024 (3 days); the"
                                + " next working day is Sunday 18 February 2024 (by analogy with Civil Code art. 203)",
                        "Sunday 18 February 2024 is worked to make up for Spring Festival: a working day, on which the term"
                                + " may end",
                        "Due: Sunday 18 February 2024, until 24:00");
    }

    @Test
    void a_due_date_in_working_days_says_what_it_skipped_and_what_it_counted() {
        assertThat(due(Term.OBJECTION, "2024-09-27").explain(Language.ZH))
                .contains(
                        "不计入：2024年10月1日（星期二）至2024年10月7日（星期一）国庆节放假7天，周末1天",
                        "计入：2024年9月29日（星期日）调休上班（国庆节）",
                        "期满：第5个工作日是2024年10月10日（星期四）");
        assertThat(due(Term.OBJECTION, "2024-09-27").explain(Language.EN))
                .contains(
                        "Not counted: National Day from Tuesday 1 October 2024 to Monday 7 October 2024 (7 days), 1 weekend day",
                        "Counted: Sunday 29 September 2024 is worked to make up for National Day",
                        "Last day: working day 5 is Thursday 10 October 2024");
    }

    @Test
    void an_extension_and_a_hearing_are_explained_with_their_words() {
        assertThat(due(Term.CONCLUDE, "2024-03-04").extendedBy(30).orFault().explain(Language.ZH))
                .contains("延长：30日，与原期限合并自原起算日计算，共90日，《信访工作条例》第三十四条：“可以适当延长办理期限，但延长期限不得超过30日”" + "（条例未规定；两种算法中较严的一种）");
        assertThat(due(Term.REREVIEW, "2024-06-03")
                        .excludingHearing(10)
                        .orFault()
                        .explain(Language.ZH))
                .contains("听证：10日不计算在期限内，《信访工作条例》第三十六条第二款：“听证所需时间不计算在前款规定的期限内”" + "（条例未规定；按记录的听证起止日期计算，可以核对）");
    }

    @Test
    void a_chosen_row_says_that_it_is_chosen_and_why() {
        assertThat(due(Term.SIMPLE_ACCEPT, "2024-09-30").explain(Language.ZH))
                .anyMatch(line -> line.startsWith("规定：3个工作日，《信访事项简易办理办法》；选定："));
        assertThat(due(Term.SIMPLE_ACCEPT, "2024-09-30").explain(Language.EN))
                .anyMatch(line ->
                        line.startsWith("Rule: 3 working days, Measures for the Simplified Handling of Petitions"
                                + " (2022); chosen: "));
    }

    @Test
    void two_names_for_neighbouring_holidays_are_told_apart() {
        WorkCalendar two = calendar.with(YearNotice.of(
                        2027,
                        "测试〔2026〕4号",
                        "2027",
                        ImmutableMap.of(LocalDate.of(2027, 10, 1), "国庆节", LocalDate.of(2027, 10, 2), "中秋节"),
                        ImmutableMap.of())
                .orFault());

        assertThat(due(Term.NOTICE, "2027-09-16").reckonedOn(two).explain(Language.ZH))
                .contains("顺延：2027年10月1日（星期五）国庆节放假，2027年10月2日（星期六）中秋节放假，周末1天；其后的第一个工作日是2027年10月4日（星期一）（参照《民法典》第二百零三条）");
    }

    private Due due(Term term, String from) {
        return calendar.due(law, term, LocalDate.parse(from)).orFault();
    }

    private static Ruling.Kind kind(Ruling<?> ruling) {
        return ruling.reasons().get(0).kind();
    }
}
