package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * 交接生效: every listed item moves at one instant, those of the lists beside the main one with it, and the incumbency ends.
 */
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
     * Lets a witnessed handover take effect, with all lists beside it.
     *
     * @param id of the main list
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
            if (handover.beside().isPresent()) {
                return Outcome.refused(Refusal.of(Reason.ON_THE_MAIN_LIST)
                        .with("handover", handover.beside().get()));
            }
            Handover.Parties parties = parties(handover, incoming.get(), session);
            Map<CaseId, PetitionCase> held =
                    Maps.uniqueIndex(session.whole().cases().answeredForBy(handover.outgoing()), PetitionCase::id);
            List<Handover> apart = session.handovers().beside(id).stream()
                    .filter(Handover::underWay)
                    .toList();
            Law today = session.law(law);
            LocalDate firstActDue = today.calendar().plusWorkingDays(on, FIRST_ACT_WITHIN);
            return done(session, handover, seat, parties, placed(session, handover, held), firstActDue, on, at)
                    .then(main -> lacking(session, handover, apart, held, asker)
                            .<Outcome<List<PetitionCase.Entered>>>map(Outcome::refused)
                            .orElseGet(() -> moved(session, handover, apart, held, today, asker, on, at))
                            .then(entered -> {
                                session.cases().enterAll(entered);
                                session.tenures().end(handover.outgoing(), on);
                                session.handovers().enter(main);
                                for (Handover list : apart) {
                                    ImmutableList<Handover.Placed> placed = placed(session, list, held);
                                    LocalDate day = later(on, list.lastOn());
                                    Outcome<Handover.Entered> with = done(
                                            session, list, Optional.empty(), parties, placed, firstActDue, day, at);
                                    if (!(with instanceof Outcome.Done<Handover.Entered> one)) {
                                        throw new IllegalStateException(
                                                "what holds for the main list is not refused beside it: " + with);
                                    }
                                    session.handovers().enter(one.value());
                                }
                                return incoming.get().acting()
                                        ? warned(session, handover, main.after(), on, at)
                                        : Outcome.done(main.after());
                            }));
        });
    }

    private static Outcome<Handover.Entered> done(
            Store.Session session,
            Handover list,
            Optional<Seat> seat,
            Handover.Parties parties,
            ImmutableList<Handover.Placed> placed,
            LocalDate firstActDue,
            LocalDate on,
            Instant at) {
        return list.perform(new HandoverAct.TakeEffect(placed, firstActDue), seat, parties, on, at, session.tenures());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    /**
     * Why a list that lacks something, or beside which one is not signed, does not take effect. Whoever may know of it is told
     * what to do; whoever may not, no more than who can let it take effect, which is true of every list.
     */
    private static Optional<Refusal> lacking(
            Store.Session session,
            Handover handover,
            List<Handover> apart,
            Map<CaseId, PetitionCase> held,
            Asker asker) {
        Sight sight = session.sight(asker);
        Sight leaver = session.sight(Asker.of(handover.outgoing()));
        Set<CaseId> listed = new HashSet<>(handover.items().keySet());
        apart.forEach(list -> listed.addAll(list.items().keySet()));
        List<PetitionCase> unlisted = held.values().stream()
                .filter(aCase -> !listed.contains(aCase.id()))
                .toList();
        List<PetitionCase> told =
                unlisted.stream().filter(one -> !sight.isKept(one)).toList();
        List<PetitionCase> withdrawn = told.stream().filter(leaver::isKept).toList();
        if (!withdrawn.isEmpty()) {
            return Optional.of(Handover.withdraws(withdrawn));
        }
        if (!told.isEmpty()) {
            return Optional.of(Handover.unlisted(told));
        }
        List<Handover> unsigned = apart.stream()
                .filter(list -> list.state() != Handover.State.WITNESSED)
                .toList();
        List<Handover> shown =
                unsigned.stream().filter(list -> session.isShown(list, asker)).toList();
        if (!shown.isEmpty()) {
            return Optional.of(Handover.apartFirst(shown));
        }
        List<PetitionCase> unsaid = new ArrayList<>(unlisted);
        unsigned.forEach(
                list -> unsaid.addAll(session.whole().cases().all(list.items().keySet())));
        return unlisted.isEmpty() && unsigned.isEmpty()
                ? Optional.empty()
                : Optional.of(refer(session, handover, unsaid, asker));
    }

    /** To the petition office; whoever sits there, to those of the three who may know of all this. */
    private static Refusal refer(Store.Session session, Handover handover, List<PetitionCase> unsaid, Asker asker) {
        boolean office = session.sight(asker).own().stream()
                .flatMap(who -> session.tenures().seat(who).stream())
                .anyMatch(seat -> seat.unitKind() == Unit.Kind.PETITION_OFFICE);
        ImmutableSet.Builder<Capacity> know = ImmutableSet.builder();
        ImmutableMap.of(
                        Capacity.OUTGOING, handover.outgoing(),
                        Capacity.INCOMING, handover.incoming(),
                        Capacity.WITNESS, handover.witness())
                .forEach((as, party) -> {
                    if (!session.sight(Asker.of(party)).isKeptFromOneOf(unsaid)) {
                        know.add(as);
                    }
                });
        return Refusal.of(Reason.NOT_YOURS)
                .with("needs", office ? know.build() : ImmutableSet.of(Capacity.PETITION_OFFICE));
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
        Set<CaseId> open = new HashSet<>();
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
            List<Handover> apart,
            Map<CaseId, PetitionCase> held,
            Law law,
            Asker asker,
            LocalDate on,
            Instant at) {
        Seats seats = once(session.tenures());
        Sight sight = session.sight(asker);
        Map<CaseId, Handover> lists = new HashMap<>();
        apart.forEach(list -> list.items().keySet().forEach(item -> lists.put(item, list)));
        List<PetitionCase.Entered> entered = new ArrayList<>(held.size());
        // what is kept comes last: where something else stands against it that is said, as if there were nothing more
        for (PetitionCase aCase : Stream.of(false, true)
                .flatMap(kept -> held.values().stream().filter(one -> sight.isKept(one) == kept))
                .toList()) {
            Handover list = lists.getOrDefault(aCase.id(), handover);
            IncumbencyId to = Optional.ofNullable(list.items().get(aCase.id()))
                    .flatMap(Handover.Item::kept)
                    .map(Handover.Kept::under)
                    .orElse(handover.incoming());
            boolean kept = sight.isKept(aCase);
            Outcome<PetitionCase.Entered> done = aCase.perform(
                    new CaseAct.TakeOver(list.id().value(), handover.outgoing(), to),
                    Optional.empty(),
                    kept
                            ? later(on, aCase.lastOn())
                            : on, // what was done in it meanwhile bars whoever may know of it only
                    at,
                    law,
                    seats);
            if (done instanceof Outcome.Refused<PetitionCase.Entered> refused) {
                return Outcome.refused(
                        kept
                                ? refer(session, handover, ImmutableList.of(aCase), asker)
                                : refused.refusal()
                                        .with("cases", aCase.petition().number()));
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
