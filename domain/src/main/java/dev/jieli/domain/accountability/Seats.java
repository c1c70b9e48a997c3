package dev.jieli.domain.accountability;

import java.util.Optional;

/** 在任名册: who sits. */
@FunctionalInterface
public interface Seats {
    /** Empty when there is no such incumbency or it has ended. */
    Optional<Seat> seat(IncumbencyId incumbency);
}
