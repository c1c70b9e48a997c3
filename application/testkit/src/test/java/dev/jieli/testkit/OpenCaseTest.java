package dev.jieli.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.NameAdministrators;
import dev.jieli.application.OpenCase;
import dev.jieli.application.ReadAudit;
import dev.jieli.application.SeePetitioner;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 查看案卷: that the file of a case was opened is on record, once a day, and of an accusation as of any other. */
class OpenCaseTest {
    private final Given given = Given.an_office(new InMemoryArchive());
    private final PetitionCase accusation = classified(given, Track.ACCUSATION, Who.HEAD.official());

    private static PetitionCase classified(Given given, Track track, OfficialId accused) {
        return given.does(
                Who.CLERK,
                given.registered(),
                new CaseAct.Classify(
                        track,
                        Optional.empty(),
                        ImmutableSet.of(),
                        track == Track.ACCUSATION ? ImmutableSet.of(accused) : ImmutableSet.of(),
                        "按其性质"));
    }

    private static Outcome<Board.CaseFile> opens(Given given, Who account, Actor by, PetitionCase file, Instant at) {
        return new OpenCase(given.archive())
                .open(file.id(), account.id().value(), Optional.of("10.0.0.7"), Asker.of(by, at), Optional.of(by), at);
    }

    private Outcome<Board.CaseFile> opens(Who who, PetitionCase file, Instant at) {
        return opens(given, who, who.id(), file, at);
    }

    private List<Entry> traces(Who who) {
        UUID account = who.id().value();
        return given.look(session -> session.dockets().read(AccountAct.subject(account)));
    }

    /** 9:00 on the day. */
    private Instant morning() {
        return given.today()
                .atTime(LocalTime.of(9, 0))
                .atZone(PetitionCase.CHINA)
                .toInstant();
    }

    /** 应当回避: whoever has an interest in a case neither acts in it nor reads on in it. */
    @Test
    void whoever_has_withdrawn_opens_the_file_no_more_and_sees_no_petitioner_and_that_he_tried_is_on_record() {
        PetitionCase left =
                given.does(Who.CLERK, given.accepted(), new CaseAct.Recuse(Who.HEAD.id(), Optional.empty(), "系信访人亲属"));

        assertThat(Given.refusal(opens(Who.HEAD, left, morning())).reason()).isEqualTo(Reason.RECUSED);
        isShownNoPetitioner(Who.HEAD, left);
        assertThat(opens(Who.HANDLER, left, morning())).isInstanceOf(Outcome.Done.class);
        assertThat(traces(Who.HEAD)).hasSize(2).noneMatch(entry -> ((AccountAct.Trace) entry.act()).done());
    }

