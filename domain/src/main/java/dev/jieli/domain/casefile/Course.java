package dev.jieli.domain.casefile;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * 办理经过: what happened on the way of an open case that later acts have to know.
 *
 * @param senders the units that forwarded the case, the first of them first, as long as it has not come back to them
 * @param decided the units whose opinions stand in this case, the handling organ first; none of them may review
 * @param deciders who gave those opinions, and for whom where a delegate did; none of them reviews, in whatever post
 * @param opinion the opinion of the organ that handled it, which a review may set aside
 * @param revoked the opinion that was set aside; what is handled anew does not repeat it
 * @param askedBy who asked for an extension that has not been granted, and for whom where a delegate did; whoever asked first is the first
 * @param toExecute the numbers of the requests that were supported, or 1 for what was agreed, and are not yet carried out
 * @param concluded what the procedure came to, while the case is at {@link Stage#EXECUTING}
 */
public record Course(
        ImmutableList<UnitId> senders,
        ImmutableSet<UnitId> decided,
        ImmutableSet<IncumbencyId> deciders,
        Optional<Given> opinion,
        Optional<Given> revoked,
        ImmutableSet<IncumbencyId> askedBy,
        ImmutableSortedSet<Integer> toExecute,
        Optional<Ending> concluded) {

    /**
     * 已出意见: an opinion that was given.
     *
     * @param decisions what it says to each request; empty where there is one, which {@code text} answers
     */
    public record Given(Opinion opinion, String text, ImmutableList<Decision> decisions) {
        private static final CharMatcher LETTERS = CharMatcher.forPredicate(Character::isLetterOrDigit);

        /** Whether it says the same, whatever its spaces and stops. */
        boolean repeats(Given other) {
            return opinion == other.opinion && said().equals(other.said());
        }

        private ImmutableList<String> said() {
            ImmutableList.Builder<String> said = ImmutableList.<String>builder().add(LETTERS.retainFrom(text));
            decisions.forEach(one -> said.add(one.opinion().name())
                    .add(LETTERS.retainFrom(one.request()))
                    .add(LETTERS.retainFrom(one.words())));
            return said.build();
        }
    }

    static final Course BEGUN = new Course(
            ImmutableList.of(),
            ImmutableSet.of(),
            ImmutableSet.of(),
            Optional.empty(),
            Optional.empty(),
            ImmutableSet.of(),
            ImmutableSortedSet.of(),
            Optional.empty());

    /** The unit that forwarded the case last. */
    public Optional<UnitId> sender() {
        return senders.isEmpty() ? Optional.empty() : Optional.of(senders.get(senders.size() - 1));
    }

    /** After an act in the unit that answered for the case until then, at the stage where it was then. */
    Course after(Entry entry, UnitId unit, Stage stage) {
        CaseAct act = (CaseAct) entry.act();
        CaseEffect effect = (CaseEffect) entry.effect();
        if (act instanceof CaseAct.Coordinate && stage != Stage.OBJECTED) {
            boolean moved = effect.unit().filter(now -> !now.equals(unit)).isPresent();
            return moved ? sentBy(and(unit)) : this;
        }
        if (act instanceof CaseAct.Succeed succeed) {
            return sentBy(senders.stream()
                            .map(sender -> sender.equals(succeed.of()) ? succeed.successor() : sender)
                            .collect(ImmutableList.toImmutableList()))
                    .decidedBy(succeed.in(decided), deciders);
        }
        if (act.sends() || act instanceof CaseAct.OrderExecution) {
            return sentBy(and(unit));
        }
        if (act instanceof CaseAct.TakeBack && !senders.isEmpty()) {
            return sentBy(senders.subList(0, senders.size() - 1));
        }
        if (act instanceof CaseAct.Reply reply) {
            boolean followed = effect.running().stream().anyMatch(term -> term.term() == Term.EXECUTION);
            return decidedBy(and(decided, unit), andHands(deciders, entry))
                    .saying(Optional.of(new Given(reply.opinion(), reply.text(), reply.decisions())), revoked)
                    .askedBy(ImmutableSet.of())
                    .executing(followed ? reply.supported() : ImmutableSortedSet.of(), Optional.empty());
        }
        if (act instanceof CaseAct.Review review) {
            return decidedBy(and(decided, unit), andHands(deciders, entry)).changed(review.text(), review.decisions());
        }
        if (act instanceof CaseAct.Rereview rereview) {
            return changed(rereview.text(), rereview.decisions());
        }
        if (act instanceof CaseAct.OrderAnew) {
            return begunAnew(opinion);
        }
        if (act instanceof CaseAct.Resume) {
            return begunAnew(revoked);
        }
        if (act instanceof CaseAct.AskExtension) {
            return askedBy(andHands(askedBy, entry));
        }
        if (act instanceof CaseAct.Extend) {
            return askedBy(ImmutableSet.of());
        }
        if (act instanceof CaseAct.Execute done && done.complete()) {
            return executing(remaining(done), concluded);
        }
        return effect.stage().filter(to -> to == Stage.EXECUTING).isPresent() ? concludedBy(act) : this;
    }

    /** What is still to be carried out after that. */
    ImmutableSortedSet<Integer> remaining(CaseAct.Execute done) {
        return done.request().isEmpty()
                ? ImmutableSortedSet.of()
                : toExecute.stream()
                        .filter(number -> !number.equals(done.request().get()))
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }

    private Course concludedBy(CaseAct act) {
        if (act instanceof CaseAct.Settle) {
            return executing(ImmutableSortedSet.of(1), Optional.of(Ending.SETTLED));
        }
        return executing(toExecute, Optional.of(act instanceof CaseAct.Serve ? Ending.FINAL : Ending.NOT_PURSUED));
    }

    /** A review that says something else to the requests stands in the place of what it reviewed. */
    private Course changed(String text, ImmutableList<Decision> decisions) {
        return decisions.isEmpty()
                ? this
                : saying(Optional.of(new Given(Decision.overall(decisions), text, decisions)), revoked)
                        .executing(CaseAct.Reply.supported(decisions), Optional.empty());
    }

    private Course begunAnew(Optional<Given> setAside) {
        return decidedBy(ImmutableSet.of(), ImmutableSet.of())
                .saying(Optional.empty(), setAside)
                .askedBy(ImmutableSet.of())
                .executing(ImmutableSortedSet.of(), Optional.empty());
    }

    private Course sentBy(ImmutableList<UnitId> units) {
        return new Course(units, decided, deciders, opinion, revoked, askedBy, toExecute, concluded);
    }

    private Course decidedBy(ImmutableSet<UnitId> units, ImmutableSet<IncumbencyId> who) {
        return new Course(senders, units, who, opinion, revoked, askedBy, toExecute, concluded);
    }

    private Course saying(Optional<Given> given, Optional<Given> setAside) {
        return new Course(senders, decided, deciders, given, setAside, askedBy, toExecute, concluded);
    }

    private Course askedBy(ImmutableSet<IncumbencyId> who) {
        return new Course(senders, decided, deciders, opinion, revoked, who, toExecute, concluded);
    }

    private Course executing(ImmutableSortedSet<Integer> numbers, Optional<Ending> ending) {
        return new Course(senders, decided, deciders, opinion, revoked, askedBy, numbers, ending);
    }

    /** With whoever did it, and for whom; whoever brings a ledger in did nothing of what it tells. */
    private static ImmutableSet<IncumbencyId> andHands(ImmutableSet<IncumbencyId> others, Entry entry) {
        return entry.capacity() == Capacity.LEDGER
                ? others
                : Stream.of(others.stream(), entry.by().stream(), entry.inPlaceOf().stream())
                        .flatMap(who -> who)
                        .collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableSet<UnitId> and(ImmutableSet<UnitId> units, UnitId unit) {
        return ImmutableSet.<UnitId>builder().addAll(units).add(unit).build();
    }

    private ImmutableList<UnitId> and(UnitId unit) {
        return ImmutableList.<UnitId>builder().addAll(senders).add(unit).build();
    }
}
