package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** 登记信访件: opens a case. Whoever registers answers for it until somebody else does. */
public final class RegisterPetition {
    /** As long as that of a row of a ledger. */
    private static final int LONGEST_NUMBER = 200;

    private final Store store;
    private final Law law;

    public RegisterPetition(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * A petition department registers under art. 22, any other organ under art. 23; which of the two follows from where
     * {@code by} sits. A case with this id and the same petition is answered as it was, so that a request may come twice. Its
     * number has 1 to 200 characters.
     */
    public Outcome<PetitionCase> register(
            CaseId id, Petition petition, Petitioner petitioner, IncumbencyId by, LocalDate on, Instant at) {
        if (petition.intake().anonymous() && !petitioner.name().isBlank()) {
            return Outcome.refused(
                    Refusal.of(Reason.INCOMPLETE, Article.art(19, 1)).with("field", "anonymous"));
        }
        if (petition.number().isBlank() || petition.number().length() > LONGEST_NUMBER) {
            return Outcome.refused(Refusal.of(petition.number().isBlank() ? Reason.INCOMPLETE : Reason.TOO_LONG)
                    .with("field", "number")
                    .with("most", LONGEST_NUMBER));
        }
        return store.transact(Asker.of(by), session -> {
            Optional<PetitionCase> there = session.cases().find(id);
            if (there.isPresent()) {
                return there.get().petition().equals(petition)
                        ? Outcome.done(there.get())
                        : Outcome.refused(Reason.ALREADY_THERE);
            }
            if (session.cases().numbered(petition.number()).isPresent()) {
                return Outcome.refused(Reason.ALREADY_THERE);
            }
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            CaseAct act = seat.get().unitKind() == Unit.Kind.PETITION_OFFICE
                    ? new CaseAct.Register(petition)
                    : new CaseAct.ReceiveDirectly(petition);
            Law today = session.law(law);
            return PetitionCase.register(id, act, seat.get(), on, at, today).map(done -> {
                session.cases().enter(done);
                session.cases().keep(id, petitioner);
                return done.after();
            });
        });
    }
}
