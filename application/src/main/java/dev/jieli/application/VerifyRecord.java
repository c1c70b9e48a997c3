package dev.jieli.application;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** 核验案卷: reads every docket for what does not add up; that somebody did is on record. */
public final class VerifyRecord {
    private final Store store;
    private final Accounts accounts;
    private final Audit audit;

    public VerifyRecord(Store store, Accounts accounts, Audit audit) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
    }

    /**
     * Enters that it is asked for, and gives what reads them all when it is asked: that takes a while.
     *
     * @param by the account that asks
     * @param acting in which post; empty for an administrator
     * @param progress told now and then how many entries were read
     */
    public Outcome<Supplier<Audit.Finding>> verify(
            UUID by, Optional<IncumbencyId> acting, Optional<String> from, Instant at, LongConsumer progress) {
        return Standing.permits(Power.VERIFY_RECORD, store, accounts, by, acting)
                .then(capacity -> store.transact(Asker.Job.RECEPTION, session -> {
                    AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.VERIFY);
                    session.dockets().trace(by, from.map(trace::from).orElse(trace), acting, at);
                    return Outcome.done(capacity);
                }))
                .map(capacity -> () -> audit.verify(progress));
    }
}
