package dev.jieli.domain.casefile;

import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Gathering;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Thresholds;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 适用的法与历: the rulebook and the calendar by which an act is done, and where.
 *
 * @param place the division whose local rules and regional holidays reach the cases; empty for none
 */
public record Law(Rulebook rulebook, WorkCalendar calendar, Optional<RegionCode> place) {

    /** 催办阶梯: how many reminders a term brings: near its end to the holder, then, when it is over, up the chain. *chosen* */
    private static final int REMINDERS = 4;

    /** Calendar days between one reminder after the last day and the next, one role higher; *chosen*. */
    private static final int DAYS_BETWEEN_REMINDERS = 7;

    /** The law as shipped: national, in no place in particular. */
    public static Law national() {
        return new Law(Rulebook.national(), WorkCalendar.national(), Optional.empty());
    }

    /** The same law on another calendar. */
    public Law on(WorkCalendar other) {
        return new Law(rulebook, other, place);
    }

    /** The same law with the rules of places besides. */
    public Law with(Iterable<LocalRulebook> books) {
        Rulebook with = rulebook;
        for (LocalRulebook book : books) {
            with = with.with(book);
        }
        return with == rulebook ? this : under(with);
    }

    /** The same calendar and place under another rulebook. */
    public Law under(Rulebook other) {
        return new Law(other, calendar, place);
    }

    /** The same law as it holds in a place: with the rules and the regional holidays of the divisions around it. */
    public Law in(RegionCode division) {
        return in(Optional.of(division));
    }

    /** The same law as it holds in a place; by the national rules alone where none is said. */
    public Law in(Optional<RegionCode> division) {
        return new Law(rulebook, calendar, division);
    }

    /** The term set running; empty where the edition in force on that day does not know it. */
    Optional<Running> start(Term term, LocalDate from) {
        return due(term, from, 0, 0).toOptional().map(due -> running(due, 0, false));
    }

    /**
     * When a term ends that began on a day, by this law and where it holds; whether it runs in any case does not matter.
     *
     * @param extendedDays by how many days it was extended, from 0
     * @param hearingDays how many days a hearing took, both ends counted, from 0
     * @return refused where the edition in force on that day does not know the term, or does not allow so many days
     */
    public Ruling<Due> due(Term term, LocalDate from, int extendedDays, int hearingDays) {
        return rulebook.provision(term, from, division()).then(row -> due(row, from, extendedDays, hearingDays));
    }

    /** A term whose last day an act says. */
    Running set(Term term, LocalDate from, LocalDate last) {
        return running(settled(term, from, last), 0, true);
    }

    private Due settled(Term term, LocalDate from, LocalDate last) {
        return calendar.forRegion(division())
                .set(rulebook.provision(term, from, division()).toOptional().orElseThrow(), from, last);
    }

    Ruling<Running> extended(Running before, int days) {
        return reckoned(before).extendedBy(days).then(due -> Ruling.granted(running(due, before.reminders(), false)));
    }

    /** With the days of a hearing left out; where a rule of the place leaves none out, the term as it was. */
    Running heard(Running before, LocalDate opened, LocalDate closed) {
        Due due = reckoned(before);
        Ruling<Due> heard = due.provision().hearingExcluded()
                ? WorkCalendar.hearingDays(opened, closed, rulebook.policy(Policy.Hearing.class, opened, division()))
                        .then(due::excludingHearing)
                : Ruling.granted(due);
        return running(heard.orFault(), before.reminders(), false);
    }

    /** One reminder further; the day of the next, if any, lies after the last day of the term. */
    Running reminded(Running before) {
        return running(reckoned(before), before.reminders() + 1, before.set());
    }

    /** The same term by this law and on this calendar. */
    public Running again(Running before) {
        return running(reckoned(before), before.reminders(), before.set());
    }

    /**
     * How the term was reckoned, so that it can be explained: {@link Due#explain}. Days that were granted under a rule
     * that has been replaced count as far as the rule of now allows them.
     */
    public Due reckoned(Running running) {
        if (running.set()) {
            return settled(running.term(), running.from(), running.nominal());
        }
        Provision provision = rulebook.provision(running.term(), running.from(), division())
                .toOptional()
                .orElseThrow();
        return due(
                        provision,
                        running.from(),
                        Math.min(running.extendedDays(), provision.maxExtensionDays()),
                        provision.hearingExcluded() ? running.hearingDays() : 0)
                .toOptional()
                .orElseThrow();
    }

    /**
     * Whether a window for asking a review that went by unused shuts the door and lets the case be closed.
     *
     * @param from the day on which the window began
     */
    boolean missedWindowEnds(LocalDate from) {
        return rulebook.policy(Policy.MissedWindow.class, from, division()) == Policy.MissedWindow.CLOSES;
    }

    /** From how many persons a visit is a collective one, and how many may represent them. */
    public Gathering gathering(LocalDate on) {
        return rulebook.policy(Gathering.class, on, division());
    }

    private Ruling<Due> due(Provision provision, LocalDate from, int extendedDays, int hearingDays) {
        String division = division();
        return calendar.forRegion(division)
                .due(provision, from, extendedDays, hearingDays, rulebook.lastDay(provision.term(), from, division));
    }

    private String division() {
        return place.map(RegionCode::digits).orElse("");
    }

    private Running running(Due due, int reminders, boolean set) {
        LocalDate yellowFrom = due.yellowFrom(rulebook.policy(Thresholds.class, due.from(), division()));
        return new Running(
                due.term(),
                due.article(),
                due.from(),
                due.due(),
                due.nominal(),
                due.provisional(),
                due.extendedDays(),
                due.hearingDays(),
                yellowFrom,
                reminders,
                nextReminder(due, yellowFrom, reminders),
                set);
    }

    private static Optional<LocalDate> nextReminder(Due due, LocalDate yellowFrom, int reminders) {
        if (due.term().binds() == Bound.PETITIONER || reminders >= REMINDERS) {
            return Optional.empty();
        }
        return Optional.of(reminders == 0 ? yellowFrom : due.overdueBy(1 + DAYS_BETWEEN_REMINDERS * (reminders - 1)));
    }
}
