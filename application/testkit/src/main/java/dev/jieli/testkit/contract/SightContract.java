package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_DEPUTY;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static dev.jieli.testkit.Who.TOWN_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.OpenHandover;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.SheetRow;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Actor;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import dev.jieli.testkit.Worlds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an archive owes to those who may see a case, and to those who may not. */
public abstract class SightContract extends Contract {

    private boolean sees(Who who, PetitionCase found) {
        Board board = archive().board(Asker.of(who.id()));
        boolean listed = board.ledger(Board.Filter.none(), DAY, Optional.empty(), 100).lines().stream()
                .anyMatch(line -> line.id().equals(found.id()));
        assertThat(board.caseFile(found.id()).isPresent()).isEqualTo(listed);
        assertThat(board.numbered(found.petition().number()).isPresent()).isEqualTo(listed);
        assertThat(board.docket(found.subject()).isEmpty()).isEqualTo(!listed);
        assertThat(board.counts(Board.Filter.none(), DAY).open())
                .isEqualTo(board.ledger(Board.Filter.none(), DAY, Optional.empty(), 100).lines().stream()
                        .filter(line -> line.stage().isPresent())
                        .count());
        assertThat(Worlds.look(archive(), who.id(), session -> session.cases().find(found.id()))
                        .isPresent())
                .isEqualTo(listed);
        return listed;
    }

    private List<Who> seenBy(PetitionCase found) {
        return Stream.of(Who.values()).filter(who -> sees(who, found)).toList();
    }

    @Test
    void who_has_a_part_in_a_case_and_who_stands_above_sees_it_and_nobody_else() {
        assertThat(seenBy(given().registered()))
                .containsExactlyInAnyOrder(
                        MAGISTRATE,
                        DEPUTY,
                        OTHER_DEPUTY,
                        SUPERVISOR,
                        OFFICE_HEAD,
                        CLERK,
                        Who.OTHER_CLERK,
                        REVIEWER,
                        Who.REVIEW_HEAD);
        assertThat(seenBy(given().receivedDirectly()))
                .contains(HANDLER, COLLEAGUE, HEAD)
                .doesNotContain(TOWN_HANDLER);
    }

    @Test
    void who_passed_a_case_on_sees_it_still_and_who_has_it_now_does_too() {
        PetitionCase forwarded = given().forwarded();

        assertThat(seenBy(forwarded)).contains(CLERK, HANDLER, COLLEAGUE, HEAD).doesNotContain(TOWN_HEAD, TOWN_HANDLER);
        PetitionCase back = given().does(CLERK, given().objected(), new CaseAct.TakeBack("异议成立"));
        assertThat(seenBy(back)).contains(CLERK, HANDLER);
    }

    @Test
    void who_sits_nowhere_any_more_sees_nothing() {
        PetitionCase found = given().registered();
        IncumbencyId successor = given().successor(Who.TOWN_HANDLER);
        given().effective(given().opened(TOWN_HANDLER, successor));

        assertThat(archive().board(Asker.of(TOWN_HANDLER.official())).counts(Board.Filter.none(), DAY))
                .isEqualTo(new Board.Counts(0, 0, 0, 0, 0));
        assertThat(sees(TOWN_HANDLER, found)).isFalse();
    }

    private boolean isShown(Asker asker, PetitionCase found) {
        boolean read = archive()
                        .store()
                        .transact(
                                asker,
                                session -> session.cases()
                                        .find(found.id())
                                        .map(Outcome::done)
                                        .orElse(Outcome.refused(Reason.NOT_FOUND)))
                instanceof Outcome.Done;
        assertThat(archive().board(asker).caseFile(found.id()).isPresent()).isEqualTo(read);
        return read;
    }

