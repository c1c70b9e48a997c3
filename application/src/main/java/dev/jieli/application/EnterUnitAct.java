package dev.jieli.application;

import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.DelegationId;
import dev.jieli.domain.tenure.UnitAct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** 机构事项: sets up units and posts, names heads, appoints officials, says who acts for whom. */
public final class EnterUnitAct {
    private final Store store;

    public EnterUnitAct(Store store) {
        this.store = store;
    }

    /**
     * Enters an act into a unit's docket; {@link AnnounceYear} and {@link AdoptRulebook} are use cases of their own, and who
     * holds no post is enlisted with the account.
     *
     * @param by who does it; empty for the set-up of an office in which nobody sits yet
     */
    public Outcome<Entry> enter(UnitId unit, UnitAct act, Optional<IncumbencyId> by, LocalDate on, Instant at) {
        return store.transact(by.<Asker>map(Asker::of).orElse(Asker.Job.RECEPTION), session -> {
            Optional<Seat> seat = by.flatMap(session.tenures()::seat);
            if (seat.isPresent() != by.isPresent()) {
                return Outcome.refused(Reason.ACTOR_DOES_NOT_SIT);
            }
            Optional<Refusal> refusal = refusal(session, unit, act, on, at);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            if (seat.filter(who -> appointsThemselves(session, act, who)).isPresent()) {
                return Outcome.refused(Reason.OWN_APPOINTMENT);
            }
            return permitted(session, unit, act, seat)
                    .then(capacity -> entered(session, unit, act, by, capacity, on, at));
        });
    }

    /** A unit that is established anew has to be within reach where it will be and, where there is one already, where it is. */
    private static Outcome<Capacity> permitted(Store.Session session, UnitId unit, UnitAct act, Optional<Seat> seat) {
        if (seat.isEmpty()) {
            return Outcome.done(Capacity.SYSTEM);
        }
        Optional<Unit> there = session.roster().unit(unit);
        if (!(act instanceof UnitAct.Establish establish)) {
            return permitted(session, act, seat.get(), there);
        }
        Outcome<Capacity> then = permitted(session, act, seat.get(), Optional.of(establish.unit()));
        return there.isEmpty()
                ? then
                : permitted(session, act, seat.get(), there).then(capacity -> then);
    }

    private static Outcome<Capacity> permitted(Store.Session session, UnitAct act, Seat by, Optional<Unit> about) {
        boolean delegates = act instanceof UnitAct.Delegate || act instanceof UnitAct.EndDelegation;
        Power power = delegates ? Power.DELEGATE : Power.KEEP_ORGANIZATION;
        boolean own = act instanceof UnitAct.Delegate delegate
                ? delegate.delegation().absent().equals(by.incumbency())
                : act instanceof UnitAct.EndDelegation end
                        && standing(session, end.delegation())
                                .filter(one -> one.absent().equals(by.incumbency())
                                        || one.delegate().equals(by.incumbency()))
                                .isPresent();
        Optional<Capacity> ownPost = own ? Authority.ownPost(power, by) : Optional.empty();
        return ownPost.isPresent()
                ? Outcome.done(ownPost.get())
                : Authority.permits(power, by, about, session.roster().units());
    }

