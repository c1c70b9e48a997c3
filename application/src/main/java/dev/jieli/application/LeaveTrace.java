package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * 留痕: enters by itself what was done with an account: a sign-in, a look at what is masked, an export. Whoever shows or
 * hands out something leaves the trace first; where that fails, nothing is shown.
 */
public final class LeaveTrace {
    private final Store store;

    public LeaveTrace(Store store) {
        this.store = store;
    }

    /**
     * Done when it is on record; a fault of the store is a fault here.
     *
     * @param account that acted; {@link AccountAct#NOBODY} where none did
     */
    public Outcome<AccountAct.Trace> leave(
            UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) {
        return store.transact(Asker.Job.RECEPTION, session -> {
            session.dockets().trace(account, trace, by, at);
            return Outcome.done(trace);
        });
    }
}
