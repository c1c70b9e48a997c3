package dev.jieli.domain.accountability;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;

/**
 * 在任席位: a sitting incumbency, where it sits, and who sits above it today. Only a seat can be given a case.
 *
 * @param above unit head and leader in charge as the tree of posts has them; a vacant post is left out
 * @param delegate who acts in it while whoever sits in it is absent; empty where he or she acts
 */
public record Seat(
        IncumbencyId incumbency,
        UnitId unit,
        Unit.Kind unitKind,
        Post.Kind post,
        ImmutableSortedMap<Role, IncumbencyId> above,
        Optional<IncumbencyId> delegate) {
    public Seat(
            IncumbencyId incumbency,
            UnitId unit,
            Unit.Kind unitKind,
            Post.Kind post,
            ImmutableSortedMap<Role, IncumbencyId> above) {
        this(incumbency, unit, unitKind, post, above, Optional.empty());
    }

    /** The same, with somebody acting in it who stands in. */
    public Seat actedInBy(IncumbencyId who) {
        return new Seat(incumbency, unit, unitKind, post, above, Optional.of(who));
    }

    /** Who acts: whoever sits here, or the delegate. */
    public IncumbencyId hand() {
        return delegate.orElse(incumbency);
    }

    /** For whom somebody else acts; empty where whoever sits here acts. */
    public Optional<IncumbencyId> inPlaceOf() {
        return delegate.map(who -> incumbency);
    }

    /** The chain of a case that is put on this seat. */
    public Chain chain() {
        return new Chain(incumbency, above);
    }
}
