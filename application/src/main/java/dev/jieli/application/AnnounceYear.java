package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.Law;
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
import java.util.Optional;

/** 公布放假安排: a year's notice comes in; terms that were reckoned before it are reckoned again, each change an entry. */
public final class AnnounceYear {
    private final Store store;
    private final RunningTerms terms;

    public AnnounceYear(Store store, Law law) {
        this.store = store;
        this.terms = new RunningTerms(store, law);
    }

    /**
     * May be asked for again, also after it was cut short: a notice that is there already is not entered twice, and what is
     * reckoned already does not change.
     *
     * @return how many cases had a term that changed, without those that are kept from whoever does it (art. 30(3))
     */
    public Outcome<Integer> announce(YearNotice notice, IncumbencyId by, LocalDate on, Instant at) {
        Outcome<Boolean> entered = store.transact(Asker.of(by), session -> {
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Outcome<Capacity> permitted =
                    Authority.permits(Power.ANNOUNCE_YEAR, seat.get(), Optional.empty(), ImmutableList.of());
            if (permitted instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
            if (notice.equals(session.calendars().current().notices().get(notice.year()))) {
                return Outcome.done(false);
            }
            Unit root = session.roster().root().orElseThrow();
            Entry entry = new Entry(
                    new Subject(Subject.Kind.UNIT, root.id().value()),
                    session.roster().entries(root.id()) + 1,
                    new UnitAct.Announce(notice),
                    Effect.NONE,
                    Optional.of(by),
                    ((Outcome.Done<Capacity>) permitted).value(),
                    on,
                    at,
                    Optional.empty());
            session.roster().enter(entry);
            return Outcome.done(true);
        });
        LocalDate first = LocalDate.of(notice.year() - 1, Month.DECEMBER, 22); // as far back as a notice may reach
        return entered.then(isNew -> terms.reckonAgain(first, notice.number(), by, on, at));
    }
}
