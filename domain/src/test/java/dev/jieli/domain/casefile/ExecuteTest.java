package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 执行: what an opinion supports is followed to its end. */
class ExecuteTest {

    private static final ImmutableList<Decision> TWO = ImmutableList.of(
            new Decision("停止夜间施工", Opinion.SUPPORT, "现场核实属实，违反噪声污染防治规定"),
            new Decision("赔偿装修损失", Opinion.NOT_SUPPORT, "没有损失与施工有关的证据"));

    private static CaseAct.Execute done(int request) {
        return new CaseAct.Execute(Optional.of(request), true, DAY, "已停止夜间施工", "整改验收单");
    }

    private static final CaseAct.Execute ALL = new CaseAct.Execute(Optional.empty(), true, DAY, "已执行完毕", "整改验收单");

    private static Journey supported() {
        return Given.accepted()
                .does(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "部分支持", TWO, Optional.empty()))
                .does(HANDLER, new CaseAct.Serve(DAY, Manner.IN_PERSON));
    }

    private static Journey windowOver(Journey served) {
        return served.on(served.due(Term.REQUEST_REVIEW).plusDays(1)).does(HANDLER, new CaseAct.Close("期满未请求复查"));
    }

    // ------------------------------------------------------------------ one opinion, several requests

    @Test
    void an_opinion_decides_each_request_and_supports_as_a_whole_where_it_supports_one() {
        assertThat(Decision.overall(TWO)).isEqualTo(Opinion.SUPPORT);
        assertThat(supported().open().toString()).contains("停止夜间施工");
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.Reply(Opinion.NOT_SUPPORT, "不支持", TWO, Optional.empty()))
                        .details())
                .containsEntry("field", "opinion");
    }

    @Test
    void each_decision_says_what_was_asked_and_why() {
        for (Decision bare : ImmutableList.of(
                new Decision(" ", Opinion.EXPLAIN, "已作解释"), new Decision("安排公租房", Opinion.EXPLAIN, ""))) {
            assertThat(Given.accepted()
                            .refuses(
                                    HANDLER,
                                    new CaseAct.Reply(
                                            Opinion.EXPLAIN, "解释说明", ImmutableList.of(bare), Optional.empty())))
                    .satisfies(refusal -> {
                        assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
                        assertThat(refusal.details()).containsEntry("field", "decisions");
                        assertThat(refusal.article()).contains(art(32, 1));
                    });
        }
    }

    @Test
    void simplified_handling_denies_no_single_request_either() {
        Journey simple = Given.forwarded()
                .does(
                        HANDLER,
                        new CaseAct.Classify(
                                Track.SIMPLIFIED,
                                Optional.of(SimpleGround.CLEAR),
                                com.google.common.collect.ImmutableSet.of(),
                                "事实清楚"))
                .does(HANDLER, new CaseAct.Accept());

        assertThat(simple.refuses(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "部分支持", TWO, Optional.empty()))
                        .reason())
                .isEqualTo(Reason.NOT_SIMPLE);
    }

    // ------------------------------------------------------------------ the duty to execute

    @Test
    void what_is_supported_is_to_be_executed_in_sixty_days_or_by_the_day_that_the_opinion_says() {
        LocalDate said = DAY.plusDays(20);
        Journey dated = Given.accepted()
                .does(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持", ImmutableList.of(), Optional.of(said)));

        assertThat(supported().term(Term.EXECUTION).nominal()).isEqualTo(DAY.plusDays(60));
        assertThat(supported().term(Term.EXECUTION).article()).isEqualTo(art(32, 2));
        assertThat(dated.due(Term.EXECUTION)).isEqualTo(said);
        assertThat(Given.replied().running()).doesNotContain(Term.EXECUTION);
    }

    @Test
    void a_day_for_executing_belongs_to_an_opinion_that_supports_and_does_not_lie_behind() {
        assertThat(Given.accepted()
                        .refuses(
                                HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, "解释", ImmutableList.of(), Optional.of(DAY)))
                        .details())
                .containsEntry("field", "executeBy");
        assertThat(Given.accepted()
                        .refuses(
                                HANDLER,
                                new CaseAct.Reply(
                                        Opinion.SUPPORT, "支持", ImmutableList.of(), Optional.of(DAY.minusDays(1))))
                        .details())
                .containsEntry("field", "executeBy");
    }

    @Test
    void a_case_whose_procedure_is_over_stays_with_its_handler_and_head_until_it_is_executed() {
        Journey over = windowOver(supported());

        assertThat(over.stage()).isEqualTo(Stage.EXECUTING);
        assertThat(over.holder()).isEqualTo(HANDLER);
        assertThat(over.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(over.running()).containsExactly(Term.EXECUTION);
        assertThat(over.open().course().concluded()).contains(Ending.NOT_PURSUED);

        over.does(COLLEAGUE, new CaseAct.Execute(Optional.empty(), false, over.today(), "已下达整改通知", ""));
        assertThat(over.stage()).isEqualTo(Stage.EXECUTING);

        assertThat(over.does(HANDLER, done(1)).ending()).isEqualTo(Ending.NOT_PURSUED);
    }

    @Test
    void what_is_executed_in_time_lets_the_case_end_with_its_procedure() {
        Journey executed = supported().does(HANDLER, done(1));

        assertThat(executed.running()).containsExactly(Term.REQUEST_REVIEW);
        assertThat(windowOver(executed).ending()).isEqualTo(Ending.NOT_PURSUED);
    }

    @Test
    void a_completion_shows_its_papers_and_names_a_request_that_was_supported() {
        Journey supported = supported();

        assertThat(supported
                        .refuses(HANDLER, new CaseAct.Execute(Optional.of(1), true, DAY, "已执行", " "))
                        .details())
                .containsEntry("field", "evidence");
        assertThat(supported.refuses(HANDLER, done(2)).details()).containsEntry("field", "request");
        assertThat(supported
                        .refuses(HANDLER, new CaseAct.Execute(Optional.of(1), true, DAY.plusDays(1), "已执行", "验收单"))
                        .details())
                .containsEntry("field", "doneOn");
        assertThat(Given.replied().refuses(HANDLER, ALL).reason()).isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void while_a_review_is_asked_for_the_term_rests_and_begins_again_when_the_opinion_stands() {
        Journey reviewed = supported().does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "赔偿也应支持"));
        assertThat(reviewed.running()).containsExactly(Term.REVIEW);

        Journey stands = reviewed.later(10)
                .does(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持"))
                .does(REVIEWER, new CaseAct.Serve(reviewed.today(), Manner.IN_PERSON))
                .does(REREVIEWER, new CaseAct.RequestRereview(REREVIEWER.id(), "仍不服"))
                .does(REREVIEWER, new CaseAct.Rereview(Finding.UPHELD, "维持"))
                .later(5)
                .does(REREVIEWER, new CaseAct.Serve(reviewed.today(), Manner.IN_PERSON));

        assertThat(stands.stage()).isEqualTo(Stage.EXECUTING);
        assertThat(stands.term(Term.EXECUTION).from()).isEqualTo(stands.today());
        assertThat(stands.does(REREVIEWER, ALL).ending()).isEqualTo(Ending.FINAL);
    }

    @Test
    void a_review_that_supports_what_was_not_supported_is_executed_like_an_opinion() {
        Journey changed = Given.reviewRequested()
                .does(
                        REVIEWER,
                        new CaseAct.Review(
                                Finding.CHANGED,
                                "变更原处理意见",
                                ImmutableList.of(new Decision("停止夜间施工", Opinion.SUPPORT, "原意见认定事实有误"))))
                .does(REVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON));

        Journey over =
                changed.on(changed.due(Term.REQUEST_REREVIEW).plusDays(1)).does(REVIEWER, new CaseAct.Close("期满未请求复核"));

        assertThat(over.stage()).isEqualTo(Stage.EXECUTING);
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持", TWO))
                        .details())
                .containsEntry("field", "decisions");
    }

    @Test
    void who_gave_the_opinion_has_another_organ_execute_it_and_goes_on_urging() {
        Journey ordered =
                windowOver(supported()).does(HANDLER, new CaseAct.OrderExecution(TOWN_HANDLER.id(), "请于月底前整改到位"));

        assertThat(ordered.holder()).isEqualTo(TOWN_HANDLER);
        assertThat(ordered.running()).containsExactly(Term.EXECUTION);
        assertThat(ordered.does(HANDLER, new CaseAct.Urge("请报执行进度")).newest().article())
                .contains(art(32, 2));
        assertThat(ordered.refuses(STRANGER, ALL).reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(ordered.does(TOWN_HANDLER, ALL).ending()).isEqualTo(Ending.NOT_PURSUED);
        assertThat(windowOver(supported())
                        .refuses(HANDLER, new CaseAct.OrderExecution(COLLEAGUE.id(), "请执行"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void the_same_matter_is_not_accepted_again_while_a_re_reviewed_opinion_is_being_executed() {
        Journey stands = supported()
                .does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "不服"))
                .does(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持"))
                .does(REVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                .does(REREVIEWER, new CaseAct.RequestRereview(REREVIEWER.id(), "仍不服"))
                .does(REREVIEWER, new CaseAct.Rereview(Finding.UPHELD, "维持"))
                .does(REREVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON));

        assertThat(SameMatter.bars(stands.now(), unit -> false, stands.today()))
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NO_LONGER_ACCEPTED));
    }

    @Test
    void what_was_decided_before_its_execution_was_followed_asks_for_none() {
        Journey carried = supported();
        ImmutableList<dev.jieli.domain.docket.Entry> before = carried.docket();
        // an entry as it was written then: no term of execution among its effects
        ImmutableList.Builder<dev.jieli.domain.docket.Entry> old = ImmutableList.builder();
        for (dev.jieli.domain.docket.Entry entry : before) {
            CaseEffect effect = (CaseEffect) entry.effect();
            old.add(new dev.jieli.domain.docket.Entry(
                    entry.subject(),
                    entry.number(),
                    entry.act(),
                    new CaseEffect(
                            effect.stage(),
                            effect.ending(),
                            effect.unit(),
                            effect.chain(),
                            effect.running().stream()
                                    .filter(term -> term.term() != Term.EXECUTION)
                                    .collect(ImmutableList.toImmutableList()),
                            effect.stopped()),
                    entry.by(),
                    entry.capacity(),
                    entry.on(),
                    entry.at(),
                    entry.article()));
        }

        assertThat(((Position.Open) PetitionCase.replay(old.build()).position())
                        .course()
                        .toExecute())
                .isEmpty();
    }

    // ------------------------------------------------------------------ settlements

    @Test
    void a_settlement_with_a_promise_is_followed_until_it_is_performed() {
        Journey settled = Given.executing();

        assertThat(settled.stage()).isEqualTo(Stage.EXECUTING);
        assertThat(settled.running()).containsExactly(Term.PERFORMANCE);
        assertThat(settled.due(Term.PERFORMANCE)).isEqualTo(DAY.plusDays(30));
        assertThat(settled.does(HANDLER, ALL).ending()).isEqualTo(Ending.SETTLED);
    }

    @Test
    void a_promise_has_its_day_and_a_day_its_promise() {
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.Settle(true, "协议书", "付清工资", Optional.empty()))
                        .details())
                .containsEntry("field", "performBy");
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.Settle(true, "协议书", "", Optional.of(DAY)))
                        .details())
                .containsEntry("field", "promised");
    }

    @Test
    void where_it_is_not_kept_the_matter_is_handled_on() {
        Journey resumed = Given.executing().later(40).does(HANDLER, new CaseAct.Resume(COLLEAGUE.id(), "到期没有付款"));

        assertThat(resumed.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(resumed.holder()).isEqualTo(COLLEAGUE);
        assertThat(resumed.running()).containsExactly(Term.CONCLUDE);
        assertThat(resumed.term(Term.CONCLUDE).from()).isEqualTo(DAY.plusDays(40));
        assertThat(windowOver(supported())
                        .refuses(HANDLER, new CaseAct.Resume(HANDLER.id(), "没有执行"))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }
}
