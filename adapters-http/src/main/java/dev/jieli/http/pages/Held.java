package dev.jieli.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.authority.Reach;
import dev.jieli.domain.docket.Capacity;

/**
 * 本人的身份: in which capacities somebody acts today, and why.
 *
 * @param from the post from which it follows, or the duty of an administrator
 * @param since from which day; blank for a duty
 */
public record Held(String from, String since, ImmutableSet<Capacity> capacities, ImmutableList<Given> powers) {

    /** 由此得到的权限 */
    public record Given(Power power, ImmutableSet<Reach> reach) {}
}
