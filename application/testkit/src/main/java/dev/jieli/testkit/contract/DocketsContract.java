package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.port.Dockets;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.retention.Retention;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.testkit.Given;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Dockets} owe: every entry as it was entered, in its order, for good. */
public abstract class DocketsContract extends Contract {

    @Test
    void entries_come_back_equal_and_in_their_order() {
        PetitionCase accepted = given().accepted();
        PetitionCase.Entered note = prepared(accepted, new CaseAct.Note("接待来访一次"), HANDLER);
        List<Entry> before = docket(accepted.subject());
        done(entered(note));

        assertThat(docket(accepted.subject())).hasSize(before.size() + 1).startsWith(before.toArray(new Entry[0]));
        assertThat(docket(accepted.subject())).endsWith(note.entry());
        assertThat(docket(accepted.subject())).extracting(Entry::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void an_instant_comes_back_to_the_millisecond_and_a_day_as_that_day() {
        PetitionCase registered = given().registered();
        Entry entry = docket(registered.subject()).get(0);

        assertThat(entry.on()).isEqualTo(given().today());
        assertThat(entry.at()).isEqualTo(entry.at().truncatedTo(ChronoUnit.MILLIS));
        assertThat(entry.at().atZone(PetitionCase.CHINA).toLocalDate()).isEqualTo(given().today());
    }

    @Test
    void a_docket_adds_up_to_its_case() {
        PetitionCase ended = given().final_();
        PetitionCase open = given().taken(given().reviewServed(), DEPUTY);

        assertThat(PetitionCase.replay(docket(ended.subject()))).isEqualTo(ended);
        assertThat(PetitionCase.replay(docket(open.subject()))).isEqualTo(open);
    }

    @Test
    void a_docket_adds_up_to_its_handover() {
        given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));

        assertThat(Handover.replay(docket(effective.subject()))).isEqualTo(effective);
        assertThat(docket(effective.subject()))
                .extracting(entry -> entry.act().getClass().getSimpleName())
                .containsExactly("Open", "Complete", "Freeze", "Check", "Receive", "Witness", "TakeEffect");
    }

    @Test
    void a_unit_has_its_docket_too() {
        ImmutableList<Entry> unit =
                docket(new Subject(Subject.Kind.UNIT, HANDLER.unit().value()));

        assertThat(unit.get(0).act()).isInstanceOf(UnitAct.Establish.class);
        assertThat(unit).extracting(Entry::act).hasAtLeastOneElementOfType(UnitAct.Appoint.class);
        assertThat(unit).allMatch(entry -> entry.by().isEmpty());
    }

    @Test
    void subjects_of_two_kinds_do_not_mix() {
        PetitionCase registered = given().registered();
        UUID same = registered.id().value();

        assertThat(docket(new Subject(Subject.Kind.CASE, same))).hasSize(1);
        assertThat(docket(new Subject(Subject.Kind.HANDOVER, same))).isEmpty();
        assertThat(docket(new Subject(Subject.Kind.UNIT, same))).isEmpty();
    }

    @Test
    void where_there_is_no_docket_there_are_no_entries() {
        assertThat(docket(PetitionCase.subject(new CaseId(new UUID(1, 1))))).isEmpty();
    }

    @Test
    void what_was_written_long_ago_is_not_changed_by_what_is_written_now() {
        PetitionCase registered = given().registered();
        ImmutableList<Entry> then = docket(registered.subject());
        given().later(30);
        given().does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信"));
        given().effective(given().opened(HANDLER, COLLEAGUE.id()));

        assertThat(docket(registered.subject()).subList(0, then.size())).isEqualTo(then);
    }

    @Test
    void a_long_list_comes_back_whole() {
        for (int i = 0; i < 30; i++) {
            given().accepted();
        }
        Handover frozen = given().frozen(given().opened(HANDLER, COLLEAGUE.id()));
        Entry signed = docket(frozen.subject()).get(2);

        assertThat(((HandoverAct.Freeze) signed.act()).items()).hasSize(30);
        assertThat(given().now(frozen.id())).isEqualTo(frozen);
    }

    private static final UUID ACCOUNT = new UUID(7, 7);

