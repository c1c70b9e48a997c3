package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 公布放假安排: a year's notice comes in; terms that were reckoned before it are reckoned again, each change an entry. */
public final class AnnounceYear {
    private static final int AT_A_TIME = 500;

    private final Store store;
    private final Law law;

    public AnnounceYear(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * May be asked for again, also after it was cut short: a notice that is there already is not entered twice, and what is
     * reckoned already does not change.
     *
     * @return how many cases had a term that changed
     */
    public Outcome<Integer> announce(YearNotice notice, IncumbencyId by, LocalDate on, Instant at) {
        Outcome<Boolean> entered = store.transact(session -> {
            if (session.tenures().seat(by).isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            if (notice.equals(session.calendars().current().notices().get(notice.year()))) {
                return Outcome.done(false);
            }
            Unit root = session.roster().units().get(0);
            Entry entry = new Entry(
                    new Subject(Subject.Kind.UNIT, root.id().value()),
                    session.roster().entries(root.id()) + 1,
                    new UnitAct.Announce(notice),
                    Effect.NONE,
                    Optional.of(by),
                    Capacity.PETITION_OFFICE,
                    on,
                    at,
                    Optional.empty());
            session.roster().enter(entry);
            return Outcome.done(true);
        });
        return entered.then(isNew -> reckonAgain(notice, on, at));
    }

    private Outcome<Integer> reckonAgain(YearNotice notice, LocalDate on, Instant at) {
        LocalDate first = LocalDate.of(notice.year() - 1, Month.DECEMBER, 22); // as far back as a notice may reach
        int changed = 0;
        Optional<CaseId> last = Optional.empty();
        while (true) {
            Optional<CaseId> after = last;
            List<CaseId> page = new ArrayList<>();
            Outcome<Integer> done = store.transact(session -> {
                page.clear();
                Law today = law.on(session.calendars().current());
                List<PetitionCase.Entered> entered = new ArrayList<>();
                for (PetitionCase found : session.cases().unsettledFrom(first, after, AT_A_TIME)) {
                    page.add(found.id());
                    LocalDate day = on.isBefore(found.lastOn()) ? found.lastOn() : on;
                    Outcome<PetitionCase.Entered> again = found.perform(
                            new CaseAct.Reckon(notice.number()), Optional.empty(), day, at, today, session.tenures());
                    if (again instanceof Outcome.Done<PetitionCase.Entered> reckoned) {
                        entered.add(reckoned.value());
                    }
                }
                session.cases().enterAll(entered);
                return Outcome.done(entered.size());
            });
            if (done instanceof Outcome.Refused<Integer> refused) {
                if (refused.refusal().reason() != Reason.STALE) {
                    return done;
                }
                continue; // somebody acted on one of them in the meantime: the same page again
            }
            changed += ((Outcome.Done<Integer>) done).value();
            if (page.isEmpty()) {
                return Outcome.done(changed);
            }
            last = Optional.of(page.get(page.size() - 1));
        }
    }
}
