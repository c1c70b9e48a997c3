package dev.jieli.domain.accountability;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * 责任链: who answers for a case. There is always a holder; the roles above may be vacant, the holder never. A chain is
 * replaced, not emptied.
 *
 * @param above who sits in the roles above, in the order of {@link Role}; never contains {@link Role#HOLDER}
 */
public record Chain(IncumbencyId holder, ImmutableSortedMap<Role, IncumbencyId> above) {
    public Chain {
        if (above.containsKey(Role.HOLDER)) {
            throw new IllegalArgumentException("the holder stands apart from those above");
        }
    }

    public static Chain of(IncumbencyId holder) {
        return new Chain(holder, ImmutableSortedMap.of());
    }

    /** Whoever sits in that role. */
    public Optional<IncumbencyId> in(Role role) {
        return role == Role.HOLDER ? Optional.of(holder) : Optional.ofNullable(above.get(role));
    }

    /** All roles that this incumbency has here; an official may be holder and head in one. */
    public ImmutableSet<Role> rolesOf(IncumbencyId who) {
        ImmutableSet.Builder<Role> roles = ImmutableSet.builder();
        if (holder.equals(who)) {
            roles.add(Role.HOLDER);
        }
        above.forEach((role, in) -> {
            if (in.equals(who)) {
                roles.add(role);
            }
        });
        return roles.build();
    }

    public Chain with(Role role, IncumbencyId who) {
        if (role == Role.HOLDER) {
            return new Chain(who, above);
        }
        return new Chain(
                holder,
                ImmutableSortedMap.<Role, IncumbencyId>naturalOrder()
                        .putAll(without(role).above)
                        .put(role, who)
                        .build());
    }

    /** The same chain with a role above left vacant; asking it of the holder is a fault. */
    public Chain without(Role role) {
        if (role == Role.HOLDER) {
            throw new IllegalArgumentException("a case without somebody who answers for it cannot be");
        }
        return new Chain(
                holder,
                above.entrySet().stream()
                        .filter(link -> link.getKey() != role)
                        .collect(toImmutableSortedMap(
                                Comparator.<Role>naturalOrder(), Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Everything that one incumbency answers for here, put on another. */
    public Chain passed(IncumbencyId from, IncumbencyId to) {
        return new Chain(
                holder.equals(from) ? to : holder,
                above.entrySet().stream()
                        .collect(toImmutableSortedMap(
                                Comparator.<Role>naturalOrder(),
                                Map.Entry::getKey,
                                link -> link.getValue().equals(from) ? to : link.getValue())));
    }

    /** To whom a reminder goes that this role did not heed: the next seated role above, or the topmost there is. */
    public IncumbencyId nextAbove(Role role) {
        IncumbencyId unheeding = in(role).orElse(holder);
        for (Map.Entry<Role, IncumbencyId> link : above.entrySet()) {
            if (link.getKey().compareTo(role) > 0
                    && !link.getValue().equals(holder)
                    && !link.getValue().equals(unheeding)) {
                return link.getValue();
            }
        }
        ImmutableList<IncumbencyId> seated = above.values().asList();
        return seated.isEmpty() ? holder : seated.get(seated.size() - 1);
    }

    /** To whom the next reminder goes after so many were sent: the holder first, then one seated role higher each time. */
    public IncumbencyId afterReminders(int sent) {
        ImmutableList<IncumbencyId> ladder = ImmutableSet.<IncumbencyId>builder()
                .add(holder)
                .addAll(above.values()) // who stands on two rungs is told once, and nobody between them is passed over
                .build()
                .asList();
        return ladder.get(Math.min(sent, ladder.size() - 1));
    }
}
