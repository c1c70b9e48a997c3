package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.authority.Reach;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everybody in the office × everything apart from the acts on a case × every unit. */
class AuthorityTest {
    private static final Set<Who> REGISTRARS = Set.of(Who.OFFICE_HEAD, Who.CLERK, Who.OTHER_CLERK);
    private static final List<Unit> UNITS =
            Arrays.stream(Who.Place.values()).map(Who.Place::unit).toList();

    private final Given given = Given.an_office(new InMemoryArchive());

    private Seat seat(Who who) {
        return given.look(session -> session.tenures().seat(who.id())).orElseThrow();
    }

    @Test
    void the_table_gives_each_power_to_those_it_names_as_far_as_it_says_and_to_nobody_else() {
        for (Power power : Power.values()) {
            for (Who who : Who.values()) {
                for (Unit about : UNITS) {
                    boolean given = Authority.table().stream()
                            .anyMatch(row -> row.power() == power
                                    && Authority.capacities(seat(who)).stream().anyMatch(row.by()::contains)
                                    && (row.reach() == Reach.WHOLE_HOUSE
                                            || Authority.within(row.reach(), who.unit(), UNITS)
                                                    .contains(about.id())));
                    assertThat(Authority.permits(power, seat(who), Optional.of(about), UNITS) instanceof Outcome.Done)
                            .as("%s, %s, %s", power, who, about.name())
                            .isEqualTo(given);
                }
            }
        }
    }

    @Test
    void heads_and_registrars_of_the_petition_department_keep_the_organization_of_their_level_and_below() {
        int posts = 0;
        for (Who who : Who.values()) {
            for (Who.Place place : Who.Place.values()) {
                Post post =
                        new Post(new PostId(Who.uuid("matrix " + posts++)), place.id(), "新岗位", Post.Kind.HANDLER, 0);
                Outcome<Entry> entered = new EnterUnitAct(given.store())
                        .enter(
                                place.id(),
                                new UnitAct.CreatePost(post),
                                Optional.of(who.id()),
                                given.today(),
                                given.now());

                if (REGISTRARS.contains(who) && place != Who.Place.CITY) {
                    assertThat(Given.done(entered).capacity()).isEqualTo(Capacity.REGISTRAR);
                } else {
                    assertThat(Given.refusal(entered).reason()).isEqualTo(Reason.NOT_YOURS);
                    assertThat(Given.refusal(entered).details()).containsEntry("needs", "[REGISTRAR]");
                }
            }
        }
    }

    private Outcome<Entry> enters(Optional<Who> by, UnitId unit, UnitAct act) {
        return new EnterUnitAct(given.store()).enter(unit, act, by.map(Who::id), given.today(), given.now());
    }

    @Test
    void a_unit_out_of_reach_is_not_taken_under_ones_own() {
        Unit neighbour = new Unit(
                new UnitId(Who.uuid("neighbour")),
                "邻县人民政府",
                ImmutableSet.of("邻县"),
                Unit.Kind.GOVERNMENT,
                new RegionCode("330726"),
                Optional.of(Who.Place.CITY.id()));
        Given.done(enters(Optional.empty(), neighbour.id(), new UnitAct.Establish(neighbour)));
        Unit taken = new Unit(
                neighbour.id(),
                neighbour.name(),
                neighbour.shortNames(),
                neighbour.kind(),
                Who.Place.COUNTY.unit().region(),
                Optional.of(Who.Place.COUNTY.id()));

        Outcome<Entry> entered = enters(Optional.of(Who.CLERK), taken.id(), new UnitAct.Establish(taken));

        assertThat(Given.refusal(entered).reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(unitNow(taken.id())).contains(neighbour);
    }

    @Test
    void a_post_of_another_unit_is_not_made_one_of_ones_own() {
        Post theirs = postNow(Who.REREVIEWER.post()).orElseThrow();
        Post taken = new Post(theirs.id(), Who.Place.BUREAU.id(), "科员", Post.Kind.HANDLER, 0);

        Outcome<Entry> entered = enters(Optional.of(Who.CLERK), Who.Place.BUREAU.id(), new UnitAct.CreatePost(taken));

        assertThat(Given.refusal(entered).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(postNow(theirs.id())).contains(theirs);
    }

    @Test
    void an_appointment_gives_nobody_another_name() {
        Official renamed = new Official(Who.REREVIEWER.official(), "别名");
        Incumbency appointed = new Incumbency(
                new IncumbencyId(Who.uuid("appointed")),
                renamed.id(),
                Who.HANDLER.post(),
                given.today(),
                false,
                Optional.empty());

        Outcome<Entry> entered =
                enters(Optional.of(Who.CLERK), Who.Place.BUREAU.id(), new UnitAct.Appoint(appointed, renamed));

        assertThat(Given.refusal(entered).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(officialNow(renamed.id())).contains(Who.REREVIEWER.officialAsAppointed());
    }

    @Test
    void nobody_appoints_himself_or_herself() {
        Incumbency appointed = new Incumbency(
                new IncumbencyId(Who.uuid("appointed")),
                Who.CLERK.official(),
                Who.HEAD.post(),
                given.today(),
                false,
                Optional.empty());
        UnitAct own = new UnitAct.Appoint(appointed, Who.CLERK.officialAsAppointed());

        Outcome<Entry> entered = enters(Optional.of(Who.CLERK), Who.Place.BUREAU.id(), own);

        assertThat(Given.refusal(entered).reason()).isEqualTo(Reason.OWN_APPOINTMENT);
        assertThat(enters(Optional.of(Who.OTHER_CLERK), Who.Place.BUREAU.id(), own))
                .isInstanceOf(Outcome.Done.class);
    }

    private Optional<Unit> unitNow(UnitId id) {
        return given.look(session -> session.roster().unit(id));
    }

    private Optional<Post> postNow(PostId id) {
        return given.look(session -> session.roster().post(id));
    }

    private Optional<Official> officialNow(OfficialId id) {
        return given.look(session -> session.roster().official(id));
    }
}
