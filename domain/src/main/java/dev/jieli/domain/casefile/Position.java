package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;

/** 办理状况: where a case stands and who answers for it. Only an open case has terms; both kinds have a chain. */
public sealed interface Position {

    /** The unit that answers, or answered at the end. */
    UnitId unit();

    Chain chain();

    /**
     * 在办
     *
     * @param stageSince the day on which this stage was reached
     * @param heldSince the day from which the present holder answers: the second clock beside the statutory one
     * @param course what happened on the way that later acts have to know
     * @param matter what kind of matter it is, by which the table is chosen
     */
    record Open(
            Stage stage,
            LocalDate stageSince,
            UnitId unit,
            Chain chain,
            LocalDate heldSince,
            ImmutableSortedMap<Term, Running> running,
            Optional<LeaderAssignment> assignment,
            Course course,
            Matter matter)
            implements Position {

        /** The unit that forwarded the case last, while the case is with another. */
        public Optional<UnitId> sender() {
            return course.sender();
        }

        /** The units whose opinions stand in this case, the handling organ first; none of them may review. */
        public ImmutableSet<UnitId> decided() {
            return course.decided();
        }
    }

    /**
     * 已结: the chain tells for good who answered when it ended.
     *
     * @param termination the file by which it is being found, or was found, at its end; empty for none
     */
    record Ended(Ending ending, LocalDate on, UnitId unit, Chain chain, Optional<Termination> termination)
            implements Position {}
}
