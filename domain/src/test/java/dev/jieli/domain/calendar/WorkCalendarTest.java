package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.statute.Jurisdiction;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Ruling;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {

    private final WorkCalendar national = WorkCalendar.national();

    @ParameterizedTest
    @CsvSource({
        "2020, 249, 30, 6",
        "2021, 250, 31, 7",
        "2022, 249, 31, 7", // 2022-12-31 is of the notice of 2023
        "2023, 249, 27, 7",
        "2024, 251, 28, 8",
        "2025, 248, 28, 5",
        "2026, 248, 33, 6",
    })
    void a_year_has_as_many_working_days_as_its_notice_leaves(int year, int working, int off, int makeUp) {
        assertThat(national.workingDaysBetween(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(working);
        assertThat(national.notice(year).orElseThrow().holidays()).hasSize(off);
        assertThat(national.notice(year).orElseThrow().makeUpDays()).hasSize(makeUp);
    }

    @Test
    void the_notices_of_seven_years_are_known_by_number() {
        assertThat(national.notices().values())
                .extracting(YearNotice::number)
                .containsExactly(
                        "国办发明电〔2019〕16号、国办发明电〔2020〕1号",
                        "国办发明电〔2020〕27号",
                        "国办发明电〔2021〕11号",
                        "国办发明电〔2022〕16号",
                        "国办发明电〔2023〕7号",
                        "国办发明电〔2024〕12号",
                        "国办发明电〔2025〕7号");
        assertThat(national.announcedFrom()).isEqualTo("2020-01-01");
        assertThat(national.announcedUntil()).isEqualTo("2026-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-31, false", // the extended Spring Festival of 2020
        "2020-02-02, false",
        "2020-02-03, true",
        "2022-12-30, true",
        "2022-12-31, false",
        "2023-01-02, false",
        "2023-01-03, true",
        "2024-02-09, true", // the eve of the Spring Festival was no holiday that year
        "2024-02-18, true", // a make-up Sunday
        "2025-02-08, true", // a make-up Saturday
        "2026-02-14, true",
        "2026-02-23, false",
    })
    void a_day_is_worked_as_the_notices_say(LocalDate day, boolean worked) {
        assertThat(national.isWorkingDay(day)).isEqualTo(worked);
        assertThat(national.whyOff(day).isEmpty()).isEqualTo(worked);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-01, 国庆节, National Day",
        "2023-10-01, 中秋节、国庆节, Mid-Autumn Festival and National Day",
        "2024-10-05, 国庆节, National Day", // a Saturday within the stretch
        "2024-07-06, 周末, weekend",
        "2022-12-31, 元旦, New Year's Day",
    })
    void a_day_off_says_why(LocalDate day, String zh, String en) {
        assertThat(national.whyOff(day)).hasValueSatisfying(why -> {
            assertThat(why.in(Language.ZH)).isEqualTo(zh);
            assertThat(why.in(Language.EN)).isEqualTo(en);
        });
        assertThat(national.makesUpFor(day)).isEmpty();
    }

    @Test
    void a_make_up_day_says_for_what() {
        assertThat(national.makesUpFor(LocalDate.of(2024, 9, 29)))
                .hasValueSatisfying(holiday -> assertThat(holiday.zh()).isEqualTo("国庆节"));
        assertThat(national.makesUpFor(LocalDate.of(2024, 9, 30))).isEmpty();
    }

    @Test
    void before_and_after_the_notices_only_weekends_are_off() {
        assertThat(national.isWorkingDay(LocalDate.of(2019, 10, 1))).isTrue();
        assertThat(national.isWorkingDay(LocalDate.of(2019, 10, 5))).isFalse();
        assertThat(national.isWorkingDay(LocalDate.of(2027, 10, 1))).isTrue();
        assertThat(national.isWorkingDay(LocalDate.of(2027, 10, 2))).isFalse();
        assertThat(national.workingDaysBetween(LocalDate.of(2018, 12, 31), LocalDate.of(2019, 12, 31)))
                .isEqualTo(261);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-01, 0, 2024-07-01",
        "2024-07-06, 0, 2024-07-06", // a Saturday: nothing is added, nothing moves
        "2024-07-06, 1, 2024-07-08",
        "2024-09-27, 5, 2024-10-10",
        "2026-12-30, 1, 2026-12-31",
        "2026-12-31, 1, 2027-01-01", // not announced
        "2019-12-31, 1, 2020-01-02",
        "2019-12-20, 5, 2019-12-27",
    })
    void working_days_are_added_across_the_edges(LocalDate day, int n, LocalDate result) {
        assertThat(national.plusWorkingDays(day, n)).isEqualTo(result);
    }

    @Test
    void working_days_are_counted_forward_only() {
        assertThatThrownBy(() -> national.plusWorkingDays(LocalDate.of(2024, 7, 1), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void working_days_between_leave_out_the_first_day_and_turn_negative() {
        LocalDate friday = LocalDate.of(2024, 9, 27);
        LocalDate thursday = LocalDate.of(2024, 10, 10);

        assertThat(national.workingDaysBetween(friday, thursday)).isEqualTo(5);
        assertThat(national.workingDaysBetween(thursday, friday)).isEqualTo(-5);
        assertThat(national.workingDaysBetween(friday, friday)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2024-07-05, 2024-07-05", "2024-07-06, 2024-07-08", "2024-10-01, 2024-10-08", "2024-02-15, 2024-02-18"})
    void the_next_working_day_is_the_day_itself_when_it_is_worked(LocalDate day, LocalDate worked) {
        assertThat(national.workingDayFrom(day)).isEqualTo(worked);
    }

    @Test
    void a_new_notice_makes_a_new_calendar_and_leaves_the_old_one() {
        YearNotice notice = notice2027();
        WorkCalendar announced = national.with(notice);

        assertThat(announced.announcedUntil()).isEqualTo("2027-12-31");
        assertThat(announced.isWorkingDay(LocalDate.of(2027, 10, 1))).isFalse();
        assertThat(announced.isWorkingDay(LocalDate.of(2027, 10, 9))).isTrue();
        assertThat(national.announcedUntil()).isEqualTo("2026-12-31");
        assertThat(announced.differencesFrom(national))
                .containsExactlyInAnyOrderElementsOf(ImmutableList.of(
                        LocalDate.of(2027, 1, 1), LocalDate.of(2027, 10, 1), LocalDate.of(2027, 10, 9)));
    }

    @Test
    void a_year_left_out_ends_what_is_announced() {
        YearNotice of2028 = YearNotice.of(
                        2028,
                        "测试〔2027〕1号",
                        "2028",
                        ImmutableMap.of(LocalDate.of(2028, 10, 2), "国庆节"),
                        ImmutableMap.of())
                .orFault();

        WorkCalendar gap = national.with(of2028);

        assertThat(gap.announcedUntil()).isEqualTo("2026-12-31");
        assertThat(gap.isWorkingDay(LocalDate.of(2028, 10, 2))).isFalse();
        assertThat(gap.with(notice2027()).announcedUntil()).isEqualTo("2028-12-31");
    }

    @Test
    void an_amended_notice_takes_the_place_of_the_first() {
        YearNotice amended = YearNotice.of(
                        2026, "测试〔2026〕1号", "2026", ImmutableMap.of(LocalDate.of(2026, 1, 1), "元旦"), ImmutableMap.of())
                .orFault();

        WorkCalendar calendar = national.with(amended);

        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 1))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 10))).isFalse();
        assertThat(calendar.announcedUntil()).isEqualTo("2026-12-31");
    }

    @Test
    void the_notice_of_a_year_speaks_of_the_december_before_it() {
        YearNotice of2023 = national.notice(2023).orElseThrow();
        WorkCalendar without =
                WorkCalendar.of(ImmutableList.of(national.notice(2022).orElseThrow()));

        assertThat(of2023.holidays()).containsKey(LocalDate.of(2022, 12, 31));
        assertThat(without.whyOff(LocalDate.of(2022, 12, 31)))
                .hasValueSatisfying(why -> assertThat(why.zh()).isEqualTo("周末"));
        assertThat(without.with(of2023).whyOff(LocalDate.of(2022, 12, 31)))
                .hasValueSatisfying(why -> assertThat(why.zh()).isEqualTo("元旦"));
    }

    @Test
    void an_autonomous_area_has_holidays_of_its_own() {
        YearNotice waterFestival = YearNotice.of(
                        2026,
                        "测试〔2026〕2号",
                        "泼水节",
                        ImmutableMap.of(LocalDate.of(2026, 4, 13), "泼水节", LocalDate.of(2026, 4, 14), "泼水节"),
                        ImmutableMap.of(LocalDate.of(2026, 4, 18), "泼水节"))
                .orFault();

        WorkCalendar calendar = national.withRegional(new Jurisdiction("533100"), waterFestival);

        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 4, 13))).isTrue();
        assertThat(calendar.forRegion("330784")).isSameAs(calendar);
        assertThat(calendar.forRegion("")).isSameAs(calendar);
        for (String within : ImmutableList.of("533100", "533102", "533102101")) {
            WorkCalendar there = calendar.forRegion(within);
            assertThat(there.isWorkingDay(LocalDate.of(2026, 4, 13))).isFalse();
            assertThat(there.isWorkingDay(LocalDate.of(2026, 4, 18))).isTrue();
            assertThat(there.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
            assertThat(there.whyOff(LocalDate.of(2026, 4, 13)))
                    .hasValueSatisfying(why -> assertThat(why.en()).isEqualTo("泼水节"));
        }
    }

    @Test
    void a_region_follows_a_later_national_notice_and_the_wider_place_before_the_narrower() {
        WorkCalendar calendar = national.withRegional(
                        new Jurisdiction("530000"), regional(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 6)))
                .withRegional(new Jurisdiction("533100"), regional(LocalDate.of(2027, 3, 2), LocalDate.of(2027, 3, 7)))
                .with(notice2027());

        WorkCalendar dehong = calendar.forRegion("533102");

        assertThat(dehong.announcedUntil()).isEqualTo("2027-12-31");
        assertThat(dehong.isWorkingDay(LocalDate.of(2027, 10, 1))).isFalse();
        assertThat(dehong.isWorkingDay(LocalDate.of(2027, 3, 1))).isFalse();
        assertThat(dehong.isWorkingDay(LocalDate.of(2027, 3, 2))).isFalse();
        assertThat(calendar.forRegion("530100").isWorkingDay(LocalDate.of(2027, 3, 2)))
                .isTrue();
    }

    @Test
    void a_later_regional_notice_of_the_same_place_and_year_takes_the_place_of_the_first() {
        Jurisdiction dehong = new Jurisdiction("533100");
        WorkCalendar calendar = national.withRegional(
                        dehong, regional(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 6)))
                .withRegional(dehong, regional(LocalDate.of(2027, 3, 2), LocalDate.of(2027, 3, 6)));

        assertThat(calendar.forRegion("533100").isWorkingDay(LocalDate.of(2027, 3, 1)))
                .isTrue();
        assertThat(calendar.forRegion("533100").isWorkingDay(LocalDate.of(2027, 3, 2)))
                .isFalse();
    }

    @Test
    void calendars_of_the_same_notices_are_equal() {
        WorkCalendar again = WorkCalendar.of(national.notices().values());

        assertThat(again).isEqualTo(national).hasSameHashCodeAs(national).isNotSameAs(national);
        assertThat(again.with(notice2027())).isNotEqualTo(national);
        assertThat(national.toString()).isEqualTo("WorkCalendar[2020-01-01 to 2026-12-31]");
    }

    @Test
    void a_calendar_needs_a_notice() {
        assertThatThrownBy(() -> WorkCalendar.of(ImmutableList.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_days_of_a_hearing_include_both_ends_unless_the_closing_day_counts() {
        LocalDate opened = LocalDate.of(2024, 6, 10);

        assertThat(hearing(opened, opened, Policy.Hearing.BOTH_DAYS_LEFT_OUT).orFault())
                .isEqualTo(1);
        assertThat(hearing(opened, opened.plusDays(9), Policy.Hearing.BOTH_DAYS_LEFT_OUT)
                        .orFault())
                .isEqualTo(10);
        assertThat(hearing(opened, opened, Policy.Hearing.CLOSING_DAY_COUNTS).orFault())
                .isZero();
        assertThat(hearing(opened, opened.plusDays(9), Policy.Hearing.CLOSING_DAY_COUNTS)
                        .orFault())
                .isEqualTo(9);
        assertThat(hearing(opened, opened.minusDays(1), Policy.Hearing.BOTH_DAYS_LEFT_OUT)
                        .reasons())
                .extracting(Ruling.Reason::kind)
                .containsExactly(Ruling.Kind.NEGATIVE_DAYS);
    }

    private static Ruling<Integer> hearing(LocalDate opened, LocalDate closed, Policy.Hearing policy) {
        return WorkCalendar.hearingDays(opened, closed, policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "2019-12-25", "2100-06-30"})
    void a_far_day_is_reckoned_all_the_same(LocalDate day) {
        LocalDate later = national.plusWorkingDays(day, 10_000);

        assertThat(national.workingDaysBetween(day, later)).isEqualTo(10_000);
        assertThat(national.isWorkingDay(later)).isTrue();
    }

    static YearNotice notice2027() {
        return YearNotice.read("""
                        notice,2027,测试〔2026〕1号,2027年部分节假日安排
                        off,元旦,2027-01-01,2027-01-03
                        off,国庆节,2027-10-01,2027-10-03
                        work,国庆节,2027-10-09
                        """).orFault();
    }

    private static YearNotice regional(LocalDate off, LocalDate makeUp) {
        return YearNotice.of(
                        off.getYear(), "测试〔2026〕3号", "泼水节", ImmutableMap.of(off, "泼水节"), ImmutableMap.of(makeUp, "泼水节"))
                .orFault();
    }
}
