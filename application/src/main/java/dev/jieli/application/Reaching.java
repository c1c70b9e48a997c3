package dev.jieli.application;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.List;

/** 权限所及: the units to which a power reaches from where somebody sits. */
final class Reaching {
    private Reaching() {}

    /** None where the power is not his or hers, or nobody sits there. */
    static ImmutableSet<UnitId> of(Store.Session session, Power power, IncumbencyId by) {
        List<Unit> units = session.roster().units();
        return session.tenures().seat(by).stream()
                .flatMap(seat -> Authority.reach(power, seat).stream()
                        .flatMap(far -> Authority.within(far, seat.unit(), units).stream()))
                .collect(ImmutableSet.toImmutableSet());
    }
}
