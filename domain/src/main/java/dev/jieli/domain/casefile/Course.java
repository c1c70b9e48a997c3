package dev.jieli.domain.casefile;

import com.google.common.base.CharMatcher;
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
 * @param opinion the opinion of the organ that handled it, which a review may set aside
 * @param revoked the opinion that was set aside; what is handled anew does not repeat it
 * @param askedBy who asked for an extension that has not been granted
 */
public record Course(
        ImmutableList<UnitId> senders,
        ImmutableSet<UnitId> decided,
        Optional<Given> opinion,
        Optional<Given> revoked,
        Optional<IncumbencyId> askedBy) {

    /** 已出意见: an opinion that was given. */
    public record Given(Opinion opinion, String text) {
        private static final CharMatcher LETTERS = CharMatcher.forPredicate(Character::isLetterOrDigit);

        /** Whether it says the same, whatever its spaces and stops. */
        boolean repeats(Given other) {
            return opinion == other.opinion && LETTERS.retainFrom(text).equals(LETTERS.retainFrom(other.text));
        }
    }

    static final Course BEGUN =
            new Course(ImmutableList.of(), ImmutableSet.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The unit that forwarded the case last. */
    public Optional<UnitId> sender() {
        return senders.isEmpty() ? Optional.empty() : Optional.of(senders.get(senders.size() - 1));
    }

    /** After an act in the unit that answered for the case until then, at the stage where it was then. */
    Course after(Entry entry, UnitId unit, Stage stage) {
        CaseAct act = (CaseAct) entry.act();
        if (act instanceof CaseAct.Coordinate && stage != Stage.OBJECTED) {
            boolean moved = ((CaseEffect) entry.effect())
                    .unit()
                    .filter(now -> !now.equals(unit))
                    .isPresent();
            return moved ? sentBy(and(unit)) : this;
        }
        if (act instanceof CaseAct.Succeed succeed) {
            return new Course(
                    senders.stream()
                            .map(sender -> sender.equals(succeed.of()) ? succeed.successor() : sender)
                            .collect(ImmutableList.toImmutableList()),
                    succeed.in(decided),
                    opinion,
                    revoked,
                    askedBy);
        }
        if (act.sends()) {
            return sentBy(and(unit));
        }
        if (act instanceof CaseAct.TakeBack && !senders.isEmpty()) {
            return sentBy(senders.subList(0, senders.size() - 1));
        }
        if (act instanceof CaseAct.Reply reply) {
            return new Course(
                    senders,
                    and(decided, unit),
                    Optional.of(new Given(reply.opinion(), reply.text())),
                    revoked,
                    Optional.empty());
        }
        if (act instanceof CaseAct.Review) {
            return new Course(senders, and(decided, unit), opinion, revoked, askedBy);
        }
        if (act instanceof CaseAct.OrderAnew) {
            return new Course(senders, ImmutableSet.of(), Optional.empty(), opinion, Optional.empty());
        }
        if (act instanceof CaseAct.AskExtension) {
            return new Course(senders, decided, opinion, revoked, entry.by());
        }
        return act instanceof CaseAct.Extend ? new Course(senders, decided, opinion, revoked, Optional.empty()) : this;
    }

    private Course sentBy(ImmutableList<UnitId> units) {
        return new Course(units, decided, opinion, revoked, askedBy);
    }

    private static ImmutableSet<UnitId> and(ImmutableSet<UnitId> units, UnitId unit) {
        return ImmutableSet.<UnitId>builder().addAll(units).add(unit).build();
    }

    private ImmutableList<UnitId> and(UnitId unit) {
        return ImmutableList.<UnitId>builder().addAll(senders).add(unit).build();
    }
}
