package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import java.util.Optional;

/** 编制名册: units, posts and officials. */
public interface Roster {

    Optional<Unit> unit(UnitId id);

    Optional<Post> post(PostId id);

    Optional<Official> official(OfficialId id);

    /** Whether an account in use has an administrator's duty for this official; until the work is done none gets one. */
    boolean administers(OfficialId official);

    /** All units, those above before those below. */
    ImmutableList<Unit> units();

    /** The unit that stands below none, by whose docket the office keeps what holds for all; empty before the set-up. */
    Optional<Unit> root();

    ImmutableList<Post> posts(UnitId unit);

    /** How many entries the unit's docket has; 0 where there is none. */
    int entries(UnitId unit);

    /**
     * Enters a {@link dev.jieli.domain.tenure.UnitAct} into a unit's docket and makes it so: the unit, post or heads are
     * there, the incumbency has begun, the notice counts, the rulebook holds.
     */
    void enter(Entry entry);
}