    @Test
    void a_system_is_shown_what_its_post_reaches_and_nothing_that_is_kept_from_its_person_in_any_post() {
        IncumbencyId also = given().alsoSits(TOWN_HANDLER, CLERK);
        PetitionCase registered = given().registered();

        assertThat(isShown(Asker.of(TOWN_HANDLER.official()), registered)).isTrue();
        assertThat(isShown(new Asker.InPost(also), registered)).isTrue();
        assertThat(isShown(new Asker.InPost(TOWN_HANDLER.id()), registered)).isFalse();

        PetitionCase secret = accused(registered, ImmutableSet.of(TOWN_HANDLER.unit()), ImmutableSet.of());
        assertThat(isShown(Asker.of(CLERK.official()), secret)).isTrue();
        assertThat(isShown(new Asker.InPost(CLERK.id()), secret)).isTrue();
        assertThat(isShown(new Asker.InPost(also), secret)).isFalse();
    }

    @Test
    void a_system_in_a_post_that_was_left_is_shown_nothing() {
        PetitionCase found = given().registered();
        given().effective(given().opened(CLERK, given().successor(CLERK)));

        assertThat(isShown(new Asker.InPost(CLERK.id()), found)).isFalse();
    }

    @Test
    void an_act_on_a_case_that_is_not_shown_finds_no_such_case() {
        PetitionCase registered = given().registered();

        assertThat(given().refuses(TOWN_HANDLER, registered, new CaseAct.Note("看一看"))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    private PetitionCase accused(PetitionCase found, ImmutableSet<UnitId> units, ImmutableSet<OfficialId> officials) {
        return given().does(
                        CLERK,
                        found,
                        new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), units, officials, "检举控告"));
    }

    @Test
    void an_accusation_does_not_exist_for_the_unit_that_it_is_against_nor_for_the_official() {
        PetitionCase ofUnit = accused(given().registered(), ImmutableSet.of(MAGISTRATE.unit()), ImmutableSet.of());
        PetitionCase ofOfficial =
                accused(given().registered(), ImmutableSet.of(), ImmutableSet.of(MAGISTRATE.official()));

        assertThat(seenBy(ofUnit))
                .doesNotContain(MAGISTRATE, DEPUTY, SUPERVISOR)
                .contains(CLERK, REVIEWER);
        assertThat(seenBy(ofOfficial)).doesNotContain(MAGISTRATE).contains(CLERK, DEPUTY);
    }

    @Test
    void nor_when_it_has_ended() {
        PetitionCase accused = given().does(
                        HANDLER,
                        given().receivedDirectly(),
                        new CaseAct.Classify(
                                Track.ACCUSATION, Optional.empty(), ImmutableSet.of(MAGISTRATE.unit()), "检举控告"));
        PetitionCase accepted = given().does(HANDLER, accused, new CaseAct.Accept());
        PetitionCase ended = given().does(HANDLER, accepted, new CaseAct.Respond(Optional.empty(), "已办结并反馈"));

        assertThat(ended.isOpen()).isFalse();
        assertThat(seenBy(ended)).doesNotContain(MAGISTRATE, DEPUTY, SUPERVISOR).contains(HANDLER, CLERK);
    }

    @Test
    void whoever_it_is_against_stands_in_its_chain_no_more_and_is_reminded_of_nothing() {
        PetitionCase registered = given().registered();
        assertThat(registered.position().chain().in(Role.LEADER_IN_CHARGE)).contains(OTHER_DEPUTY.id());

        PetitionCase accused = accused(registered, ImmutableSet.of(), ImmutableSet.of(OTHER_DEPUTY.official()));

        assertThat(accused.position().chain().in(Role.LEADER_IN_CHARGE)).isEmpty();
        assertThat(given().refuses(
                                CLERK,
                                accused,
                                new CaseAct.AssignLeader(OTHER_DEPUTY.id(), ImmutableMap.of(), "包案", DAY.plusDays(30)))
                        .reason())
                .isEqualTo(Reason.ACCUSED);
    }

