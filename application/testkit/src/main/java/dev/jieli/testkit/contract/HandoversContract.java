package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.DAY;
import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Given.refusal;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.SweepHandovers;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Handovers;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverAct;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.testkit.Given;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link Handovers} owe: each as it was entered, which is under way, which is ready, and what lies untouched. */
public abstract class HandoversContract extends Contract {

    // ------------------------------------------------------------------ in and out again

    @Test
    void a_handover_is_found_as_it_was_entered_at_every_step() {
        given().taken(given().accepted(), HEAD);
        given().forwarded();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        assertFound(opened);
        Handover completed = given().completed(opened);
        assertFound(completed);
        Handover frozen = given().steps(HANDLER.id(), completed, Given.freeze());
        assertFound(frozen);
        Handover questioned = given().steps(
                        COLLEAGUE.id(),
                        frozen,
                        new HandoverAct.Question(
                                frozen.items().keySet().asList().get(0), "承诺是否书面？"));
        assertFound(questioned);
        Handover answered = given().steps(
                        HANDLER.id(),
                        questioned,
                        new HandoverAct.Answer(frozen.items().keySet().asList().get(0), "口头，未书面"));
        assertFound(answered);
        Handover checked = given().steps(
                        COLLEAGUE.id(),
                        answered,
                        new HandoverAct.Check(frozen.items().keySet().asList()));
        assertFound(checked);
        Handover received = given().steps(
                        COLLEAGUE.id(),
                        checked,
                        new HandoverAct.Receive(checked.digest().orElseThrow()));
        assertFound(received);
        Handover witnessed = given().steps(
                        received.witness(),
                        received,
                        new HandoverAct.Witness(received.digest().orElseThrow()));
        assertFound(witnessed);
        assertFound(done(given().completes(witnessed)));
    }

    @Test
    void kept_supplemented_replaced_and_cancelled_ones_are_found_as_they_are() {
        IncumbencyId second = given().alsoSits(HANDLER, TOWN_HANDLER);
        PetitionCase kept = given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        Handover keeping = given().steps(HANDLER.id(), opened, new HandoverAct.Keep(kept.id(), second, "熟悉情况"));
        assertFound(keeping);
        given().accepted();
        Handover supplemented = given().steps(HANDLER.id(), keeping, new HandoverAct.Supplement(ImmutableList.of()));
        assertFound(supplemented);
        assertThat(supplemented.items()).hasSize(2);
        Handover replaced = given().steps(
                        HEAD.id(),
                        supplemented,
                        new HandoverAct.Replace(given().successor(HANDLER), CLERK.id(), "接收人调离"));
        assertFound(replaced);
        Handover cancelled = given().steps(HEAD.id(), replaced, new HandoverAct.Cancel("不再调动"));
        assertFound(cancelled);
    }

    @Test
    void one_found_later_to_lack_an_item_is_found_with_it() {
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        PetitionCase omitted = given().accepted(COLLEAGUE);

        assertFound(given().steps(COLLEAGUE.id(), effective, new HandoverAct.FoundLater(omitted.id(), "抽屉里发现的来信")));
    }

    private void assertFound(Handover entered) {
        assertThat(find(entered.id())).contains(entered);
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(find(new HandoverId(new UUID(1, 1)))).isEmpty();
        assertThat(underWay(HANDLER.id())).isEmpty();
    }

    @Test
    void a_step_from_an_old_page_loses() {
        given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        Handover.Entered first = cancelling(opened, "一");
        Handover.Entered second = cancelling(opened, "二");

        assertThat(entered(first)).isEqualTo(Outcome.done(true));
        assertThat(refusal(entered(second)).reason()).isEqualTo(Reason.STALE);
        assertThat(find(opened.id())).contains(first.after());
    }

    private Handover.Entered cancelling(Handover opened, String reason) {
        return done(opened.perform(
                new HandoverAct.Cancel(reason),
                Optional.of(seat(HEAD)),
                new Handover.Parties(HANDLER.official(), COLLEAGUE.official(), CLERK.official()),
                given().today(),
                given().now(),
                this::seat));
    }

    private Outcome<Boolean> entered(Handover.Entered done) {
        return store().transact(Asker.Job.OPERATOR, session -> {
            session.handovers().enter(done);
            return Outcome.done(true);
        });
    }

    // ------------------------------------------------------------------ under way, ready

    @Test
    void one_is_under_way_until_it_is_effective_or_cancelled() {
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        assertThat(underWay(HANDLER.id())).contains(opened.id());
        assertThat(underWay(COLLEAGUE.id())).isEmpty();
        given().steps(HEAD.id(), opened, new HandoverAct.Cancel("不再调动"));
        assertThat(underWay(HANDLER.id())).isEmpty();

        Handover again = given().opened(HANDLER, COLLEAGUE.id());
        assertThat(underWay(HANDLER.id())).contains(again.id());
        given().effective(again);
        assertThat(underWay(HANDLER.id())).isEmpty();
    }

