package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.accountability.IncumbencyId;
import java.time.LocalDate;

/**
 * 领导包案 (art. 18(2)): a leader who has taken a hard case upon himself or herself. Responsibility for handling stays
 * with the holder; the leader answers for its being resolved.
 *
 * @param slots what the leader does under each duty; a duty without text is still owed
 * @param until the day by which it is to be resolved (限期), not before {@code from}
 */
public record LeaderAssignment(
        IncumbencyId leader, ImmutableMap<Slot, String> slots, String plan, LocalDate from, LocalDate until) {

    /** The duties for which nothing has been entered. */
    public java.util.List<Slot> owed() {
        return slots.entrySet().stream()
                .filter(slot -> slot.getValue().isBlank())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
