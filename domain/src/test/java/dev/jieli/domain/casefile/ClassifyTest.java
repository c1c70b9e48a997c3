package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 分类 */
class ClassifyTest {

    private static final CaseAct SIMPLE =
            new CaseAct.Classify(Track.SIMPLIFIED, Optional.of(SimpleGround.CLEAR), ImmutableSet.of(), "事实清楚，责任明确");
    private static final CaseAct ORDINARY = new CaseAct.Classify(Track.PETITION_PROCEDURE, "争议较大，不宜简易办理");
    private static final CaseAct PROPOSAL = new CaseAct.Classify(Track.PROPOSAL, "系对公交线路的建议");
    private static final CaseAct LEGAL = new CaseAct.Classify(Track.LEGAL_PATH, "属劳动争议");

    private static CaseAct accusing(Who... accused) {
        ImmutableSet.Builder<dev.jieli.domain.organization.UnitId> units = ImmutableSet.builder();
        for (Who who : accused) {
            units.add(who.unit());
        }
        return new CaseAct.Classify(Track.ACCUSATION, Optional.empty(), units.build(), "反映干部违纪");
    }

    // ------------------------------------------------------------------ which table

    @Test
    void a_case_that_nobody_classified_is_in_the_petition_procedure() {
        assertThat(Given.registered().open().matter()).isEqualTo(Matter.UNCLASSIFIED);
        assertThat(Given.registered().open().matter().track()).isEqualTo(Track.PETITION_PROCEDURE);
    }

    @Test
    void each_class_stands_on_its_own_article() {
        assertThat(Given.registered().does(CLERK, PROPOSAL).newest().article()).contains(art(29, 1));
        assertThat(Given.registered().does(CLERK, accusing()).newest().article())
                .contains(art(30, 1));
        assertThat(Given.registered().does(CLERK, LEGAL).newest().article()).contains(art(31, 1));
    }

