package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OTHER_DEPUTY;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Tenures;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.testkit.Who;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Tenures} owe: who sits where, since when, and who sits above. */
public abstract class TenuresContract extends Contract {

    @Test
    void an_incumbency_is_found_as_it_began() {
        IncumbencyId acting = given().actingFor(HANDLER);

        Incumbency found = incumbency(acting);
        assertThat(found.acting()).isTrue();
        assertThat(found.from()).isEqualTo(DAY);
        assertThat(found.until()).isEmpty();
        assertThat(found.post()).isEqualTo(HANDLER.post());
        assertThat(incumbency(HANDLER.id()).acting()).isFalse();
        assertThat(find(new IncumbencyId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void one_that_ended_is_found_with_its_last_day_and_sits_no_more() {
        done(leaves(COLLEAGUE.id()));

        assertThat(incumbency(COLLEAGUE.id()).until()).contains(DAY);
        assertThat(seat(COLLEAGUE.id())).isEmpty();
        assertThat(sitting(COLLEAGUE.post())).isEmpty();
        assertThat(heldBy(COLLEAGUE)).isEmpty();
    }

    @Test
    void a_seat_is_where_its_post_is() {
        Seat seat = seat(HANDLER);

        assertThat(seat.incumbency()).isEqualTo(HANDLER.id());
        assertThat(seat.unit()).isEqualTo(HANDLER.unit());
        assertThat(seat.unitKind()).isEqualTo(Unit.Kind.DEPARTMENT);
        assertThat(seat.post()).isEqualTo(Post.Kind.HANDLER);
        assertThat(seat(CLERK).unitKind()).isEqualTo(Unit.Kind.PETITION_OFFICE);
        assertThat(seat(SUPERVISOR).post()).isEqualTo(Post.Kind.SUPERVISOR);
        assertThat(seat(new IncumbencyId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void above_sit_the_head_of_the_unit_and_the_leader_in_charge_of_it() {
        assertThat(seat(HANDLER).above())
                .containsExactly(Map.entry(Role.UNIT_HEAD, HEAD.id()), Map.entry(Role.LEADER_IN_CHARGE, DEPUTY.id()));
        assertThat(seat(CLERK).above()).containsEntry(Role.LEADER_IN_CHARGE, OTHER_DEPUTY.id());
        assertThat(seat(DEPUTY).above()).containsExactly(Map.entry(Role.UNIT_HEAD, MAGISTRATE.id()));
    }

    @Test
    void nobody_stands_above_himself() {
        assertThat(seat(HEAD).above()).containsExactly(Map.entry(Role.LEADER_IN_CHARGE, DEPUTY.id()));
        assertThat(seat(MAGISTRATE).above()).isEmpty();
    }

    @Test
    void not_in_another_post_of_his_either() {
        IncumbencyId second = given().alsoSits(HEAD, COLLEAGUE);

        assertThat(seat(second).orElseThrow().above()).doesNotContainKey(Role.UNIT_HEAD);
    }

    @Test
    void a_vacant_post_above_is_left_out() {
        done(leaves(HEAD.id()));

        assertThat(seat(HANDLER).above()).containsOnlyKeys(Role.LEADER_IN_CHARGE);
    }

    @Test
    void of_two_in_one_post_the_first_to_come_counts_until_he_has_left() {
        IncumbencyId second = given().successor(HEAD);

        assertThat(sitting(HEAD.post())).extracting(Incumbency::id).containsExactly(HEAD.id(), second);
        assertThat(seat(HANDLER).above()).containsEntry(Role.UNIT_HEAD, HEAD.id());
        assertThat(seat(second).orElseThrow().above()).containsEntry(Role.UNIT_HEAD, HEAD.id());

        done(leaves(HEAD.id()));
        assertThat(sitting(HEAD.post())).extracting(Incumbency::id).containsExactly(second);
        assertThat(seat(HANDLER).above()).containsEntry(Role.UNIT_HEAD, second);
        assertThat(seat(second).orElseThrow().above()).containsOnlyKeys(Role.LEADER_IN_CHARGE);
    }

    @Test
    void other_heads_are_above_from_when_they_are_named() {
        given().enters(
                        HANDLER.unit(),
                        new UnitAct.NameHeads(Optional.of(COLLEAGUE.post()), Optional.of(OTHER_DEPUTY.post())));

        assertThat(seat(HANDLER).above())
                .containsEntry(Role.UNIT_HEAD, COLLEAGUE.id())
                .containsEntry(Role.LEADER_IN_CHARGE, OTHER_DEPUTY.id());

        given().enters(HANDLER.unit(), new UnitAct.NameHeads(Optional.empty(), Optional.empty()));
        assertThat(seat(HANDLER).above()).isEmpty();
    }

    @Test
    void an_official_may_sit_in_several_posts() {
        IncumbencyId second = given().alsoSits(HANDLER, TOWN_HANDLER);

        assertThat(heldBy(HANDLER)).extracting(Incumbency::id).containsExactly(HANDLER.id(), second);
        assertThat(seat(second).orElseThrow().unit()).isEqualTo(TOWN_HANDLER.unit());
    }

    @Test
    void an_incumbency_begins_once() {
        Incumbency again =
                new Incumbency(HANDLER.id(), COLLEAGUE.official(), COLLEAGUE.post(), DAY, false, Optional.empty());

        Outcome<Boolean> twice = store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().begin(again);
            return Outcome.done(true);
        });
        assertThat(refusal(twice).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(incumbency(HANDLER.id()).official()).isEqualTo(HANDLER.official());
    }

    @Test
    void an_incumbency_can_begin_without_an_entry() {
        Incumbency more = new Incumbency(
                new IncumbencyId(new UUID(8, 8)), COLLEAGUE.official(), HANDLER.post(), DAY, true, Optional.empty());

        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().begin(more);
            return Outcome.done(true);
        }));
        assertThat(incumbency(more.id())).isEqualTo(more);
        assertThat(sitting(HANDLER.post())).extracting(Incumbency::id).containsExactly(HANDLER.id(), more.id());
    }

    private Incumbency incumbency(IncumbencyId id) {
        return find(id).orElseThrow();
    }

    private Optional<Incumbency> find(IncumbencyId id) {
        return ask(tenures -> tenures.find(id));
    }

    private ImmutableList<Incumbency> heldBy(Who who) {
        return ask(tenures -> tenures.heldBy(who.official()));
    }

    private ImmutableList<Incumbency> sitting(PostId post) {
        return ask(tenures -> tenures.sitting(post));
    }

    private <T> T ask(Function<Tenures, T> question) {
        return given().look(session -> question.apply(session.tenures()));
    }
}
