package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 采用地方规则: the rules of a place hold from now on; terms that run are reckoned again under them, each change an entry.
 * One that is adopted again with other words, or with a day on which it ends, takes the place of the one before.
 */
public final class AdoptRulebook {
    private final Store store;
    private final Law law;

    public AdoptRulebook(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * May be asked for again, also after it was cut short: what holds already is not entered twice, and what is reckoned
     * already does not change.
     *
     * @return how many cases had a term that changed, without those that are kept from whoever does it (art. 30(3))
     */
    public Outcome<Integer> adopt(LocalRulebook book, IncumbencyId by, LocalDate on, Instant at) {
        LocalDate[] first = {book.from()};
        Outcome<Boolean> entered = store.transact(Asker.of(by), session -> {
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Outcome<Capacity> permitted =
                    Authority.permits(Power.ADOPT_RULEBOOK, seat.get(), Optional.empty(), ImmutableList.of());
            if (permitted instanceof Outcome.Refused<Capacity> refused) {
                return Outcome.refused(refused.refusal());
            }
            Optional<Refusal> refusal = RunningTerms.refusal(book, session.law(law));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            ImmutableList<LocalRulebook> adopted = session.rulebooks().adopted();
            if (adopted.contains(book)) {
                return Outcome.done(false);
            }
            for (LocalRulebook before : adopted) { // what the one before governed may change as well
                if (book.takesThePlaceOf(before) && before.from().isBefore(first[0])) {
                    first[0] = before.from();
                }
            }
            Unit root = session.roster().root().orElseThrow();
            Entry entry = new Entry(
                    new Subject(Subject.Kind.UNIT, root.id().value()),
                    session.roster().entries(root.id()) + 1,
                    new UnitAct.Adopt(book),
                    Effect.NONE,
                    Optional.of(by),
                    ((Outcome.Done<Capacity>) permitted).value(),
                    on,
                    at,
                    Optional.empty());
            session.roster().enter(entry);
            return Outcome.done(true);
        });
        return entered.then(isNew -> new RunningTerms(store, law)
                .reckonAgain(first[0], book.instrument().cited(Language.ZH), by, on, at));
    }
}
