package dev.jieli.domain.accountability;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;

/**
 * 在任席位: a sitting incumbency, where it sits, and who sits above it today. Only a seat can be given a case.
 *
 * @param above unit head and leader in charge as the tree of posts has them; a vacant post is left out
 */
public record Seat(
        IncumbencyId incumbency,
        UnitId unit,
        Unit.Kind unitKind,
        Post.Kind post,
        ImmutableSortedMap<Role, IncumbencyId> above) {

    /** The chain of a case that is put on this seat. */
    public Chain chain() {
        return new Chain(incumbency, above);
    }
}
