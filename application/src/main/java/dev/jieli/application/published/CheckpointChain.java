package dev.jieli.application.published;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Audit.Checkpoint;
import dev.jieli.application.port.Audit.Fault;
import dev.jieli.application.port.Audit.Signature;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 检查点链: reads checkpoints with their marks in their order and says which are not what they were: one that is missing, was
 * changed, or is not signed by a key that is known. Not for two threads.
 */
public final class CheckpointChain {

    /**
     * 检查点摘要: over the digest before, the instant, how far it reaches, and every mark in the order of the subjects.
     *
     * @param value as far as it was reckoned, 64 hexadecimal digits
     */
    public record Reckoning(String value) {

        /**
         * Begins with the head.
         *
         * @param before the digest of the checkpoint before; {@link Seal#FIRST} for the first
         */
        public static Reckoning of(String before, Instant at, String below) {
            return new Reckoning(Seal.hash(before, at.toEpochMilli() + " " + below));
        }

        public Reckoning with(Subject subject, int length, String hash) {
            return new Reckoning(Seal.hash(value, subject + " " + length + " " + hash));
        }
    }

    private final SealKeys keys;
    private final Optional<Signing.Last> newest;
    private final List<Fault> faults = new ArrayList<>();
    private final State state = new State();

    /** Where the reading is. */
    private static final class State {
        private long read;
        private int last;
        private String digest = Seal.FIRST;
        private @Nullable Checkpoint open;
        private @Nullable Reckoning reckoning;
        private long marks;
        private Instant at = Instant.MIN;
        private boolean oneWasSigned;
        private boolean lastIsSigned;
        private boolean lastIsFaulty;
    }

    /** @param keys whose signatures are believed; none to look at no signature */
    public CheckpointChain(SealKeys keys) {
        this(keys, Optional.empty());
    }

    /**
     * The same.
     *
     * @param newest how far the checkpoints went when somebody looked before; empty where nobody knows
     */
    public CheckpointChain(SealKeys keys, Optional<Signing.Last> newest) {
        this.keys = keys;
        this.newest = newest;
    }

    /** What is signed: everything that a checkpoint fixes, by its digest. */
    public static String statement(int id, Instant at, String below, long marks, String digest) {
        return "jieli checkpoint\n" + id + "\n" + at.toEpochMilli() + "\n" + below + "\n" + marks + "\n" + digest
                + "\n";
    }

    public void checkpoint(Checkpoint next) {
        close();
        state.open = next;
        state.reckoning = Reckoning.of(state.digest, next.at(), next.below());
        state.marks = 0;
    }

    /** Of the checkpoint before it. */
    public void mark(Subject subject, int length, String hash) {
        Reckoning before = state.reckoning;
        if (before == null) {
            throw new IllegalArgumentException("a mark before any checkpoint");
        }
        state.reckoning = before.with(subject, length, hash);
        state.marks++;
    }

    private void close() {
        Checkpoint one = state.open;
        Reckoning reckoned = state.reckoning;
        if (one == null || reckoned == null) {
            return;
        }
        state.read++;
        int before = faults.size();
        boolean known = newest.filter(last -> last.number() == one.id())
                .filter(last -> !last.digest().equals(one.digest()))
                .isEmpty();
        if (one.id() != state.last + 1) {
            fault(state.last + 1, Fault.Kind.REMOVED);
        } else if (one.marks() != state.marks || !one.digest().equals(reckoned.value()) || !known) {
            fault(one.id(), Fault.Kind.ALTERED);
        }
        if (one.at().isBefore(state.at)) {
            fault(one.id(), Fault.Kind.REORDERED);
        }
        if (!isSigned(one)) {
            fault(one.id(), Fault.Kind.NOT_SIGNED);
        }
        state.lastIsFaulty = faults.size() > before;
        state.last = one.id();
        state.at = one.at();
        state.digest = one.digest();
        state.open = null;
    }

    private boolean isSigned(Checkpoint one) {
        Optional<Instant> since = keys.since();
        if (since.isEmpty()) {
            return true; // nobody here can tell
        }
        state.lastIsSigned = one.signature()
                .filter(by -> verifies(one, by) && !keys.isRetired(by.key(), one.at()))
                .isPresent();
        // What an earlier key signed, or none, is vouched for by the next signature: its digest goes into that one.
        boolean comesBefore = !state.oneWasSigned
                && one.at().isBefore(since.get())
                && one.signature()
                        .map(Signature::key)
                        .filter(key -> keys.knows(key) || keys.areAll())
                        .isEmpty();
        state.oneWasSigned |= state.lastIsSigned;
        return state.lastIsSigned || comesBefore;
    }

    private boolean verifies(Checkpoint one, Signature by) {
        return keys.verifies(statement(one.id(), one.at(), one.below(), one.marks(), one.digest()), by);
    }

    private void fault(int id, Fault.Kind kind) {
        faults.add(at(id, kind));
    }

    private static Fault at(int id, Fault.Kind kind) {
        return new Fault("checkpoint/" + id, 1, kind);
    }

    /** How many were read. */
    public long read() {
        close();
        return state.read;
    }

    /** What is wrong with them, in their order, and with their end. */
    public ImmutableList<Fault> faults() {
        close();
        ImmutableList.Builder<Fault> all = ImmutableList.<Fault>builder().addAll(faults);
        int known = newest.map(Signing.Last::number).orElse(-1);
        if (known > state.last) {
            all.add(at(known, Fault.Kind.CUT_OFF));
        } else if (!keys.isEmpty() && known != 0 && state.read == 0) {
            all.add(at(1, Fault.Kind.CUT_OFF));
        } else if (!keys.isEmpty() && known != 0 && !state.lastIsSigned && !state.lastIsFaulty) {
            all.add(at(state.last, Fault.Kind.NOT_SIGNED)); // all before it are vouched for by the last signature only
        }
        return all.build();
    }
}
