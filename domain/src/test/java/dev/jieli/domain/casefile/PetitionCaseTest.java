package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every act alike. */
class PetitionCaseTest {

    private static final CaseAct NOTE = new CaseAct.Note("接待来访一次");

    @Test
    void the_fixtures_know_every_act() {
        assertThat(Acts.oneOfEach().stream().<Class<?>>map(CaseAct::getClass))
                .containsExactlyInAnyOrder(CaseAct.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void a_docket_adds_up_to_the_case_that_it_came_from(Stage stage) {
        Journey journey = Given.at(stage);

        assertThat(PetitionCase.replay(journey.docket())).isEqualTo(journey.now());
        assertThat(journey.docket())
                .extracting(Entry::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, journey.now().entries())
                                .boxed()
                                .toList());
    }

    @Test
    void an_ended_case_adds_up_too_and_notes_after_the_end() {
        Journey ended = Given.final_().later(30).does(CLERK, NOTE);

        assertThat(PetitionCase.replay(ended.docket())).isEqualTo(ended.now());
        assertThat(ended.now().lastOn()).isEqualTo(DAY.plusDays(30));
    }

    @Test
    void an_entry_out_of_its_order_is_a_fault() {
        List<Entry> docket = Given.accepted().docket();

        assertThatThrownBy(() -> PetitionCase.replay(ImmutableList.of(docket.get(0), docket.get(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_act_lies_before_the_newest_entry() {
        Refusal refusal = Given.accepted()
                .later(5)
                .does(HANDLER, NOTE)
                .on(DAY.plusDays(4))
                .refuses(HANDLER, NOTE);

        assertThat(refusal.reason()).isEqualTo(Reason.BEFORE_LAST_ENTRY);
        assertThat(refusal.details()).containsEntry("last", DAY.plusDays(5).toString());
    }

    @Test
    void no_act_lies_in_the_future() {
        Journey accepted = Given.accepted();

        assertThat(Journey.refusal(accepted.now()
                                .perform(
                                        NOTE,
                                        Optional.of(HANDLER.seat()),
                                        DAY.plusDays(1),
                                        Journey.at(DAY),
                                        Law.national(),
                                        Who.ALL))
                        .reason())
                .isEqualTo(Reason.IN_THE_FUTURE);
    }

    @Test
    void a_day_is_a_day_in_china() {
        Journey accepted = Given.accepted();
        Instant eveningBeforeInLondon = Instant.parse("2026-03-02T16:30:00Z"); // the 3rd, 00:30

        assertThat(Journey.done(accepted.now()
                                .perform(
                                        NOTE,
                                        Optional.of(HANDLER.seat()),
                                        DAY.plusDays(1),
                                        eveningBeforeInLondon,
                                        Law.national(),
                                        Who.ALL))
                        .entry()
                        .on())
                .isEqualTo(DAY.plusDays(1));
    }

    @ParameterizedTest
    @MethodSource("actsWithAReceiver")
    void a_receiver_who_does_not_sit_receives_nothing(CaseAct act) {
        for (Stage stage : Stage.values()) {
            Journey journey = Given.at(stage).among(who -> Optional.empty());
            for (Who who : Who.values()) {
                if (journey.whoMay(act).contains(who)) {
                    assertThat(journey.refuses(who, act).reason())
                            .isIn(Reason.RECEIVER_DOES_NOT_SIT, Reason.NOT_AT_THIS_STAGE);
                }
            }
        }
    }

    static List<CaseAct> actsWithAReceiver() {
        return Acts.oneOfEach().stream()
                .filter(act -> act.receiver().isPresent())
                .toList();
    }

    @Test
    void the_capacity_of_the_holder_comes_before_that_of_a_colleague() {
        assertThat(Given.accepted().does(HANDLER, NOTE).newest().capacity()).isEqualTo(Capacity.HOLDER);
        assertThat(Given.accepted().does(COLLEAGUE, NOTE).newest().capacity()).isEqualTo(Capacity.COLLEAGUE);
        assertThat(Given.accepted().does(DEPUTY, NOTE).newest().capacity()).isEqualTo(Capacity.LEADER_IN_CHARGE);
        assertThat(Given.accepted().does(CLERK, NOTE).newest().capacity()).isEqualTo(Capacity.SENDER);
    }

    @Test
    void an_official_who_holds_a_case_as_its_head_may_do_what_a_head_may() {
        Journey held = Given.accepted().does(HEAD, new CaseAct.Reassign(HEAD.id(), "亲自办理"));

        assertThat(held.does(HEAD, new CaseAct.Urge("请加快办理")).newest().capacity())
                .isEqualTo(Capacity.UNIT_HEAD);
    }

    @Test
    void links_are_the_holder_and_all_above() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "", DAY.plusDays(60)));

        assertThat(taken.now().links())
                .isEqualTo(ImmutableMap.of(
                        Role.HOLDER,
                        HANDLER.id(),
                        Role.UNIT_HEAD,
                        HEAD.id(),
                        Role.LEADER_IN_CHARGE,
                        DEPUTY.id(),
                        Role.ASSIGNED_LEADER,
                        DEPUTY.id()));
    }

    @Test
    void a_docket_is_the_cases() {
        Journey registered = Given.registered();

        assertThat(registered.now().subject())
                .isEqualTo(new Subject(Subject.Kind.CASE, registered.now().id().value()));
        assertThat(registered.newest().subject()).isEqualTo(registered.now().subject());
    }

    // ------------------------------------------------------------------ reminders

    @Test
    void reminders_climb_the_chain_one_seated_role_at_a_time() {
        Journey accepted = Given.accepted();
        for (Who next : List.of(HANDLER, HEAD, DEPUTY, DEPUTY)) {
            accepted.on(accepted.term(Term.CONCLUDE).nextReminder().orElseThrow());
            CaseAct.Warn warn = (CaseAct.Warn) reminded(accepted, Term.CONCLUDE).act();
            assertThat(warn.to()).isEqualTo(next.id());
            accepted.happens(warn);
        }
        assertThat(accepted.term(Term.CONCLUDE).nextReminder()).isEmpty();
    }

    @Test
    void an_assigned_leader_is_reminded_last() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(Who.MAGISTRATE.id(), ImmutableMap.of(), "", DAY.plusDays(60)));
        for (Who next : List.of(HANDLER, HEAD, DEPUTY, Who.MAGISTRATE)) {
            taken.on(taken.term(Term.CONCLUDE).nextReminder().orElseThrow());
            CaseAct.Warn warn = (CaseAct.Warn) reminded(taken, Term.CONCLUDE).act();
            assertThat(warn.to()).isEqualTo(next.id());
            taken.happens(warn);
        }
    }

    @Test
    void a_reminder_says_how_the_term_stands() {
        Journey accepted = Given.accepted().on(DAY.plusDays(45));
        assertThat(((CaseAct.Warn) reminded(accepted, Term.CONCLUDE).act()).light())
                .isEqualTo(Light.YELLOW);

        Journey late = Given.accepted();
        late.on(late.due(Term.CONCLUDE).plusDays(1));
        assertThat(((CaseAct.Warn) reminded(late, Term.CONCLUDE).act()).light()).isEqualTo(Light.RED);
        assertThat(((CaseAct.Warn) reminded(late, Term.CONCLUDE).act()).due()).isEqualTo(late.due(Term.CONCLUDE));
    }

    @Test
    void every_term_that_asks_for_it_brings_one_and_no_other_does() {
        Journey accepted = Given.accepted();

        assertThat(accepted.now().remind(DAY, Journey.at(DAY), Law.national(), Who.ALL))
                .isEmpty();
        assertThat(accepted.now().remind(DAY.plusDays(12), Journey.at(DAY.plusDays(12)), Law.national(), Who.ALL))
                .extracting(done -> ((CaseAct.Warn) done.entry().act()).term())
                .containsExactly(Term.NOTICE);
        assertThat(accepted.now().remind(DAY.plusDays(45), Journey.at(DAY.plusDays(45)), Law.national(), Who.ALL))
                .extracting(done -> done.entry().number())
                .containsExactly(4, 5);
        assertThat(Given.final_()
                        .now()
                        .remind(DAY.plusDays(300), Journey.at(DAY.plusDays(300)), Law.national(), Who.ALL))
                .isEmpty();
    }

    private static Entry reminded(Journey journey, Term term) {
        return journey.now().remind(journey.today(), Journey.at(journey.today()), Law.national(), Who.ALL).stream()
                .map(PetitionCase.Entered::entry)
                .filter(entry -> ((CaseAct.Warn) entry.act()).term() == term)
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------------ carried over from a ledger

    @Test
    void what_a_ledger_says_was_done_is_entered_as_such() {
        PetitionCase.Entered begun = Journey.done(PetitionCase.carryOver(
                new CaseId(Who.uuid("case")),
                new CaseAct.Register(Given.petition()),
                CLERK.seat(),
                OFFICE_HEAD.seat(),
                DAY,
                Journey.at(DAY.plusDays(90)),
                Law.national()));
        PetitionCase.Entered forwarded = Journey.done(begun.after()
                .carryOver(
                        new CaseAct.Transfer(HANDLER.id(), "台账"),
                        OFFICE_HEAD.seat(),
                        DAY.plusDays(3),
                        Journey.at(DAY.plusDays(90)),
                        Law.national(),
                        Who.ALL));

        assertThat(begun.entry().capacity()).isEqualTo(Capacity.LEDGER);
        assertThat(begun.entry().by()).contains(OFFICE_HEAD.id());
        assertThat(begun.after().position().chain().holder()).isEqualTo(CLERK.id());
        assertThat(forwarded.entry().capacity()).isEqualTo(Capacity.LEDGER);
        assertThat(forwarded.after().position().chain().holder()).isEqualTo(HANDLER.id());
        assertThat(forwarded.entry().on()).isEqualTo(DAY.plusDays(3));
        assertThat(PetitionCase.replay(ImmutableList.of(begun.entry(), forwarded.entry())))
                .isEqualTo(forwarded.after());
    }

    @Test
    void a_ledger_does_nothing_that_the_table_does_not_know() {
        assertThat(Journey.refusal(Given.registered()
                                .now()
                                .carryOver(
                                        new CaseAct.Review(Finding.UPHELD, "维持"),
                                        REVIEWER.seat(),
                                        DAY,
                                        Journey.at(DAY),
                                        Law.national(),
                                        Who.ALL))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void the_head_of_the_unit_that_sent_it_is_reminded_of_an_objection_to_be_decided() {
        Journey objected = Given.objected().later(9);
        Seats headed = new Seats() {
            @Override
            public Optional<Seat> seat(IncumbencyId who) {
                return Who.ALL.seat(who);
            }

            @Override
            public Optional<IncumbencyId> head(UnitId unit) {
                return Optional.of(Who.OFFICE_HEAD.id()).filter(head -> unit.equals(Who.OFFICE_HEAD.unit()));
            }
        };

        assertThat(told(objected, headed)).containsExactly(Who.OFFICE_HEAD.id());
        assertThat(told(objected, Who.ALL)).containsExactly(Who.HANDLER.id());
    }

    private static List<IncumbencyId> told(Journey journey, Seats seats) {
        return journey.now().remind(journey.today(), Journey.at(journey.today()), Law.national(), seats).stream()
                .map(done -> (CaseAct.Warn) done.entry().act())
                .filter(warn -> warn.term() == Term.OBJECTION_DECISION)
                .map(CaseAct.Warn::to)
                .toList();
    }
}
