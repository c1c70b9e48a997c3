package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.LocalDate;

/**
 * 重大紧急 (art. 25): since when a matter is one, and who has been told of it. The Regulations give no number of days: at
 * once.
 */
public record Urgency(LocalDate since, ImmutableSet<Informed> told) {

    /**
     * Who has still to be told.
     *
     * @param office whether the case is with a petition department, which tells its superiors too (art. 25(2))
     */
    public ImmutableSet<Informed> outstanding(boolean office) {
        return Sets.difference(office ? Informed.BY_AN_OFFICE : Informed.BY_ANY_ORGAN, told)
                .immutableCopy();
    }

    Urgency informed(ImmutableSet<Informed> more) {
        return new Urgency(since, Sets.immutableEnumSet(Sets.union(told, more)));
    }
}
