package dev.jieli.application;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Accounts.Account;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import java.util.Optional;
import java.util.UUID;

/**
 * 审计: the auditor reads what was done with all accounts; the security administrator what the auditors did, so that nobody is
 * watched by himself alone.
 */
public final class ReadAudit {
    private final Store store;
    private final Accounts accounts;
    private final Audit audit;

    public ReadAudit(Store store, Accounts accounts, Audit audit) {
        this.store = store;
        this.accounts = accounts;
        this.audit = audit;
    }

    /**
     * One page, the newest first.
     *
     * @param after where the page before it ended; empty for the first
     * @param by the account that reads
     */
    public Outcome<Audit.TracePage> read(Audit.TraceFilter filter, Optional<String> after, int size, UUID by) {
        Outcome<Capacity> all = Standing.permits(Power.AUDIT, store, accounts, by, Optional.empty());
        if (all instanceof Outcome.Done<Capacity>) {
            return Outcome.done(audit.traces(filter, after, size));
        }
        return Standing.permits(Power.AUDIT_AUDITORS, store, accounts, by, Optional.empty())
                .map(capacity -> audit.traces(
                        filter.of(accounts.all().stream()
                                .filter(account -> account.duty().equals(Optional.of(Duty.AUDIT)))
                                .map(Account::id)
                                .collect(toImmutableSet())),
                        after,
                        size));
    }
}
