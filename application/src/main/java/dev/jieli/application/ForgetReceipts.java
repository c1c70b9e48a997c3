package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import java.time.Instant;

/**
 * 清除回执: lets go of what was answered to requests when its time is over ({@link dev.jieli.domain.retention.Retention}). By
 * itself and without a word of how many: they are those of all cases, of accusations, too.
 */
public final class ForgetReceipts {
    private final Store store;

    public ForgetReceipts(Store store) {
        this.store = store;
    }

    public void forget(Instant keptBefore) {
        Outcome<Boolean> done = store.transact(Asker.Job.ROUND, session -> {
            session.receipts().forget(keptBefore);
            return Outcome.done(true);
        });
        if (done instanceof Outcome.Refused<Boolean> refused) {
            throw new IllegalStateException("receipts are let go of or a fault: " + refused.refusal());
        }
    }
}
