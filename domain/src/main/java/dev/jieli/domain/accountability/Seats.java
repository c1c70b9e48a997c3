package dev.jieli.domain.accountability;

import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Collection;
import java.util.Optional;

/** 在任名册: who sits. */
@FunctionalInterface
public interface Seats {
    /** Empty when there is no such incumbency or it has ended. */
    Optional<Seat> seat(IncumbencyId incumbency);

    /** Who heads a unit now; empty where nobody does or the tree is not known here. */
    default Optional<IncumbencyId> head(UnitId unit) {
        return Optional.empty();
    }

    /** A unit in the tree of its superiors; empty where the tree is not known here. */
    default Optional<Unit> unit(UnitId id) {
        return Optional.empty();
    }

    /** Whether two are the same official, in whatever posts; by their names alone where officials are not known here. */
    static boolean same(Seats seats, IncumbencyId one, IncumbencyId other) {
        return one.equals(other)
                || seats.official(one)
                        .filter(who -> seats.official(other).equals(Optional.of(who)))
                        .isPresent();
    }

    /** Whether it is one of these officials, in whatever post. */
    static boolean among(Seats seats, Collection<IncumbencyId> some, IncumbencyId who) {
        return some.stream().anyMatch(one -> same(seats, one, who));
    }

    /** Which official it is that sits or sat so; empty where officials are not known here. */
    default Optional<OfficialId> official(IncumbencyId incumbency) {
        return Optional.empty();
    }
}
