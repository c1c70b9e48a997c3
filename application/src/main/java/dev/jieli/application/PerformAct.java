package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 办理: does an act to a case. */
public final class PerformAct {
    private final Store store;
    private final Law law;

    public PerformAct(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * Does the act, or says why not.
     *
     * Steps on papers are not done here: they need what stands in the paper, see {@link DraftPaper} and {@link IssuePaper}.
     *
     * @param seen how many entries the case had on the page from which the act comes; where it has more now, the act is
     *     refused as {@link Reason#STALE}
     */
    public Outcome<PetitionCase> perform(CaseId id, int seen, CaseAct act, IncumbencyId by, LocalDate on, Instant at) {
        return store.transact(session -> {
            Optional<PetitionCase> found = session.cases().find(id);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            if (act.onPaper()) {
                return Outcome.refused(Refusal.of(Reason.NOT_AT_THIS_STAGE)
                        .with("act", act.getClass().getSimpleName()));
            }
            if (found.get().entries() != seen) {
                return Outcome.refused(Refusal.of(Reason.STALE)
                        .with("seen", seen)
                        .with("entries", found.get().entries()));
            }
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Law today = session.law(law);
            return found.get()
                    .perform(act, seat, on, at, today, session.tenures())
                    .map(done -> {
                        session.cases().enter(done);
                        return done.after();
                    });
        });
    }
}
