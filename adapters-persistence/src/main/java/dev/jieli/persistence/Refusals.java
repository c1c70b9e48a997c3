package dev.jieli.persistence;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.util.Optional;

/** What a write that lost is answered, see {@link dev.jieli.application.port.Store}. */
final class Refusals {
    private Refusals() {}

    static Refusal stale() {
        return Refusal.of(Reason.STALE);
    }

    /** @param entries how many the docket has now */
    static Refusal stale(int entries) {
        return Refusal.of(Reason.STALE).with("entries", entries);
    }

    static Refusal alreadyThere() {
        return Refusal.of(Reason.ALREADY_THERE);
    }

    /** Somebody whom the work asked for sits no longer, or under others. */
    static Refusal seatChanged(IncumbencyId who, Optional<Seat> now, Writes writes) {
        if (now.isPresent()) {
            return stale();
        }
        boolean acts = writes.entries.stream().anyMatch(entry -> entry.by().equals(Optional.of(who)));
        return Refusal.of(acts ? Reason.ACTOR_DOES_NOT_SIT : Reason.RECEIVER_DOES_NOT_SIT);
    }
}
