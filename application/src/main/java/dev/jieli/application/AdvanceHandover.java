package dev.jieli.application;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 推进交接: every step of a handover but its opening and its taking effect. */
public final class AdvanceHandover {
    private final Store store;

    public AdvanceHandover(Store store) {
        this.store = store;
    }

    /**
     * The list is brought up to date before it is frozen, and the digest reckoned here: for {@link HandoverAct.Freeze}
     * only the reason for signing in place is taken from the caller. A {@link HandoverAct.Supplement} is likewise drafted
     * here from what stands on no list: on the main list all of it, each case where it belongs, and on one beside it what
     * belongs there. Who is replaced in the main list, or cancels it, is replaced in and cancels those beside it.
     *
     * @param seen how many entries the handover had on the page from which the step comes
     */
    public Outcome<Handover> advance(
            HandoverId id, int seen, HandoverAct act, IncumbencyId by, LocalDate on, Instant at) {
        return store.transact(Asker.of(by), session -> {
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Optional<Handover> found = session.handover(id, Asker.of(by));
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            Handover handover = found.get();
            if (handover.entries() != seen) {
                return Outcome.refused(
                        Refusal.of(Reason.STALE).with("seen", seen).with("entries", handover.entries()));
            }
            if (!handover.open(seat.get(), session.tenures()).contains(act.getClass())) {
                return parties(session, handover, act) // says why not, and nothing of what is on no list
                        .then(parties -> handover.perform(act, seat, parties, on, at, session.tenures()))
                        .map(Handover.Entered::after);
            }
            if (act instanceof HandoverAct.Supplement && handover.beside().isEmpty()) {
                return supplemented(session, handover, seat.get(), on, at);
            }
            return prepared(session, handover, act, by)
                    .then(step -> parties(session, handover, step)
                            .then(parties -> handover.perform(step, seat, parties, on, at, session.tenures())
                                    .then(done -> {
                                        session.handovers().enter(done);
                                        return step instanceof HandoverAct.Replace || step instanceof HandoverAct.Cancel
                                                ? carriedOver(session, done.after(), step, parties, on, at)
                                                : Outcome.done(done.after());
                                    })));
        });
    }

    /** To the lists beside it, each as of its own last day where that is later: nothing of them bars what is done on the main one. */
    private static Outcome<Handover> carriedOver(
            Store.Session session,
            Handover main,
            HandoverAct step,
            Handover.Parties parties,
            LocalDate on,
            Instant at) {
        for (Handover list : session.handovers().beside(main.id())) {
            if (list.underWay()) {
                LocalDate day = on.isBefore(list.lastOn()) ? list.lastOn() : on;
                Outcome<Handover.Entered> done =
                        list.perform(step, Optional.empty(), parties, day, at, session.tenures());
                if (!(done instanceof Outcome.Done<Handover.Entered> entered)) {
                    throw new IllegalStateException("what was done on the main list is not refused beside it: " + done);
                }
                session.handovers().enter(entered.value());
            }
        }
        return Outcome.done(main);
    }

    /** Each case goes where it belongs. On the main list nothing is entered for the sake of those beside it. */
    private static Outcome<Handover> supplemented(
            Store.Session session, Handover main, Seat by, LocalDate on, Instant at) {
        List<PetitionCase> more = shown(session, by.incumbency(), unlisted(session, main));
        List<PetitionCase> withdrawn = withdrawn(session, main, more);
        if (!withdrawn.isEmpty()) {
            return Outcome.refused(Handover.withdraws(withdrawn));
        }
        if (isAgainst(session, main.incoming(), main.witness(), more)) {
            return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
        }
        List<PetitionCase> recused = recused(session, main.incoming(), more);
        if (!recused.isEmpty()) {
            return Outcome.refused(Handover.recused(recused));
        }
        ImmutableList<PetitionCase> here = ListsApart.main(more);
        return parties(session, main, new HandoverAct.Supplement(ImmutableList.of()))
                .then(parties -> main.perform(
                                new HandoverAct.Supplement(ListsApart.items(here.isEmpty() ? more : here, main)),
                                Optional.of(by),
                                parties,
                                on,
                                at,
                                session.tenures())
                        .then(done -> {
                            if (!here.isEmpty()) {
                                session.handovers().enter(done);
                            }
                            return supplementedApart(session, main, by, parties, more, on, at)
                                    .map(apart -> here.isEmpty() ? main : done.after());
                        }));
    }

