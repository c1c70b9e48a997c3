package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
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
import java.util.List;
import java.util.Optional;

/** 推进交接: every step of a handover but its opening and its taking effect. */
public final class AdvanceHandover {
    private final Store store;

    public AdvanceHandover(Store store) {
        this.store = store;
    }

    /**
     * The list is brought up to date before it is frozen, and the digest reckoned here: for {@link HandoverAct.Freeze}
     * only the reason for signing in place is taken from the caller. A {@link HandoverAct.Supplement} is likewise drafted
     * here from what stands on no list.
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
            return prepared(session, handover, act, by)
                    .then(step -> parties(session, handover, step)
                            .then(parties -> handover.perform(step, seat, parties, on, at, session.tenures())))
                    .then(done -> lacksUnsaid(session, handover, act)
                            ? Outcome.<Handover.Entered>refused(
                                    Refusal.of(Reason.STALE).with("seen", seen).with("entries", handover.entries()))
                            : Outcome.done(done))
                    .map(done -> {
                        session.handovers().enter(done);
                        return done.after();
                    });
        });
    }

    private Outcome<HandoverAct> prepared(Store.Session session, Handover handover, HandoverAct act, IncumbencyId by) {
        if (act instanceof HandoverAct.Open || act instanceof HandoverAct.TakeEffect) {
            throw new IllegalArgumentException("has a use case of its own: " + act);
        }
        if (act instanceof HandoverAct.FoundLater found
                && session.whole().cases().find(found.item()).isEmpty()) {
            return Outcome.refused(Reason.NOT_FOUND);
        }
        if (act instanceof HandoverAct.Freeze freeze) {
            Optional<OfficialId> signer = official(session, by);
            if (signer.equals(official(session, handover.incoming()))
                    || signer.equals(official(session, handover.witness()))) {
                return Outcome.refused(Reason.SAME_PERSON); // also from another post of his or hers
            }
            List<PetitionCase> held = session.whole().cases().answeredForBy(handover.outgoing());
            List<PetitionCase> unlisted = unlisted(handover, held);
            List<PetitionCase> told = shown(session, by, unlisted);
            List<PetitionCase> withdrawn = withdrawn(session, handover, told);
            if (!told.isEmpty()) {
                return Outcome.refused(withdrawn.isEmpty() ? Handover.unlisted(told) : Handover.withdraws(withdrawn));
            }
            Handover today = handover.asOf(held);
            return Outcome.done(new HandoverAct.Freeze(
                    Seal.digest(today), freeze.inPlace(), today.items().values().asList()));
        }
        if (act instanceof HandoverAct.Supplement) {
            List<PetitionCase> more = shown(
                    session, by, unlisted(handover, session.whole().cases().answeredForBy(handover.outgoing())));
            List<PetitionCase> withdrawn = withdrawn(session, handover, more);
            if (!withdrawn.isEmpty()) {
                return Outcome.refused(Handover.withdraws(withdrawn));
            }
            if (isAgainst(session, handover.incoming(), handover.witness(), more)) {
                return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
            }
            return Outcome.done(new HandoverAct.Supplement(more.stream()
                    .map(found -> Handover.Item.of(found, handover.outgoing()))
                    .collect(ImmutableList.toImmutableList())));
        }
        if (act instanceof HandoverAct.Replace replace) {
            List<PetitionCase> listed =
                    new ArrayList<>(session.whole().cases().all(handover.items().keySet()));
            listed.addAll(unlisted(handover, session.whole().cases().answeredForBy(handover.outgoing())));
            return isAgainst(session, replace.incoming(), replace.witness(), shown(session, by, listed))
                    ? Outcome.refused(Reason.ACCUSED, Article.art(30, 3))
                    : Outcome.done(act);
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

    /** Those of them from which the leaver has to withdraw: they are reassigned, and never stand on a list of his or hers. */
    private static List<PetitionCase> withdrawn(Store.Session session, Handover handover, List<PetitionCase> found) {
        Sight leaver = session.sight(Asker.of(handover.outgoing()));
        return found.stream().filter(leaver::isKept).toList();
    }

    /**
     * A list that lacks what is kept from whoever signs it cannot stand; that somebody acted meanwhile is all there is to say.
     * What is kept from the leaver does not belong there: without it the list stands, and takes effect when it is reassigned.
     */
    private static boolean lacksUnsaid(Store.Session session, Handover handover, HandoverAct act) {
        if (!(act instanceof HandoverAct.Freeze)) {
            return false;
        }
        List<PetitionCase> unlisted = unlisted(handover, session.whole().cases().answeredForBy(handover.outgoing()));
        return unlisted.size() > withdrawn(session, handover, unlisted).size();
    }

    private static List<PetitionCase> unlisted(Handover handover, List<PetitionCase> held) {
        return held.stream()
                .filter(found -> !handover.items().containsKey(found.id()))
                .toList();
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
