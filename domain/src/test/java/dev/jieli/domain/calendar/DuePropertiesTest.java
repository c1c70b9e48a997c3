package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Counting;
import dev.jieli.domain.statute.Jurisdiction;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Span;
import dev.jieli.domain.statute.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DuePropertiesTest {

    private static final Rulebook LAW = Rulebook.national();
    private static final WorkCalendar CALENDAR = WorkCalendar.national();

    @Property
    void due_dates_grow_with_their_start(
            @ForAll("rows") Provision row, @ForAll("days") LocalDate from, @ForAll @IntRange(max = 40) int later) {
        Due first = CALENDAR.due(row, from, LAW.lastDay());
        Due second = CALENDAR.due(row, from.plusDays(later), LAW.lastDay());

        assertThat(second.due()).isAfterOrEqualTo(first.due());
        assertThat(second.nominal()).isAfterOrEqualTo(first.nominal());
        assertThat(second.yellowFrom(LAW.thresholds())).isAfterOrEqualTo(first.yellowFrom(LAW.thresholds()));
    }

    @Property
    void a_due_date_is_a_working_day_not_before_the_nominal_one(
            @ForAll("rows") Provision row, @ForAll("days") LocalDate from) {
        Due due = CALENDAR.due(row, from, Policy.LastDay.ROLL_FORWARD);

        assertThat(CALENDAR.isWorkingDay(due.due())).isTrue();
        assertThat(due.due()).isAfterOrEqualTo(due.nominal()).isAfter(from);
        for (LocalDate day = due.nominal(); day.isBefore(due.due()); day = day.plusDays(1)) {
            assertThat(CALENDAR.isWorkingDay(day)).isFalse();
        }
    }

    @Property
    void without_rolling_the_due_date_is_the_nominal_one(
            @ForAll("rows") Provision row, @ForAll("days") LocalDate from) {
        Due due = CALENDAR.due(row, from, Policy.LastDay.NO_ROLL);

        assertThat(due.due()).isEqualTo(due.nominal());
        assertThat(due.nominal())
                .isEqualTo(CALENDAR.due(row, from, Policy.LastDay.ROLL_FORWARD).nominal());
    }

    @Property
    void an_extension_is_at_most_30_days_and_counted_from_the_first_day(
            @ForAll("days") LocalDate from, @ForAll @IntRange(min = -5, max = 100) int days) {
        Provision row = row(Term.CONCLUDE);
        Ruling<Due> extended = CALENDAR.due(row, from, days, 0, LAW.lastDay());

        assertThat(extended.toOptional().isPresent()).isEqualTo(days >= 0 && days <= 30);
        extended.toOptional().ifPresent(due -> assertThat(due.nominal()).isEqualTo(from.plusDays(60L + days)));
    }

    @Property
    void yellow_comes_after_the_start_and_not_after_the_end(
            @ForAll("rows") Provision row, @ForAll("days") LocalDate from) {
        Due due = CALENDAR.due(row, from, LAW.lastDay());

        assertThat(due.yellowFrom(LAW.thresholds())).isAfter(from).isBeforeOrEqualTo(due.due());
    }

    @Property
    void what_is_reckoned_at_once_is_what_a_walk_finds(
            @ForAll("days") LocalDate from, @ForAll @IntRange(max = 400) int n) {
        LocalDate walked = from;
        for (int counted = 0; counted < n; ) {
            walked = walked.plusDays(1);
            if (worked(walked)) {
                counted++;
            }
        }

        assertThat(CALENDAR.plusWorkingDays(from, n)).isEqualTo(walked);
        assertThat(CALENDAR.workingDaysBetween(from, walked)).isEqualTo(n);
        assertThat(CALENDAR.workingDaysBetween(walked, from)).isEqualTo(-n);
    }

    @Property
    void the_next_working_day_is_what_a_walk_finds(@ForAll("days") LocalDate from) {
        LocalDate walked = from;
        while (!worked(walked)) {
            walked = walked.plusDays(1);
        }

        assertThat(CALENDAR.workingDayFrom(from)).isEqualTo(walked);
        assertThat(CALENDAR.isWorkingDay(from)).isEqualTo(worked(from));
    }

    @Property
    void a_notice_changes_only_days_of_which_it_may_speak(
            @ForAll("notices") YearNotice notice, @ForAll("days") LocalDate day) {
        WorkCalendar announced = CALENDAR.with(notice);
        LocalDate earliest = LocalDate.of(notice.year() - 1, 12, 25);
        LocalDate latest = LocalDate.of(notice.year(), 12, 31);

        assertThat(announced.differencesFrom(CALENDAR))
                .allSatisfy(changed -> assertThat(changed).isBetween(earliest, latest));
        if (day.isBefore(earliest) || day.isAfter(latest)) {
            assertThat(announced.isWorkingDay(day)).isEqualTo(CALENDAR.isWorkingDay(day));
            assertThat(announced.whyOff(day)).isEqualTo(CALENDAR.whyOff(day));
        } else {
            boolean off = notice.holidays().containsKey(day);
            boolean madeUp = notice.makeUpDays().containsKey(day);
            if (off || madeUp) {
                assertThat(announced.isWorkingDay(day)).isEqualTo(madeUp);
            }
        }
    }

    @Property
    void a_term_moves_only_when_a_day_between_its_start_and_its_end_changed(
            @ForAll("notices") YearNotice notice, @ForAll("rows") Provision row, @ForAll("days") LocalDate from) {
        WorkCalendar announced = CALENDAR.with(notice);
        Due before = CALENDAR.due(row, from, LAW.lastDay());
        Due after = before.reckonedOn(announced);

        boolean touched = announced.differencesFrom(CALENDAR).stream()
                .anyMatch(day -> day.isAfter(from) && !(day.isAfter(before.due()) && day.isAfter(after.due())));
        if (!touched) {
            assertThat(after.due()).isEqualTo(before.due());
        }
        assertThat(after).isEqualTo(announced.due(row, from, LAW.lastDay()));
        assertThat(after.reckonedOn(CALENDAR)).isEqualTo(before);
        assertThat(after.changedFrom(before).isPresent())
                .isEqualTo(!after.due().equals(before.due()) || after.provisional() != before.provisional());
    }

    @Property
    void a_local_row_that_was_let_in_is_never_later_than_the_statute(
            @ForAll("rows") Provision statutory,
            @ForAll @IntRange(min = 1, max = 60) int days,
            @ForAll Counting counting,
            @ForAll("announcedDays") LocalDate from) {
        Provision local =
                Provision.row(statutory.term(), new Span(days, counting), "收到", "receipt", Article.art(1), "");
        boolean accepted = LAW.withLocal(new Rulebook.LocalRow(
                        new Jurisdiction("330000"), LocalDate.of(2022, 8, 1), Optional.empty(), local))
                .toOptional()
                .isPresent();
        LocalDate byLocal = CALENDAR.due(local, from, LAW.lastDay()).due();
        LocalDate byStatute = CALENDAR.due(statutory, from, LAW.lastDay()).due();

        if (accepted) {
            if (statutory.term().binds() != Bound.PETITIONER) {
                assertThat(byLocal).isBeforeOrEqualTo(byStatute);
            } else {
                assertThat(byLocal).isAfterOrEqualTo(byStatute);
            }
        }
    }

    @Provide
    Arbitrary<Provision> rows() {
        return Arbitraries.of(Term.values()).map(DuePropertiesTest::row).withoutEdgeCases();
    }

    /** Days within the notices, before them and after them. */
    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2018, 1, 1).toEpochDay(),
                        LocalDate.of(2029, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<LocalDate> announcedDays() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2020, 1, 1).toEpochDay(),
                        LocalDate.of(2026, 9, 30).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<YearNotice> notices() {
        Arbitrary<List<Integer>> offs =
                Arbitraries.integers().between(-6, 364).list().ofMinSize(1).ofMaxSize(40);
        return Combinators.combine(Arbitraries.integers().between(2019, 2029), offs, offs)
                .as(DuePropertiesTest::notice)
                .withoutEdgeCases();
    }

    private static YearNotice notice(int year, List<Integer> offs, List<Integer> makeUps) {
        LocalDate newYear = LocalDate.of(year, 1, 1);
        TreeMap<LocalDate, String> holidays = new TreeMap<>();
        TreeMap<LocalDate, String> worked = new TreeMap<>();
        offs.forEach(day -> holidays.put(newYear.plusDays(day), "节"));
        for (int day : makeUps) {
            LocalDate weekend = newYear.plusDays(day);
            if (weekend.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue() && !holidays.containsKey(weekend)) {
                worked.put(weekend, "节");
            }
        }
        return new YearNotice(year, "号", "题", ImmutableSortedMap.copyOf(holidays), ImmutableSortedMap.copyOf(worked));
    }

    private static Provision row(Term term) {
        return LAW.provision(term, LocalDate.of(2024, 1, 2)).orFault();
    }

    /** Straight from the notices, without the calendar's tables. */
    private static boolean worked(LocalDate day) {
        ImmutableList<YearNotice> notices =
                ImmutableList.copyOf(CALENDAR.notices().values());
        if (notices.stream().anyMatch(notice -> notice.makeUpDays().containsKey(day))) {
            return true;
        }
        return notices.stream().noneMatch(notice -> notice.holidays().containsKey(day))
                && day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
    }
}
