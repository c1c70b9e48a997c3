package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Store;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.accountability.Seats;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a {@link Store} owes: all or nothing, and every race has a loser who is told so. */
public abstract class StoreContract extends Contract {
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

    private static final int MANY = 6;
    private static final CaseAct NOTE = new CaseAct.Note("接待来访一次");

    // ------------------------------------------------------------------ all or nothing

    @Test
    void what_was_entered_is_there_when_the_work_is_done() {
        PetitionCase registered = given().registered();

        assertThat(given().now(registered.id())).isEqualTo(registered);
    }

    @Test
    void what_the_work_answers_comes_back() {
        assertThat(store().transact(Asker.Job.OPERATOR, session -> Outcome.done("答")))
                .isEqualTo(Outcome.done("答"));
        assertThat(store().<String>transact(Asker.Job.OPERATOR, session -> Outcome.refused(Reason.NOT_FOUND)))
                .isEqualTo(Outcome.refused(Reason.NOT_FOUND));
    }

    @Test
    void nothing_is_kept_when_the_work_refuses() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered note = prepared(accepted, NOTE, HANDLER);

        Outcome<Object> refused = store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(note);
            session.receipts().keep("key", new Receipts.Receipt("digest", "answer", AT));
            return Outcome.refused(Reason.NOT_YOURS);
        });

        assertThat(refusal(refused).reason()).isEqualTo(Reason.NOT_YOURS);
        assertUntouched(accepted);
    }

    @Test
    void nothing_is_kept_when_the_work_throws_and_the_fault_comes_through() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered note = prepared(accepted, NOTE, HANDLER);

        assertThatThrownBy(() -> store().transact(Asker.Job.OPERATOR, session -> {
                    session.cases().enter(note);
                    session.receipts().keep("key", new Receipts.Receipt("digest", "answer", AT));
                    throw new IllegalStateException("planted");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planted");

        assertUntouched(accepted);
        assertThat(entered(note)).isEqualTo(Outcome.done(note.after()));
    }

    @Test
    void where_one_write_loses_none_is_kept() {
        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.receipts().keep("key", new Receipts.Receipt("digest", "answer", AT));
            return Outcome.done(true);
        }));
        PetitionCase accepted = given().accepted();
        PetitionCase other = given().accepted();
        PetitionCase.Entered note = prepared(accepted, NOTE, HANDLER);
        PetitionCase.Entered otherNote = prepared(other, NOTE, HANDLER);

        Outcome<Boolean> lost = store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enterAll(List.of(note, otherNote));
            session.receipts().keep("key", new Receipts.Receipt("other", "other", AT));
            return Outcome.done(true);
        });

        assertThat(refusal(lost).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(given().now(accepted.id())).isEqualTo(accepted);
        assertThat(given().now(other.id())).isEqualTo(other);
        assertThat(receipt("key")).contains(new Receipts.Receipt("digest", "answer", AT));
    }

    private void assertUntouched(PetitionCase before) {
        assertThat(given().now(before.id())).isEqualTo(before);
        assertThat(docket(before.subject())).hasSize(before.entries());
        assertThat(receipt("key")).isEmpty();
    }

    @Test
    void what_another_has_not_done_yet_is_not_seen() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered note = prepared(accepted, NOTE, HANDLER);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);

        Racing<PetitionCase> slow = Racing.begin(() -> store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(note);
            entered.countDown();
            Racing.await(looked);
            return Outcome.done(note.after());
        }));
        Racing.await(entered);
        assertThat(given().now(accepted.id())).isEqualTo(accepted);
        looked.countDown();

        assertThat(slow.outcome()).isEqualTo(Outcome.done(note.after()));
        assertThat(given().now(accepted.id())).isEqualTo(note.after());
    }

    // ------------------------------------------------------------------ losing

    @Test
    void an_entry_made_from_an_old_page_loses() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered first = prepared(accepted, NOTE, HANDLER);
        PetitionCase.Entered second = prepared(accepted, new CaseAct.Note("来电一次"), COLLEAGUE);

        assertThat(entered(first)).isEqualTo(Outcome.done(first.after()));
        assertThat(refusal(entered(second)).reason()).isEqualTo(Reason.STALE);
        assertThat(given().now(accepted.id())).isEqualTo(first.after());
        assertThat(docket(accepted.subject())).hasSize(accepted.entries() + 1).endsWith(first.entry());
    }

    @Test
    void a_number_is_taken_once() {
        PetitionCase registered = given().registered();
        Petition twin = registered.petition();
        CaseId other = new CaseId(new UUID(7, 7));
        PetitionCase.Entered again = registered(other, twin);

        assertThat(refusal(entered(again)).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(find(other)).isEmpty();
        assertThat(numbered(twin.number())).contains(registered.id());
    }

    @Test
    void an_id_is_taken_once() {
        PetitionCase registered = given().registered();
        PetitionCase.Entered again = registered(registered.id(), given().petition());

        assertThat(refusal(entered(again)).reason()).isEqualTo(Reason.ALREADY_THERE);
        assertThat(given().now(registered.id())).isEqualTo(registered);
        assertThat(numbered(again.after().petition().number())).isEmpty();
    }

    private PetitionCase.Entered registered(CaseId id, Petition petition) {
        return done(PetitionCase.register(
                id, new CaseAct.Register(petition), seat(CLERK), given().today(), given().now(), given().law()));
    }

    // ------------------------------------------------------------------ the wall

    @Test
    void an_ended_incumbency_takes_no_case() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered reassigned = prepared(accepted, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"), HEAD);
        done(leaves(COLLEAGUE.id()));

        assertThat(refusal(entered(reassigned)).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        assertThat(given().now(accepted.id())).isEqualTo(accepted);
    }

    @Test
    void nor_does_anybody_stand_above_an_open_case_who_has_left() {
        PetitionCase accepted = given().accepted(TOWN_HANDLER);
        PetitionCase.Entered taken = prepared(
                accepted,
                new CaseAct.AssignLeader(COLLEAGUE.id(), ImmutableMap.of(), "", given().today()),
                Optional.of(CLERK),
                as(COLLEAGUE.id(), Post.Kind.LEADER));
        done(leaves(COLLEAGUE.id()));

        assertThat(refusal(entered(taken)).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
    }

    @Test
    void somebody_whom_nobody_knows_takes_no_case() {
        IncumbencyId nobody = new IncumbencyId(new UUID(9, 9));
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered reassigned = prepared(
                accepted, new CaseAct.Reassign(nobody, "工作调整"), Optional.of(HEAD), as(nobody, Post.Kind.HANDLER));

        assertThat(refusal(entered(reassigned)).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
    }

    /** As if this one sat in the bureau. */
    private Seats as(IncumbencyId who, Post.Kind post) {
        return asked -> asked.equals(who)
                ? Optional.of(new Seat(
                        who,
                        HANDLER.unit(),
                        Unit.Kind.DEPARTMENT,
                        post,
                        seat(HANDLER).above()))
                : Optional.empty();
    }

    @Test
    void an_incumbency_that_still_answers_does_not_end() {
        given().accepted();

        assertThat(refusal(leaves(HANDLER.id())))
                .as("and names no case, which may be kept from whoever asks")
                .isEqualTo(Refusal.of(Reason.STILL_ANSWERS));
        assertThat(seat(HANDLER.id())).isPresent();
    }

    @Test
    void nor_one_that_stands_above() {
        given().accepted();

        assertThat(refusal(leaves(HEAD.id())).reason()).isEqualTo(Reason.STILL_ANSWERS);
        assertThat(refusal(leaves(DEPUTY.id())).reason()).isEqualTo(Reason.STILL_ANSWERS);
    }

    @Test
    void what_has_ended_holds_nobody_up_and_says_for_good_who_answered() {
        PetitionCase ended = given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));

        done(leaves(HANDLER.id()));
        assertThat(given().now(ended.id())).isEqualTo(ended);
        assertThat(given().now(ended.id()).position().chain().holder()).isEqualTo(HANDLER.id());
    }

    @Test
    void what_is_handed_over_in_the_same_transaction_holds_nobody_up() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered over = prepared(
                accepted,
                new CaseAct.TakeOver(new UUID(3, 3), HANDLER.id(), COLLEAGUE.id()),
                Optional.empty(),
                who -> Optional.of(seat(COLLEAGUE)));

        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().enter(over);
            session.tenures().end(HANDLER.id(), given().today());
            return Outcome.done(true);
        }));
        assertThat(given().now(accepted.id()).position().chain().holder()).isEqualTo(COLLEAGUE.id());
        assertThat(seat(HANDLER.id())).isEmpty();
    }

    @Test
    void nobody_leaves_twice() {
        done(leaves(COLLEAGUE.id()));

        assertThat(refusal(leaves(COLLEAGUE.id())).reason()).isEqualTo(Reason.STALE);
    }

    // ------------------------------------------------------------------ races

    @Test
    void assigned_while_the_receiver_leaves_the_assignment_loses_when_it_is_second() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered reassigned = prepared(accepted, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"), HEAD);

        Outcome<PetitionCase> second = whileAnother(
                session -> session.tenures().seat(COLLEAGUE.id()).isPresent(),
                () -> leaves(COLLEAGUE.id()),
                session -> {
                    session.cases().enter(reassigned);
                    return Outcome.done(reassigned.after());
                });

        assertThat(refusal(second).reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        assertTheWallStands();
    }

    @Test
    void assigned_while_the_receiver_leaves_the_departure_loses_when_it_is_second() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered reassigned = prepared(accepted, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"), HEAD);

        Outcome<Boolean> second = whileAnother(
                session -> session.cases().answeredForBy(COLLEAGUE.id()).isEmpty(),
                () -> entered(reassigned),
                session -> {
                    session.tenures().end(COLLEAGUE.id(), given().today());
                    return Outcome.done(true);
                });

        assertThat(refusal(second).reason()).isEqualTo(Reason.STILL_ANSWERS);
        assertTheWallStands();
    }

    /** Work that looks, waits until another transaction is done from beginning to end, and goes on then. */
    private <T> Outcome<T> whileAnother(
            Function<Store.Session, Boolean> look,
            Supplier<Outcome<?>> another,
            Function<Store.Session, Outcome<T>> goOn) {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch anotherDone = new CountDownLatch(1);
        Racing<T> slow = Racing.begin(() -> store().transact(Asker.Job.OPERATOR, session -> {
            assertThat(look.apply(session) || anotherDone.getCount() == 0).isTrue();
            looked.countDown();
            Racing.await(anotherDone);
            return goOn.apply(session);
        }));
        Racing.await(looked);
        done(another.get());
        anotherDone.countDown();
        return slow.outcome();
    }

    @RepeatedTest(10)
    void assigned_and_left_at_the_same_instant_one_of_the_two_is_refused() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered reassigned = prepared(accepted, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"), HEAD);

        List<Outcome<?>> both = Racing.together(List.of(() -> entered(reassigned), () -> leaves(COLLEAGUE.id())));

        assertThat(both).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        if (both.get(0) instanceof Outcome.Refused<?> assignment) {
            assertThat(assignment.refusal().reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
        } else {
            assertThat(refusal(both.get(1)).reason()).isEqualTo(Reason.STILL_ANSWERS);
        }
        assertTheWallStands();
    }

    @RepeatedTest(5)
    void of_many_who_act_on_one_case_at_once_one_wins_and_the_others_are_told() {
        PetitionCase accepted = given().accepted();

        List<Outcome<?>> all =
                Racing.together(many(n -> prepared(accepted, new CaseAct.Note("第" + n + "次来电"), HANDLER)).stream()
                        .<Supplier<Outcome<?>>>map(note -> () -> entered(note))
                        .toList());

        assertOneWon(all, Reason.STALE);
        assertThat(given().now(accepted.id()).entries()).isEqualTo(accepted.entries() + 1);
    }

    @RepeatedTest(5)
    void of_many_who_register_one_number_at_once_one_wins_and_the_others_are_told() {
        Petition petition = given().petition();

        List<Outcome<?>> all = Racing.together(many(n -> registered(new CaseId(new UUID(5, n)), petition)).stream()
                .<Supplier<Outcome<?>>>map(one -> () -> entered(one))
                .toList());

        assertOneWon(all, Reason.ALREADY_THERE);
        assertThat(numbered(petition.number())).isPresent();
    }

    @RepeatedTest(5)
    void of_many_handovers_of_one_incumbency_opened_at_once_one_wins_and_the_others_are_told() {
        List<Outcome<?>> all = Racing.together(many(n -> opening(new HandoverId(new UUID(6, n)))).stream()
                .<Supplier<Outcome<?>>>map(one -> () -> store().transact(Asker.Job.OPERATOR, session -> {
                    session.handovers().enter(one);
                    return Outcome.done(one.after());
                }))
                .toList());

        assertOneWon(all, Reason.HANDOVER_UNDER_WAY);
    }

    private Handover.Entered opening(HandoverId id) {
        HandoverAct.Open open = new HandoverAct.Open(
                HANDLER.id(),
                COLLEAGUE.id(),
                CLERK.id(),
                Handover.Cause.TRANSFERRED,
                "",
                given().today(),
                given().today(),
                ImmutableList.of());
        return done(Handover.open(
                id,
                open,
                new Handover.Parties(HANDLER.official(), COLLEAGUE.official(), CLERK.official()),
                seat(HANDLER),
                given().today(),
                given().now(),
                this::seat));
    }

    private static <T> List<T> many(IntFunction<T> each) {
        return IntStream.range(0, MANY).mapToObj(each).toList();
    }

    @Test
    void a_case_that_moved_while_the_list_took_effect_is_not_moved_behind_the_back_of_who_moved_it() {
        PetitionCase accepted = given().accepted();
        Handover witnessed = given().witnessed(given().opened(HANDLER, COLLEAGUE.id()));
        PetitionCase.Entered away = prepared(accepted, new CaseAct.Reassign(HEAD.id(), "工作调整"), HEAD);
        CaseAct over = new CaseAct.TakeOver(witnessed.id().value(), HANDLER.id(), COLLEAGUE.id());
        PetitionCase.Entered taken = prepared(accepted, over, Optional.empty(), who -> Optional.of(seat(COLLEAGUE)));

        Outcome<Boolean> second = whileAnother(
                session -> !session.cases().answeredForBy(HANDLER.id()).isEmpty(), () -> entered(away), session -> {
                    session.cases().enter(taken);
                    session.tenures().end(HANDLER.id(), given().today());
                    return Outcome.done(true);
                });

        assertThat(refusal(second).reason()).isEqualTo(Reason.STALE);
        assertThat(given().now(accepted.id())).isEqualTo(away.after());
        assertThat(seat(HANDLER.id())).isPresent();
    }

    private static void assertOneWon(List<Outcome<?>> all, Reason others) {
        assertThat(all).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
        assertThat(all)
                .filteredOn(outcome -> outcome instanceof Outcome.Refused)
                .extracting(Given::refusal)
                .extracting(Refusal::reason)
                .containsOnly(others);
    }

    private void assertTheWallStands() {
        ImmutableList<PetitionCase> open =
                given().look(session -> session.cases().openIn(HANDLER.unit(), Optional.empty(), 1000));
        assertThat(open.stream().flatMap(one -> one.links().values().stream()).toList())
                .allMatch(who -> seat(who).isPresent());
    }
}
