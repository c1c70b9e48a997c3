package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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

    /** Goes through the terms that crossed a threshold by that day; answers how many reminders were entered. */
    public int sweep(LocalDate on, Instant at) {
        int reminders = 0;
        while (true) {
            Outcome<Integer> page = store.transact(Asker.Job.ROUND, session -> {
                ImmutableList<PetitionCase> due = session.cases().remindersDue(on, AT_A_TIME);
                if (due.isEmpty()) {
                    return Outcome.done(0);
                }
                Law today = session.law(law);
                List<PetitionCase.Entered> entered = new ArrayList<>();
                due.forEach(found -> entered.addAll(found.remind(on, at, today, session.tenures())));
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
}
