package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * 启动交接: drafts the list of everything that the leaver answers for, and beside it those of accusations, which the answer
 * does not name.
 */
public final class OpenHandover {
    private final Store store;

    public OpenHandover(Store store) {
        this.store = store;
    }

    /** 离任通知: who leaves, who receives, who witnesses; see {@link HandoverAct.Open}. */
    public record Notice(
            IncumbencyId outgoing,
            IncumbencyId incoming,
            IncumbencyId witness,
            Handover.Cause cause,
            String document,
            LocalDate leavesOn,
            LocalDate dueOn) {}

    public Outcome<Handover> open(HandoverId id, Notice notice, IncumbencyId by, LocalDate on, Instant at) {
        return store.transact(Asker.of(by), session -> {
            if (session.handovers().find(id).isPresent()) {
                return Outcome.refused(Reason.ALREADY_THERE);
            }
            Optional<Seat> seat = session.tenures().seat(by);
            if (seat.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Optional<Incumbency> outgoing = session.tenures().find(notice.outgoing());
            Optional<Incumbency> incoming = session.tenures().find(notice.incoming());
            Optional<Incumbency> witness = session.tenures().find(notice.witness());
            if (outgoing.isEmpty() || incoming.isEmpty() || witness.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            if (!mayOpen(session, outgoing.get(), seat.get())) {
                return Outcome.refused(
                        Refusal.of(Reason.NOT_YOURS).with("needs", "OUTGOING, UNIT_HEAD, PETITION_OFFICE"));
            }
            if (session.handovers().underWay(notice.outgoing()).isPresent()) {
                return Outcome.refused(Reason.HANDOVER_UNDER_WAY);
            }
            ImmutableList<PetitionCase> answered = session.whole().cases().answeredForBy(notice.outgoing());
            // From what is kept from the leaver he or she withdraws: it is reassigned, and stands on no list.
            Sight opener = session.sight(Asker.of(by));
            Sight leaver = session.sight(Asker.of(notice.outgoing()));
            List<PetitionCase> withdrawn = answered.stream()
                    .filter(found -> leaver.isKept(found) && !opener.isKept(found))
                    .toList();
            if (!withdrawn.isEmpty()) {
                return Outcome.refused(Handover.withdraws(withdrawn));
            }
            // Whoever may know of an accusation is told that it is against a party. For whoever may not it is not
            // there: it stands on a list of its own, which neither he or she nor that party is shown, and whoever may
            // know is told before that one is frozen.
            Sight receives = session.sight(Asker.of(notice.incoming()));
            Sight watches = session.sight(Asker.of(notice.witness()));
            if (answered.stream()
                    .anyMatch(found -> !opener.isKept(found) && (receives.isKept(found) || watches.isKept(found)))) {
                return Outcome.refused(Reason.ACCUSED, Article.art(30, 3));
            }
            List<PetitionCase> recused = answered.stream()
                    .filter(found -> !opener.isKept(found) && session.isWithdrawn(found, Asker.of(notice.incoming())))
                    .toList();
            if (!recused.isEmpty()) {
                return Outcome.refused(Handover.recused(recused));
            }
            HandoverAct.Open act = new HandoverAct.Open(
                    notice.outgoing(),
                    notice.incoming(),
                    notice.witness(),
                    notice.cause(),
                    notice.document(),
                    notice.leavesOn(),
                    notice.dueOn(),
                    ListsApart.main(answered).stream()
                            .map(found -> Handover.Item.of(found, notice.outgoing()))
                            .collect(ImmutableList.toImmutableList()));
            Handover.Parties parties = new Handover.Parties(
                    outgoing.get().official(),
                    incoming.get().official(),
                    witness.get().official());
            return Handover.open(id, act, parties, seat.get(), on, at, session.tenures())
                    .map(done -> {
                        session.handovers().enter(done);
                        ListsApart.open(
                                session,
                                done.after(),
                                answered.stream()
                                        .filter(found -> !leaver.isKept(found))
                                        .toList(),
                                on,
                                at);
                        return done.after();
                    });
        });
    }

    /**
     * A list tells what somebody answers for, so it is drafted for the leaver, for those above and for whom the handovers of that
     * unit are shown to: nobody gets to see one by naming himself the witness.
     */
    private static boolean mayOpen(Store.Session session, Incumbency outgoing, Seat by) {
        if (by.incumbency().equals(outgoing.id())
                || session.tenures()
                        .seat(outgoing.id())
                        .filter(seat -> seat.above().containsValue(by.incumbency()))
                        .isPresent()) {
            return true;
        }
        return session.roster()
                .post(outgoing.post())
                .flatMap(post -> session.roster().unit(post.unit()))
                .filter(unit -> Authority.permits(
                                Power.SEE_HANDOVERS,
                                by,
                                Optional.of(unit),
                                session.roster().units())
                        instanceof Outcome.Done)
                .isPresent();
    }
}
