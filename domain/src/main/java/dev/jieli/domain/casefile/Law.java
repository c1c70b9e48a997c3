package dev.jieli.domain.casefile;

import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 适用的法与历: the rulebook and the calendar by which an act is done.
 *
 * @param missedWindowEnds whether a window for asking a review that went by unused shuts the door and lets the case be
 *     closed; *chosen*, the Regulations name no consequence (local rules: Zhejiang 2016, art. 25; Shandong 2015, art. 46)
 */
public record Law(Rulebook rulebook, WorkCalendar calendar, boolean missedWindowEnds) {

    /** 催办阶梯: how many reminders a term brings: near its end to the holder, then, when it is over, up the chain. *chosen* */
    private static final int REMINDERS = 4;

    /** Calendar days between one reminder after the last day and the next, one role higher; *chosen*. */
    private static final int DAYS_BETWEEN_REMINDERS = 7;

    /** The law as shipped: national, with the consequence that local rules give to a missed window. */
    public static Law national() {
        return new Law(Rulebook.national(), WorkCalendar.national(), true);
    }

    /** The same law on another calendar. */
    public Law on(WorkCalendar other) {
        return new Law(rulebook, other, missedWindowEnds);
    }

    /** The term set running; empty where the edition in force on that day does not know it. */
    Optional<Running> start(Term term, LocalDate from) {
        return calendar.due(rulebook, term, from).toOptional().map(due -> running(due, 0));
    }

    Ruling<Running> extended(Running before, int days) {
        return reckoned(before).extendedBy(days).then(due -> Ruling.granted(running(due, before.reminders())));
    }

    Ruling<Running> heard(Running before, int days) {
        return reckoned(before).excludingHearing(days).then(due -> Ruling.granted(running(due, before.reminders())));
    }

    /** One reminder further; the day of the next, if any, lies after the last day of the term. */
    Running reminded(Running before) {
        return running(reckoned(before), before.reminders() + 1);
    }

    /** The same term on this calendar. */
    Running again(Running before) {
        return running(reckoned(before), before.reminders());
    }

    /** How the term was reckoned, so that it can be explained: {@link Due#explain}. */
    public Due reckoned(Running running) {
        Provision provision =
                rulebook.provision(running.term(), running.from()).toOptional().orElseThrow();
        return calendar.due(
                        provision, running.from(), running.extendedDays(), running.hearingDays(), rulebook.lastDay())
                .toOptional()
                .orElseThrow();
    }

    private Running running(Due due, int reminders) {
        LocalDate yellowFrom = due.yellowFrom(rulebook.thresholds());
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
                nextReminder(due, yellowFrom, reminders));
    }

    private static Optional<LocalDate> nextReminder(Due due, LocalDate yellowFrom, int reminders) {
        if (due.term().binds() != Bound.ORGAN || reminders >= REMINDERS) {
            return Optional.empty();
        }
        return Optional.of(reminders == 0 ? yellowFrom : due.overdueBy(1 + DAYS_BETWEEN_REMINDERS * (reminders - 1)));
    }
}
