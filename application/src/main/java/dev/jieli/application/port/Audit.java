package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.function.LongConsumer;

/** 核验: whether the dockets are what was entered. */
public interface Audit {

    /**
     * Reads every docket and every checkpoint.
     *
     * @param progress told now and then how many entries were read
     */
    Finding verify(LongConsumer progress);

    /** 检查点: fixes how long every docket is and what its last hash is, so that a cut-off tail shows. */
    void checkpoint(Instant at);

    /**
     * 核验结果
     *
     * @param faults what does not add up, at most a thousand, with subject and entry number; empty when all is well
     */
    record Finding(long dockets, long entries, long checkpoints, ImmutableList<Fault> faults) {}

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
            STATE_DIFFERS
        }
    }
}