    private void isShownNoPetitioner(Who who, PetitionCase about) {
        assertThat(Given.refusal(new SeePetitioner(given.archive().store())
                                .see(about.id(), "核对身份", who.id().value(), Optional.empty(), who.id(), morning()))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void nor_once_the_case_has_ended() {
        PetitionCase left =
                given.does(Who.CLERK, given.accepted(), new CaseAct.Recuse(Who.HEAD.id(), Optional.empty(), "系信访人亲属"));
        PetitionCase ended = given.does(Who.HANDLER, left, new CaseAct.Withdraw("信访人来信撤回"));

        assertThat(Given.refusal(opens(Who.HEAD, ended, morning())).reason()).isEqualTo(Reason.RECUSED);
        isShownNoPetitioner(Who.HEAD, ended);
        assertThat(opens(Who.HANDLER, ended, morning())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_file_is_opened_with_an_entry_that_says_the_same_of_an_accusation_as_of_any_other_case() {
        PetitionCase other = given.accepted();
        assertThat(Given.done(opens(Who.SUPERVISOR, accusation, morning())).petitionCase())
                .isEqualTo(accusation);
        assertThat(Given.done(opens(Who.SUPERVISOR, other, morning())).petitionCase())
                .isEqualTo(other);

        AccountAct.Trace opened =
                AccountAct.Trace.done(AccountAct.Kind.SEE).from("10.0.0.7").with(AccountAct.Detail.FIELDS, "case file");
        assertThat(traces(Who.SUPERVISOR))
                .extracting(Entry::act)
                .containsExactly(opened.about(accusation.subject()), opened.about(other.subject()));
        assertThat(List.of(given.now(accusation.id()), given.now(other.id())))
                .as("in no docket that others read")
                .containsExactly(accusation, other);
    }

    @Test
    void looking_again_on_the_same_day_is_no_other_look() {
        opens(Who.SUPERVISOR, accusation, morning());
        opens(Who.SUPERVISOR, accusation, morning().plus(Duration.ofHours(14)));
        assertThat(traces(Who.SUPERVISOR)).hasSize(1);

        opens(Who.SUPERVISOR, accusation, morning().plus(Duration.ofHours(15)));
        assertThat(traces(Who.SUPERVISOR)).as("after midnight").hasSize(2);

        opens(Who.OFFICE_HEAD, accusation, morning().plus(Duration.ofHours(16)));
        assertThat(traces(Who.OFFICE_HEAD)).as("each by himself").hasSize(1);
    }

    @Test
    void looking_in_the_place_of_somebody_absent_is_another_look() {
        Actor.Delegate as = given.delegated(Who.CLERK, Who.OTHER_CLERK, 10).actor();
        opens(Who.OTHER_CLERK, accusation, morning());
        opens(given, Who.OTHER_CLERK, as, accusation, morning());
        opens(given, Who.OTHER_CLERK, as, accusation, morning());

        assertThat(traces(Who.OTHER_CLERK))
                .extracting(entry -> ((AccountAct.Trace) entry.act()).details().get(AccountAct.Detail.IN_PLACE_OF))
                .containsExactly(null, as.absent().toString());
    }

    @Test
    void for_whom_it_is_against_there_is_nothing_to_open_and_nothing_is_entered() {
        assertThat(Given.refusal(opens(Who.HEAD, accusation, morning())).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(traces(Who.HEAD)).isEmpty();
    }

    /** Everybody opens a case, and the three administrators are read of what the auditor reads. */
    private static List<Audit.TracePage> read(Track track, Duty accused) {
        Given given = Given.an_office(new InMemoryArchive());
        Given.done(new NameAdministrators(given.store(), given.archive().accounts())
                .name(
                        ImmutableList.copyOf(Duty.values()).stream()
                                .map(duty -> new NameAdministrators.Administrator(
                                        Accounts.Account.of(
                                                        Who.uuid("account " + duty),
                                                        duty.name(),
                                                        official(duty),
                                                        Accounts.Password.first("$argon2id$", given.now(), false),
                                                        "")
                                                .serving(Optional.of(duty)),
                                        new Official(official(duty), "某" + duty)))
                                .collect(ImmutableList.toImmutableList()),
                        Optional.empty(),
                        given.today(),
                        given.now()));
        PetitionCase file = classified(given, track, official(accused));
        Instant at =
                given.today().atTime(LocalTime.NOON).atZone(PetitionCase.CHINA).toInstant();
        for (Who who : List.of(Who.CLERK, Who.SUPERVISOR, Who.OFFICE_HEAD)) {
            Given.done(opens(given, who, who.id(), file, at));
        }
        ReadAudit audit = new ReadAudit(
                given.store(), given.archive().accounts(), given.archive().audit());
        Audit.TraceFilter none = Audit.TraceFilter.none();
        Audit.TraceFilter about = new Audit.TraceFilter(
                none.account(),
                none.kind(),
                none.done(),
                Optional.of(file.subject()),
                none.from(),
                none.to(),
                none.of());
        return List.of(
                Given.done(audit.read(none, Optional.empty(), 1000, Who.uuid("account " + Duty.AUDIT))),
                Given.done(audit.read(about, Optional.empty(), 1000, Who.uuid("account " + Duty.AUDIT))),
                Given.done(audit.read(none, Optional.empty(), 1000, Who.uuid("account " + Duty.SECURITY))));
    }

    private static OfficialId official(Duty duty) {
        return new OfficialId(Who.uuid("official " + duty));
    }

    @ParameterizedTest
    @EnumSource
    void an_administrator_who_is_accused_reads_the_same_record_as_if_it_were_another_petition(Duty accused) {
        List<Audit.TracePage> with = read(Track.ACCUSATION, accused);

        assertThat(with).isEqualTo(read(Track.PETITION_PROCEDURE, accused));
        assertThat(with.get(1).lines()).hasSize(3);
    }
}
