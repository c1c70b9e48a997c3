package dev.jieli.domain.tenure;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.PostId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 任职: this official in this post for this stretch; the thing that answers, and the only thing that can end. It ends by a
 * completed {@link Handover} and in no other way.
 *
 * @param acting whether the official only stands in until somebody is appointed (代理)
 * @param until the day on which it ended; empty while the official sits
 */
public record Incumbency(
        IncumbencyId id, OfficialId official, PostId post, LocalDate from, boolean acting, Optional<LocalDate> until) {

    public boolean sits() {
        return until.isEmpty();
    }

    /** Whether it covers that day; on the day of a handover both the leaver and the receiver do. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
    }

    public Incumbency ended(LocalDate on) {
        return new Incumbency(id, official, post, from, acting, Optional.of(on));
    }
}