    private static Outcome<Boolean> supplementedApart(
            Store.Session session,
            Handover main,
            Seat by,
            Handover.Parties parties,
            List<PetitionCase> more,
            LocalDate on,
            Instant at) {
        List<PetitionCase> left = new ArrayList<>(more);
        for (Handover list : session.handovers().beside(main.id())) {
            ImmutableList<PetitionCase> there = ListsApart.on(session, list, left);
            if (!there.isEmpty()) {
                LocalDate day = on.isBefore(list.lastOn()) ? list.lastOn() : on;
                HandoverAct step = new HandoverAct.Supplement(ListsApart.items(there, list));
                Outcome<Handover.Entered> done =
                        list.perform(step, Optional.of(by), parties, day, at, session.tenures());
                if (!(done instanceof Outcome.Done<Handover.Entered> entered)) {
                    return done.map(any -> false);
                }
                session.handovers().enter(entered.value());
                left.removeAll(there);
            }
        }
        ListsApart.open(session, main, left, on, at);
        return Outcome.done(true);
    }

    private Outcome<HandoverAct> prepared(Store.Session session, Handover handover, HandoverAct act, IncumbencyId by) {
        if (act instanceof HandoverAct.Open || act instanceof HandoverAct.TakeEffect) {
            throw new IllegalArgumentException("has a use case of its own: " + act);
        }
        if (act instanceof HandoverAct.FoundLater later) {
            List<PetitionCase> found =
                    shown(session, by, session.whole().cases().all(ImmutableList.of(later.item())));
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            boolean here = handover.beside().isEmpty()
                    ? !ListsApart.belongsApart(found.get(0))
                    : !ListsApart.on(session, handover, found).isEmpty();
            return here ? Outcome.done(act) : Outcome.refused(Reason.CHARGED_APART, Article.art(30, 3));
        }
        if (Handover.isTheLeavers(act)) {
            Optional<OfficialId> acts = official(session, by);
            if (acts.equals(official(session, handover.incoming()))
                    || acts.equals(official(session, handover.witness()))) {
                return Outcome.refused(Reason.SAME_PERSON); // also from another post of his or hers
            }
        }
        if (act instanceof HandoverAct.Freeze freeze) {
            List<PetitionCase> told = shown(session, by, missing(session, handover));
            List<PetitionCase> withdrawn = withdrawn(session, handover, told);
            if (!told.isEmpty()) {
                return Outcome.refused(withdrawn.isEmpty() ? Handover.unlisted(told) : Handover.withdraws(withdrawn));
            }
            if (handover.beside().isPresent()
                    && isAgainst(
                            session,
                            handover.incoming(),
                            handover.witness(),
                            session.whole().cases().all(handover.items().keySet()))) {
                return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
            }
            List<PetitionCase> recused = recused(
                    session,
                    handover.incoming(),
                    shown(session, by, session.whole().cases().all(moved(handover))));
            if (!recused.isEmpty()) {
                return Outcome.refused(Handover.recused(recused));
            }
            Handover today = handover.asOf(session.whole().cases().answeredForBy(handover.outgoing()));
            return Outcome.done(new HandoverAct.Freeze(
                    Seal.digest(today), freeze.inPlace(), today.items().values().asList()));
        }
        if (act instanceof HandoverAct.Witness && handover.beside().isEmpty()) {
            return waited(session, handover, act, by);
        }
        if (act instanceof HandoverAct.Supplement) {
            List<PetitionCase> more = shown(session, by, missing(session, handover));
            List<PetitionCase> withdrawn = withdrawn(session, handover, more);
            if (!withdrawn.isEmpty()) {
                return Outcome.refused(Handover.withdraws(withdrawn));
            }
            if (isAgainst(session, handover.incoming(), handover.witness(), more)) {
                return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
            }
            List<PetitionCase> recused = recused(session, handover.incoming(), more);
            return recused.isEmpty()
                    ? Outcome.done(new HandoverAct.Supplement(ListsApart.items(more, handover)))
                    : Outcome.refused(Handover.recused(recused));
        }
        if (act instanceof HandoverAct.Replace replace) {
            List<PetitionCase> listed =
                    new ArrayList<>(session.whole().cases().all(handover.items().keySet()));
            listed.addAll(session.whole().cases().answeredForBy(handover.outgoing()));
            List<PetitionCase> told = shown(session, by, listed);
            if (isAgainst(session, replace.incoming(), replace.witness(), told)) {
                return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
            }
            Set<CaseId> stay = handover.items().keySet().stream()
                    .filter(item -> !moved(handover).contains(item))
                    .collect(toImmutableSet());
            List<PetitionCase> recused = recused(
                    session,
                    replace.incoming(),
                    told.stream().filter(one -> !stay.contains(one.id())).toList());
            return recused.isEmpty() ? Outcome.done(act) : Outcome.refused(Handover.recused(recused));
        }
        if (act instanceof HandoverAct.Keep keep) {
            boolean own = official(session, keep.under()).equals(official(session, handover.outgoing()));
            return own
                    ? Outcome.done(act)
                    : Outcome.refused(Refusal.of(Reason.INCOMPLETE).with("field", "under"));
        }
        return Outcome.done(act);
    }