    private static Optional<Delegation> standing(Store.Session session, DelegationId id) {
        return session.tenures().delegations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private static Optional<UnitId> unit(Store.Session session, IncumbencyId sits) {
        return session.tenures().seat(sits).map(Seat::unit);
    }

    /** Whoever keeps the posts would else take any of them, the head's too, with nobody beside. */
    private static boolean appointsThemselves(Store.Session session, UnitAct act, Seat by) {
        return act instanceof UnitAct.Appoint appoint
                && Stream.of(by.incumbency(), by.hand())
                        .flatMap(who -> session.tenures().official(who).stream())
                        .anyMatch(appoint.official().id()::equals);
    }

    private static Outcome<Entry> entered(
            Store.Session session,
            UnitId unit,
            UnitAct act,
            Optional<IncumbencyId> by,
            Capacity capacity,
            LocalDate on,
            Instant at) {
        Entry entry = new Entry(
                new Subject(Subject.Kind.UNIT, unit.value()),
                session.roster().entries(unit) + 1,
                act,
                Effect.NONE,
                by,
                capacity,
                on,
                at,
                Optional.empty());
        session.roster().enter(entry);
        return Outcome.done(entry);
    }

    private static Optional<Refusal> refusal(
            Store.Session session, UnitId unit, UnitAct act, LocalDate on, Instant at) {
        Optional<Unit> there = session.roster().unit(unit);
        if (act instanceof UnitAct.Establish establish) {
            Optional<UnitId> above = establish.unit().above();
            boolean misplaced = !establish.unit().id().equals(unit)
                    || above.filter(superior -> session.roster().unit(superior).isEmpty())
                            .isPresent();
            for (Optional<UnitId> up = above; up.isPresent() && !misplaced; ) {
                misplaced = up.get().equals(unit); // below itself, perhaps by others
                up = session.roster().unit(up.get()).flatMap(Unit::above);
            }
            return misplaced ? Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "above")) : Optional.empty();
        }
        if (there.isEmpty()) {
            return Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "unit"));
        }
        if (act instanceof UnitAct.CreatePost create) {
            if (!create.post().unit().equals(unit)) {
                return Optional.of(Refusal.of(Reason.WRONG_UNIT));
            }
            // the id comes from outside, and may be that of a post elsewhere
            return session.roster()
                    .post(create.post().id())
                    .filter(post -> !post.unit().equals(unit))
                    .map(elsewhere -> Refusal.of(Reason.ALREADY_THERE));
        }
        if (act instanceof UnitAct.NameHeads heads) {
            Optional<PostId> missing = heads.head()
                    .filter(head -> session.roster()
                            .post(head)
                            .filter(post -> post.unit().equals(unit))
                            .isEmpty())
                    .or(() -> heads.inCharge()
                            .filter(leader -> session.roster().post(leader).isEmpty()));
            return missing.map(post -> Refusal.of(Reason.NOT_FOUND).with("field", "post"));
        }
        if (act instanceof UnitAct.Delegate delegate) {
            Delegation ordered = delegate.delegation();
            if (unit(session, ordered.absent()).filter(unit::equals).isEmpty()) {
                return Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "absent"));
            }
            return standing(session, ordered.id()).isPresent()
                    ? Optional.of(Refusal.of(Reason.ALREADY_THERE))
                    : ordered.refusal(
                            session.tenures().delegations(),
                            session.tenures(),
                            at.atZone(PetitionCase.CHINA).toLocalDate());
        }
        if (act instanceof UnitAct.EndDelegation end) {
            boolean here = standing(session, end.delegation())
                    .flatMap(one -> unit(session, one.absent()))
                    .filter(unit::equals)
                    .isPresent();
            return here
                    ? Optional.of(end.reason())
                            .filter(String::isBlank)
                            .map(blank -> Refusal.of(Reason.INCOMPLETE).with("field", "reason"))
                    : Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "delegation"));
        }
        // Enlist comes with an account only; after the other two the running terms have to be reckoned again
        if (act instanceof UnitAct.Enlist || act instanceof UnitAct.Announce || act instanceof UnitAct.Adopt) {
            return Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "act"));
        }
        if (act instanceof UnitAct.Appoint appoint) {
            Optional<Post> post = session.roster().post(appoint.incumbency().post());
            if (post.filter(found -> found.unit().equals(unit)).isEmpty()) {
                return Optional.of(Refusal.of(Reason.NOT_FOUND).with("field", "post"));
            }
            if (!appoint.incumbency().official().equals(appoint.official().id())
                    || !appoint.incumbency().sits()) {
                return Optional.of(Refusal.of(Reason.INCOMPLETE).with("field", "incumbency"));
            }
            if (appoint.incumbency().from().isAfter(on)) {
                return Optional.of(Refusal.of(Reason.IN_THE_FUTURE)); // who is appointed sits, and may be given cases
            }
            if (session.roster().administers(appoint.official().id())) {
                return Optional.of(Refusal.of(Reason.HOLDS_A_POST));
            }
            boolean renamed = session.roster()
                    .official(appoint.official().id())
                    .filter(known -> !known.equals(appoint.official()))
                    .isPresent();
            boolean twice = session.tenures().sitting(post.get().id()).stream()
                    .anyMatch(sitting ->
                            sitting.official().equals(appoint.official().id()));
            return renamed
                            || twice
                            || session.tenures().find(appoint.incumbency().id()).isPresent()
                    ? Optional.of(Refusal.of(Reason.ALREADY_THERE))
                    : Optional.empty();
        }
        return Optional.empty();
    }
}