    private Outcome<Boolean> traced(AccountAct.Trace... traces) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            for (AccountAct.Trace trace : traces) {
                session.dockets().trace(ACCOUNT, trace, Optional.of(CLERK.id()), given().now());
            }
            return Outcome.done(true);
        });
    }

    @Test
    void what_was_done_with_an_account_is_in_its_docket_in_its_order() {
        AccountAct.Trace signedIn =
                AccountAct.Trace.done(AccountAct.Kind.SIGN_IN).from("10.0.0.7");
        AccountAct.Trace refused = AccountAct.Trace.failed(AccountAct.Kind.EXPORT, "NOT_YOURS")
                .about(new Subject(Subject.Kind.UNIT, HANDLER.unit().value()))
                .with(AccountAct.Detail.COUNT, 12);
        done(traced(signedIn));
        done(traced(refused, signedIn));

        ImmutableList<Entry> docket = docket(AccountAct.subject(ACCOUNT));
        assertThat(docket).extracting(Entry::act).containsExactly(signedIn, refused, signedIn);
        assertThat(docket).extracting(Entry::number).containsExactly(1, 2, 3);
        assertThat(docket)
                .allMatch(entry -> entry.capacity() == Capacity.ACCOUNT
                        && entry.by().equals(Optional.of(CLERK.id()))
                        && entry.on().equals(given().today()));
    }

    @Test
    void nobodys_docket_is_the_systems() {
        done(store().transact(Asker.Job.OPERATOR, session -> {
            session.dockets()
                    .trace(
                            AccountAct.NOBODY,
                            AccountAct.Trace.failed(AccountAct.Kind.SIGN_IN, "WRONG_PASSWORD"),
                            Optional.empty(),
                            given().now());
            return Outcome.done(true);
        }));

        assertThat(docket(AccountAct.subject(AccountAct.NOBODY)))
                .extracting(Entry::capacity)
                .containsExactly(Capacity.SYSTEM);
    }

    @Test
    void a_trace_is_there_with_what_it_belongs_to_or_not_at_all() {
        PetitionCase registered = given().registered();
        PetitionCase.Entered note = prepared(registered, new CaseAct.Note("电话联系"), CLERK);
        PetitionCase.Entered other = prepared(registered, new CaseAct.Note("又联系"), CLERK);
        done(enteredWithTrace(note));
        Outcome<Boolean> late = enteredWithTrace(other);
        Outcome<Boolean> unwanted = store().transact(Asker.Job.OPERATOR, session -> {
            session.dockets()
                    .trace(ACCOUNT, AccountAct.Trace.done(AccountAct.Kind.SEE), Optional.empty(), given().now());
            return Outcome.refused(Reason.NOT_YOURS);
        });

        assertThat(late).isInstanceOf(Outcome.Refused.class);
        assertThat(unwanted).isInstanceOf(Outcome.Refused.class);
        assertThat(docket(registered.subject())).hasSize(2);
        assertThat(docket(AccountAct.subject(ACCOUNT))).hasSize(1);
    }

    private Outcome<Boolean> enteredWithTrace(PetitionCase.Entered done) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            session.dockets()
                    .trace(ACCOUNT, AccountAct.Trace.done(AccountAct.Kind.SEE), Optional.empty(), given().now());
            session.cases().enter(done);
            return Outcome.done(true);
        });
    }

    @Test
    void traces_of_one_account_never_lose_to_each_other() {
        int many = 40;
        assertThat(IntStream.range(0, many)
                        .parallel()
                        .mapToObj(nth -> traced(
                                AccountAct.Trace.done(AccountAct.Kind.SEE).with(AccountAct.Detail.COUNT, nth)))
                        .toList())
                .allMatch(Outcome.Done.class::isInstance);

        assertThat(docket(AccountAct.subject(ACCOUNT)))
                .extracting(Entry::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, many).boxed().toList());
        assertThat(archive().audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void what_an_account_did_on_a_day_is_what_its_own_trace_stands_on() {
        AccountAct.Trace see = AccountAct.Trace.done(AccountAct.Kind.SEE);
        done(traced(see));
        given().later(1);

        Outcome<Integer> alone = afterLooking(() -> {});
        Outcome<Integer> overtaken = afterLooking(() -> done(traced(see)));

        assertThat(alone).as("of an earlier day nothing is counted").isEqualTo(Outcome.done(0));
        assertThat(Given.refusal(overtaken).reason()).isEqualTo(Reason.STALE);
        assertThat(docket(AccountAct.subject(ACCOUNT))).hasSize(4);
    }

    /** Two traces of the one who looked, and something else done between the look and them. */
    private Outcome<Integer> afterLooking(Runnable between) {
        return store().transact(Asker.of(CLERK.id()), session -> {
            int before = session.dockets().traced(ACCOUNT, given().today()).size();
            between.run();
            for (int i = 0; i < 2; i++) {
                session.dockets()
                        .trace(
                                ACCOUNT,
                                AccountAct.Trace.done(AccountAct.Kind.SEE),
                                Optional.of(CLERK.id()),
                                given().now());
            }
            return Outcome.done(before);
        });
    }

    @Test
    void whoever_asks_many_times_at_once_about_persons_is_answered_no_more_often_than_on_one_day() {
        AnswerPerson answer = new AnswerPerson(archive(), Retention.Periods.USUAL);
        AnswerPerson.Request request = new AnswerPerson.Request(
                Given.petitioner(), "本人申请第1号，核对了身份证", false, ACCOUNT, Optional.empty(), CLERK.id());

        List<Outcome<?>> answers = Racing.together(Collections.nCopies(
                AnswerPerson.MOST_A_DAY + 10, () -> answer.find(request, given().today(), given().now())));

        assertThat(answers.stream().filter(Outcome.Done.class::isInstance)).hasSize(AnswerPerson.MOST_A_DAY);
        assertThat(docket(AccountAct.subject(ACCOUNT)))
                .hasSize(AnswerPerson.MOST_A_DAY + 10)
                .filteredOn(entry -> ((AccountAct.Trace) entry.act()).done())
                .hasSize(AnswerPerson.MOST_A_DAY);
    }
}
