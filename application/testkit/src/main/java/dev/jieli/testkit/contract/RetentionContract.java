package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.EraseExpired;
import dev.jieli.application.FetchPaper;
import dev.jieli.application.HoldErasure;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.retention.Retention;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** 到期删除契约: what identifies a petitioner goes when its time has come; what was done stays and verifies. */
public abstract class RetentionContract extends Contract {
    private static final UUID ACCOUNT = new UUID(9, 9);
    private static final Retention.Periods SHORT = new Retention.Periods(10, 5);

    private EraseExpired.Report erase(boolean dryRun, Who by) {
        return done(erases(dryRun, by, "某信销〔2040〕1号"));
    }

    private Outcome<EraseExpired.Report> erases(boolean dryRun, Who by, String document) {
        return erases(dryRun, Asker.of(by.id()), document);
    }

    private Outcome<EraseExpired.Report> erases(boolean dryRun, Asker by, String document) {
        return erases(
                by,
                dryRun
                        ? Optional.empty()
                        : Optional.of(new EraseExpired.Order(
                                document,
                                given().look(session ->
                                        session.cases().erasable(given().today(), Optional.empty(), 1_000).stream()
                                                .map(PetitionCase::id)
                                                .collect(ImmutableSet.toImmutableSet())),
                                ACCOUNT,
                                Optional.empty())));
    }

    private Outcome<EraseExpired.Report> erases(Asker by, Optional<EraseExpired.Order> order) {
        return new EraseExpired(store()).erase(by, SHORT, order, given().today(), given().now());
    }

    @Test
    void only_what_stood_on_the_approved_list_goes_and_only_what_is_due_still() {
        PetitionCase approved = withdrawn();
        PetitionCase held = withdrawn();
        years(6);
        ImmutableSet<CaseId> list =
                erase(true, CLERK).lines().stream().map(EraseExpired.Line::id).collect(ImmutableSet.toImmutableSet());
        assertThat(list).containsExactlyInAnyOrder(approved.id(), held.id());
        PetitionCase later = withdrawn();
        years(6);
        done(new HoldErasure(store())
                .hold(held.id(), true, "正在复核追责", ACCOUNT, Optional.empty(), CLERK.id(), given().now()));

        EraseExpired.Report report = done(erases(
                Asker.of(CLERK.id()),
                Optional.of(new EraseExpired.Order("某信销〔2040〕1号", list, ACCOUNT, Optional.empty()))));

        assertThat(report.lines()).extracting(EraseExpired.Line::id).containsExactly(approved.id());
        assertThat(report.stays())
                .containsOnly(
                        java.util.Map.entry(Retention.Stay.NOT_APPROVED, 1),
                        java.util.Map.entry(Retention.Stay.ON_HOLD, 1));
        assertThat(petitioner(later.id())).isPresent();
        assertThat(petitioner(held.id())).isPresent();
    }

    private Optional<Petitioner> petitioner(CaseId id) {
        return given().look(session -> session.cases().petitioner(id));
    }

    private int known(Petitioner who) {
        return given().look(session ->
                session.cases().casesWithNumbersOf(Set.of(who)).size());
    }

    private PetitionCase withdrawn() {
        return given().does(CLERK, given().registered(), new CaseAct.Withdraw("信访人要求撤回"));
    }

    private void years(int count) {
        given().on(LocalDate.of(given().today().getYear() + count, 1, 1));
    }

    @Test
    void what_identifies_a_petitioner_goes_when_its_time_has_come_and_the_docket_stays_and_verifies() {
        PetitionCase ended = withdrawn();
        ImmutableList<Entry> docket = docket(ended.subject());
        years(6);

        EraseExpired.Report report = erase(false, CLERK);

        assertThat(report.counts()).containsExactly(java.util.Map.entry(Retention.Holding.OTHER, 1));
        assertThat(petitioner(ended.id())).isEmpty();
        assertThat(known(Given.petitioner())).isZero();
        assertThat(docket(ended.subject())).isEqualTo(docket);
        assertThat(archive().audit().verify(read -> {}).faults()).isEmpty();
        assertThat(archive()
                        .board(Asker.Job.OPERATOR)
                        .counts(Board.Filter.none(), given().today())
                        .ended())
                .isEqualTo(1);
        assertThat(archive()
                        .board(Asker.Job.OPERATOR)
                        .caseFile(ended.id())
                        .orElseThrow()
                        .petitioner())
                .isEqualTo(Petitioner.ERASED);
        assertThat(docket(AccountAct.subject(ACCOUNT)))
                .extracting(entry -> (AccountAct.Trace) entry.act())
                .anySatisfy(trace -> {
                    assertThat(trace.kind()).isEqualTo(AccountAct.Kind.ERASE);
                    assertThat(trace.about()).contains(ended.subject());
                    assertThat(trace.details()).containsEntry(AccountAct.Detail.PURPOSE, "某信销〔2040〕1号");
                });
        assertThat(erase(false, CLERK).lines())
                .as("what was erased is not erased again")
                .isEmpty();
    }