    @Test
    void correcting_a_class_takes_a_reason_and_is_counted() {
        Journey classed = Given.forwarded().does(HANDLER, PROPOSAL);
        assertThat(classed.open().matter().corrections()).isZero();

        Journey corrected = classed.does(HANDLER, ORDINARY).does(HANDLER, LEGAL);

        assertThat(corrected.open().matter().corrections()).isEqualTo(2);
        assertThat(PetitionCase.replay(corrected.docket())).isEqualTo(corrected.now());
        Refusal refusal = corrected.refuses(HANDLER, new CaseAct.Classify(Track.PROPOSAL, " "));
        assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal.details()).containsEntry("field", "reason");
        assertThat(corrected.refuses(HANDLER, LEGAL).reason()).isEqualTo(Reason.SAME_TRACK);
    }

    @Test
    void the_triage_follows_from_track_and_ending() {
        assertThat(Triage.of(Track.PETITION_PROCEDURE, Optional.empty())).isEqualTo(Triage.PETITION_PATH);
        assertThat(Triage.of(Track.PROPOSAL, Optional.of(Ending.ANSWERED))).isEqualTo(Triage.PETITION_PATH);
        assertThat(Triage.of(Track.LEGAL_PATH, Optional.empty())).isEqualTo(Triage.LEGAL_PATH);
        assertThat(Triage.of(Track.PETITION_PROCEDURE, Optional.of(Ending.LED_ELSEWHERE)))
                .isEqualTo(Triage.LEGAL_PATH);
        assertThat(Triage.of(Track.SIMPLIFIED, Optional.of(Ending.NOT_ACCEPTED)))
                .isEqualTo(Triage.NOT_ACCEPTED);
    }

    @Test
    void it_is_for_whoever_answers_until_an_opinion_is_given() {
        assertThat(Given.forwarded().whoMay(PROPOSAL)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
        assertThat(Given.replied().refuses(HANDLER, PROPOSAL).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    // ------------------------------------------------------------------ proposals

    @Test
    void a_proposal_has_no_sixty_days_and_ends_with_an_answer_that_says_what_becomes_of_it() {
        Journey accepted = Given.forwarded().does(HANDLER, PROPOSAL).does(HANDLER, new CaseAct.Accept());
        assertThat(accepted.running()).containsExactly(Term.NOTICE);

        CaseAct silent = new CaseAct.Respond(Optional.empty(), "已研究");
        assertThat(accepted.refuses(HANDLER, silent).details()).containsEntry("field", "adoption");
        Journey answered = accepted.does(HANDLER, new CaseAct.Respond(Optional.of(Adoption.ADOPTED), "已采纳，下半年调整线路"));

        assertThat(answered.ending()).isEqualTo(Ending.ANSWERED);
        assertThat(answered.newest().article()).contains(art(29, 1));
    }

    @Test
    void what_was_accepted_as_a_petition_and_is_a_proposal_stops_its_sixty_days() {
        Journey corrected = Given.accepted().does(HANDLER, PROPOSAL);

        assertThat(corrected.running()).doesNotContain(Term.CONCLUDE);
        assertThat(corrected
                        .refuses(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void what_was_taken_for_a_proposal_has_its_sixty_days_from_the_acceptance_all_the_same() {
        Journey corrected = Given.forwarded()
                .does(HANDLER, PROPOSAL)
                .does(HANDLER, new CaseAct.Accept())
                .later(10)
                .does(HANDLER, ORDINARY);

        assertThat(corrected.term(Term.CONCLUDE).from()).isEqualTo(DAY);
    }

    // ------------------------------------------------------------------ accusations

    @Test
    void an_accusation_goes_to_the_discipline_organ_under_its_own_paragraph_and_owes_no_notice_of_fifteen_days() {
        Journey sent =
                Given.registered().does(CLERK, accusing()).does(CLERK, new CaseAct.Transfer(STRANGER.id(), "举报信1件"));

        assertThat(sent.newest().article()).contains(art(22, 2));
        assertThat(sent.running()).containsExactly(Term.OBJECTION);
    }

    @Test
    void nothing_of_an_accusation_reaches_the_accused_by_any_way() {
        Journey accused = Given.registered().does(CLERK, accusing(HANDLER));

        for (CaseAct act : new CaseAct[] {
            new CaseAct.Transfer(HANDLER.id(), "举报信"),
            new CaseAct.AssignLeader(HEAD.id(), ImmutableMap.of(), "逐案化解", DAY)
        }) {
            Refusal refusal = accused.refuses(CLERK, act);
            assertThat(refusal.reason()).isEqualTo(Reason.ACCUSED);
            assertThat(refusal.article()).contains(art(30, 3));
        }
        assertThat(accused.refuses(new CaseAct.TakeOver(Who.uuid("handover"), CLERK.id(), HANDLER.id()))
                        .reason())
                .isEqualTo(Reason.ACCUSED);
        assertThat(accused.does(CLERK, new CaseAct.Transfer(TOWN_HANDLER.id(), "举报信"))
                        .holder())
                .isEqualTo(TOWN_HANDLER);
    }

    @Test
    void the_accused_unit_that_received_it_may_only_pass_it_on() {
        Journey there = Given.receivedDirectly().does(HANDLER, accusing(HANDLER));

        assertThat(there.refuses(HANDLER, new CaseAct.Accept()).reason()).isEqualTo(Reason.ACCUSED);
        Journey away = there.does(HANDLER, new CaseAct.Transfer(STRANGER.id(), "举报信"));
        assertThat(away.does(STRANGER, new CaseAct.Accept())
                        .does(STRANGER, new CaseAct.Respond(Optional.empty(), "已办结并反馈"))
                        .ending())
                .isEqualTo(Ending.ANSWERED);
    }

    @Test
    void an_accusation_has_no_review_no_settlement_and_no_withdrawal() {
        Journey accepted = Given.accepted().does(HANDLER, accusing());

        assertThat(Lifecycle.stages(Track.ACCUSATION))
                .containsExactly(Stage.REGISTERED, Stage.FORWARDED, Stage.OBJECTED, Stage.DECLINED, Stage.ACCEPTED);
        for (CaseAct act : new CaseAct[] {
            new CaseAct.Settle(true, "调解协议书"),
            new CaseAct.Withdraw("撤回"),
            new CaseAct.Extend(30, "复杂", DAY).unasked("单位负责人直接掌握情况")
        }) {
            assertThat(accepted.refuses(HEAD, act).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        }
        assertThat(accepted.running()).isEmpty();
    }

    @Test
    void only_an_accusation_names_the_accused() {
        CaseAct wrong = new CaseAct.Classify(Track.PROPOSAL, Optional.empty(), ImmutableSet.of(HANDLER.unit()), "系建议");

        assertThat(Given.registered().refuses(CLERK, wrong).details()).containsEntry("field", "accused");
    }

    // ------------------------------------------------------------------ another legal path

    @Test
    void on_another_legal_path_an_organ_leads_there_or_answers_itself_and_has_no_sixty_days() {
        Journey accepted = Given.forwarded().does(HANDLER, LEGAL).does(HANDLER, new CaseAct.Accept());

        assertThat(accepted.running()).containsExactly(Term.NOTICE);
        assertThat(accepted.newest().article()).contains(art(31, 1, 1));
        assertThat(Given.accepted()
                        .does(HANDLER, LEGAL)
                        .does(HANDLER, new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "仲裁委员会"))
                        .does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "请向仲裁委员会提出"))
                        .ending())
                .isEqualTo(Ending.LED_ELSEWHERE);
        assertThat(accepted.does(HANDLER, new CaseAct.Respond(Optional.empty(), "已依法查处并答复"))
                        .newest()
                        .article())
                .contains(art(31, 1, 5));
    }

    // ------------------------------------------------------------------ simplified handling

    @Test
    void the_office_has_one_working_day_the_organ_three_and_ten() {
        Journey simple = Given.registered().does(CLERK, SIMPLE);
        assertThat(simple.due(Term.SIMPLE_PASS_ON)).isEqualTo(LocalDate.of(2026, 3, 3));
        assertThat(simple.running()).contains(Term.DISPATCH);

        Journey forwarded = simple.later(1).does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        assertThat(forwarded.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION, Term.SIMPLE_ACCEPT);
        assertThat(forwarded.due(Term.SIMPLE_ACCEPT)).isEqualTo(LocalDate.of(2026, 3, 6));

        Journey accepted = forwarded.later(1).does(HANDLER, new CaseAct.Accept());
        assertThat(accepted.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.SIMPLE_CONCLUDE);
        assertThat(accepted.due(Term.SIMPLE_CONCLUDE)).isEqualTo(LocalDate.of(2026, 3, 18));
    }

    @Test
    void at_the_handling_organ_it_is_classed_as_simple_before_it_is_accepted() {
        assertThat(Given.forwarded()
                        .later(1)
                        .does(HANDLER, SIMPLE)
                        .term(Term.SIMPLE_ACCEPT)
                        .from())
                .isEqualTo(DAY);
        assertThat(Given.receivedDirectly().does(HANDLER, SIMPLE).running())
                .containsExactlyInAnyOrder(Term.DIRECT_NOTICE, Term.SIMPLE_ACCEPT);
        Refusal late = Given.accepted().refuses(HANDLER, SIMPLE);
        assertThat(late.reason()).isEqualTo(Reason.NOT_SIMPLE);
        assertThat(late.details()).containsEntry("unfit", "ACCEPTED_ALREADY");
    }

    @Test
    void what_turns_out_not_to_be_simple_falls_back_and_keeps_its_days() {
        Journey simple = Given.forwarded().does(HANDLER, SIMPLE).later(2).does(HANDLER, new CaseAct.Accept());

        Journey back = simple.later(5).does(HANDLER, ORDINARY);

        assertThat(back.running()).contains(Term.CONCLUDE).doesNotContain(Term.SIMPLE_CONCLUDE);
        assertThat(back.term(Term.CONCLUDE).from()).isEqualTo(DAY.plusDays(2)); // the acceptance, not the fall back
        assertThat(back.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 5, 6)); // 3 May is a Sunday in the holidays
        assertThat(back.term(Term.NOTICE).from()).isEqualTo(DAY);
        assertThat(back.now().petition().receivedOn()).isEqualTo(DAY);
    }

    @Test
    void before_acceptance_the_fall_back_stops_the_short_days_only() {
        Journey back = Given.forwarded().does(HANDLER, SIMPLE).later(1).does(HANDLER, ORDINARY);

        assertThat(back.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION);
    }

    @Test
    void a_repeated_matter_or_one_without_a_ground_is_not_simple() {
        Petition repeated = new Petition("2026-0009", Channel.LETTER, DAY, "反映施工噪声扰民", Optional.empty(), "城乡建设", 1, 2);
        Journey again = Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.Register(repeated), CLERK, DAY);

        assertThat(again.refuses(CLERK, SIMPLE).details()).containsEntry("unfit", "REPEATED");
        assertThat(Given.registered()
                        .refuses(CLERK, new CaseAct.Classify(Track.SIMPLIFIED, "简单"))
                        .details())
                .containsEntry("field", "ground");
    }

    @Test
    void what_is_not_to_be_supported_is_not_answered_in_the_short_way() {
        Journey simple = Given.forwarded().does(HANDLER, SIMPLE).does(HANDLER, new CaseAct.Accept());

        assertThat(simple.refuses(HANDLER, new CaseAct.Reply(Opinion.NOT_SUPPORT, "不予支持"))
                        .details())
                .containsEntry("unfit", "NOT_SUPPORTED");
        Journey replied = simple.does(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"));
        assertThat(replied.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OPINION_SERVICE, Term.EXECUTION);
        assertThat(replied.does(HANDLER, new CaseAct.Serve(DAY, Manner.ONLINE)).running())
                .containsExactlyInAnyOrder(Term.REQUEST_REVIEW, Term.EXECUTION);
    }

    @Test
    void an_opinion_set_aside_is_handled_anew_in_the_ordinary_way() {
        Journey anew = Given.forwarded()
                .does(HANDLER, SIMPLE)
                .does(HANDLER, new CaseAct.Accept())
                .does(HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, "解释说明"))
                .does(HANDLER, new CaseAct.Serve(DAY, Manner.ONLINE))
                .does(Who.REVIEWER, new CaseAct.RequestReview(Who.REVIEWER.id(), "不服"))
                .later(3)
                .does(Who.REVIEWER, new CaseAct.Revoke("事实不清，予以撤销"))
                .does(Who.REVIEWER, new CaseAct.Serve(DAY.plusDays(3), Manner.IN_PERSON))
                .does(Who.REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), "事实不清"));

        assertThat(anew.open().matter().track()).isEqualTo(Track.PETITION_PROCEDURE);
        assertThat(anew.term(Term.CONCLUDE).from()).isEqualTo(DAY.plusDays(3));
        assertThat(PetitionCase.replay(anew.docket())).isEqualTo(anew.now());
        assertThat(anew.does(HEAD, new CaseAct.Extend(30, "需鉴定", DAY.plusDays(3)).unasked("单位负责人直接掌握情况"))
                        .term(Term.CONCLUDE)
                        .extendedDays())
                .isEqualTo(30);
    }

    // ------------------------------------------------------------------ taking it back

    @Test
    void what_is_taken_back_goes_on_by_the_table_of_its_track() {
        Journey back = Given.receivedDirectly()
                .does(HANDLER, new CaseAct.Notify(Manner.BY_POST, "已收到"))
                .does(HANDLER, accusing())
                .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "举报信"))
                .does(TOWN_HANDLER, new CaseAct.RaiseObjection("不属我单位管理权限"))
                .does(HANDLER, new CaseAct.TakeBack("异议成立"));

        assertThat(back.running()).isEmpty();
        assertThat(back.stage()).isEqualTo(Stage.REGISTERED);
    }
}
