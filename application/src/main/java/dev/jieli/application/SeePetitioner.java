package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * 查看信访人: shows the petitioner of one case unmasked to somebody who works on it, for a purpose that is said. Purpose and
 * case stand in the docket of the account before anything is shown; what was shown does not.
 */
public final class SeePetitioner {
    private final Store store;

    public SeePetitioner(Store store) {
        this.store = store;
    }

    /**
     * Refused as {@link Reason#INCOMPLETE} without a purpose, as {@link Reason#NOT_YOURS} for whoever only watches the case; a
     * refusal for lack of authority is entered as well.
     *
     * @param purpose at most 200 characters
     * @param from the address from which it is asked; empty for none
     */
    public Outcome<Petitioner> see(
            CaseId id, String purpose, UUID account, Optional<String> from, Actor by, Instant at) {
        if (!AccountAct.isSaid(purpose)) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "purpose"));
        }
        Outcome<Look> look = store.transact(Asker.of(by, at), session -> {
            Optional<PetitionCase> found = session.cases().find(id);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            AccountAct.Trace trace = new AccountAct.Trace(
                            AccountAct.Kind.SEE,
                            works(session, found.get(), by, at),
                            Optional.of(PetitionCase.subject(id)),
                            from,
                            ImmutableMap.of())
                    .with(AccountAct.Detail.FIELDS, "petitioner")
                    .with(AccountAct.Detail.PURPOSE, purpose.strip())
                    .by(by);
            session.dockets().trace(account, trace, Optional.of(by.hand()), at);
            return Outcome.done(
                    new Look(trace.done(), trace.done() ? session.cases().petitioner(id) : Optional.empty()));
        });
        return look.then(seen -> seen.petitioner()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(seen.may() ? Reason.NOT_FOUND : Reason.NOT_YOURS)));
    }

    private record Look(boolean may, Optional<Petitioner> petitioner) {}

    private static boolean works(Store.Session session, PetitionCase found, Actor by, Instant at) {
        LocalDate today = at.atZone(PetitionCase.CHINA).toLocalDate();
        return session.tenures()
                .seat(by, today, at)
                .filter(seat -> !found.isWithdrawn(seat, session.tenures()))
                .filter(seat -> Authority.reaches(
                        Power.SEE_PETITIONERS,
                        seat,
                        found.links().values(),
                        found.involved().units(),
                        session.roster().units()))
                .isPresent();
    }
}
