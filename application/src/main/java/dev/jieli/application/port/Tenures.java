package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.tenure.Incumbency;
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

    void begin(Incumbency incumbency);

    /** Ends an incumbency; the store refuses as {@link Store} says while an open case points to it. */
    void end(IncumbencyId id, LocalDate on);
}