    @Test
    void nor_does_he_or_she_receive_or_witness_it_when_its_holder_leaves() {
        accused(given().registered(), ImmutableSet.of(DEPUTY.unit()), ImmutableSet.of(HEAD.official()));

        for (Who party : List.of(DEPUTY, MAGISTRATE, HEAD)) {
            assertThat(Given.refusal(given().opens(CLERK.id(), party.id())).reason())
                    .isEqualTo(Reason.ACCUSED);
        }
        given().opened(CLERK.id(), OFFICE_HEAD.id(), Who.REVIEW_HEAD.id());
    }

    /** Party to it or not: whoever signs a list could read there what must be kept from him or her. */
    @Test
    void a_list_on_which_something_turns_out_to_be_against_one_of_its_parties_is_there_for_the_others_only() {
        PetitionCase found = given().receivedDirectly();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        given().does(
                        HANDLER,
                        found,
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(COLLEAGUE.official()),
                                "检举控告"));

        for (Who who : List.of(HANDLER, OFFICE_HEAD, HEAD, COLLEAGUE, TOWN_HEAD)) {
            Board board = archive().board(Asker.of(who.official()));
            int shown = List.of(HANDLER, OFFICE_HEAD, HEAD).contains(who) ? 1 : 0;
            assertThat(board.handovers(Optional.empty(), 100)).as("%s", who).hasSize(shown);
            assertThat(board.handover(opened.id()).stream()).as("%s", who).hasSize(shown);
            assertThat(board.docket(opened.subject())).as("%s", who).hasSize(shown);
        }
    }

    @Test
    void who_answers_for_a_case_cannot_be_the_one_it_accuses() {
        PetitionCase registered = given().registered();

        assertThat(given().refuses(
                                OFFICE_HEAD,
                                registered,
                                new CaseAct.Classify(
                                        Track.ACCUSATION,
                                        Optional.empty(),
                                        ImmutableSet.of(),
                                        ImmutableSet.of(CLERK.official()),
                                        "检举控告"))
                        .reason())
                .isEqualTo(Reason.ACCUSED);
    }

    @Test
    void an_organ_that_is_not_next_above_sees_nothing_of_it() {
        assertThat(seenBy(given().receivedDirectly())).doesNotContain(REREVIEWER);
    }

    // ------------------------------------------------------------------ 回避

    /** Handled by the bureau, against the township; then the handler is appointed in the township too. */
    private PetitionCase withdrawnFrom() {
        PetitionCase accused = accused(given().registered(), ImmutableSet.of(TOWN_HANDLER.unit()), ImmutableSet.of());
        PetitionCase held = given().does(CLERK, accused, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        given().alsoSits(HANDLER, TOWN_HANDLER);
        return held;
    }

    private List<CaseId> toReassign(Who who) {
        return archive().board(Asker.of(who.official())).workbench(who.official(), DAY).toReassign().stream()
                .map(Board.Line::id)
                .toList();
    }

    private PetitionCase recused(Who who, PetitionCase from) {
        return given().does(CLERK, from.id(), new CaseAct.Recuse(who.id(), Optional.empty(), "系信访人亲属"));
    }

    private boolean exported(Asker asker, PetitionCase found) {
        List<String> numbers = new ArrayList<>();
        Given.done(new ExportLedger(archive())
                .write(asker, Board.Filter.none(), DAY, Optional.empty(), row -> numbers.add(row.number())));
        return numbers.contains(found.petition().number());
    }

    /** Whether it is shown, by everything that shows cases alike. */
    private boolean shows(Asker asker, PetitionCase found) {
        Board board = archive().board(asker);
        boolean shown = board.caseFile(found.id()).isPresent();
        Board.Filter text = Board.Filter.containing(found.petition().number());
        long counted = shown ? 1 : 0;
        assertThat(board.numbered(found.petition().number()).isPresent()).isEqualTo(shown);
        assertThat(board.ledger(text, DAY, Optional.empty(), 100).lines()).hasSize((int) counted);
        Board.Counts counts = board.counts(text, DAY);
        assertThat(counts.open() + counts.ended()).isEqualTo(counted);
        assertThat(board.docket(found.subject()).isEmpty()).isEqualTo(!shown);
        assertThat(board.whoAnswered(found.id(), DAY).isEmpty()).isEqualTo(!shown);
        assertThat(listed(board.withoutLeader(DAY), found)).isEqualTo(shown && found.isOpen());
        assertThat(exported(asker, found)).isEqualTo(shown);
        return shown;
    }

    private static boolean listed(Collection<Board.Line> lines, PetitionCase found) {
        return lines.stream().anyMatch(line -> line.id().equals(found.id()));
    }

    private Board.Workbench workbench(Who who) {
        return archive().board(Asker.of(who.official())).workbench(who.official(), DAY);
    }

    @Test
    void whoever_has_withdrawn_from_a_case_finds_it_in_no_list_no_count_no_search_and_no_file_of_any_post() {
        PetitionCase found = given().accepted();
        given().accepted();
        IncumbencyId also = given().alsoSits(HEAD, TOWN_HEAD);
        assertThat(shows(Asker.of(HEAD.official()), found)).isTrue();
        Board.Counts before = archive().board(Asker.of(HEAD.official())).counts(Board.Filter.none(), DAY);

        PetitionCase left = recused(HEAD, found);

        for (Asker asker :
                List.of(Asker.of(HEAD.id()), Asker.of(HEAD.official()), Asker.of(also), new Asker.InPost(HEAD.id()))) {
            assertThat(shows(asker, left)).as("%s", asker).isFalse();
            assertThat(archive().board(asker).counts(Board.Filter.none(), DAY).open())
                    .isEqualTo(before.open() - 1);
        }
        for (Who other : List.of(HANDLER, COLLEAGUE, CLERK, DEPUTY, MAGISTRATE)) {
            assertThat(shows(Asker.of(other.official()), left)).as("%s", other).isTrue();
        }
        assertThat(listed(workbench(HANDLER).held(), left)).isTrue();
        given().does(HANDLER, left, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"));
        assertThat(listed(workbench(COLLEAGUE).held(), left)).isTrue();
    }

    @Test
    void nor_does_whoever_held_it_in_a_post_taken_up_later_nor_once_it_has_ended() {
        PetitionCase found = given().accepted();
        PetitionCase left =
                given().does(HEAD, found, new CaseAct.Recuse(HANDLER.id(), Optional.of(COLLEAGUE.id()), "系信访人亲属"));
        assertThat(workbench(HANDLER).mine()).isEqualTo(new Board.Counts(0, 0, 0, 0, 0));
        assertThat(listed(workbench(COLLEAGUE).held(), left)).isTrue();

        IncumbencyId later = given().alsoSits(HANDLER, CLERK);
        given().effective(given().opened(HANDLER, given().successor(HANDLER)));
        assertThat(shows(Asker.of(HANDLER.official()), left)).isFalse();
        assertThat(shows(new Asker.InPost(later), left)).isFalse();
        assertThat(shows(Asker.of(CLERK.official()), left)).isTrue();

        PetitionCase ended = given().does(COLLEAGUE, left, new CaseAct.Withdraw("信访人来信撤回"));
        assertThat(shows(Asker.of(HANDLER.official()), ended)).isFalse();
        assertThat(shows(Asker.of(COLLEAGUE.official()), ended)).isTrue();
        assertThat(given().tries(later, ended, new CaseAct.Note("补记")))
                .isEqualTo(Outcome.refused(Reason.RECUSED, Article.art(28, 3)));
    }

    @Test
    void nor_does_who_stands_in_where_either_of_the_two_has_withdrawn() {
        PetitionCase left = recused(COLLEAGUE, given().accepted());
        given().delegated(HANDLER, COLLEAGUE, 5);
        given().delegated(CLERK, Who.OTHER_CLERK, 5);

        assertThat(shows(Asker.of(new Actor.Delegate(COLLEAGUE.id(), HANDLER.id()), given().now()), left))
                .isFalse();
        assertThat(shows(Asker.of(new Actor.Delegate(Who.OTHER_CLERK.id(), CLERK.id()), given().now()), left))
                .isTrue();
        given().later(6);
        given().delegated(COLLEAGUE, HANDLER, 5);
        assertThat(shows(Asker.of(new Actor.Delegate(HANDLER.id(), COLLEAGUE.id()), given().now()), left))
                .isFalse();
    }

    @Test
    void what_somebody_has_withdrawn_from_is_named_beside_no_other_case() {
        PetitionCase earlier = given().accepted();
        given().later(1);
        PetitionCase found = given().accepted();
        assertThat(alike(HEAD, found)).contains(earlier.id());

        recused(HEAD, earlier);
        assertThat(alike(HEAD, found)).doesNotContain(earlier.id());
        assertThat(alike(COLLEAGUE, found)).contains(earlier.id());

        given().does(CLERK, found.id(), new CaseAct.Link(earlier.id(), LinkKind.SAME_PERSON, "同一人"));
        assertThat(linked(HEAD, found)).isEmpty();
        assertThat(linked(HEAD, earlier)).isEmpty();
        assertThat(alike(HEAD, earlier)).isEmpty();
        assertThat(linked(COLLEAGUE, found)).containsExactly(earlier.id());
        assertThat(linked(COLLEAGUE, earlier)).containsExactly(found.id());
    }

    @Test
    void nor_is_it_linked_or_unlinked_by_its_id_by_whoever_has_withdrawn_from_it() {
        PetitionCase earlier = given().accepted();
        given().later(1);
        PetitionCase found = given().accepted();
        recused(HEAD, earlier);
        CaseAct.Link link = new CaseAct.Link(earlier.id(), LinkKind.SAME_PERSON, "同一人");

        assertThat(given().tries(HEAD.id(), found, link))
                .isEqualTo(Outcome.refused(Reason.RECUSED, Article.art(28, 3)));
        PetitionCase linked = given().does(CLERK, found.id(), link);
        assertThat(given().tries(HEAD.id(), linked, new CaseAct.Unlink(earlier.id(), LinkKind.SAME_PERSON, "并非一人")))
                .isEqualTo(Outcome.refused(Reason.RECUSED, Article.art(28, 3)));
    }

    private List<CaseId> alike(Who who, PetitionCase found) {
        return archive().board(Asker.of(who.id())).alike(found.id(), 10).stream()
                .map(Board.Alike::id)
                .toList();
    }

    private List<CaseId> linked(Who who, PetitionCase found) {
        return archive().board(Asker.of(who.id())).linked(found.id()).stream()
                .map(Board.Linked::id)
                .toList();
    }

    @Test
    void a_leader_who_has_withdrawn_counts_it_with_nobody_s() {
        PetitionCase taken = given().taken(given().accepted(), DEPUTY);
        recused(OTHER_DEPUTY, taken);

        assertThat(taken(OTHER_DEPUTY)).isZero();
        assertThat(taken(DEPUTY)).isEqualTo(1);
        assertThat(archive().board(Asker.of(OTHER_DEPUTY.id())).assigned(Optional.empty(), DAY))
                .isEmpty();
        assertThat(archive().board(Asker.of(DEPUTY.id())).assigned(Optional.empty(), DAY))
                .hasSize(1);
    }

    private int taken(Who asked) {
        return archive().board(Asker.of(asked.id())).leaders(DAY).stream()
                .mapToInt(Board.Leader::live)
                .sum();
    }

    @Test
    void a_list_is_whole_for_its_parties_whoever_of_them_has_withdrawn_from_what_stands_on_it() {
        PetitionCase left = recused(HEAD, given().accepted());
        Handover opened = given().opened(HANDLER.id(), COLLEAGUE.id(), HEAD.id());

        Board.HandoverFile file =
                archive().board(Asker.of(HEAD.id())).handover(opened.id()).orElseThrow();
        assertThat(file.handover().items()).containsOnlyKeys(left.id());
        assertThat(file.facts()).containsOnlyKeys(left.id());
        assertThat(archive().board(Asker.of(HEAD.id())).handovers(Optional.empty(), 10))
                .extracting(Board.HandoverLine::items)
                .containsExactly(1);
        assertThat(given().effective(opened).state()).isEqualTo(Handover.State.EFFECTIVE);
    }

    @Test
    void whose_holder_was_appointed_where_it_accuses_waits_to_be_reassigned_and_only_those_who_may_know_are_told() {
        PetitionCase held = withdrawnFrom();
        given().accepted();

        assertThat(sees(HANDLER, held)).isFalse();
        for (Who told : List.of(HEAD, COLLEAGUE, CLERK, OFFICE_HEAD)) {
            assertThat(toReassign(told)).as("%s", told).containsExactly(held.id());
        }
        for (Who untold : List.of(HANDLER, TOWN_HANDLER, TOWN_HEAD, REVIEWER, MAGISTRATE)) {
            assertThat(toReassign(untold)).as("%s", untold).isEmpty();
        }
        given().does(HEAD, held, new CaseAct.Reassign(COLLEAGUE.id(), "承办人应当回避"));
        assertThat(toReassign(HEAD)).isEmpty();
        assertThat(toReassign(CLERK)).isEmpty();
    }

    @Test
    void nobody_has_to_withdraw_from_what_accuses_others() {
        PetitionCase accused = accused(given().registered(), ImmutableSet.of(TOWN_HANDLER.unit()), ImmutableSet.of());
        given().does(CLERK, accused, new CaseAct.Transfer(HANDLER.id(), "来信一封"));

        assertThat(toReassign(HEAD)).isEmpty();
        assertThat(toReassign(OFFICE_HEAD)).isEmpty();
    }

    @Test
    void whoever_has_to_withdraw_leaves_without_learning_of_it_once_it_is_reassigned() {
        PetitionCase other = given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        Handover witnessed = given().witnessed(opened);
        PetitionCase held = withdrawnFrom();
        assertThat(opened.items()).containsOnlyKeys(other.id());
        assertThat(new CompleteHandover(store(), given().law())
                        .complete(witnessed.id(), Optional.of(HANDLER.id()), given().today(), given().now()))
                .isEqualTo(Outcome.refused(
                        Refusal.of(Reason.NOT_YOURS).with("needs", ImmutableSet.of(Capacity.PETITION_OFFICE))));
        Refusal told = Given.refusal(given().completes(witnessed));
        assertThat(told.reason()).isEqualTo(Reason.LEAVER_WITHDRAWS);
        assertThat(told.details()).containsEntry("cases", held.petition().number());
        assertThat(given().refuses(OFFICE_HEAD.id(), witnessed, new HandoverAct.Supplement(ImmutableList.of()))
                        .reason())
                .isEqualTo(Reason.LEAVER_WITHDRAWS);

        given().does(HEAD, held, new CaseAct.Reassign(COLLEAGUE.id(), "承办人应当回避"));
        assertThat(Given.done(given().completes(witnessed)).state()).isEqualTo(Handover.State.EFFECTIVE);
    }

    @Test
    void who_witnesses_is_told_to_have_it_reassigned_first() {
        given().accepted();
        PetitionCase held = withdrawnFrom();
        Handover received = given().received(given().opened(HANDLER, COLLEAGUE.id()));
        HandoverAct signs = new HandoverAct.Witness(received.digest().orElseThrow());

        Refusal told = given().refuses(OFFICE_HEAD.id(), received, signs);
        assertThat(told.reason()).isEqualTo(Reason.LEAVER_WITHDRAWS);
        assertThat(told.details()).containsEntry("cases", held.petition().number());
        given().does(HEAD, held, new CaseAct.Reassign(COLLEAGUE.id(), "承办人应当回避"));
        assertThat(given().steps(OFFICE_HEAD.id(), received, signs).state()).isEqualTo(Handover.State.WITNESSED);
    }

    @Test
    void who_may_know_is_told_to_reassign_it_before_the_list_is_drafted_or_signed_in_the_leavers_place() {
        given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        PetitionCase held = withdrawnFrom();
        Handover completed = given().completed(opened);

        assertThat(given().refuses(
                                HEAD.id(),
                                completed,
                                new HandoverAct.Freeze("", Optional.of("本人已赴任"), ImmutableList.of()))
                        .reason())
                .isEqualTo(Reason.LEAVER_WITHDRAWS);
        given().steps(HEAD.id(), completed, new HandoverAct.Cancel("另行启动"));
        Refusal told = Given.refusal(new OpenHandover(store())
                .open(
                        new HandoverId(new UUID(7, 7)),
                        new OpenHandover.Notice(
                                HANDLER.id(),
                                COLLEAGUE.id(),
                                OFFICE_HEAD.id(),
                                Handover.Cause.TRANSFERRED,
                                "",
                                given().today(),
                                given().today().plusDays(10)),
                        HEAD.id(),
                        given().today(),
                        given().now()));
        assertThat(told.reason()).isEqualTo(Reason.LEAVER_WITHDRAWS);
        assertThat(told.details()).containsEntry("cases", held.petition().number());
    }

    @Test
    void a_number_of_an_accusation_comes_in_with_a_ledger_for_whom_it_is_against_once() {
        Given.done(imports(Who.OTHER_CLERK));
        CaseId id = archive().board(Asker.Job.OPERATOR).numbered("A1").orElseThrow();
        given().does(
                        Who.OTHER_CLERK,
                        id,
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(Who.CLERK.official()),
                                "检举控告"));

        assertThat(Given.done(imports(Who.CLERK)).imported()).isEqualTo(1);
        assertThat(Given.done(imports(Who.CLERK)).skipped()).isEqualTo(1);
    }

    private Outcome<ImportLedger.Report> imports(Who by) {
        LedgerFile file = new LedgerFile() {
            @Override
            public String name() {
                return "台账";
            }

            @Override
            public ImmutableList<String> sheets() {
                return ImmutableList.of("台账");
            }

            @Override
            public boolean isDelimited() {
                return false;
            }

            @Override
            public Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader) {
                String[][] rows = {
                    {"信访编号", "信访人", "信访日期", "反映问题"},
                    {"A1", "某某某", given().today().toString(), "反映违规收受礼金"}
                };
                boolean more = true;
                for (int i = 0; i < rows.length && more; i++) {
                    more = reader.test(new SheetRow(
                            "台账", i + 1, Stream.of(rows[i]).map(Cell::words).collect(ImmutableList.toImmutableList())));
                }
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
        return new ImportLedger(store(), given().law())
                .take(
                        file,
                        new ImportLedger.Order(Mapping.NONE, given().today(), false, false),
                        by.id(),
                        given().now(),
                        rows -> {});
    }

    /**
     * Everything that can be asked and tried, by everybody it is against: an ended one against units and people, and an open
     * one whose holder begins in the accused unit; in either somebody may import.
     */
    @ParameterizedTest
    @ValueSource(longs = {9, 27})
    void for_whom_it_is_against_the_world_is_the_same_with_it_and_without(long seed) {
        List<Integer> numbers = new Random(seed).ints(60, 0, 9999).boxed().toList();
        Map<IncumbencyId, List<Object>> told = new HashMap<>();
        Worlds with = accused(told, numbers);
        try (Archive other = emptyArchive()) {
            Worlds without = with.without(other);

            assertThat(told).isNotEmpty();
            for (IncumbencyId who : with.accused()) { // in one order: each leaves something behind
                List<Object> expected = without.told(who);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(told.getOrDefault(who, List.of()).get(i))
                            .as("answer %d to %s", i, who)
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    private Worlds accused(Map<IncumbencyId, List<Object>> told, List<Integer> numbers) {
        try (Archive one = emptyArchive()) {
            Worlds with = Worlds.with(one, numbers);
            with.accused().forEach(who -> told.put(who, with.told(who)));
            return with;
        }
    }
}
