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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
     * Enters that it is asked for, and gives what reads them all when it is told to: that takes a while.
     *
     * @param by the account that asks
     * @param acting in which post; empty for an administrator
     */
    public Outcome<Verification> verify(UUID by, Optional<IncumbencyId> acting, Optional<String> from, Instant at) {
        return Standing.permits(Power.VERIFY_RECORD, store, accounts, by, acting)
                .then(capacity -> store.transact(Asker.Job.RECEPTION, session -> {
                    AccountAct.Trace trace = AccountAct.Trace.done(AccountAct.Kind.VERIFY);
                    session.dockets().trace(by, from.map(trace::from).orElse(trace), acting, at);
                    return Outcome.done(capacity);
                }))
                .map(capacity -> new Verification(at));
    }

    /** 核验进展 */
    public enum State {
        /** 核验中 */
        RUNNING,
        /** 完整 */
        SOUND,
        /** 有差错 */
        FAULTY,
        /** 未能核验完 */
        BROKEN
    }

    /**
     * 核验明细
     *
     * @param read how many entries so far
     * @param finding empty while it runs, and where it broke off
     */
    public record Findings(Instant begun, long read, Optional<Audit.Finding> finding) {}

    private record Ending(State state, Optional<Instant> at, Optional<Audit.Finding> finding) {}

    /** 一次核验: under way or over. Whoever has it is told how it came out and when; no more than that. */
    public final class Verification {
        private final Instant begun;
        private final AtomicLong read = new AtomicLong();
        private final AtomicReference<Ending> ending =
                new AtomicReference<>(new Ending(State.RUNNING, Optional.empty(), Optional.empty()));

        private Verification(Instant begun) {
            this.begun = begun;
        }

        private Ending ending() {
            return Objects.requireNonNull(ending.get());
        }

        /**
         * Reads it all.
         *
         * @param now asked when it is over, and when it broke off: the fault goes on to who called
         */
        public void read(Supplier<Instant> now) {
            Optional<Audit.Finding> found = Optional.empty();
            try {
                found = Optional.of(audit.verify(read::set));
                read.set(found.get().entries());
            } finally {
                State state = found.map(one -> one.faults().isEmpty() ? State.SOUND : State.FAULTY)
                        .orElse(State.BROKEN);
                ending.set(new Ending(state, Optional.of(now.get()), found));
            }
        }

        public State state() {
            return ending().state();
        }

        /** When it was over; empty while it runs. */
        public Optional<Instant> endedAt() {
            return ending().at();
        }

        /**
         * How much was read and where the record does not add up: who counts the cases that he is shown could tell from any
         * of it that there is another.
         *
         * @param by the account that asks, whoever had it verified
         * @param acting in which post; empty for an administrator
         */
        public Outcome<Findings> findings(UUID by, Optional<IncumbencyId> acting) {
            return Standing.permits(Power.SEE_FINDINGS, store, accounts, by, acting)
                    .map(capacity -> new Findings(begun, read.get(), ending().finding()));
        }
    }
}