    /** Those of them that are not kept from whoever acts. */
    private static List<PetitionCase> shown(Store.Session session, IncumbencyId by, List<PetitionCase> found) {
        Sight sight = session.sight(Asker.of(by));
        return found.stream().filter(one -> !sight.isKept(one)).toList();
    }

    private static boolean isAgainst(
            Store.Session session, IncumbencyId incoming, IncumbencyId witness, List<PetitionCase> found) {
        return session.sight(Asker.of(incoming)).isKeptFromOneOf(found)
                || session.sight(Asker.of(witness)).isKeptFromOneOf(found);
    }

    /** Those of them from which whoever is to receive them has withdrawn. */
    private static List<PetitionCase> recused(Store.Session session, IncumbencyId incoming, List<PetitionCase> found) {
        return found.stream()
                .filter(one -> session.isWithdrawn(one, Asker.of(incoming)))
                .toList();
    }

    /** What goes over to the receiver: all on the list but what the leaver keeps. */
    private static Set<CaseId> moved(Handover handover) {
        return handover.items().values().stream()
                .filter(item -> item.kept().isEmpty())
                .map(Handover.Item::caseId)
                .collect(toImmutableSet());
    }

    /** Those of them from which the leaver has to withdraw: they are reassigned, and never stand on a list of his or hers. */
    private static List<PetitionCase> withdrawn(Store.Session session, Handover handover, List<PetitionCase> found) {
        Sight leaver = session.sight(Asker.of(handover.outgoing()));
        return found.stream().filter(leaver::isKept).toList();
    }

    /**
     * The main list is witnessed last, as far as the witness may know of the others: so nobody who may not finds a list that
     * all have signed and that does not take effect.
     */
    private static Outcome<HandoverAct> waited(Store.Session session, Handover main, HandoverAct act, IncumbencyId by) {
        List<Handover> unsigned = session.handovers().beside(main.id()).stream()
                .filter(list -> list.underWay() && list.state() != Handover.State.WITNESSED)
                .filter(list -> session.isShown(list, Asker.of(by)))
                .toList();
        if (!unsigned.isEmpty()) {
            return Outcome.refused(Handover.apartFirst(unsigned));
        }
        List<PetitionCase> told = shown(session, by, unlisted(session, main)).stream()
                .filter(ListsApart::belongsApart)
                .toList();
        List<PetitionCase> withdrawn = withdrawn(session, main, told);
        if (!withdrawn.isEmpty()) {
            return Outcome.refused(Handover.withdraws(withdrawn));
        }
        return told.isEmpty() ? Outcome.done(act) : Outcome.refused(Handover.unlisted(told));
    }

    /** What stands on none of the lists of this departure, the main one of which is named. */
    private static List<PetitionCase> unlisted(Store.Session session, Handover main) {
        Set<CaseId> listed = new HashSet<>(main.items().keySet());
        session.handovers()
                .beside(main.id())
                .forEach(list -> listed.addAll(list.items().keySet()));
        return session.whole().cases().answeredForBy(main.outgoing()).stream()
                .filter(found -> !listed.contains(found.id()))
                .toList();
    }

    /** What this list lacks: of one beside another, what belongs there. */
    private static List<PetitionCase> missing(Store.Session session, Handover handover) {
        return handover.beside()
                .<List<PetitionCase>>map(main -> ListsApart.on(
                        session,
                        handover,
                        unlisted(session, session.handovers().find(main).orElseThrow())))
                .orElseGet(() -> unlisted(session, handover));
    }

    private static Outcome<Handover.Parties> parties(Store.Session session, Handover handover, HandoverAct act) {
        IncumbencyId incoming = act instanceof HandoverAct.Replace replace ? replace.incoming() : handover.incoming();
        IncumbencyId witness = act instanceof HandoverAct.Replace replace ? replace.witness() : handover.witness();
        Optional<OfficialId> leaver = official(session, handover.outgoing());
        Optional<OfficialId> receiver = official(session, incoming);
        Optional<OfficialId> watcher = official(session, witness);
        return leaver.isEmpty() || receiver.isEmpty() || watcher.isEmpty()
                ? Outcome.refused(Reason.NOT_FOUND)
                : Outcome.done(new Handover.Parties(leaver.get(), receiver.get(), watcher.get()));
    }

    private static Optional<OfficialId> official(Store.Session session, IncumbencyId incumbency) {
        return session.tenures().find(incumbency).map(Incumbency::official);
    }
}
