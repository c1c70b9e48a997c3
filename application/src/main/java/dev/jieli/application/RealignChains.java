package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.UnitId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * 调整责任链: puts those above the holder right in every open case of a unit, after another head or leader in charge was
 * named or first appointed. Run again it changes nothing.
 */
public final class RealignChains {
    private static final int AT_A_TIME = 500;
    private static final Set<Reason> OVERTAKEN = Set.of(Reason.STALE, Reason.RECEIVER_DOES_NOT_SIT);

    private final Store store;
    private final Law law;

    public RealignChains(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /** Goes through the open cases of the unit; answers how many have another chain now. */
    public int realign(UnitId unit, String reason, LocalDate on, Instant at) {
        int changed = 0;
        Optional<CaseId> last = Optional.empty();
        while (true) {
            Optional<CaseId> after = last;
            List<CaseId> page = new ArrayList<>();
            Outcome<Integer> done = store.transact(Asker.Job.ROUND, session -> {
                page.clear();
                List<PetitionCase.Entered> entered = new ArrayList<>();
                for (PetitionCase found : session.cases().openIn(unit, after, AT_A_TIME)) {
                    page.add(found.id());
                    Outcome<PetitionCase.Entered> aligned = found.perform(
                            new CaseAct.Realign(reason),
                            Optional.empty(),
                            on.isBefore(found.lastOn()) ? found.lastOn() : on,
                            at,
                            law,
                            session.tenures());
                    if (aligned instanceof Outcome.Done<PetitionCase.Entered> one) {
                        entered.add(one.value());
                    }
                }
                session.cases().enterAll(entered);
                return Outcome.done(entered.size());
            });
            if (done instanceof Outcome.Done<Integer> entered) {
                changed += entered.value();
                if (page.isEmpty()) {
                    return changed;
                }
                last = Optional.of(page.get(page.size() - 1));
            } else if (!OVERTAKEN.contains(
                    ((Outcome.Refused<Integer>) done).refusal().reason())) {
                throw new IllegalStateException("a realignment is not refused: " + done);
            } // overtaken: somebody acted on one of them or left meanwhile, and the page is read again
        }
    }
}