    @Test
    void a_dry_run_says_what_would_go_and_changes_nothing() {
        PetitionCase ended = withdrawn();
        years(6);

        EraseExpired.Report report = erase(true, CLERK);

        assertThat(report.lines())
                .extracting(EraseExpired.Line::number)
                .containsExactly(ended.petition().number());
        assertThat(petitioner(ended.id())).contains(Given.petitioner());
        assertThat(docket(AccountAct.subject(ACCOUNT))).isEmpty();
    }

    @Test
    void nothing_goes_before_its_time_nor_what_a_leader_wrote_on_nor_what_is_open() {
        PetitionCase early = withdrawn();
        PetitionCase decided = given().final_();
        PetitionCase open = given().accepted();
        PetitionCase instructed = given().registered();
        given().does(
                        CLERK,
                        instructed,
                        new CaseAct.Instruct(
                                Who.DEPUTY.id(), "请抓紧办理", given().today().plusDays(9)));
        given().does(CLERK, instructed.id(), new CaseAct.AnswerLeader("已办理"));
        given().does(CLERK, instructed.id(), new CaseAct.Withdraw("信访人要求撤回"));
        years(5);
        assertThat(erase(false, CLERK).lines())
                .as("the year of ending does not count")
                .isEmpty();
        years(1);

        assertThat(erase(false, CLERK).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(early.id());
        assertThat(petitioner(decided.id())).isPresent();
        years(5);
        assertThat(erase(false, CLERK).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(decided.id());
        assertThat(petitioner(instructed.id())).isPresent();
        assertThat(petitioner(open.id())).isPresent();
    }

    @Test
    void what_is_linked_with_an_open_case_or_on_hold_stays() {
        PetitionCase held = withdrawn();
        PetitionCase first = withdrawn();
        PetitionCase again = given().registered();
        given().does(CLERK, again.id(), new CaseAct.Link(first.id(), LinkKind.SAME_MATTER, "事实和请求相同"));
        years(6);
        done(new HoldErasure(store())
                .hold(held.id(), true, "正在复核追责", ACCOUNT, Optional.empty(), CLERK.id(), given().now()));

        EraseExpired.Report report = erase(false, CLERK);

        assertThat(report.lines()).isEmpty();
        assertThat(report.stays())
                .containsOnly(
                        java.util.Map.entry(Retention.Stay.LINKED_TO_OPEN, 1),
                        java.util.Map.entry(Retention.Stay.ON_HOLD, 1));
        done(new HoldErasure(store())
                .hold(held.id(), false, "追责已结束", ACCOUNT, Optional.empty(), CLERK.id(), given().now()));
        assertThat(erase(false, CLERK).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(held.id());
    }

    private EraseExpired.Report told(Who to) {
        return erase(true, to);
    }

    @Test
    void what_is_linked_with_an_open_case_stays_also_where_whoever_asks_is_not_shown_that_one() {
        PetitionCase first = withdrawn();
        PetitionCase elsewhere = given().registered(given().petition(), Who.REREVIEWER);
        done(entered(prepared(elsewhere, new CaseAct.Link(first.id(), LinkKind.SAME_MATTER, "同一事项"), Who.REREVIEWER)));
        years(6);

        EraseExpired.Report told = told(CLERK);

        assertThat(told.lines()).isEmpty();
        assertThat(told.stays()).containsOnly(java.util.Map.entry(Retention.Stay.LINKED_TO_OPEN, 1));
        assertThat(erase(false, CLERK).lines()).isEmpty();
        assertThatThrownBy(() -> store().transact(Asker.Job.ROUND, session -> {
                    session.cases().erase(first.id());
                    return Outcome.done(true);
                }))
                .as("whoever asks the store")
                .isInstanceOf(RuntimeException.class);
        assertThat(petitioner(first.id())).isPresent();
    }

    @Test
    void what_turned_out_to_be_an_accusation_keeps_nothing_so_that_what_is_erased_tells_nobody_of_it() {
        PetitionCase first = withdrawn();
        PetitionCase again = given().registered();
        given().does(CLERK, again.id(), new CaseAct.Link(first.id(), LinkKind.SAME_MATTER, "事实和请求相同"));
        given().does(
                        CLERK,
                        again.id(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(Who.OFFICE_HEAD.official()),
                                "反映工作人员"));
        years(6);

        for (Who who : Set.of(CLERK, Who.OFFICE_HEAD)) {
            assertThat(told(who).lines()).extracting(EraseExpired.Line::id).containsExactly(first.id());
            assertThat(told(who).stays()).isEmpty();
        }
        assertThat(erase(false, Who.OFFICE_HEAD).lines()).hasSize(1);
        assertThat(petitioner(first.id())).isEmpty();
        assertThat(petitioner(again.id())).isPresent();
    }

    private PetitionCase accusation(ImmutableSet<UnitId> units, OfficialId... officials) {
        PetitionCase accusation = given().registered();
        given().does(
                        CLERK,
                        accusation.id(),
                        new CaseAct.Classify(
                                Track.ACCUSATION, Optional.empty(), units, ImmutableSet.copyOf(officials), "反映工作人员"));
        given().does(CLERK, accusation.id(), new CaseAct.Decline("不属本单位职权", "县纪委监委"));
        return given().does(CLERK, accusation.id(), new CaseAct.Notify(Manner.BY_POST, "已告知"));
    }

    @Test
    void whoever_is_accused_lists_and_erases_as_if_there_were_no_accusation_and_another_erases_it() {
        PetitionCase ordinary = withdrawn();
        PetitionCase accusation = accusation(ImmutableSet.of(), Who.OFFICE_HEAD.official());
        years(6);

        for (boolean dryRun : new boolean[] {true, false}) {
            EraseExpired.Report told = erase(dryRun, Who.OFFICE_HEAD);
            assertThat(told.lines()).extracting(EraseExpired.Line::id).containsExactly(ordinary.id());
            assertThat(told.stays()).isEmpty();
        }
        assertThat(petitioner(ordinary.id())).isEmpty();
        assertThat(petitioner(accusation.id())).isPresent();
        assertThat(docket(AccountAct.subject(ACCOUNT)))
                .extracting(entry -> ((AccountAct.Trace) entry.act()).about())
                .as("nor does the record name it beside the one whom it is against")
                .containsOnly(Optional.of(ordinary.subject()));
        assertThat(erase(true, Who.OFFICE_HEAD).lines()).isEmpty();
        assertThat(erase(false, CLERK).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(accusation.id());
        assertThat(petitioner(accusation.id())).isEmpty();
    }

    @Test
    void nobody_lists_or_erases_a_case_from_which_he_or_she_has_withdrawn_and_another_does() {
        PetitionCase recused = given().does(
                        CLERK,
                        given().registered(),
                        new CaseAct.Recuse(Who.OFFICE_HEAD.id(), Optional.empty(), "系信访人亲属"));
        PetitionCase closed = given().does(CLERK, recused, new CaseAct.Withdraw("信访人申请撤回"));
        years(6);
        for (boolean dryRun : new boolean[] {true, false}) {
            EraseExpired.Report told = erase(dryRun, Who.OFFICE_HEAD);
            assertThat(told.lines()).isEmpty();
            assertThat(told.stays()).isEmpty();
        }
        assertThat(petitioner(closed.id())).isPresent();
        assertThat(erase(false, CLERK).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(closed.id());
    }

    @Test
    void what_is_kept_from_every_registrar_is_erased_by_the_house_in_whose_name_nobody_reads() {
        PetitionCase accusation = accusation(ImmutableSet.of(CLERK.unit()));
        years(6);

        for (Who who : Set.of(CLERK, Who.OFFICE_HEAD)) {
            assertThat(erase(false, who).lines()).as(who.name()).isEmpty();
        }
        assertThat(done(erases(false, Asker.Job.OPERATOR, "某信销〔2040〕1号")).lines())
                .extracting(EraseExpired.Line::id)
                .containsExactly(accusation.id());
        assertThat(petitioner(accusation.id())).isEmpty();
        assertThat(docket(AccountAct.subject(ACCOUNT))).extracting(Entry::by).containsExactly(Optional.empty());
    }

    @Test
    void what_stands_on_an_open_list_stays_until_the_handover_is_over() {
        PetitionCase listed = given().accepted();
        given().opened(HANDLER, given().successor(HANDLER));
        given().does(HANDLER, listed.id(), new CaseAct.Withdraw("信访人要求撤回"));
        years(6);

        assertThat(erase(false, CLERK).stays()).containsOnly(java.util.Map.entry(Retention.Stay.ON_A_LIST, 1));
    }

    @Test
    void a_registrar_erases_by_a_document_and_nobody_else_does() {
        PetitionCase ended = withdrawn();
        years(6);

        for (boolean dryRun : new boolean[] {true, false}) {
            assertThat(refusal(erases(dryRun, HANDLER, "某信销〔2040〕1号")).reason()).isEqualTo(Reason.NOT_YOURS);
        }
        for (Asker by : Set.of(Asker.of(CLERK.id()), Asker.Job.OPERATOR)) {
            assertThat(refusal(erases(false, by, " ")).reason()).isEqualTo(Reason.INCOMPLETE);
        }
        assertThat(petitioner(ended.id())).isPresent();
        assertThat(refusal(new HoldErasure(store())
                                .hold(ended.id(), true, " ", ACCOUNT, Optional.empty(), CLERK.id(), given().now()))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void papers_go_with_their_petitioner_and_keep_their_numbers() {
        PetitionCase accepted = given().accepted();
        Paper issued = issued(accepted.id());
        given().does(HANDLER, accepted.id(), new CaseAct.Withdraw("信访人要求撤回"));
        years(6);

        assertThat(erase(false, CLERK).lines()).hasSize(1);

        Optional<Papers.Text> text = given().look(session -> session.papers().text(issued.id()));
        Optional<byte[]> file = given().look(session -> session.papers().file(issued.id()));
        Optional<Paper> paper = given().look(session -> session.papers().find(issued.id()));
        assertThat(text).isEmpty();
        assertThat(file).isEmpty();
        assertThat(paper).contains(issued);
        assertThat(refusal(new FetchPaper(store(), given().law())
                                .fetch(
                                        new FetchPaper.Request(
                                                issued.id(),
                                                "送达",
                                                HANDLER.official().value(),
                                                Optional.empty(),
                                                HANDLER.id(),
                                                sheet -> new byte[0]),
                                        given().today(),
                                        given().now()))
                        .reason())
                .isEqualTo(Reason.ERASED);
        assertThat(archive().audit().verify(read -> {}).faults()).isEmpty();
    }

    /** A store in which something else is done after the first piece of work has read and before it is through. */
    private Store overtaken(Runnable meanwhile) {
        AtomicBoolean done = new AtomicBoolean();
        return new Store() {
            @Override
            public <T> Outcome<T> transact(Asker asker, Function<Session, Outcome<T>> work) {
                return store().transact(asker, session -> {
                    Outcome<T> outcome = work.apply(session);
                    if (!done.getAndSet(true)) {
                        meanwhile.run();
                    }
                    return outcome;
                });
            }
        };
    }

    private Outcome<Petitioner> corrects(Store store, CaseId id, Optional<String> phone, Optional<String> address) {
        return new CorrectPetitioner(store)
                .correct(
                        id,
                        new CorrectPetitioner.Correction(
                                Optional.empty(),
                                Optional.empty(),
                                phone,
                                address,
                                "本人申请第1号",
                                ACCOUNT,
                                Optional.empty(),
                                CLERK.id()),
                        given().now());
    }

    @Test
    void of_two_corrections_at_once_neither_undoes_the_other() {
        CaseId id = given().registered().id();
        Store overtaken = overtaken(() -> done(corrects(store(), id, Optional.empty(), Optional.of("某县某镇另一村一号"))));

        Petitioner after = done(corrects(overtaken, id, Optional.of("00000005678"), Optional.empty()));

        assertThat(petitioner(id)).contains(after);
        assertThat(after.phone()).contains("00000005678");
        assertThat(after.address()).contains("某县某镇另一村一号");
        assertThat(docket(AccountAct.subject(ACCOUNT))).hasSize(2);
    }

    @Test
    void a_correction_that_an_erasure_overtakes_brings_nobody_back() {
        CaseId id = withdrawn().id();
        years(6);
        Store overtaken =
                overtaken(() -> assertThat(erase(false, CLERK).lines()).hasSize(1));

        Outcome<Petitioner> corrected = corrects(overtaken, id, Optional.of("00000005678"), Optional.empty());

        assertThat(refusal(corrected).reason()).isEqualTo(Reason.ERASED);
        assertThat(petitioner(id)).isEmpty();
        assertThat(known(Given.petitioner())).isZero();
    }

    @Test
    void of_an_open_case_nothing_is_erased_whoever_asks_the_store() {
        PetitionCase open = given().accepted();

        assertThatThrownBy(() -> store().transact(Asker.Job.ROUND, session -> {
                    session.cases().erase(open.id());
                    return Outcome.done(true);
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(petitioner(open.id())).isPresent();
    }

    private Paper issued(CaseId about) {
        PaperId id = new PaperId(new UUID(4, 4));
        Paper drafted = done(new DraftPaper(store(), given().law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(
                                PaperKind.RECEIPT_NOTICE,
                                Given.filled(PaperKind.RECEIPT_NOTICE),
                                "salt",
                                Optional.empty()),
                        HANDLER.id(),
                        given().today(),
                        given().now()));
        Paper checked = done(new CheckPaper(store(), given().law())
                .check(id, drafted.digest(), COLLEAGUE.id(), given().today(), given().now()));
        return done(new IssuePaper(store(), given().law())
                .issue(
                        id,
                        checked.digest(),
                        sheet -> sheet.fields().toString().getBytes(StandardCharsets.UTF_8),
                        HEAD.id(),
                        given().today(),
                        given().now()));
    }
}
