package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 身份认定: in which capacities somebody who sits may act in a case. The one place where authority over acts is decided;
 * {@link Lifecycle} says which capacity each act asks for.
 */
final class Capacities {
    private Capacities() {}

    /**
     * All capacities that the actor has in this case.
     *
     * @param receiving the seat that the act would put the case on, where it does
     */
    static ImmutableSet<Capacity> of(Seat actor, Position position, Optional<Seat> receiving) {
        Set<Capacity> held = EnumSet.noneOf(Capacity.class);
        for (Role role : position.chain().rolesOf(actor.incumbency())) {
            held.add(
                    switch (role) {
                        case HOLDER -> Capacity.HOLDER;
                        case UNIT_HEAD -> Capacity.UNIT_HEAD;
                        case LEADER_IN_CHARGE -> Capacity.LEADER_IN_CHARGE;
                        case ASSIGNED_LEADER -> Capacity.ASSIGNED_LEADER;
                    });
        }
        if (actor.unit().equals(position.unit())) {
            held.add(Capacity.COLLEAGUE);
            if (actor.post() == Post.Kind.HEAD) {
                held.add(Capacity.UNIT_HEAD);
            }
            if (actor.post() == Post.Kind.LEADER) {
                held.add(Capacity.LEADER_IN_CHARGE); // 副职负责人: of what the organ does, all of its leaders are in charge
            }
        }
        if (position instanceof Position.Open open
                && open.sender().filter(actor.unit()::equals).isPresent()) {
            held.add(Capacity.SENDER);
        }
        if (position instanceof Position.Open open && open.matter().assisting().contains(actor.unit())) {
            held.add(Capacity.ASSISTANT);
        }
        if (receiving.filter(seat -> seat.unit().equals(actor.unit())).isPresent()) {
            held.add(Capacity.RECEIVER);
        }
        held.addAll(apartFromCase(actor));
        return ImmutableSet.copyOf(held);
    }

    /** Capacities that the seat has in every case. */
    static ImmutableSet<Capacity> apartFromCase(Seat actor) {
        ImmutableSet.Builder<Capacity> held = ImmutableSet.builder();
        if (actor.unitKind() == Unit.Kind.PETITION_OFFICE) {
            held.add(Capacity.PETITION_OFFICE);
        }
        if (actor.post() == Post.Kind.SUPERVISOR) {
            held.add(Capacity.SUPERVISOR);
        }
        return held.build();
    }
}
