package dev.jieli.application;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** 暂缓删除: keeps a case from being erased when its time comes, as for an inquiry or a suit, and lets it go again. */
public final class HoldErasure {
    private final Store store;

    public HoldErasure(Store store) {
        this.store = store;
    }

    /**
     * Refused as {@link Reason#INCOMPLETE} without a reason, and as {@link Reason#NOT_YOURS} for whom
     * {@link Power#HOLD_ERASURE} does not name.
     *
     * @param held false to let it go again
     * @param reason at most 200 characters, entered as it is
     */
    public Outcome<PetitionCase> hold(
            CaseId id, boolean held, String reason, UUID account, Optional<String> from, IncumbencyId by, Instant at) {
        if (!AccountAct.isSaid(reason)) {
            return Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "reason"));
        }
        return store.transact(Asker.of(by), session -> {
            Optional<PetitionCase> found = session.cases().find(id);
            Optional<Seat> seat = session.tenures().seat(by);
            if (found.isEmpty() || seat.isEmpty()) {
                return Outcome.refused(seat.isEmpty() ? Reason.ACTOR_DOES_NOT_SIT : Reason.NOT_FOUND);
            }
            if (session.isWithdrawn(found.get(), Asker.of(by))) {
                return Outcome.refused(Reason.RECUSED, Article.art(28, 3));
            }
            return Authority.permits(
                            Power.HOLD_ERASURE,
                            seat.get(),
                            session.roster().unit(found.get().position().unit()),
                            session.roster().units())
                    .map(capacity -> {
                        session.cases().hold(id, held);
                        session.dockets()
                                .trace(
                                        account,
                                        new AccountAct.Trace(
                                                        AccountAct.Kind.CHANGE_POLICY,
                                                        true,
                                                        Optional.of(found.get().subject()),
                                                        from,
                                                        ImmutableMap.of())
                                                .with(AccountAct.Detail.FIELDS, "erasure")
                                                .with(AccountAct.Detail.AFTER, held ? "on hold" : "not on hold")
                                                .with(AccountAct.Detail.WHY, reason.strip()),
                                        Optional.of(by),
                                        at);
                        return found.get();
                    });
        });
    }
}
