package dev.jieli.persistence;

import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a case goes through in one transaction.
 *
 * @param seen how many entries it had before; 0 where it is new
 * @param unmoved whether the case is where it was: only its docket has grown
 */
record CaseChange(PetitionCase after, int seen, String lastHash, Touch touch, boolean unmoved) {

    /** For rows {@code c} and changes {@code t}, by the code of the touch. */
    static final String TOUCHED = """
            handed_over = CASE t.code WHEN 1 THEN t.handover WHEN 2 THEN NULL ELSE c.handed_over END,
            handed_to = CASE t.code WHEN 1 THEN t.receiver WHEN 2 THEN NULL ELSE c.handed_to END,
            idle_told = CASE t.code WHEN 3 THEN c.handed_over IS NOT NULL WHEN 0 THEN c.idle_told ELSE false END
            """;

    /** 动没动: what becomes of the mark that nobody has done anything since the case was handed over. */
    record Touch(
            int code, @Nullable UUID handover, @Nullable UUID to) {
        /** The system did something: the mark stays as it is. */
        static final Touch KEEP = new Touch(0, null, null);

        /** Handed over: the mark is set. */
        static final int SET = 1;

        /** Somebody did something. */
        static final Touch CLEAR = new Touch(2, null, null);

        /** The next level was told that nobody has. */
        static final Touch TOLD = new Touch(3, null, null);

        Touch then(Entry entry) {
            if (entry.act() instanceof CaseAct.TakeOver over) {
                return new Touch(SET, over.handover(), over.to().value());
            }
            if (entry.act() instanceof CaseAct.FetchPaper) {
                return this; // looking is not doing
            }
            if (entry.capacity() != Capacity.SYSTEM) {
                return CLEAR;
            }
            return entry.act() instanceof CaseAct.WarnIdle && code == KEEP.code() ? TOLD : this;
        }
    }
}
