package dev.jieli.testkit;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AnswerPerson;
import dev.jieli.application.CorrectPetitioner;
import dev.jieli.application.HoldErasure;
import dev.jieli.application.port.Archive;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.retention.Retention;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of a person is found for that person, copied and put right; and nobody is looked up by a name. */
class AnswerPersonTest {
    private static final UUID ACCOUNT = new UUID(5, 5);

    private final Archive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);
    private final PetitionCase about = given.registered();

    private Outcome<ImmutableList<AnswerPerson.Held>> finds(Who by, Petitioner who, String purpose) {
        return new AnswerPerson(archive, Retention.Periods.USUAL)
                .find(
                        new AnswerPerson.Request(who, purpose, false, ACCOUNT, Optional.empty(), by.id()),
                        given.today(),
                        given.now());
    }

    private ImmutableList<AnswerPerson.Held> found(Petitioner who) {
        return done(finds(Who.CLERK, who, "本人申请第1号，核对了身份证"));
    }

    private static Petitioner by(String name, String idNumber, String phone) {
        return new Petitioner(
                name,
                Optional.of(idNumber).filter(text -> !text.isEmpty()),
                Optional.of(phone).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    private static Petitioner kept() {
        return Given.petitioner();
    }

    private List<AccountAct.Trace> traces() {
        return given.look(session -> session.dockets().read(AccountAct.subject(ACCOUNT)).stream()
                .map(entry -> (AccountAct.Trace) entry.act())
                .toList());
    }

    @Test
    void a_person_is_found_by_name_and_number_with_all_that_is_kept() {
        assertThat(found(by(kept().name(), kept().idNumber().orElseThrow(), "")))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.petitioner()).isEqualTo(kept());
                    assertThat(held.about().id()).isEqualTo(about.id());
                    assertThat(held.stays()).contains(Retention.Stay.OPEN);
                });
        assertThat(found(by(kept().name(), "", kept().phone().orElseThrow()))).hasSize(1);
    }

    @Test
    void nobody_is_found_by_a_name_alone_by_part_of_a_number_or_under_another_name() {
        assertThat(refusal(finds(Who.CLERK, by(kept().name(), "", ""), "看看")).reason())
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal(finds(Who.CLERK, by("", kept().idNumber().orElseThrow(), ""), "看看"))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(found(by(kept().name(), kept().idNumber().orElseThrow().substring(0, 12), "")))
                .isEmpty();
        assertThat(found(by("别的人", "", kept().phone().orElseThrow()))).isEmpty();
    }

    @Test
    void every_look_is_on_record_with_its_purpose_and_without_the_person() {
        found(by(kept().name(), kept().idNumber().orElseThrow(), ""));
        assertThat(refusal(finds(Who.HANDLER, kept(), "看看")).reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(refusal(finds(Who.CLERK, kept(), " ")).reason()).isEqualTo(Reason.INCOMPLETE);

        assertThat(traces()).extracting(AccountAct.Trace::done).containsExactly(true, false);
        assertThat(traces()).allSatisfy(trace -> {
            assertThat(trace.details()).containsEntry(AccountAct.Detail.FIELDS, "person");
            assertThat(trace.toString())
                    .doesNotContain(
                            kept().name(),
                            kept().idNumber().orElseThrow(),
                            kept().phone().orElseThrow());
        });
    }

    @Test
    void whoever_asks_too_often_is_refused_and_that_is_on_record() {
        for (int i = 0; i < AnswerPerson.MOST_A_DAY; i++) {
            found(by("无此人", "11010519491231002X", ""));
        }

        assertThat(refusal(finds(Who.CLERK, kept(), "再查")).reason()).isEqualTo(Reason.TOO_OFTEN);
        assertThat(traces()).hasSize(AnswerPerson.MOST_A_DAY + 1);
        given.later(1);
        assertThat(found(kept())).hasSize(1);
    }

    @Test
    void an_accusation_is_not_told_to_whom_it_is_against() {
        given.does(
                Who.CLERK,
                about.id(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(Who.OFFICE_HEAD.official()),
                        "反映工作人员"));

        assertThat(done(finds(Who.OFFICE_HEAD, kept(), "本人申请第1号")).size()).isZero();
        assertThat(found(kept())).hasSize(1);
    }

    @Test
    void whoever_has_withdrawn_from_a_case_tells_nobody_of_it_corrects_nothing_in_it_and_keeps_nothing_of_it() {
        given.does(Who.CLERK, about.id(), new CaseAct.Recuse(Who.OFFICE_HEAD.id(), Optional.empty(), "系信访人亲属"));

        assertThat(done(finds(Who.OFFICE_HEAD, kept(), "本人申请第1号")).size()).isZero();
        assertThat(refusal(corrects(about.id(), Who.OFFICE_HEAD, "测试人丙", "13900001111", "本人申请第2号"))
                        .reason())
                .isEqualTo(Reason.RECUSED);
        assertThat(refusal(new HoldErasure(archive.store())
                                .hold(
                                        about.id(),
                                        true,
                                        "诉讼未结",
                                        ACCOUNT,
                                        Optional.empty(),
                                        Who.OFFICE_HEAD.id(),
                                        given.now()))
                        .reason())
                .isEqualTo(Reason.RECUSED);
        assertThat(found(kept())).hasSize(1);
    }

    @Test
    void what_is_wrong_is_put_right_and_the_record_says_which_field_and_no_value() {
        Petitioner right = corrected(about.id(), Who.CLERK, "测试人丙", "13900001111");

        assertThat(right.idNumber()).isEqualTo(kept().idNumber());
        Optional<Petitioner> now = given.look(session -> session.cases().petitioner(about.id()));
        assertThat(now).contains(right);
        assertThat(traces()).singleElement().satisfies(trace -> {
            assertThat(trace.kind()).isEqualTo(AccountAct.Kind.CORRECT);
            assertThat(trace.about()).contains(about.subject());
            assertThat(trace.details()).containsEntry(AccountAct.Detail.FIELDS, "name phone");
            assertThat(trace.toString()).doesNotContain("测试人丙", "13900001111", kept().name());
        });
        assertThat(found(by("测试人丙", "", "13900001111"))).hasSize(1);
        assertThat(found(by(kept().name(), "", kept().phone().orElseThrow()))).isEmpty();
        assertThat(archive.audit().verify(read -> {}).faults()).isEmpty();
    }

    @Test
    void nothing_is_put_right_out_of_reach_without_a_reason_or_after_it_was_erased() {
        assertThat(refusal(corrects(about.id(), Who.HANDLER, "测试人丙", "", "本人申请"))
                        .reason())
                .isIn(Reason.NOT_YOURS, Reason.NOT_FOUND);
        assertThat(refusal(corrects(about.id(), Who.CLERK, "测试人丙", "", " ")).reason())
                .isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal(corrects(about.id(), Who.CLERK, kept().name(), "", "没有改什么"))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
        given.does(Who.CLERK, about.id(), new CaseAct.Withdraw("信访人要求撤回"));
        done(archive.store().transact(Asker.Job.ROUND, session -> {
            session.cases().erase(about.id());
            return Outcome.done(true);
        }));
        assertThat(refusal(corrects(about.id(), Who.CLERK, "测试人丙", "", "本人申请")).reason())
                .isEqualTo(Reason.ERASED);
    }

    private Petitioner corrected(CaseId id, Who by, String name, String phone) {
        return done(corrects(id, by, name, phone, "本人申请第2号，核对了身份证"));
    }

    private Outcome<Petitioner> corrects(CaseId id, Who by, String name, String phone, String reason) {
        return new CorrectPetitioner(archive.store())
                .correct(
                        id,
                        new CorrectPetitioner.Correction(
                                Optional.of(name),
                                Optional.empty(),
                                Optional.of(phone).filter(text -> !text.isEmpty()),
                                Optional.empty(),
                                reason,
                                ACCOUNT,
                                Optional.empty(),
                                by.id()),
                        given.now());
    }
}
