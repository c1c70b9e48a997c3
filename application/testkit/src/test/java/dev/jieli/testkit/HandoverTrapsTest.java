package dev.jieli.testkit;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.MAGISTRATE;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static dev.jieli.testkit.Who.TOWN_HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.CompleteHandover;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.Handover.Disposition;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where other systems lose, hide or falsify work when somebody leaves: one test for each trap. */
class HandoverTrapsTest {

    private final Given given = Given.an_office(new InMemoryArchive());

    // ------------------------------------------------------------------ what moves

    @Test
    void who_leaves_one_of_two_posts_hands_over_the_cases_of_that_post_only() {
        IncumbencyId second = given.alsoSits(HANDLER, TOWN_HANDLER);
        PetitionCase here = given.accepted();
        PetitionCase there = given.does(CLERK, given.registered(), new CaseAct.Transfer(second, "来信"));
        Handover effective = given.effective(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(effective.items()).containsOnlyKeys(here.id());
        assertThat(holder(here)).isEqualTo(COLLEAGUE.id());
        assertThat(given.now(there.id())).isEqualTo(there);
        assertThat(sits(second)).isTrue();
        assertThat(sits(HANDLER.id())).isFalse();
    }

    @Test
    void closed_cases_are_not_touched() {
        PetitionCase ended = given.does(HANDLER, given.accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        given.accepted();
        Handover effective = given.effective(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(effective.items()).doesNotContainKey(ended.id());
        assertThat(given.now(ended.id())).isEqualTo(ended);
        assertThat(docket(ended)).hasSize(ended.entries());
    }

    @Test
    void an_empty_list_is_not_everything() {
        PetitionCase others = given.accepted(COLLEAGUE);
        Handover effective = given.effective(given.opened(TOWN_HANDLER, TOWN_HEAD.id()));

        assertThat(effective.placed()).isEmpty();
        assertThat(given.now(others.id())).isEqualTo(others);
    }

    @Test
    void every_role_of_the_leaver_moves_not_the_holders_alone() {
        PetitionCase taken = given.taken(given.accepted(), DEPUTY);
        IncumbencyId successor = given.successor(DEPUTY);
        given.effective(given.opened(DEPUTY, successor));

        assertThat(given.now(taken.id()).position().chain().rolesOf(successor))
                .containsExactly(Role.LEADER_IN_CHARGE, Role.ASSIGNED_LEADER);
        assertThat(((Position.Open) given.now(taken.id()).position())
                        .assignment()
                        .orElseThrow()
                        .leader())
                .isEqualTo(successor);
    }

    @Test
    void a_receiver_who_has_a_part_in_the_case_already_has_both_and_no_case_doubles() {
        PetitionCase accepted = given.accepted();
        given.effective(given.opened(HANDLER, HEAD.id()));

        assertThat(given.now(accepted.id()).position().chain().rolesOf(HEAD.id()))
                .containsExactly(Role.HOLDER, Role.UNIT_HEAD);
        assertThat(given.look(session -> session.cases().answeredForBy(HEAD.id()))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_receiver_who_registered_the_case_himself_receives_it_like_any_other() {
        PetitionCase accepted = given.accepted();
        given.effective(given.opened(HANDLER, CLERK.id()));

        assertThat(holder(accepted)).isEqualTo(CLERK.id());
        assertThat(given.now(accepted.id()).position().unit()).isEqualTo(CLERK.unit());
    }

    // ------------------------------------------------------------------ between the list and the day

    @Test
    void a_case_that_reached_the_leaver_after_the_freeze_blocks_until_it_is_on_the_list() {
        given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        PetitionCase late = given.forwarded();

        assertThat(refusal(given.completes(witnessed))).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNLISTED);
            assertThat(refusal.details())
                    .containsEntry("count", "1")
                    .containsEntry("cases", late.petition().number());
        });
        assertThat(given.now(witnessed.id())).isEqualTo(witnessed);
        Handover supplemented = given.steps(HANDLER.id(), witnessed, new HandoverAct.Supplement(ImmutableList.of()));
        assertThat(supplemented.items()).containsKey(late.id());
        given.effective(supplemented);
        assertThat(holder(late)).isEqualTo(COLLEAGUE.id());
    }

    @Test
    void it_blocks_the_freeze_too() {
        given.accepted();
        Handover completed = given.completed(given.opened(HANDLER, COLLEAGUE.id()));
        given.forwarded();

        assertThat(given.refuses(HANDLER.id(), completed, Given.freeze()).reason())
                .isEqualTo(Reason.UNLISTED);
    }

    @Test
    void what_a_colleague_took_meanwhile_is_gone_and_what_ended_is_closed() {
        PetitionCase moved = given.accepted();
        PetitionCase gone = given.accepted();
        PetitionCase closed = given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        PetitionCase elsewhere = given.does(HEAD, gone.id(), new CaseAct.Reassign(HEAD.id(), "急件"));
        PetitionCase ended = given.does(HANDLER, closed.id(), new CaseAct.Withdraw("信访人书面撤回"));
        Handover effective = done(given.completes(witnessed));

        assertThat(effective.placed())
                .containsExactlyInAnyOrder(
                        new Handover.Placed(moved.id(), Disposition.MOVED),
                        new Handover.Placed(gone.id(), Disposition.GONE),
                        new Handover.Placed(closed.id(), Disposition.CLOSED));
        assertThat(given.now(gone.id())).isEqualTo(elsewhere);
        assertThat(given.now(closed.id())).isEqualTo(ended);
    }

    @Test
    void what_left_and_came_back_after_the_list_was_signed_moves_and_is_not_missed() {
        PetitionCase restless = given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        given.does(HEAD, restless.id(), new CaseAct.Reassign(HEAD.id(), "急件"));
        given.does(HEAD, restless.id(), new CaseAct.Reassign(HANDLER.id(), "退还"));

        assertThat(done(given.completes(witnessed)).placed())
                .containsExactly(new Handover.Placed(restless.id(), Disposition.MOVED));
        assertThat(holder(restless)).isEqualTo(COLLEAGUE.id());
    }

    @Test
    void what_had_left_when_the_list_was_signed_and_came_back_then_is_unlisted() {
        given.accepted();
        PetitionCase restless = given.accepted();
        Handover completed = given.completed(given.opened(HANDLER, COLLEAGUE.id()));
        given.does(HEAD, restless.id(), new CaseAct.Reassign(HEAD.id(), "急件"));
        Handover witnessed = given.witnessed(given.steps(HANDLER.id(), completed, Given.freeze()));
        given.does(HEAD, restless.id(), new CaseAct.Reassign(HANDLER.id(), "退还"));

        assertThat(refusal(given.completes(witnessed)).reason()).isEqualTo(Reason.UNLISTED);
    }

    @Test
    void the_digest_of_an_older_edition_signs_nothing() {
        given.accepted();
        Handover first = given.frozen(given.opened(HANDLER, COLLEAGUE.id()));
        given.forwarded();
        Handover second =
                given.frozen(given.steps(HANDLER.id(), first, new HandoverAct.Supplement(ImmutableList.of())));
        Handover checked = given.steps(
                COLLEAGUE.id(),
                second,
                new HandoverAct.Check(second.items().keySet().asList()));

        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(given.refuses(
                                COLLEAGUE.id(),
                                checked,
                                new HandoverAct.Receive(first.digest().orElseThrow()))
                        .reason())
                .isEqualTo(Reason.DIGEST_DIFFERS);
    }

    @Test
    void the_same_list_in_another_edition_has_another_digest() {
        given.accepted();
        Handover first = given.frozen(given.opened(HANDLER, COLLEAGUE.id()));
        Handover replaced =
                given.steps(HEAD.id(), first, new HandoverAct.Replace(first.incoming(), CLERK.id(), "监交人出差"));
        Handover back =
                given.steps(HEAD.id(), replaced, new HandoverAct.Replace(first.incoming(), OFFICE_HEAD.id(), "监交人返回"));
        Handover again = given.steps(HANDLER.id(), back, Given.freeze());

        assertThat(again.items()).isEqualTo(first.items());
        assertThat(again.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void a_page_that_is_old_steps_nowhere() {
        given.accepted();
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        given.completed(opened);

        assertThat(given.refuses(HEAD.id(), opened, new HandoverAct.Cancel("不再调动")))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.STALE);
                    assertThat(refusal.details()).containsEntry("seen", "1").containsEntry("entries", "2");
                });
    }

    @Test
    void a_leaver_who_is_gone_in_person_holds_nothing_up() {
        PetitionCase accepted = given.accepted();
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        Handover completed = given.steps(
                HEAD.id(),
                opened,
                new HandoverAct.Complete(
                        opened.items().keySet().asList(),
                        new Handover.Account("已接访两次", "", "约谈双方", Handover.Risk.YELLOW)));
        Handover frozen =
                given.steps(HEAD.id(), completed, new HandoverAct.Freeze("", Optional.of("本人已赴任"), ImmutableList.of()));
        given.effective(frozen);

        assertThat(holder(accepted)).isEqualTo(COLLEAGUE.id());
        assertThat(frozen.signatures().get(0).as()).isEqualTo(Capacity.OUTGOING);
        assertThat(frozen.signatures().get(0).by()).isEqualTo(HEAD.id());
    }

    // ------------------------------------------------------------------ all or nothing

    @Test
    void where_one_item_cannot_move_none_does_and_nobody_is_told_that_it_was_done() {
        IncumbencyId second = given.alsoSits(HANDLER, TOWN_HANDLER);
        PetitionCase moves = given.accepted();
        PetitionCase kept = given.accepted();
        Handover opened = given.opened(HANDLER, COLLEAGUE.id());
        Handover witnessed =
                given.witnessed(given.steps(HANDLER.id(), opened, new HandoverAct.Keep(kept.id(), second, "熟悉情况")));
        given.effective(given.opened(second, TOWN_HEAD.id())); // the other post is left in the meantime

        assertThat(refusal(given.completes(witnessed))).satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.RECEIVER_DOES_NOT_SIT);
            assertThat(refusal.details()).containsEntry("cases", kept.petition().number());
        });
        assertThat(given.now(witnessed.id())).isEqualTo(witnessed);
        assertThat(given.now(moves.id())).isEqualTo(moves);
        assertThat(given.now(kept.id())).isEqualTo(kept);
        assertThat(sits(HANDLER.id())).isTrue();
    }

    @Test
    void it_takes_effect_once() {
        given.accepted();
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        done(given.completes(witnessed));

        assertThat(refusal(given.completes(witnessed)).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void not_before_the_day_and_by_itself_on_it() {
        PetitionCase accepted = given.accepted();
        Handover witnessed = given.witnessed(given.leaving(DAY.plusDays(4), HANDLER, COLLEAGUE.id()));
        CompleteHandover complete = new CompleteHandover(given.store(), given.law());

        assertThat(refusal(complete.complete(witnessed.id(), Optional.empty(), DAY, given.now()))
                        .reason())
                .isEqualTo(Reason.TOO_EARLY);
        given.later(4);
        assertThat(given.look(session -> session.handovers().ready(given.today()))
                        .size())
                .isEqualTo(1);
        done(complete.complete(witnessed.id(), Optional.empty(), given.today(), given.now()));
        assertThat(holder(accepted)).isEqualTo(COLLEAGUE.id());
        assertThat(((Position.Open) given.now(accepted.id()).position()).heldSince())
                .isEqualTo(DAY.plusDays(4));
    }

    // ------------------------------------------------------------------ clocks and notices

    @Test
    void no_statutory_clock_moves_and_no_edit_restarts_one() {
        PetitionCase accepted = given.accepted();
        List<Running> before = running(accepted);
        given.later(6).does(HANDLER, accepted.id(), new CaseAct.Note("接待来访一次"));
        given.does(HEAD, accepted.id(), new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"));
        given.does(HEAD, accepted.id(), new CaseAct.Reassign(HANDLER.id(), "工作调整"));
        given.effective(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(running(given.now(accepted.id()))).isEqualTo(before);
    }

    @Test
    void reminders_go_to_the_receiver_and_never_again_to_the_leaver() {
        PetitionCase accepted = given.accepted();
        given.effective(given.opened(HANDLER, COLLEAGUE.id()));
        given.on(DAY.plusDays(100));
        new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
        List<IncumbencyId> told = new ArrayList<>();
        for (Entry entry : docket(accepted)) {
            if (entry.act() instanceof CaseAct.Warn warn) {
                told.add(warn.to());
            }
        }

        assertThat(told).contains(COLLEAGUE.id()).doesNotContain(HANDLER.id());
    }

    @Test
    void one_entry_a_case_and_one_for_the_whole_and_no_storm() {
        for (int i = 0; i < 5; i++) {
            given.accepted();
        }
        Handover witnessed = given.witnessed(given.opened(HANDLER, COLLEAGUE.id()));
        List<Feed.Sealed> before = drained();
        done(given.completes(witnessed));

        assertThat(before).isNotEmpty();
        assertThat(drained()).hasSize(6);
    }

    @Test
    void where_the_head_is_vacant_the_next_above_is_told() {
        given.enters(HANDLER.unit(), new UnitAct.NameHeads(Optional.empty(), Optional.of(DEPUTY.post())));
        PetitionCase accepted = given.accepted();
        for (int day = 0; day < 100; day++) {
            given.later(1);
            new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
        }

        assertThat(docket(accepted).stream()
                        .map(Entry::act)
                        .filter(CaseAct.Warn.class::isInstance)
                        .map(CaseAct.Warn.class::cast)
                        .filter(warn -> warn.term() == Term.CONCLUDE)
                        .map(CaseAct.Warn::to))
                .startsWith(HANDLER.id(), DEPUTY.id());
    }

    @Test
    void the_daily_round_comes_to_everybody_however_many_there_are() {
        for (int i = 0; i < 600; i++) {
            given.registered();
        }
        given.on(DAY.plusDays(12));

        assertThat(new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now()))
                .isEqualTo(600);
        assertThat(new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now()))
                .isZero();
    }

    // ------------------------------------------------------------------ afterwards

    @Test
    void what_turns_up_later_is_charged_to_the_leaver() {
        Handover effective = given.effective(given.opened(HANDLER, COLLEAGUE.id()));
        given.later(60);
        PetitionCase omitted = given.accepted(COLLEAGUE);
        Handover charged = given.steps(COLLEAGUE.id(), effective, new HandoverAct.FoundLater(omitted.id(), "抽屉里发现的来信"));

        assertThat(charged.outgoing()).isEqualTo(HANDLER.id());
        assertThat(charged.omissions())
                .containsExactly(new Handover.Omission(omitted.id(), "抽屉里发现的来信", DAY.plusDays(60)));
        assertThat(holder(omitted)).isEqualTo(COLLEAGUE.id());
    }

    @Test
    void the_past_is_not_rewritten() {
        PetitionCase accepted = given.accepted();
        List<Entry> then = docket(accepted);
        given.later(10).effective(given.opened(HANDLER, COLLEAGUE.id()));

        assertThat(docket(accepted)).startsWith(then.toArray(new Entry[0]));
        assertThat(answered(accepted.id(), DAY.plusDays(9))).isEqualTo(HANDLER.id());
        assertThat(answered(accepted.id(), DAY.plusDays(10))).isEqualTo(COLLEAGUE.id());
    }

    @Test
    void who_comes_back_comes_back_by_a_handover_of_its_own() {
        PetitionCase accepted = given.accepted();
        Handover away = given.effective(given.opened(HANDLER, COLLEAGUE.id()));
        given.later(3);
        IncumbencyId again = given.alsoSits(HANDLER, HANDLER);
        Handover back = given.effective(given.opened(COLLEAGUE, again));

        assertThat(holder(accepted)).isEqualTo(again);
        assertThat(back.id()).isNotEqualTo(away.id());
        assertThat(given.now(away.id())).isEqualTo(away);
        assertThat(answered(accepted.id(), DAY)).isEqualTo(COLLEAGUE.id());
    }

    @Test
    void nobody_leaves_twice_at_once() {
        given.accepted();
        given.opened(HANDLER, COLLEAGUE.id());

        assertThat(refusal(given.opens(HANDLER.id(), HEAD.id())).reason()).isEqualTo(Reason.HANDOVER_UNDER_WAY);
    }

    @Test
    void where_nobody_was_appointed_somebody_stands_in_and_the_post_above_is_warned() {
        PetitionCase accepted = given.accepted();
        IncumbencyId acting = given.actingFor(HANDLER);
        Handover effective = given.effective(given.opened(HANDLER, acting));

        assertThat(holder(accepted)).isEqualTo(acting);
        List<Entry> docket = given.look(session -> session.dockets().read(effective.subject()));
        assertThat(docket.get(docket.size() - 1).act()).isEqualTo(new HandoverAct.WarnVacancy(HEAD.id()));
    }

    @Test
    void a_leader_in_charge_who_is_at_the_top_leaves_like_anybody_else() {
        PetitionCase taken = given.taken(given.accepted(), MAGISTRATE);
        IncumbencyId successor = given.successor(MAGISTRATE);
        given.effective(given.opened(MAGISTRATE, successor));

        assertThat(given.now(taken.id()).position().chain().in(Role.ASSIGNED_LEADER))
                .contains(successor);
    }

    // ------------------------------------------------------------------ small change

    private IncumbencyId holder(PetitionCase of) {
        return given.now(of.id()).position().chain().holder();
    }

    private IncumbencyId answered(CaseId id, LocalDate on) {
        return given.archive()
                .board(Asker.Job.OPERATOR)
                .whoAnswered(id, on)
                .get(0)
                .who()
                .id();
    }

    private boolean sits(IncumbencyId who) {
        return given.look(session -> session.tenures().seat(who)).isPresent();
    }

    private List<Entry> docket(PetitionCase of) {
        return given.look(session -> session.dockets().read(of.subject()));
    }

    private static List<Running> running(PetitionCase found) {
        return List.copyOf(((Position.Open) found.position()).running().values());
    }

    private List<Feed.Sealed> drained() {
        List<Feed.Sealed> seen = new ArrayList<>();
        while (given.archive().feed().relay("listener", 1000, page -> {
                    seen.addAll(page);
                    return page.size();
                })
                > 0) {
            // on to the next page
        }
        return seen;
    }
}
