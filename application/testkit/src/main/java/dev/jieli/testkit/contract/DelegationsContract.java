package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static dev.jieli.testkit.Who.TOWN_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.SeePetitioner;
import dev.jieli.application.port.Board;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an archive owes to whoever is absent, and to whoever acts in the meantime. */
public abstract class DelegationsContract extends Contract {
    private static final CaseAct NOTE = new CaseAct.Note("电话联系信访人");

    private static <T> T getLast(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static Actor inPlaceOf(Who absent, Who delegate) {
        return new Actor.Delegate(delegate.id(), absent.id());
    }

    private Entry last(PetitionCase found) {
        return getLast(docket(found.subject()));
    }

    private List<Delegation> standing() {
        return given().look(session -> session.tenures().delegations());
    }

    private Board board(Actor who) {
        return archive().board(Asker.of(who, given().now()));
    }

    // ------------------------------------------------------------------ acting

    @Test
    void a_delegate_acts_in_the_capacity_of_the_absent_one_and_the_entry_names_both() {
        PetitionCase forwarded = given().forwarded();
        given().delegated(HANDLER, COLLEAGUE, 5);

        PetitionCase noted = given().does(inPlaceOf(HANDLER, COLLEAGUE), forwarded, NOTE);

        assertThat(last(noted).by()).contains(COLLEAGUE.id());
        assertThat(last(noted).inPlaceOf()).contains(HANDLER.id());
        assertThat(last(noted).capacity()).isEqualTo(Capacity.HOLDER);
        Board.EntryLine line = getLast(archive()
                .board(Asker.Job.OPERATOR)
                .caseFile(noted.id())
                .orElseThrow()
                .docket());
        assertThat(line.by().map(Board.Named::official)).contains(COLLEAGUE.fullName());
        assertThat(line.inPlaceOf().map(Board.Named::official)).contains(HANDLER.fullName());
    }

    @Test
    void whoever_is_absent_goes_on_answering_and_the_answer_says_who_acted() {
        PetitionCase forwarded = given().forwarded();
        Delegation away = given().delegated(HANDLER, COLLEAGUE, 3);
        PetitionCase noted = given().does(inPlaceOf(HANDLER, COLLEAGUE), forwarded, NOTE);

        assertThat(noted.position().chain()).isEqualTo(forwarded.position().chain());
        assertThat(answered(noted, away.from()))
                .extracting(link -> link.who().id())
                .contains(HANDLER.id());
        assertThat(actedFor(noted, away.from())).containsExactly(COLLEAGUE.id());
        assertThat(actedFor(noted, away.until())).containsExactly(COLLEAGUE.id());
        assertThat(actedFor(noted, away.until().plusDays(1))).isEmpty();
    }

    private List<Board.Link> answered(PetitionCase found, LocalDate on) {
        return archive().board(Asker.Job.OPERATOR).whoAnswered(found.id(), on);
    }

    private List<IncumbencyId> actedFor(PetitionCase found, LocalDate on) {
        return answered(found, on).stream()
                .filter(link -> link.role() == Role.HOLDER)
                .flatMap(link -> link.actedBy().stream())
                .map(Board.Named::id)
                .toList();
    }

    @Test
    void a_delegate_acts_from_the_first_day_to_the_last_and_on_no_other() {
        PetitionCase forwarded = given().forwarded();
        LocalDate first = given().today().plusDays(2);
        done(given().delegates(HANDLER.id(), HANDLER.id(), COLLEAGUE.id(), first, first.plusDays(1)));
        Actor delegate = inPlaceOf(HANDLER, COLLEAGUE);

        assertThat(refusal(given().tries(delegate, forwarded, NOTE)).reason()).isEqualTo(Reason.NOT_DELEGATED);
        assertThat(board(delegate).caseFile(forwarded.id())).isEmpty();
        given().on(first);
        PetitionCase noted = given().does(delegate, forwarded, NOTE);
        given().on(first.plusDays(1));
        noted = given().does(delegate, noted, NOTE);
        given().on(first.plusDays(2));
        assertThat(refusal(given().tries(delegate, noted, NOTE)).reason()).isEqualTo(Reason.NOT_DELEGATED);
        assertThat(board(delegate).caseFile(forwarded.id())).isEmpty();
    }

    @Test
    void nobody_acts_in_the_place_of_somebody_without_being_asked_to() {
        PetitionCase forwarded = given().forwarded();
        given().delegated(HANDLER, COLLEAGUE, 5);

        assertThat(refusal(given().tries(inPlaceOf(HANDLER, HEAD), forwarded, NOTE))
                        .reason())
                .isEqualTo(Reason.NOT_DELEGATED);
        assertThat(refusal(given().tries(inPlaceOf(COLLEAGUE, HANDLER), forwarded, NOTE))
                        .reason())
                .isEqualTo(Reason.NOT_DELEGATED);
        assertThat(refusal(given().tries(new Actor.Delegate(COLLEAGUE.id(), COLLEAGUE.id()), forwarded, NOTE))
                        .reason())
                .isEqualTo(Reason.NOT_DELEGATED);
    }

    @Test
    void a_delegate_is_shown_what_the_absent_one_is_shown_by_that_post_and_no_more() {
        PetitionCase elsewhere = given().forwarded(TOWN_HANDLER);
        given().delegated(HEAD, COLLEAGUE, 5);

        assertThat(board(inPlaceOf(HEAD, COLLEAGUE)).caseFile(elsewhere.id())).isEmpty();
        PetitionCase here = given().forwarded();
        assertThat(board(inPlaceOf(HEAD, COLLEAGUE)).caseFile(here.id())).isPresent();
        assertThat(refusal(given().tries(inPlaceOf(HEAD, COLLEAGUE), elsewhere, NOTE))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void the_petitioner_is_shown_to_the_delegate_and_the_trace_says_for_whom() {
        PetitionCase forwarded = given().forwarded();
        store().transact(Asker.Job.OPERATOR, session -> {
            session.cases().keep(forwarded.id(), Given.petitioner());
            return Outcome.done(true);
        });
        UUID account = UUID.nameUUIDFromBytes(new byte[] {7});
        given().delegated(HANDLER, COLLEAGUE, 5);

        SeePetitioner see = new SeePetitioner(store());
        assertThat(refusal(see.see(forwarded.id(), "核对", account, Optional.empty(), COLLEAGUE.id(), given().now()))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
        done(see.see(forwarded.id(), "核对", account, Optional.empty(), inPlaceOf(HANDLER, COLLEAGUE), given().now()));
        AccountAct.Trace trace =
                (AccountAct.Trace) getLast(docket(AccountAct.subject(account))).act();
        assertThat(trace.details())
                .containsEntry(AccountAct.Detail.IN_PLACE_OF, HANDLER.id().toString());
    }

    // ------------------------------------------------------------------ no back door

    @Test
    void whoever_asked_for_an_extension_does_not_approve_it_for_somebody_else_nor_has_it_approved_by_a_delegate() {
        PetitionCase accepted = given().accepted();
        CaseAct.Extend extend = new CaseAct.Extend(15, "需要现场勘查", Optional.empty(), Optional.empty());
        PetitionCase asked = given().does(COLLEAGUE, accepted, new CaseAct.AskExtension(15, "需要现场勘查"));
        given().delegated(HEAD, COLLEAGUE, 5);

        assertThat(refusal(given().tries(inPlaceOf(HEAD, COLLEAGUE), asked, extend))
                        .reason())
                .isEqualTo(Reason.SELF_APPROVAL);
    }

    @Test
    void what_a_delegate_asked_for_neither_of_the_two_approves() {
        PetitionCase accepted = given().accepted();
        CaseAct.Extend extend = new CaseAct.Extend(15, "需要现场勘查", Optional.empty(), Optional.empty());
        given().delegated(HEAD, COLLEAGUE, 5);
        PetitionCase asked = given().does(inPlaceOf(HEAD, COLLEAGUE), accepted, new CaseAct.AskExtension(15, "需要现场勘查"));

        assertThat(given().refuses(HEAD, asked, extend).reason()).isEqualTo(Reason.SELF_APPROVAL);
        assertThat(refusal(given().tries(inPlaceOf(HEAD, COLLEAGUE), asked, extend))
                        .reason())
                .isEqualTo(Reason.SELF_APPROVAL);
        assertThat(given().does(DEPUTY, asked, extend).entries()).isEqualTo(asked.entries() + 1);
    }

    @Test
    void the_holder_of_a_case_does_not_approve_its_extension_in_the_place_of_the_head() {
        PetitionCase accepted = given().accepted();
        PetitionCase asked = given().does(COLLEAGUE, accepted, new CaseAct.AskExtension(15, "需要现场勘查"));
        given().delegated(HEAD, HANDLER, 5);

        assertThat(refusal(given().tries(
                                        inPlaceOf(HEAD, HANDLER),
                                        asked,
                                        new CaseAct.Extend(15, "需要现场勘查", Optional.empty(), Optional.empty())))
                        .reason())
                .isEqualTo(Reason.SELF_APPROVAL);
    }

    @Test
    void who_drafted_a_paper_does_not_check_it_in_another_s_place_nor_the_other_way_round() {
        PetitionCase accepted = given().accepted();
        given().delegated(HANDLER, COLLEAGUE, 5);
        Paper own = drafted(accepted, COLLEAGUE.id());
        Paper ofTheAbsent = drafted(accepted, HANDLER.id());
        Paper inPlace = drafted(accepted, inPlaceOf(HANDLER, COLLEAGUE));

        assertThat(inPlace.drafted().incumbency()).isEqualTo(COLLEAGUE.id());
        assertThat(inPlace.drafted().inPlaceOf()).contains(HANDLER.id());
        assertThat(refusal(checks(own, inPlaceOf(HANDLER, COLLEAGUE))).reason()).isEqualTo(Reason.CHECKER_IS_DRAFTER);
        assertThat(refusal(checks(ofTheAbsent, inPlaceOf(HANDLER, COLLEAGUE))).reason())
                .isEqualTo(Reason.CHECKER_IS_DRAFTER);
        assertThat(refusal(checks(inPlace, HANDLER.id())).reason()).isEqualTo(Reason.CHECKER_IS_DRAFTER);
        assertThat(refusal(checks(inPlace, COLLEAGUE.id())).reason()).isEqualTo(Reason.CHECKER_IS_DRAFTER);
        assertThat(done(checks(inPlace, HEAD.id())).checked()).isPresent();
    }

    private int papers;

    private Paper drafted(PetitionCase about, Actor by) {
        PaperKind kind = PaperKind.RECEIPT_NOTICE;
        return done(new DraftPaper(store(), given().law())
                .draft(
                        new PaperId(UUID.nameUUIDFromBytes(new byte[] {(byte) ++papers})),
                        about.id(),
                        new DraftPaper.Draft(
                                kind, Given.filled(kind), "a salt of thirty-two letters " + papers, Optional.empty()),
                        by,
                        given().today(),
                        given().now()));
    }

    private Outcome<Paper> checks(Paper paper, Actor by) {
        return new CheckPaper(store(), given().law())
                .check(paper.id(), paper.digest(), by, given().today(), given().now());
    }

    @Test
    void whoever_is_recused_does_nothing_in_the_case_in_another_s_place_either_and_nobody_does_in_his() {
        PetitionCase forwarded = given().forwarded();
        PetitionCase recused =
                given().does(HEAD, forwarded, new CaseAct.Recuse(COLLEAGUE.id(), Optional.empty(), "近亲属"));
        given().delegated(HANDLER, COLLEAGUE, 5);

        assertThat(refusal(given().tries(inPlaceOf(HANDLER, COLLEAGUE), recused, NOTE))
                        .reason())
                .isEqualTo(Reason.RECUSED);
        given().later(6);
        given().delegated(COLLEAGUE, HANDLER, 5);
        assertThat(refusal(given().tries(inPlaceOf(COLLEAGUE, HANDLER), recused, NOTE))
                        .reason())
                .isEqualTo(Reason.RECUSED);
    }

    @Test
    void an_accusation_against_either_does_not_exist_for_the_delegate() {
        PetitionCase againstDelegate = accused(given().registered(), OTHER_CLERK);
        PetitionCase other = given().registered();
        given().delegated(CLERK, OTHER_CLERK, 5);

        assertThat(board(inPlaceOf(CLERK, OTHER_CLERK)).caseFile(againstDelegate.id()))
                .isEmpty();
        assertThat(board(inPlaceOf(CLERK, OTHER_CLERK)).caseFile(other.id())).isPresent();
        assertThat(refusal(given().tries(inPlaceOf(CLERK, OTHER_CLERK), againstDelegate, NOTE))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void what_is_kept_from_the_absent_one_is_kept_from_the_delegate_in_that_post() {
        PetitionCase againstAbsent = accused(given().registered(given().petition(), CLERK), OTHER_CLERK);
        given().delegated(OTHER_CLERK, CLERK, 5);

        assertThat(archive().board(Asker.of(CLERK.id())).caseFile(againstAbsent.id()))
                .isPresent();
        assertThat(board(inPlaceOf(OTHER_CLERK, CLERK)).caseFile(againstAbsent.id()))
                .isEmpty();
    }

    private PetitionCase accused(PetitionCase found, Who official) {
        return given().does(
                        CLERK,
                        found,
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.<UnitId>of(),
                                ImmutableSet.of(official.official()),
                                "检举控告"));
    }

    // ------------------------------------------------------------------ giving and ending

    @Test
    void oneself_delegates_and_so_do_those_who_lead_the_unit_and_nobody_else() {
        LocalDate today = given().today();

        assertThat(refusal(given().delegates(COLLEAGUE.id(), HANDLER.id(), COLLEAGUE.id(), today, today))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
        assertThat(refusal(given().delegates(TOWN_HEAD.id(), HANDLER.id(), COLLEAGUE.id(), today, today))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
        done(given().delegates(HEAD.id(), HANDLER.id(), COLLEAGUE.id(), today, today));
        done(given().delegates(DEPUTY.id(), HEAD.id(), COLLEAGUE.id(), today.plusDays(1), today.plusDays(1)));
    }

    @Test
    void the_delegate_is_another_official_of_the_same_unit() {
        LocalDate today = given().today();

        assertThat(refusal(given().delegates(HANDLER.id(), HANDLER.id(), TOWN_HANDLER.id(), today, today))
                        .reason())
                .isEqualTo(Reason.NOT_A_COLLEAGUE);
        IncumbencyId twice = given().alsoSits(HANDLER, COLLEAGUE);
        assertThat(refusal(given().delegates(HANDLER.id(), HANDLER.id(), twice, today, today))
                        .reason())
                .isEqualTo(Reason.NOT_A_COLLEAGUE);
    }

    @Test
    void it_begins_today_or_later_and_lasts_ninety_days_at_most() {
        LocalDate today = given().today();

        assertThat(refusal(given().delegates(HANDLER.id(), HANDLER.id(), COLLEAGUE.id(), today.minusDays(1), today))
                        .details())
                .containsEntry("field", "from");
        assertThat(refusal(given().delegates(HANDLER.id(), HANDLER.id(), COLLEAGUE.id(), today, today.minusDays(1)))
                        .details())
                .containsEntry("field", "until");
        assertThat(refusal(given().delegates(HANDLER.id(), HANDLER.id(), COLLEAGUE.id(), today, today.plusDays(90)))
                        .reason())
                .isEqualTo(Reason.TOO_LONG);
        assertThat(given().delegated(HANDLER, COLLEAGUE, 90).until()).isEqualTo(DAY.plusDays(89));
    }

    @Test
    void nobody_delegates_on_and_one_post_has_one_delegate_at_a_time() {
        LocalDate today = given().today();
        given().delegated(HANDLER, COLLEAGUE, 5);

        assertThat(refusal(given().delegates(COLLEAGUE.id(), COLLEAGUE.id(), HEAD.id(), today, today))
                        .reason())
                .isEqualTo(Reason.DELEGATED_THEN);
        assertThat(refusal(given().delegates(
                                        HANDLER.id(), HANDLER.id(), HEAD.id(), today.plusDays(4), today.plusDays(9)))
                        .reason())
                .isEqualTo(Reason.DELEGATED_THEN);
        assertThat(refusal(given().delegates(HEAD.id(), HEAD.id(), HANDLER.id(), today, today))
                        .reason())
                .isEqualTo(Reason.DELEGATED_THEN);
        done(given().delegates(HANDLER.id(), HANDLER.id(), HEAD.id(), today.plusDays(5), today.plusDays(9)));
    }

    @Test
    void either_of_the_two_ends_it_early_or_whoever_leads_the_unit_and_it_is_over_at_once() {
        PetitionCase forwarded = given().forwarded();
        for (Who by : List.of(HANDLER, COLLEAGUE, HEAD)) {
            Delegation away = given().delegated(HANDLER, COLLEAGUE, 5);
            assertThat(refusal(given().ends(TOWN_HEAD.id(), away)).reason()).isEqualTo(Reason.NOT_YOURS);
            done(given().ends(by.id(), away));
            assertThat(standing()).isEmpty();
            assertThat(refusal(given().tries(inPlaceOf(HANDLER, COLLEAGUE), forwarded, NOTE))
                            .reason())
                    .isEqualTo(Reason.NOT_DELEGATED);
            assertThat(refusal(given().ends(by.id(), away)).reason()).isEqualTo(Reason.NOT_FOUND);
        }
    }

    @Test
    void it_ends_with_the_incumbency_of_whoever_is_absent() {
        PetitionCase registered = given().registered();
        given().delegated(TOWN_HANDLER, TOWN_HEAD, 30);
        IncumbencyId successor = given().successor(TOWN_HANDLER);

        given().effective(given().opened(TOWN_HANDLER, successor));

        assertThat(standing()).isEmpty();
        assertThat(board(inPlaceOf(TOWN_HANDLER, TOWN_HEAD)).caseFile(registered.id()))
                .isEmpty();
    }

    @Test
    void it_ends_with_the_incumbency_of_the_delegate_and_stays_on_record() {
        given().delegated(TOWN_HEAD, TOWN_HANDLER, 30);
        IncumbencyId successor = given().successor(TOWN_HANDLER);

        given().effective(given().opened(TOWN_HANDLER, successor));

        assertThat(standing()).isEmpty();
        Board.DelegationLine line = getLast(archive()
                .board(Asker.Job.OPERATOR)
                .delegations(ImmutableSet.of(TOWN_HEAD.unit()), CLERK.official(), given().today(), 10));
        assertThat(line.absent().id()).isEqualTo(TOWN_HEAD.id());
        assertThat(line.delegation().ended()).contains(given().today());
    }

    @Test
    void delegations_are_listed_for_a_unit_and_for_either_official_those_in_force_first() {
        Delegation over = given().delegated(HANDLER, COLLEAGUE, 2);
        done(given().ends(HANDLER.id(), over));
        Delegation now = given().delegated(HANDLER, COLLEAGUE, 5);
        Board board = archive().board(Asker.Job.OPERATOR);
        LocalDate today = given().today();

        assertThat(board.delegations(ImmutableSet.of(HEAD.unit()), CLERK.official(), today, 10))
                .extracting(line -> line.delegation().id())
                .containsExactly(now.id(), over.id());
        assertThat(board.delegations(ImmutableSet.of(), COLLEAGUE.official(), today, 10))
                .hasSize(2);
        assertThat(board.delegations(ImmutableSet.of(), HANDLER.official(), today, 1))
                .hasSize(1);
        assertThat(board.delegations(ImmutableSet.of(CLERK.unit()), CLERK.official(), today, 10))
                .isEmpty();
    }

    @Test
    void nobody_who_has_left_is_named_however_late_it_is_entered() {
        given().effective(given().opened(TOWN_HANDLER, given().successor(TOWN_HANDLER)));
        LocalDate today = given().today();

        assertThat(refusal(given().delegates(TOWN_HEAD.id(), TOWN_HEAD.id(), TOWN_HANDLER.id(), today, today))
                        .reason())
                .isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
    }
}
