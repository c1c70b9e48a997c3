package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** 核验: whether the dockets are what was entered. */
public interface Audit {

    /**
     * Reads every docket and every checkpoint.
     *
     * @param progress told now and then how many entries were read
     */
    Finding verify(LongConsumer progress);

    /**
     * 检查点: fixes how long every docket is that is longer than it was fixed to be, and what its last hash is, so that a cut-off tail shows; signed where the archive
     * has a key to sign with.
     */
    void checkpoint(Instant at);

    /** Hands out, as of one instant, every checkpoint with its marks, and then every entry, docket by docket. */
    void copy(Copy into);

    /** 抄出: takes what {@link #copy} hands out, in this order. */
    interface Copy {
        /** First of all the public keys by which checkpoints were signed, as {@code SealKeys} writes them; blank for none. */
        void keys(String text);

        void checkpoint(Checkpoint next);

        /** Of the checkpoint before it: how long this docket was, and the hash of its last entry. */
        void mark(Subject subject, int length, String hash);

        void entry(Feed.Sealed entry);
    }

    /**
     * 检查点
     *
     * @param id 1 for the first, then without gaps
     * @param below how far it reaches into the stream, in the words of the archive
     * @param marks how many dockets it marks: those that grew since the one before
     * @param digest over the digest before it, its head and every mark
     */
    record Checkpoint(int id, Instant at, String below, long marks, String digest, Optional<Signature> signature) {}

    /**
     * 签名 (SM2)
     *
     * @param key its name
     * @param value hexadecimal digits
     */
    record Signature(String key, String value) {}

    /**
     * 留痕查询: what was done with accounts, the newest first.
     *
     * @param after where the page before it ended; empty for the first
     */
    TracePage traces(TraceFilter filter, Optional<String> after, int size);

    /**
     * 查询条件; an empty one does not narrow.
     *
     * @param account that acted; {@link AccountAct#NOBODY} for none that is known
     * @param about what it was done to
     * @param from the first day, in China's time, and {@code to} the last
     * @param of whose acts at all, whatever else is asked for; empty for everybody's
     */
    record TraceFilter(
            Optional<UUID> account,
            Optional<AccountAct.Kind> kind,
            Optional<Boolean> done,
            Optional<Subject> about,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<ImmutableSet<UUID>> of) {
        public static TraceFilter none() {
            return new TraceFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** The same, but of these accounts only. */
        public TraceFilter of(ImmutableSet<UUID> accounts) {
            return new TraceFilter(account, kind, done, about, from, to, Optional.of(accounts));
        }
    }

    /**
     * 留痕页
     *
     * @param next where the next page begins; empty on the last
     */
    record TracePage(ImmutableList<Traced> lines, Optional<String> next) {}

    /** 留痕行 */
    record Traced(Entry entry, String hash) {
        public AccountAct.Trace trace() {
            return (AccountAct.Trace) entry.act();
        }
    }

    /**
     * 核验结果
     *
     * @param beyond how many entries no checkpoint covers yet: nothing vouches for their being all
     * @param faults what does not add up, at most a thousand, with subject and entry number; empty when all is well
     */
    record Finding(long dockets, long entries, long checkpoints, long beyond, ImmutableList<Fault> faults) {}

    /** 差错 */
    record Fault(String subject, int number, Kind kind) {
        /** 差错类别 */
        public enum Kind {
            /** 内容被改 */
            ALTERED,
            /** 条目缺失 */
            REMOVED,
            /** 条目被插入 */
            INSERTED,
            /** 次序被改 */
            REORDERED,
            /** 尾部被截 */
            CUT_OFF,
            /** 案卷与事项状态不符 */
            STATE_DIFFERS,
            /** 签名不符: the checkpoint was not signed by any of the keys */
            NOT_SIGNED
        }
    }
}
