package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 每日巡查: visits the terms that crossed a threshold and reminds: the holder when most of the time is gone, those above
 * one after another when it is over. What it did it does not do again.
 */
public final class SweepTerms {
    private static final int AT_A_TIME = 500;

    private final Store store;
    private final Law law;

    public SweepTerms(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /** @return how many reminders were entered */
    public int sweep(LocalDate on, Instant at) {
        int reminders = 0;
        while (true) {
            Outcome<Integer> page = store.transact(session -> {
                ImmutableList<PetitionCase> due = session.cases().remindersDue(on, AT_A_TIME);
                if (due.isEmpty()) {
                    return Outcome.done(0);
                }
                Law today = law.on(session.calendars().current());
                List<PetitionCase.Entered> entered = new ArrayList<>();
                due.forEach(found -> entered.addAll(reminded(found, today, on, at)));
                session.cases().enterAll(entered);
                return Outcome.done(entered.size());
            });
            if (page instanceof Outcome.Done<Integer> done) {
                if (done.value() == 0) {
                    return reminders;
                }
                reminders += done.value();
            } else if (((Outcome.Refused<Integer>) page).refusal().reason() != Reason.STALE) {
                throw new IllegalStateException("a reminder is not refused: " + page);
            } // stale: somebody acted on one of them meanwhile, and the page is read again
        }
    }

    private static List<PetitionCase.Entered> reminded(PetitionCase found, Law law, LocalDate on, Instant at) {
        List<PetitionCase.Entered> entered = new ArrayList<>();
        PetitionCase now = found;
        for (Running running : ((Position.Open) found.position()).running().values()) {
            if (running.nextReminder().filter(day -> !day.isAfter(on)).isPresent()) {
                CaseAct.Warn warn = new CaseAct.Warn(
                        running.term(),
                        running.due(),
                        running.light(on),
                        to(found.position().chain(), running.reminders()));
                Outcome<PetitionCase.Entered> done = now.perform(
                        warn,
                        Optional.empty(),
                        on.isBefore(now.lastOn()) ? now.lastOn() : on,
                        at,
                        law,
                        who -> Optional.empty());
                if (!(done instanceof Outcome.Done<PetitionCase.Entered> one)) {
                    throw new IllegalStateException("a reminder is not refused: " + done);
                }
                entered.add(one.value());
                now = one.value().after();
            }
        }
        return entered;
    }

    /** The holder first; then one seated role higher each time. */
    private static IncumbencyId to(Chain chain, int reminders) {
        IncumbencyId who = chain.holder();
        Role role = Role.HOLDER;
        for (int step = 0; step < reminders; step++) {
            who = chain.nextAbove(role);
            role = chain.rolesOf(who).asList().get(chain.rolesOf(who).size() - 1);
        }
        return who;
    }
}
