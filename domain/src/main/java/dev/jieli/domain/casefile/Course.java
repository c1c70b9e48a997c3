package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;

/**
 * 办理经过: what happened on the way of an open case that later acts have to know.
 *
 * @param senders the units that forwarded the case, the first of them first, as long as it has not come back to them
 * @param decided the units whose opinions stand in this case, the handling organ first; none of them may review
 * @param askedBy who asked for an extension that has not been granted
 */
public record Course(ImmutableList<UnitId> senders, ImmutableSet<UnitId> decided, Optional<IncumbencyId> askedBy) {

    static final Course BEGUN = new Course(ImmutableList.of(), ImmutableSet.of(), Optional.empty());

    /** The unit that forwarded the case last. */
    public Optional<UnitId> sender() {
        return senders.isEmpty() ? Optional.empty() : Optional.of(senders.get(senders.size() - 1));
    }

    /** After an act in the unit that answered for the case until then. */
    Course after(Entry entry, UnitId unit) {
        CaseAct act = (CaseAct) entry.act();
        if (act.sends()) {
            return sentBy(
                    ImmutableList.<UnitId>builder().addAll(senders).add(unit).build());
        }
        if (act instanceof CaseAct.TakeBack && !senders.isEmpty()) {
            return sentBy(senders.subList(0, senders.size() - 1));
        }
        if (act instanceof CaseAct.Reply || act instanceof CaseAct.Review) {
            return decidedBy(
                    ImmutableSet.<UnitId>builder().addAll(decided).add(unit).build());
        }
        if (act instanceof CaseAct.OrderAnew) {
            return decidedBy(ImmutableSet.of());
        }
        if (act instanceof CaseAct.AskExtension) {
            return new Course(senders, decided, entry.by());
        }
        return act instanceof CaseAct.Extend ? new Course(senders, decided, Optional.empty()) : this;
    }

    private Course sentBy(ImmutableList<UnitId> units) {
        return new Course(units, decided, askedBy);
    }

    private Course decidedBy(ImmutableSet<UnitId> units) {
        return new Course(senders, units, askedBy);
    }
}
