package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.application.AdvanceHandover;
import dev.jieli.application.EnterUnitAct;
import dev.jieli.application.PerformAct;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Authority;
import dev.jieli.domain.authority.Power;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every act × everybody who sits, or no longer does × every kind of case, in reach and out of it: what is done, is done by
 * somebody to whom a row of the table gives it, and what is out of reach is not there.
 */
class ActMatrixTest {
    private static final ImmutableList<Function<Given, PetitionCase>> CASES = ImmutableList.of(
            Given::registered,
            Given::receivedDirectly,
            Given::forwarded,
            Given::objected,
            Given::accepted,
            Given::replied,
            Given::replyServed,
            Given::reviewRequested,
            Given::reviewed,
            Given::rereviewRequested,
            Given::revoked,
            Given::executing,
            Given::declined,
            Given::final_,
            ActMatrixTest::accusation);

    /** Against the bureau that handled it until now. */
    private static PetitionCase accusation(Given given) {
        return given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(Who.HEAD.unit()),
                        ImmutableSet.of(),
                        "检举控告"));
    }

    private Given given = Given.an_office(new InMemoryArchive());

    private Seat seat(Who who) {
        return given.look(session -> session.tenures().seat(who.id())).orElseThrow();
    }

    /** By what stands in the case, reckoned here anew: the chain, the units, the post. */
    private static Set<Capacity> capacities(Seat seat, PetitionCase found) {
        Set<Capacity> held = EnumSet.noneOf(Capacity.class);
        Position position = found.position();
        for (Role role : position.chain().rolesOf(seat.incumbency())) {
            held.add(Capacity.valueOf(role.name()));
        }
        boolean home = seat.unit().equals(position.unit());
        if (home) {
            held.add(Capacity.COLLEAGUE);
        }
        if (home && seat.post() == Post.Kind.HEAD) {
            held.add(Capacity.UNIT_HEAD);
        }
        if (home && seat.post() == Post.Kind.LEADER) {
            held.add(Capacity.LEADER_IN_CHARGE);
        }
        if (position instanceof Position.Open open) {
            if (open.sender().equals(Optional.of(seat.unit()))) {
                held.add(Capacity.SENDER);
            }
            if (open.matter().assisting().contains(seat.unit())) {
                held.add(Capacity.ASSISTANT);
            }
        }
        if (seat.unitKind() == Unit.Kind.PETITION_OFFICE) {
            held.add(Capacity.PETITION_OFFICE);
        }
        if (seat.post() == Post.Kind.SUPERVISOR) {
            held.add(Capacity.SUPERVISOR);
        }
        held.add(Capacity.RECEIVER); // where the act puts it before one's own organ; which one, the act says
        return held;
    }

    private static Set<Capacity> wanted(PetitionCase found, CaseAct act) {
        Set<Capacity> by = new HashSet<>();
        for (Lifecycle.Row row : found.position() instanceof Position.Open open
                ? Lifecycle.table(open.matter().track())
                : Lifecycle.table(Track.PETITION_PROCEDURE)) {
            boolean here = found.position() instanceof Position.Open open
                    ? row.at().equals(Optional.of(open.stage()))
                    : row.ended();
            if (here && row.act().equals(act.getClass())) {
                by.addAll(row.by());
            }
        }
        return by;
    }

    @Test
    void an_act_on_a_case_is_done_by_whom_the_table_names_and_what_is_out_of_reach_is_not_there() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<Capacity> done = EnumSet.noneOf(Capacity.class);
        List<String> wrong = new ArrayList<>();
        for (Function<Given, PetitionCase> making : CASES) {
            PetitionCase found = fresh(making);
            ImmutableList<CaseAct> acts = acts();
            for (int i = 0; i < acts.size(); i++) {
                for (Who who : Who.values()) {
                    CaseAct act = acts.get(i);
                    kinds.add(act.getClass());
                    boolean sees = given.look(session -> session.sight(Asker.of(who.id())))
                            .sees(found);
                    Outcome<PetitionCase> outcome = perform(found.id(), found.entries(), act, who);
                    Optional<Reason> reason = outcome instanceof Outcome.Refused<PetitionCase> refused
                            ? Optional.of(refused.refusal().reason())
                            : Optional.empty();
                    Set<Capacity> wanted = wanted(found, act);
                    Set<Capacity> fitting = Sets.intersection(wanted, capacities(seat(who), found));
                    String what = act.getClass().getSimpleName() + " by " + who + " in a case at "
                            + (found.position() instanceof Position.Open open ? open.stage() : "its end") + ": "
                            + reason.map(Enum::name).orElse("done");
                    if (!sees) {
                        Outcome<PetitionCase> nowhere = perform(new CaseId(Who.uuid("nowhere")), 1, act, who);
                        if (!outcome.equals(nowhere)) {
                            wrong.add(what + ", but it is not shown");
                        }
                    } else if (reason.isEmpty() && fitting.isEmpty()) {
                        wrong.add(what + ", but takes " + wanted);
                    } else if (reason.equals(Optional.of(Reason.NOT_FOUND))
                            && outcome instanceof Outcome.Refused<PetitionCase> refused
                            && refused.refusal().details().isEmpty()) {
                        wrong.add(what + ", but it is shown");
                    }
                    if (reason.isEmpty()) {
                        done.addAll(fitting);
                        found = fresh(making);
                        acts = acts();
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(kinds).hasSizeGreaterThan(30);
        assertThat(done)
                .contains(
                        Capacity.HOLDER,
                        Capacity.COLLEAGUE,
                        Capacity.UNIT_HEAD,
                        Capacity.LEADER_IN_CHARGE,
                        Capacity.PETITION_OFFICE,
                        Capacity.SUPERVISOR,
                        Capacity.SENDER);
    }

    private PetitionCase fresh(Function<Given, PetitionCase> making) {
        given = Given.an_office(new InMemoryArchive());
        return making.apply(given);
    }

    private ImmutableList<CaseAct> acts() {
        return new Walk(given, List.of(7, 3, 5, 1, 4)).everyAct(Who.COLLEAGUE.id());
    }

    private Outcome<PetitionCase> perform(CaseId id, int seen, CaseAct act, Who who) {
        return new PerformAct(given.store(), given.law()).perform(id, seen, act, who.id(), given.today(), given.now());
    }

    @Test
    void a_step_of_a_handover_is_taken_by_the_party_whose_it_is() {
        List<Function<Handover, HandoverAct>> steps = List.of(
                draft -> new HandoverAct.Keep(draft.items().keySet().asList().get(0), Who.HANDLER.id(), "由本人办到底"),
                draft -> Given.freeze(),
                draft -> new HandoverAct.Check(draft.items().keySet().asList()),
                draft ->
                        new HandoverAct.Question(draft.items().keySet().asList().get(0), "请补充"),
                draft -> new HandoverAct.Answer(draft.items().keySet().asList().get(0), "已补充"),
                draft -> new HandoverAct.Receive(draft.digest().orElse("")),
                draft -> new HandoverAct.Witness(draft.digest().orElse("")),
                draft -> new HandoverAct.Supplement(ImmutableList.of()),
                draft -> new HandoverAct.Cancel("不离任了"));
        List<Function<Given, Handover>> states = List.of(
                one -> one.opened(Who.HANDLER, Who.COLLEAGUE.id()),
                one -> one.completed(one.opened(Who.HANDLER, Who.COLLEAGUE.id())),
                one -> one.frozen(one.completed(one.opened(Who.HANDLER, Who.COLLEAGUE.id()))),
                one -> one.received(one.frozen(one.completed(one.opened(Who.HANDLER, Who.COLLEAGUE.id())))));
        int done = 0;
        for (Function<Given, Handover> state : states) {
            for (Function<Handover, HandoverAct> step : steps) {
                for (Who who : Who.values()) {
                    given = Given.an_office(new InMemoryArchive());
                    given.accepted();
                    Handover there = state.apply(given);
                    HandoverAct act = step.apply(there);
                    Outcome<Handover> outcome = new AdvanceHandover(given.store())
                            .advance(there.id(), there.entries(), act, who.id(), given.today(), given.now());
                    if (outcome instanceof Outcome.Done<Handover>) {
                        done++;
                        boolean signs = act instanceof HandoverAct.Freeze
                                || act instanceof HandoverAct.Receive
                                || act instanceof HandoverAct.Witness;
                        if (act instanceof HandoverAct.Check || act instanceof HandoverAct.Question) {
                            assertThat(who.id()).as("%s by %s", act, who).isEqualTo(there.incoming());
                        }
                        if (signs) {
                            assertThat(who.id())
                                    .as("%s by %s", act, who)
                                    .isEqualTo(
                                            act instanceof HandoverAct.Freeze
                                                    ? there.outgoing()
                                                    : act instanceof HandoverAct.Receive
                                                            ? there.incoming()
                                                            : there.witness());
                        }
                    }
                }
            }
        }
        assertThat(done).isGreaterThan(8);
    }

    @Test
    void an_act_on_a_unit_is_done_by_whoever_keeps_the_organization_of_that_unit() {
        List<Unit> units =
                Arrays.stream(Who.Place.values()).map(Who.Place::unit).toList();
        int number = 0;
        int done = 0;
        for (Who who : Who.values()) {
            for (Who.Place place : Who.Place.values()) {
                PostId post = new PostId(Who.uuid("matrix post " + number));
                Official newcomer = new Official(new OfficialId(Who.uuid("matrix official " + number)), "某");
                UnitAct create = new UnitAct.CreatePost(new Post(post, place.id(), "新岗位", Post.Kind.HANDLER, 0));
                UnitAct appoint = new UnitAct.Appoint(
                        new Incumbency(
                                new dev.jieli.domain.accountability.IncumbencyId(Who.uuid("matrix begins " + number)),
                                newcomer.id(),
                                post,
                                given.today(),
                                false,
                                Optional.empty()),
                        newcomer);
                UnitAct heads = new UnitAct.NameHeads(Optional.empty(), Optional.empty());
                UnitAct establish = new UnitAct.Establish(place.unit());
                number++;
                boolean may = Authority.permits(Power.KEEP_ORGANIZATION, seat(who), Optional.of(place.unit()), units)
                        instanceof Outcome.Done;
                for (UnitAct act : List.of(create, appoint, heads, establish, new UnitAct.Enlist(newcomer))) {
                    Outcome<?> outcome = new EnterUnitAct(given.store())
                            .enter(place.id(), act, Optional.of(who.id()), given.today(), given.now());
                    boolean entered = outcome instanceof Outcome.Done;
                    boolean wanted = may && !(act instanceof UnitAct.Enlist);
                    assertThat(entered)
                            .as("%s of %s by %s", act.getClass().getSimpleName(), place, who)
                            .isEqualTo(wanted);
                    done += entered ? 1 : 0;
                }
            }
        }
        assertThat(done).isPositive();
    }

    @Test
    void whoever_left_does_nothing_any_more() {
        PetitionCase accepted = given.accepted();
        Outcome<Boolean> left = given.store().transact(Asker.Job.OPERATOR, session -> {
            session.tenures().end(Who.SUPERVISOR.id(), given.today());
            return Outcome.done(true);
        });
        assertThat(Given.done(left)).isTrue();
        for (CaseAct act : acts()) {
            assertThat(perform(accepted.id(), accepted.entries(), act, Who.SUPERVISOR))
                    .as(act.getClass().getSimpleName())
                    .isInstanceOf(Outcome.Refused.class);
        }
    }
}
