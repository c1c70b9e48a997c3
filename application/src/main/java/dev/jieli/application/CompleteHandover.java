package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** 交接生效: every listed item moves at one instant, and the incumbency ends. */
public final class CompleteHandover {

    /** 接任后首次办理: working days within which the receiver has to have touched each item; *chosen*. */
    private static final int FIRST_ACT_WITHIN = 10;

    private final Store store;
    private final Law law;

    public CompleteHandover(Store store, Law law) {
        this.store = store;
        this.law = law;
    }

    /**
     * Lets a witnessed handover take effect.
     *
     * @param by who does so; empty for the daily round, once its day has come
     */
    public Outcome<Handover> complete(HandoverId id, Optional<IncumbencyId> by, LocalDate on, Instant at) {
        Asker asker = by.<Asker>map(Asker::of).orElse(Asker.Job.ROUND);
        return store.transact(asker, session -> {
            Optional<Seat> seat = by.flatMap(session.tenures()::seat);
            if (seat.isPresent() != by.isPresent()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Optional<Handover> found = session.handover(id, asker);
            if (found.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND);
            }
            Handover handover = found.get();
            Optional<Incumbency> incoming = session.tenures().find(handover.incoming());
            if (incoming.isEmpty()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            if (!incoming.get().covers(on)) {
                return Outcome.refused(Reason.RECEIVER_DOES_NOT_SIT);
            }
            Map<CaseId, PetitionCase> held =
                    Maps.uniqueIndex(session.whole().cases().answeredForBy(handover.outgoing()), PetitionCase::id);
            List<PetitionCase> unlisted = held.values().stream()
                    .filter(aCase -> !handover.items().containsKey(aCase.id()))
                    .toList();
            if (handover.state() == Handover.State.WITNESSED && !unlisted.isEmpty()) {
                List<PetitionCase> told = unlisted.stream()
                        .filter(one -> !session.sight(asker).isKept(one))
                        .toList();
                return Outcome.refused(lacking(handover, unlisted, told, session.sight(Asker.of(handover.outgoing()))));
            }
            Law today = session.law(law);
            HandoverAct act = new HandoverAct.TakeEffect(
                    placed(session, handover, held), today.calendar().plusWorkingDays(on, FIRST_ACT_WITHIN));
            return handover.perform(act, seat, parties(handover, incoming.get(), session), on, at, session.tenures())
                    .then(done -> moved(session, handover, held, today, on, at).then(entered -> {
                        session.cases().enterAll(entered);
                        session.tenures().end(handover.outgoing(), on);
                        session.handovers().enter(done);
                        return incoming.get().acting()
                                ? warned(session, handover, done.after(), on, at)
                                : Outcome.done(done.after());
                    }));
        });
    }

    /**
     * Why a list that lacks something does not take effect. Whoever may know of it is told what to do; whoever may not, no
     * more than that somebody acted meanwhile, or, where it waits for a case from which the leaver has to withdraw, who
     * can let it take effect, which is true of every list.
     */
    private static Refusal lacking(
            Handover handover, List<PetitionCase> unlisted, List<PetitionCase> told, Sight leaver) {
        List<PetitionCase> withdrawn = told.stream().filter(leaver::isKept).toList();
        if (!withdrawn.isEmpty()) {
            return Handover.withdraws(withdrawn);
        }
        if (!told.isEmpty()) {
            return Handover.unlisted(told);
        }
        return unlisted.stream().allMatch(leaver::isKept)
                ? Refusal.of(Reason.NOT_YOURS).with("needs", ImmutableSet.of(Capacity.PETITION_OFFICE))
                : Refusal.of(Reason.STALE).with("seen", handover.entries()).with("entries", handover.entries());
    }

    private static Handover.Parties parties(Handover handover, Incumbency incoming, Store.Session session) {
        Incumbency outgoing = session.tenures().find(handover.outgoing()).orElseThrow();
        Incumbency witness = session.tenures().find(handover.witness()).orElseThrow();
        return new Handover.Parties(outgoing.official(), incoming.official(), witness.official());
    }

    private static ImmutableList<Handover.Placed> placed(
            Store.Session session, Handover handover, Map<CaseId, PetitionCase> held) {
        List<CaseId> others = handover.items().keySet().stream()
                .filter(item -> !held.containsKey(item))
                .toList();
        Set<CaseId> open = new java.util.HashSet<>();
        session.whole().cases().all(others).stream()
                .filter(PetitionCase::isOpen)
                .forEach(found -> open.add(found.id()));
        ImmutableList.Builder<Handover.Placed> placed = ImmutableList.builder();
        for (Handover.Item item : handover.items().values()) {
            Handover.Disposition disposition;
            if (held.containsKey(item.caseId())) {
                disposition = item.kept().isPresent() ? Handover.Disposition.KEPT : Handover.Disposition.MOVED;
            } else {
                disposition = open.contains(item.caseId()) ? Handover.Disposition.GONE : Handover.Disposition.CLOSED;
            }
            placed.add(new Handover.Placed(item.caseId(), disposition));
        }
        return placed.build();
    }

    private static Outcome<List<PetitionCase.Entered>> moved(
            Store.Session session,
            Handover handover,
            Map<CaseId, PetitionCase> held,
            Law law,
            LocalDate on,
            Instant at) {
        Seats seats = once(session.tenures());
        List<PetitionCase.Entered> entered = new ArrayList<>(held.size());
        for (PetitionCase aCase : held.values()) {
            IncumbencyId to = Optional.ofNullable(handover.items().get(aCase.id()))
                    .flatMap(Handover.Item::kept)
                    .map(Handover.Kept::under)
                    .orElse(handover.incoming());
            Outcome<PetitionCase.Entered> done = aCase.perform(
                    new CaseAct.TakeOver(handover.id().value(), handover.outgoing(), to),
                    Optional.empty(),
                    on,
                    at,
                    law,
                    seats);
            if (done instanceof Outcome.Refused<PetitionCase.Entered> refused) {
                return Outcome.refused(
                        refused.refusal().with("cases", aCase.petition().number()));
            }
            entered.add(((Outcome.Done<PetitionCase.Entered>) done).value());
        }
        return Outcome.done(entered);
    }

    /** Thousands of items go to a few seats; each is looked up once. */
    private static Seats once(Seats seats) {
        Map<IncumbencyId, Optional<Seat>> known = new HashMap<>();
        return who -> known.computeIfAbsent(who, seats::seat);
    }

    private static Outcome<Handover> warned(
            Store.Session session, Handover before, Handover after, LocalDate on, Instant at) {
        Optional<IncumbencyId> above = session.tenures()
                .seat(before.incoming())
                .flatMap(seat -> seat.above().values().stream()
                        .filter(one -> !one.equals(before.outgoing())) // who left as this took effect
                        .findFirst());
        if (above.isEmpty()) {
            return Outcome.done(after);
        }
        Handover.Parties unchanged =
                parties(before, session.tenures().find(before.incoming()).orElseThrow(), session);
        return after.perform(
                        new HandoverAct.WarnVacancy(above.get()),
                        Optional.empty(),
                        unchanged,
                        on,
                        at,
                        session.tenures())
                .map(done -> {
                    session.handovers().enter(done);
                    return done.after();
                });
    }
}
