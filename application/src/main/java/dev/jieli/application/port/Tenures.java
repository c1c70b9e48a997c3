package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 任职库. As {@link Seats} it says who sits and, derived from the tree of posts, who sits above: the head of the unit and
 * the leader in charge of it. Where two sit in one post (leaver and receiver), the one who came first counts until he or
 * she has left. Nobody stands above himself or herself.
 */
public interface Tenures extends Seats {

    Optional<Incumbency> find(IncumbencyId id);

    @Override
    default Optional<OfficialId> official(IncumbencyId incumbency) {
        return find(incumbency).map(Incumbency::official);
    }

    /** Who sits in the post, the first to come first. */
    ImmutableList<Incumbency> sitting(PostId post);

    /** All posts that the official sits in. */
    ImmutableList<Incumbency> heldBy(OfficialId official);

    /** 委托代理: those in force or to come, by day of order: none that was ended early, and none of which either has left. */
    ImmutableList<Delegation> delegations();

    /**
     * Where somebody acts: in his or her own post, or in that of an absent one as its delegate, on the day for which it is
     * done and on the day on which it is entered. Empty where nobody sits so, or the delegation does not hold.
     *
     * @param on the day for which it is done
     * @param at the instant at which it is entered
     */
    default Optional<Seat> seat(Actor by, LocalDate on, Instant at) {
        if (!(by instanceof Actor.Delegate as)) {
            return seat((IncumbencyId) by);
        }
        LocalDate today = at.atZone(PetitionCase.CHINA).toLocalDate();
        return delegations().stream()
                .filter(one -> one.is(as) && one.covers(on) && one.covers(today))
                .findFirst()
                .flatMap(one -> seat(one.absent()))
                .map(seat -> seat.actedInBy(as.who()));
    }

    void begin(Incumbency incumbency);

    /** Ends an incumbency; the store refuses as {@link Store} says while an open case points to it. */
    void end(IncumbencyId id, LocalDate on);
}