    @Test
    void a_witnessed_one_is_ready_from_the_day_of_leaving_on() {
        given().accepted();
        Handover other = given().received(given().opened(TOWN_HANDLER, COLLEAGUE.id()));
        Handover witnessed = given().witnessed(given().opened(HANDLER, COLLEAGUE.id()));

        assertThat(ready(DAY.minusDays(1))).isEmpty();
        assertThat(ready(DAY)).containsExactly(witnessed.id());
        assertThat(ready(DAY.plusDays(9))).containsExactly(witnessed.id()).doesNotContain(other.id());
        done(given().completes(witnessed));
        assertThat(ready(DAY)).isEmpty();
    }

    // ------------------------------------------------------------------ untouched

    @Test
    void what_nobody_touched_in_time_lies_idle_from_the_day_after() {
        PetitionCase accepted = given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        LocalDate due = effective.firstActDue().orElseThrow();

        assertThat(idle(due, 10)).isEmpty();
        assertThat(idle(due.plusDays(1), 10))
                .containsExactly(new Handovers.Idle(effective.id(), accepted.id(), COLLEAGUE.id()));
    }

    @Test
    void the_daily_round_touches_nothing() {
        PetitionCase accepted = given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        given().on(effective.firstActDue().orElseThrow().plusDays(30));
        assertThat(new SweepTerms(store(), given().law()).sweep(given().today(), given().now()))
                .isPositive();

        assertThat(idle(given().today(), 10)).extracting(Handovers.Idle::item).containsExactly(accepted.id());
    }

    @Test
    void what_anybody_touched_does_not() {
        PetitionCase touched = given().accepted();
        PetitionCase moved = given().accepted();
        PetitionCase ended = given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        given().does(COLLEAGUE, touched.id(), new CaseAct.Note("约谈信访人"));
        given().does(HEAD, moved.id(), new CaseAct.Reassign(HEAD.id(), "工作调整"));
        given().does(COLLEAGUE, ended.id(), new CaseAct.Withdraw("信访人书面撤回"));

        assertThat(idle(afterAll(effective), 10)).isEmpty();
    }

    @Test
    void of_what_the_next_level_was_told_it_is_not_told_again() {
        PetitionCase accepted = given().accepted();
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        given().on(afterAll(effective));
        SweepHandovers sweep = new SweepHandovers(store(), given().law());

        assertThat(sweep.sweep(given().today(), given().now())).isEqualTo(1);
        assertThat(docket(accepted.subject()).get(accepted.entries() + 1).act())
                .isEqualTo(new CaseAct.WarnIdle(effective.id().value(), HEAD.id()));
        assertThat(idle(given().today(), 10)).isEmpty();
        assertThat(sweep.sweep(given().today(), given().now())).isZero();
    }

    @Test
    void what_the_leaver_keeps_under_another_post_was_not_handed_over() {
        IncumbencyId second = given().alsoSits(HANDLER, TOWN_HANDLER);
        PetitionCase kept = given().accepted();
        Handover opened = given().opened(HANDLER, COLLEAGUE.id());
        Handover effective =
                given().effective(given().steps(HANDLER.id(), opened, new HandoverAct.Keep(kept.id(), second, "熟悉情况")));

        assertThat(idle(afterAll(effective), 10)).isEmpty();
    }

    @Test
    void handed_over_again_it_is_the_last_receivers_to_touch() {
        PetitionCase accepted = given().accepted();
        Handover first = given().effective(given().opened(HANDLER, COLLEAGUE.id()));
        Handover second = given().effective(given().opened(COLLEAGUE.id(), HEAD.id()));

        assertThat(idle(afterAll(first), 10))
                .containsExactly(new Handovers.Idle(second.id(), accepted.id(), HEAD.id()));
    }

    @Test
    void no_more_than_asked_for() {
        for (int i = 0; i < 5; i++) {
            given().accepted();
        }
        Handover effective = given().effective(given().opened(HANDLER, COLLEAGUE.id()));

        assertThat(idle(afterAll(effective), 3)).hasSize(3).doesNotHaveDuplicates();
        assertThat(idle(afterAll(effective), 9)).hasSize(5);
    }

    private static LocalDate afterAll(Handover effective) {
        return effective.firstActDue().orElseThrow().plusDays(1);
    }

    private Optional<Handover> find(HandoverId id) {
        return ask(handovers -> handovers.find(id));
    }

    private Optional<HandoverId> underWay(IncumbencyId outgoing) {
        return ask(handovers -> handovers.underWay(outgoing));
    }

    private ImmutableList<HandoverId> ready(LocalDate on) {
        return ask(handovers -> handovers.ready(on));
    }

    private ImmutableList<Handovers.Idle> idle(LocalDate on, int most) {
        return ask(handovers -> handovers.idle(on, most));
    }

    private <T> T ask(Function<Handovers, T> question) {
        return given().look(session -> question.apply(session.handovers()));
    }
}
