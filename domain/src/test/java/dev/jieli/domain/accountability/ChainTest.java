package dev.jieli.domain.accountability;

import static dev.jieli.domain.accountability.Role.ASSIGNED_LEADER;
import static dev.jieli.domain.accountability.Role.HOLDER;
import static dev.jieli.domain.accountability.Role.LEADER_IN_CHARGE;
import static dev.jieli.domain.accountability.Role.UNIT_HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final IncumbencyId holder = id(1);
    private final IncumbencyId head = id(2);
    private final IncumbencyId leader = id(3);
    private final IncumbencyId assigned = id(4);
    private final Chain full = new Chain(
            holder, ImmutableSortedMap.of(UNIT_HEAD, head, LEADER_IN_CHARGE, leader, ASSIGNED_LEADER, assigned));

    @Test
    void there_is_always_a_holder() {
        assertThat(Chain.of(holder).in(HOLDER)).contains(holder);
        assertThatThrownBy(() -> full.without(HOLDER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Chain(holder, ImmutableSortedMap.of(HOLDER, head)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roles_above_may_be_vacant_the_order_stays() {
        assertThat(full.without(LEADER_IN_CHARGE).above()).containsOnlyKeys(UNIT_HEAD, ASSIGNED_LEADER);
        assertThat(full.without(LEADER_IN_CHARGE).in(LEADER_IN_CHARGE)).isEmpty();
        assertThat(full.without(UNIT_HEAD).with(UNIT_HEAD, assigned).above().keySet())
                .containsExactly(UNIT_HEAD, LEADER_IN_CHARGE, ASSIGNED_LEADER);
        assertThat(full.with(HOLDER, head).holder()).isEqualTo(head);
        assertThat(full.with(UNIT_HEAD, assigned).in(UNIT_HEAD)).contains(assigned);
    }

    @Test
    void one_may_have_several_roles() {
        assertThat(full.with(UNIT_HEAD, holder).rolesOf(holder)).containsExactly(HOLDER, UNIT_HEAD);
        assertThat(full.rolesOf(id(9))).isEmpty();
    }

    @Test
    void what_is_passed_on_is_passed_on_in_every_role() {
        Chain passed = full.with(ASSIGNED_LEADER, leader).passed(leader, id(9));

        assertThat(passed.rolesOf(id(9))).containsExactly(LEADER_IN_CHARGE, ASSIGNED_LEADER);
        assertThat(passed.rolesOf(leader)).isEmpty();
        assertThat(full.passed(holder, id(9)).holder()).isEqualTo(id(9));
        assertThat(full.passed(id(9), id(8))).isEqualTo(full);
    }

    @Test
    void a_reminder_goes_to_the_next_seated_role_above() {
        assertThat(full.nextAbove(HOLDER)).isEqualTo(head);
        assertThat(full.nextAbove(UNIT_HEAD)).isEqualTo(leader);
        assertThat(full.without(UNIT_HEAD).nextAbove(HOLDER)).isEqualTo(leader);
        assertThat(full.with(UNIT_HEAD, holder).nextAbove(HOLDER)).isEqualTo(leader); // not back to the holder
    }

    @Test
    void at_the_top_it_stays_and_where_nobody_is_above_it_comes_back_to_the_holder() {
        assertThat(full.nextAbove(ASSIGNED_LEADER)).isEqualTo(assigned);
        assertThat(Chain.of(holder).nextAbove(HOLDER)).isEqualTo(holder);
    }

    @Test
    void reminders_climb_and_always_have_somebody_to_go_to() {
        assertThat(IntStream.rangeClosed(0, 5).mapToObj(full::afterReminders))
                .containsExactly(holder, head, leader, assigned, assigned, assigned);
        assertThat(IntStream.rangeClosed(0, 3).mapToObj(Chain.of(holder)::afterReminders))
                .containsOnly(holder);
        Chain leaderTwice = full.with(ASSIGNED_LEADER, leader);
        assertThat(IntStream.rangeClosed(0, 4).mapToObj(leaderTwice::afterReminders))
                .containsExactly(holder, head, leader, leader, leader);
    }

    private static IncumbencyId id(int n) {
        return new IncumbencyId(new UUID(0, n));
    }
}
