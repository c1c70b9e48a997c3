package dev.jieli.domain.organization;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * 机构: an organ or unit that handles petitions, in the tree of its superiors.
 *
 * @param shortNames the short forms by which ledgers and letters know it
 * @param above the next higher organ, which also decides reviews (art. 35); empty at the root
 */
public record Unit(
        UnitId id, String name, ImmutableSet<String> shortNames, Kind kind, RegionCode region, Optional<UnitId> above) {

    /** 机构类别: only a petition department is bound by art. 22; every other organ by art. 23. */
    public enum Kind {
        /** 信访部门 */
        PETITION_OFFICE,
        /** 党委政府 */
        GOVERNMENT,
        /** 部门 */
        DEPARTMENT,
        /** 乡镇(街道) */
        TOWNSHIP
    }

    public Unit {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a unit has a name");
        }
    }
}
