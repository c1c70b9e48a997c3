package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;

/**
 * 办理经过: what happened on the way of an open case that later acts have to know.
 *
 * @param senders the units that forwarded the case, the first of them first, as long as it has not come back to them
 * @param decided the units whose opinions stand in this case, the handling organ first; none of them may review
 */
public record Course(ImmutableList<UnitId> senders, ImmutableSet<UnitId> decided) {

    static final Course BEGUN = new Course(ImmutableList.of(), ImmutableSet.of());

    /** The unit that forwarded the case last. */
    public Optional<UnitId> sender() {
        return senders.isEmpty() ? Optional.empty() : Optional.of(senders.get(senders.size() - 1));
    }

    /** After an act in the unit that answered for the case until then. */
    Course after(CaseAct act, UnitId unit) {
        if (act instanceof CaseAct.Transfer) {
            return new Course(
                    ImmutableList.<UnitId>builder().addAll(senders).add(unit).build(), decided);
        }
        if (act instanceof CaseAct.TakeBack && !senders.isEmpty()) {
            return new Course(senders.subList(0, senders.size() - 1), decided);
        }
        if (act instanceof CaseAct.Reply || act instanceof CaseAct.Review) {
            return new Course(
                    senders,
                    ImmutableSet.<UnitId>builder().addAll(decided).add(unit).build());
        }
        return act instanceof CaseAct.OrderAnew ? new Course(senders, ImmutableSet.of()) : this;
    }
}
