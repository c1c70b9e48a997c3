package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Roster;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.testkit.Who;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Roster} owes: units, posts and officials as their entries say. */
public abstract class RosterContract extends Contract {

    @Test
    void units_are_found_as_they_were_established() {
        for (Who.Place place : Who.Place.values()) {
            assertThat(unit(place.id())).contains(place.unit());
        }
        assertThat(unit(new UnitId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void all_units_those_above_before_those_below() {
        Unit above = new Unit(
                new UnitId(new UUID(0, 1)),
                "后设上级",
                ImmutableSet.of(),
                Unit.Kind.GOVERNMENT,
                new RegionCode("330700"),
                Optional.of(Who.Place.CITY.id()));
        given().enters(above.id(), new UnitAct.Establish(above));
        given().enters(Who.Place.TOWN.id(), new UnitAct.Establish(under(Who.Place.TOWN.unit(), above)));
        List<UnitId> units = units().stream().map(Unit::id).toList();

        assertThat(units).hasSize(Who.Place.values().length + 1).doesNotHaveDuplicates();
        for (Unit unit : units()) {
            unit.above().ifPresent(higher -> assertThat(units.indexOf(higher)).isLessThan(units.indexOf(unit.id())));
        }
        assertThat(units.get(0)).isEqualTo(Who.Place.CITY.id());
    }

    private static Unit under(Unit unit, Unit above) {
        return new Unit(unit.id(), unit.name(), unit.shortNames(), unit.kind(), unit.region(), Optional.of(above.id()));
    }

    @Test
    void a_unit_established_again_has_changed() {
        Unit renamed = new Unit(
                HANDLER.unit(),
                "某县建设局",
                ImmutableSet.of("建设局", "住建局"),
                Unit.Kind.DEPARTMENT,
                new RegionCode("330723"),
                Optional.of(Who.Place.COUNTY.id()));
        given().enters(HANDLER.unit(), new UnitAct.Establish(renamed));

        assertThat(unit(HANDLER.unit())).contains(renamed);
        assertThat(units()).hasSize(Who.Place.values().length);
        assertThat(posts(HANDLER.unit())).hasSize(3);
    }

    @Test
    void posts_and_officials_are_found() {
        assertThat(posts(HANDLER.unit()))
                .extracting(Post::id)
                .containsExactlyInAnyOrder(HEAD.post(), HANDLER.post(), COLLEAGUE.post());
        assertThat(post(HEAD.post()).map(Post::kind)).contains(Post.Kind.HEAD);
        assertThat(post(Who.DEPUTY.post()).map(Post::rank)).contains(2);
        assertThat(official(HANDLER.official())).contains(new Official(HANDLER.official(), HANDLER.fullName()));
        assertThat(post(new PostId(new UUID(1, 1)))).isEmpty();
        assertThat(official(new OfficialId(new UUID(1, 1)))).isEmpty();
        assertThat(posts(new UnitId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void a_docket_is_as_long_as_it_is() {
        int before = entries(HANDLER.unit());
        given().successor(HANDLER);

        assertThat(entries(HANDLER.unit())).isEqualTo(before + 1);
        assertThat(docket(subject())).hasSize(before + 1);
        assertThat(entries(new UnitId(new UUID(1, 1)))).isZero();
    }

    @Test
    void an_entry_from_an_old_page_loses_and_nothing_of_it_is_so() {
        Entry stale =
                entry(entries(HANDLER.unit()), new UnitAct.NameHeads(Optional.of(COLLEAGUE.post()), Optional.empty()));

        Outcome<Boolean> outcome = store().transact(Asker.Job.OPERATOR, session -> {
            session.roster().enter(stale);
            return Outcome.done(true);
        });
        assertThat(refusal(outcome).reason()).isEqualTo(Reason.STALE);
        assertThat(seat(HANDLER).above()).containsValue(HEAD.id());
    }

    @Test
    void several_entries_go_in_together() {
        int before = entries(HANDLER.unit());
        Post post = new Post(new PostId(new UUID(2, 2)), HANDLER.unit(), "副局长", Post.Kind.HEAD, 0);

        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.roster().enter(entry(before + 1, new UnitAct.CreatePost(post)));
            session.roster().enter(entry(before + 2, new UnitAct.NameHeads(Optional.of(post.id()), Optional.empty())));
            return Outcome.done(true);
        }));
        assertThat(entries(HANDLER.unit())).isEqualTo(before + 2);
        assertThat(seat(HANDLER).above()).isEmpty();
    }

    private Entry entry(int number, UnitAct act) {
        return new Entry(
                subject(),
                number,
                act,
                Effect.NONE,
                Optional.of(HEAD.id()),
                Capacity.UNIT_HEAD,
                DAY,
                given().now(),
                Optional.empty());
    }

    private static Subject subject() {
        return new Subject(Subject.Kind.UNIT, HANDLER.unit().value());
    }

    private Optional<Unit> unit(UnitId id) {
        return ask(roster -> roster.unit(id));
    }

    private List<Unit> units() {
        return ask(Roster::units);
    }

    private Optional<Post> post(PostId id) {
        return ask(roster -> roster.post(id));
    }

    private Optional<Official> official(OfficialId id) {
        return ask(roster -> roster.official(id));
    }

    private List<Post> posts(UnitId unit) {
        return ask(roster -> roster.posts(unit));
    }

    private int entries(UnitId unit) {
        return ask(roster -> roster.entries(unit));
    }

    private <T> T ask(Function<Roster, T> question) {
        return given().look(session -> question.apply(session.roster()));
    }
}
