package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Cases;
import dev.jieli.application.published.EntryJson;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.Slot;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Term;
import dev.jieli.testkit.Given;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Cases} owe: what went in comes out equal, and every question is answered for the open cases alone. */
public abstract class CasesContract extends Contract {

    // ------------------------------------------------------------------ in and out again

    @ParameterizedTest
    @EnumSource
    void a_case_is_found_as_it_was_entered_at_every_stage(Stage stage) {
        PetitionCase entered = given().at(stage);

        assertThat(find(entered.id())).contains(entered);
    }

    @Test
    void a_case_that_ended_is_found_as_it_was_entered() {
        PetitionCase ended = given().final_();

        assertThat(find(ended.id())).contains(ended);
    }

    @Test
    void every_fact_comes_back() {
        Petition full = new Petition(
                "浙访〔2026〕1号",
                Channel.VISIT,
                DAY.minusDays(3),
                "反映“征地补偿”不到位：\n1. 面积；\t2. 'price' \\ \"quoted\" 😀",
                Optional.of(new RegionCode("330723101205")),
                "农村农业/征地",
                120,
                7,
                new Intake(false, Optional.of("接访员"), 5, true));
        PetitionCase taken = given().does(
                        CLERK,
                        given().registered(full, CLERK),
                        new CaseAct.AssignLeader(
                                DEPUTY.id(),
                                ImmutableMap.of(Slot.FIVE.get(2), "落实扶助", Slot.FIVE.get(0), "", new Slot("其他"), "—"),
                                "一案一策",
                                DAY.plusDays(90)));
        PetitionCase extended = given().does(
                        HEAD,
                        given().does(
                                        HANDLER,
                                        given().does(CLERK, taken, new CaseAct.Transfer(HANDLER.id(), "登记表")),
                                        new CaseAct.Accept()),
                        new CaseAct.Extend(17, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"));

        assertThat(find(extended.id())).contains(extended);
        assertThat(((Position.Open) extended.position())
                        .assignment()
                        .orElseThrow()
                        .slots()
                        .keySet())
                .containsExactly(Slot.FIVE.get(2), Slot.FIVE.get(0), new Slot("其他"));
    }

    @Test
    void a_petition_may_say_no_more_than_it_must() {
        Petition bare = new Petition("1", Channel.OTHER, LocalDate.of(1999, 12, 31), "来信", Optional.empty(), "", 1, 0);
        PetitionCase registered = given().registered(bare, CLERK);

        assertThat(find(registered.id())).contains(registered);
        assertThat(((Position.Open) registered.position()).running()).isEmpty();
    }

    @Test
    void what_is_not_there_is_not_found() {
        given().registered();

        assertThat(find(new CaseId(new UUID(1, 1)))).isEmpty();
        assertThat(numbered("没有")).isEmpty();
        assertThat(petitioner(new CaseId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void many_are_found_in_the_order_asked_for_and_none_when_none_is_asked_for() {
        PetitionCase one = given().registered();
        PetitionCase two = given().accepted();
        PetitionCase three = given().final_();
        CaseId nowhere = new CaseId(new UUID(1, 1));

        assertThat(all(List.of(three.id(), nowhere, one.id(), two.id()))).containsExactly(three, one, two);
        assertThat(all(List.of())).isEmpty();
    }

    private ImmutableList<PetitionCase> all(List<CaseId> ids) {
        return ask(cases -> cases.all(ids));
    }

    @Test
    void a_case_is_found_by_its_number() {
        given().registered();
        PetitionCase registered = given().registered();

        assertThat(numbered(registered.petition().number())).contains(registered.id());
    }

    @Test
    void several_entries_of_one_case_go_in_together() {
        Petition petition = given().petition();
        PetitionCase.Entered first = done(PetitionCase.register(
                new CaseId(new UUID(4, 4)),
                new CaseAct.Register(petition),
                seat(CLERK),
                DAY,
                given().now(),
                given().law()));
        PetitionCase.Entered second = prepared(first.after(), new CaseAct.Transfer(HANDLER.id(), "来信"), CLERK);
        PetitionCase.Entered third = prepared(second.after(), new CaseAct.Accept(), HANDLER);
        PetitionCase other = given().forwarded();
        PetitionCase.Entered otherOne = prepared(other, new CaseAct.Note("来电一次"), HANDLER);

        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enterAll(List.of(first, otherOne, second, third));
            return Outcome.done(true);
        }));

        assertThat(find(third.after().id())).contains(third.after());
        assertThat(docket(third.after().subject())).containsExactly(first.entry(), second.entry(), third.entry());
        assertThat(find(other.id())).contains(otherOne.after());
    }

    @Test
    void to_enter_nothing_is_no_fault() {
        assertThat(store().transact(Asker.Job.OPERATOR, session -> {
                    session.cases().enterAll(List.of());
                    return Outcome.done(0);
                }))
                .isEqualTo(Outcome.done(0));
    }

    // ------------------------------------------------------------------ the petitioner

    @Test
    void who_asked_is_kept_apart_and_never_in_the_docket() {
        PetitionCase accepted = given().accepted();
        Petitioner petitioner = Given.petitioner();

        assertThat(petitioner(accepted.id())).contains(petitioner);
        assertThat(docket(accepted.subject()))
                .allSatisfy(entry -> assertThat(EntryJson.write(entry))
                        .doesNotContain(
                                petitioner.name(),
                                petitioner.phone().orElseThrow(),
                                petitioner.idNumber().orElseThrow(),
                                petitioner.address().orElseThrow()));
    }

    @Test
    void who_asked_can_be_put_right() {
        PetitionCase registered = given().registered();
        Petitioner right = new Petitioner("测试人乙", Optional.empty(), Optional.empty(), Optional.empty());

        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().keep(registered.id(), right);
            return Outcome.done(true);
        }));
        assertThat(petitioner(registered.id())).contains(right);
    }

    private Optional<Petitioner> petitioner(CaseId id) {
        return ask(cases -> cases.petitioner(id));
    }

    // ------------------------------------------------------------------ who answers for what

    @Test
    void whoever_stands_in_the_chain_of_an_open_case_in_whatever_role_answers_for_it() {
        PetitionCase held = given().accepted();
        PetitionCase taken = given().taken(given().accepted(TOWN_HANDLER), DEPUTY);
        given().registered();
        given().final_();

        assertThat(answeredForBy(HANDLER.id())).containsExactly(held);
        assertThat(answeredForBy(HEAD.id())).containsExactly(held);
        assertThat(answeredForBy(DEPUTY.id())).containsExactly(held, taken);
        assertThat(answeredForBy(TOWN_HANDLER.id())).containsExactly(taken);
    }

    @Test
    void in_the_order_of_their_numbers() {
        PetitionCase b = numberedAs("2026-B");
        PetitionCase ten = numberedAs("2026-10");
        PetitionCase two = numberedAs("2026-2");
        PetitionCase chinese = numberedAs("信2026-1");

        assertThat(answeredForBy(CLERK.id())).containsExactly(ten, two, b, chinese);
    }

    private PetitionCase numberedAs(String number) {
        return given().registered(new Petition(number, Channel.LETTER, DAY, "来信", Optional.empty(), "", 1, 0), CLERK);
    }

    @Test
    void a_case_that_ended_is_answered_for_no_more() {
        PetitionCase held = given().accepted();
        given().does(HANDLER, held, new CaseAct.Withdraw("信访人书面撤回"));

        assertThat(answeredForBy(HANDLER.id())).isEmpty();
        assertThat(answeredForBy(HEAD.id())).isEmpty();
    }

    @Test
    void a_case_that_went_elsewhere_is_answered_for_there() {
        PetitionCase registered = given().registered();
        PetitionCase moved = given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信"));

        assertThat(answeredForBy(CLERK.id())).isEmpty();
        assertThat(answeredForBy(HANDLER.id())).containsExactly(moved);
    }

    // ------------------------------------------------------------------ for the daily round

    @Test
    void a_reminder_is_due_from_its_day_on_and_not_before() {
        PetitionCase accepted = given().does(HANDLER, given().accepted(), new CaseAct.Notify(Manner.BY_POST, "已收到"));
        LocalDate yellow = nextReminder(accepted);

        assertThat(remindersDue(yellow.minusDays(1), 10)).isEmpty();
        assertThat(remindersDue(yellow, 10)).containsExactly(accepted);
        assertThat(remindersDue(yellow.plusDays(30), 10)).containsExactly(accepted);
    }

    @Test
    void the_longest_due_come_first_and_no_more_than_asked_for() {
        PetitionCase late = given().registered();
        given().later(3);
        PetitionCase later = given().registered();
        given().later(3);
        PetitionCase latest = given().registered();
        LocalDate day = DAY.plusDays(60);

        assertThat(remindersDue(day, 10)).containsExactly(late, later, latest);
        assertThat(remindersDue(day, 2)).containsExactly(late, later);
    }

    @Test
    void what_was_reminded_of_is_due_again_on_its_next_day() {
        PetitionCase registered = given().registered();
        given().on(nextReminder(registered));
        assertThat(new SweepTerms(store(), given().law()).sweep(given().today(), given().now()))
                .isEqualTo(1);
        PetitionCase reminded = given().now(registered.id());

        assertThat(remindersDue(given().today(), 10)).isEmpty();
        assertThat(remindersDue(nextReminder(reminded), 10)).containsExactly(reminded);
    }

    @Test
    void neither_a_petitioners_window_nor_an_ended_case_reminds_anybody() {
        given().replyServed();
        given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));

        assertThat(remindersDue(DAY.plusYears(1), 10)).isEmpty();
    }

    private ImmutableList<PetitionCase> remindersDue(LocalDate on, int most) {
        return ask(cases -> cases.remindersDue(on, most));
    }

    private static LocalDate nextReminder(PetitionCase found) {
        return ((Position.Open) found.position())
                .running().values().stream()
                        .flatMap(term -> term.nextReminder().stream())
                        .min(LocalDate::compareTo)
                        .orElseThrow();
    }

    // ------------------------------------------------------------------ page by page

    @Test
    void the_open_cases_of_a_unit_come_page_by_page_each_once() {
        List<PetitionCase> open =
                Stream.generate(() -> given().accepted()).limit(7).toList();
        given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        given().accepted(TOWN_HANDLER);
        given().registered();

        assertThat(paged(3, (after, most) -> cases -> cases.openIn(HANDLER.unit(), after, most)))
                .containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void what_a_notice_may_move_comes_page_by_page_each_once() {
        PetitionCase settled = given().accepted();
        LocalDate december = LocalDate.of(2026, 12, 3);
        given().on(december);
        List<PetitionCase> provisional =
                Stream.generate(() -> given().accepted()).limit(5).toList();
        given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        assertThat(running(provisional.get(0), Term.CONCLUDE).provisional()).isTrue();
        assertThat(running(settled, Term.CONCLUDE).provisional()).isFalse();

        assertThat(paged(2, (after, most) -> cases -> cases.unsettledFrom(LocalDate.of(2026, 12, 22), after, most)))
                .containsExactlyInAnyOrderElementsOf(provisional);
        LocalDate due = running(settled, Term.CONCLUDE).due();
        assertThat(paged(2, (after, most) -> cases -> cases.unsettledFrom(due, after, most)))
                .contains(settled)
                .hasSize(6);
        assertThat(paged(2, (after, most) -> cases -> cases.unsettledFrom(due.plusDays(1), after, most)))
                .doesNotContain(settled)
                .hasSize(5);
    }

    private static Running running(PetitionCase found, Term term) {
        return Optional.ofNullable(((Position.Open) found.position()).running().get(term))
                .orElseThrow();
    }

    @FunctionalInterface
    private interface Paging {
        Function<Cases, ImmutableList<PetitionCase>> page(Optional<CaseId> after, int most);
    }

    private List<PetitionCase> paged(int size, Paging paging) {
        List<PetitionCase> found = new ArrayList<>();
        Optional<CaseId> last = Optional.empty();
        while (true) {
            ImmutableList<PetitionCase> page = ask(paging.page(last, size));
            assertThat(page).hasSizeLessThanOrEqualTo(size);
            if (page.isEmpty()) {
                return found;
            }
            found.addAll(page);
            last = Optional.of(page.get(page.size() - 1).id());
        }
    }

    private <T> T ask(Function<Cases, T> question) {
        return given().look(session -> question.apply(session.cases()));
    }

    @Test
    void a_case_has_a_number_that_fits_in_a_ledger() {
        RegisterPetition register = new RegisterPetition(store(), given().law());
        Petition usual = given().petition();
        for (String number : new String[] {"", " ", "信".repeat(201), "信".repeat(5_000)}) {
            Outcome<PetitionCase> refused = register.register(
                    new CaseId(new UUID(9, 3)),
                    numbered(usual, number),
                    Given.petitioner(),
                    CLERK.id(),
                    given().today(),
                    given().now());
            assertThat(Given.refusal(refused).details()).containsEntry("field", "number");
        }
        assertThat(given().registered(numbered(usual, "信".repeat(200)), CLERK)
                        .petition()
                        .number())
                .hasSize(200);
    }

    private static Petition numbered(Petition usual, String number) {
        return new Petition(
                number,
                usual.channel(),
                usual.receivedOn(),
                usual.gist(),
                usual.place(),
                usual.category(),
                usual.persons(),
                usual.repeats());
    }

    @Test
    void cases_to_which_two_units_gave_one_number_come_in_one_order_whichever_came_first() {
        CaseId second = new CaseId(new UUID(9, 2));
        CaseId first = new CaseId(new UUID(9, 1));
        RegisterPetition register = new RegisterPetition(store(), given().law());
        done(register.register(
                second, given().petition(), Given.petitioner(), HANDLER.id(), given().today(), given().now()));
        Petition same = find(second).orElseThrow().petition();
        done(register.register(first, same, Given.petitioner(), TOWN_HANDLER.id(), given().today(), given().now()));

        ImmutableList<PetitionCase> answered =
                given().look(session -> session.cases().answeredForBy(DEPUTY.id()));

        assertThat(answered).extracting(PetitionCase::id).containsExactly(first, second);
    }
}
