package dev.jieli.domain.organization;

import com.google.common.collect.ImmutableList;
import java.util.function.BiPredicate;

/**
 * 上一级机关、单位 (arts. 35, 36): which organ is the next higher one that decides a review; a rule per kind of organ.
 *
 * <p>The Regulations say no more than 上一级机关、单位. Which organ that is is *chosen*, as local rules have it (Beijing 2006,
 * art. 48: a department's is its own government or the department above): the superior that the tree of units names is
 * always one, and beside it those of the table.
 */
public final class NextHigher {

    private record Rule(Unit.Kind handled, Unit.Kind reviews, BiPredicate<Unit, Unit> where) {}

    // spotless:off
    private static final ImmutableList<Rule> TABLE = ImmutableList.of(
        //       who handled it              who reviews
        new Rule(Unit.Kind.DEPARTMENT,       Unit.Kind.GOVERNMENT,      NextHigher::samePlace),   // 本级政府
        new Rule(Unit.Kind.DEPARTMENT,       Unit.Kind.DEPARTMENT,      NextHigher::placeAbove),  // 上一级主管部门
        new Rule(Unit.Kind.PETITION_OFFICE,  Unit.Kind.GOVERNMENT,      NextHigher::samePlace),
        new Rule(Unit.Kind.PETITION_OFFICE,  Unit.Kind.PETITION_OFFICE, NextHigher::placeAbove),
        new Rule(Unit.Kind.TOWNSHIP,         Unit.Kind.GOVERNMENT,      NextHigher::placeAbove),  // 乡镇、街道：县级政府
        new Rule(Unit.Kind.GOVERNMENT,       Unit.Kind.GOVERNMENT,      NextHigher::placeAbove)); // 上一级政府
    // spotless:on

    private NextHigher() {}

    /** Whether one unit may decide the review of what the other decided; so it may where the tree names nobody above. */
    public static boolean reviews(Unit reviewer, Unit handled) {
        return handled.above().isEmpty()
                || handled.above().get().equals(reviewer.id())
                || TABLE.stream()
                        .anyMatch(rule -> rule.handled() == handled.kind()
                                && rule.reviews() == reviewer.kind()
                                && rule.where().test(reviewer, handled));
    }

    private static boolean samePlace(Unit reviewer, Unit handled) {
        return reviewer.region().equals(handled.region());
    }

    private static boolean placeAbove(Unit reviewer, Unit handled) {
        return reviewer.region().isNextAbove(handled.region());
    }
}
