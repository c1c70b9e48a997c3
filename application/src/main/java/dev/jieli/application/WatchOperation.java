package dev.jieli.application;

import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * 运行监控: the figures of the running system, which it counts itself, for the system administrator wherever he or she is. What
 * watches on the machine itself is no account's and does not come here.
 */
public final class WatchOperation {
    private final Store store;
    private final Accounts accounts;
    private final Supplier<String> figures;

    public WatchOperation(Store store, Accounts accounts, Supplier<String> figures) {
        this.store = store;
        this.accounts = accounts;
        this.figures = figures;
    }

    /**
     * As they are now; refused as {@link Reason#NOT_YOURS} to whoever is not the system administrator.
     *
     * @param by the account that watches
     */
    public Outcome<String> watch(UUID by) {
        return Standing.permits(Power.WATCH_OPERATION, store, accounts, by, Optional.empty())
                .map(capacity -> figures.get());
    }
}
