package dev.jieli.domain.calendar;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Counting;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Thresholds;
import dev.jieli.domain.statute.Wording;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 到期日: when a term is due, with all from which it was reckoned. Reckoned by {@link WorkCalendar#due}, never by hand.
 *
 * @param from day 0, itself not counted
 * @param extendedDays by how much it was extended, in the unit of its span
 * @param hearingDays how many days of a hearing are left out
 * @param nominal the last day before a rest day moved it; the due date itself for a term in working days
 * @param due the last day in time, until 24:00
 * @param provisional reckoned over days for which there is no notice yet
 * @param policy what a rest day at the end does
 * @param calendar on which it was reckoned
 */
public record Due(
        Provision provision,
        LocalDate from,
        int extendedDays,
        int hearingDays,
        LocalDate nominal,
        LocalDate due,
        boolean provisional,
        Policy.LastDay policy,
        WorkCalendar calendar) {

    public Term term() {
        return provision.term();
    }

    /** Where the law says how long. */
    public Article article() {
        return provision.article();
    }

    /**
     * Extended by so many days more, in the unit of its span; reckoned from the first day, never from a due date that has
     * rolled.
     */
    public Ruling<Due> extendedBy(int days) {
        return calendar.due(provision, from, days < 0 ? days : sum(extendedDays, days), hearingDays, policy);
    }

    /** With so many more days of a hearing left out. */
    public Ruling<Due> excludingHearing(int days) {
        return calendar.due(provision, from, extendedDays, days < 0 ? days : sum(hearingDays, days), policy);
    }

    private static int sum(int one, int other) {
        return Ints.saturatedCast((long) one + other);
    }

    /** The same term on another calendar, as after the import of a new year's notice. */
    public Due reckonedOn(WorkCalendar other) {
        return other.reckon(provision, from, extendedDays, hearingDays, policy);
    }

    /** What is different from the same term as it was reckoned before; empty where the dates and their standing are the same. */
    public Optional<Wording> changedFrom(Due before) {
        if (due.equals(before.due) && provisional == before.provisional) {
            return Optional.empty();
        }
        return Optional.of(Explanation.change(before, this));
    }

    /** Calendar days from today to the due date: 0 on the day itself, negative when overdue. */
    public int daysLeft(LocalDate today) {
        return Math.toIntExact(due.toEpochDay() - today.toEpochDay());
    }

    /** Working days after today up to the due date; negative when overdue. */
    public int workingDaysLeft(LocalDate today) {
        return calendar.workingDaysBetween(today, due);
    }

    /** The first day on which it is yellow: when the set share of the allotted days, not counting a roll, is used up. */
    public LocalDate yellowFrom(Thresholds thresholds) {
        int used = thresholds.yellowAfter(provision.span().days() + extendedDays + hearingDays);
        return provision.span().counting() == Counting.WORKING_DAYS
                ? calendar.plusWorkingDays(from, used)
                : from.plusDays(used);
    }

    /** The first day on which it is overdue. */
    public LocalDate redFrom() {
        return due.plusDays(1);
    }

    /**
     * The day on which it is overdue by so many calendar days.
     *
     * @param days 1 for the first, {@link #redFrom}
     */
    public LocalDate overdueBy(int days) {
        return due.plusDays(days);
    }

    public boolean isOverdue(LocalDate today) {
        return today.isAfter(due);
    }

    public Light light(LocalDate today, Thresholds thresholds) {
        if (isOverdue(today)) {
            return Light.RED;
        }
        return today.isBefore(yellowFrom(thresholds)) ? Light.GREEN : Light.YELLOW;
    }

    /** Why it is due on that day, line by line: the trigger, the rule, what was added, what was skipped and why, what moved it. */
    public ImmutableList<String> explain(Language language) {
        return Explanation.of(this, language);
    }
}
