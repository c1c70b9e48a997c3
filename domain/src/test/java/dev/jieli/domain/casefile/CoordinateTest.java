package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 涉及多个机关、机关变动、回避、重大紧急 */
class CoordinateTest {

    private static CaseAct leads(Coordination how, String by, Who lead, Who... assisting) {
        ImmutableSet.Builder<dev.jieli.domain.organization.UnitId> units = ImmutableSet.builder();
        for (Who who : assisting) {
            units.add(who.unit());
        }
        return new CaseAct.Coordinate(
                how, by, lead.id(), units.build(), ImmutableSet.of(Crossing.DEPARTMENT), "诉求涉及两个部门");
    }

    // ------------------------------------------------------------------ one leads, others assist

    @Test
    void a_dispute_is_settled_by_the_common_superior_and_the_lead_has_the_case() {
        Journey settled =
                Given.objected().later(2).does(CLERK, leads(Coordination.SUPERIOR, "县人民政府", STRANGER, HANDLER));

        assertThat(settled.holder()).isEqualTo(STRANGER);
        assertThat(settled.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(settled.running()).containsExactly(Term.NOTICE);
        assertThat(settled.term(Term.NOTICE).from()).isEqualTo(DAY.plusDays(2));
        assertThat(settled.open().matter().assisting()).containsExactly(HANDLER.unit());
        assertThat(settled.open().matter().crossings()).containsExactly(Crossing.DEPARTMENT);
        assertThat(settled.newest().article()).contains(art(24, 1));
        assertThat(PetitionCase.replay(settled.docket())).isEqualTo(settled.now());
    }

    @Test
    void an_organ_that_leads_what_it_has_goes_on_and_buys_no_days() {
        Journey agreed = Given.forwarded().later(3).does(HANDLER, leads(Coordination.AGREED, "", HANDLER, STRANGER));

        assertThat(agreed.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(agreed.term(Term.NOTICE).from()).isEqualTo(DAY);
        assertThat(agreed.holder()).isEqualTo(HANDLER);
        Journey accepted = Given.accepted().later(3).does(HANDLER, leads(Coordination.AGREED, "", STRANGER, HANDLER));
        assertThat(accepted.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(accepted.term(Term.CONCLUDE).from()).isEqualTo(DAY);
    }

    @Test
    void there_is_exactly_one_lead_and_it_is_no_petition_office() {
        assertThat(Given.forwarded()
                        .refuses(HANDLER, leads(Coordination.AGREED, "", HANDLER, HANDLER))
                        .details())
                .containsEntry("field", "assisting");
        assertThat(Given.forwarded()
                        .refuses(HANDLER, leads(Coordination.AGREED, "", OTHER_CLERK, HANDLER))
                        .article())
                .contains(art(22, 1));
        assertThat(Given.forwarded()
                        .refuses(HANDLER, leads(Coordination.JOINT_MEETING, " ", STRANGER))
                        .details())
                .containsEntry("field", "decidedBy");
    }

    @Test
    void who_assists_enters_notes_and_does_nothing_else() {
        Journey led = Given.accepted().does(HANDLER, leads(Coordination.AGREED, "", HANDLER, STRANGER));

        assertThat(led.does(STRANGER, new CaseAct.Note("已提供规划资料")).newest().capacity())
                .isEqualTo(Capacity.ASSISTANT);
        assertThat(led.refuses(STRANGER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
    }

    // ------------------------------------------------------------------ organs that are no more

    @Test
    void the_successor_of_the_organ_that_answered_has_the_case_at_the_same_stage_with_the_same_days() {
        LocalDate due = Given.accepted().due(Term.CONCLUDE);
        Journey succeeded = Given.accepted()
                .later(5)
                .does(
                        CLERK,
                        new CaseAct.Succeed(
                                HANDLER.unit(), STRANGER.unit(), STRANGER.id(), Succession.SUCCESSOR, "机构改革方案"));

        assertThat(succeeded.holder()).isEqualTo(STRANGER);
        assertThat(succeeded.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(succeeded.due(Term.CONCLUDE)).isEqualTo(due);
        assertThat(succeeded.newest().article()).contains(art(24, 2));
    }

    @Test
    void the_successor_of_the_organ_whose_opinion_is_reviewed_stands_in_its_place() {
        Journey succeeded = Given.reviewRequested()
                .does(
                        CLERK,
                        new CaseAct.Succeed(
                                HANDLER.unit(), STRANGER.unit(), STRANGER.id(), Succession.DESIGNATED, "县政府指定"));

        assertThat(succeeded.holder()).isEqualTo(REVIEWER);
        assertThat(succeeded.open().decided()).containsExactly(STRANGER.unit());
        assertThat(succeeded
                        .does(REVIEWER, new CaseAct.Revoke("事实不清，予以撤销"))
                        .does(REVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                        .does(REVIEWER, new CaseAct.OrderAnew(STRANGER.id(), "事实不清"))
                        .holder())
                .isEqualTo(STRANGER);
        assertThat(PetitionCase.replay(succeeded.docket())).isEqualTo(succeeded.now());
    }

    @Test
    void nobody_succeeds_an_organ_that_is_not_in_the_case_or_reviews_its_own_opinion_by_succession() {
        assertThat(Given.accepted()
                        .refuses(
                                HANDLER,
                                new CaseAct.Succeed(
                                        REVIEWER.unit(),
                                        STRANGER.unit(),
                                        STRANGER.id(),
                                        Succession.SUCCESSOR,
                                        "机构改革方案"))
                        .details())
                .containsEntry("field", "of");
        assertThat(Given.reviewRequested()
                        .refuses(
                                REVIEWER,
                                new CaseAct.Succeed(
                                        REVIEWER.unit(), HANDLER.unit(), HANDLER.id(), Succession.SUCCESSOR, "机构改革方案"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
    }

    // ------------------------------------------------------------------ recusal

    @Test
    void a_holder_who_is_recused_gives_the_case_to_a_colleague_and_does_nothing_in_it_any_more() {
        Journey recused =
                Given.accepted().does(HANDLER, new CaseAct.Recuse(HANDLER.id(), Optional.of(COLLEAGUE.id()), "系信访人亲属"));

        assertThat(recused.holder()).isEqualTo(COLLEAGUE);
        assertThat(recused.newest().article()).contains(art(28, 3));
        assertThat(recused.refuses(HANDLER, new CaseAct.Note("记事")).reason()).isEqualTo(Reason.RECUSED);
        assertThat(recused.refuses(COLLEAGUE, new CaseAct.Reassign(HANDLER.id(), "换回"))
                        .article())
                .contains(art(28, 3));
        assertThat(recused.now().open(HANDLER.seat())).isEmpty();
        assertThat(PetitionCase.replay(recused.docket())).isEqualTo(recused.now());
    }

    @Test
    void whoever_is_recused_is_so_in_every_post() {
        Journey recused = Given.accepted()
                .among(Who.oneOfficial(HANDLER, HEAD))
                .does(HANDLER, new CaseAct.Recuse(HANDLER.id(), Optional.of(COLLEAGUE.id()), "系信访人亲属"));

        assertThat(recused.in(Role.UNIT_HEAD)).isEmpty();
        assertThat(recused.refuses(HEAD, new CaseAct.Note("记事")).reason()).isEqualTo(Reason.RECUSED);
        assertThat(recused.refuses(COLLEAGUE, new CaseAct.Reassign(HEAD.id(), "工作调整"))
                        .reason())
                .isEqualTo(Reason.RECUSED);
        assertThat(recused.now().open(HEAD.seat(), Who.oneOfficial(HANDLER, HEAD)))
                .isEmpty();
    }

    @Test
    void a_holder_is_recused_by_whichever_of_his_posts_and_somebody_else_takes_the_case() {
        Journey accepted = Given.accepted().among(Who.oneOfficial(HANDLER, HEAD));

        assertThat(accepted.refuses(CLERK, new CaseAct.Recuse(HEAD.id(), Optional.empty(), "有利害关系"))
                        .details())
                .containsEntry("field", "to");
        assertThat(accepted.refuses(CLERK, new CaseAct.Recuse(HEAD.id(), Optional.of(HANDLER.id()), "有利害关系"))
                        .reason())
                .isEqualTo(Reason.SAME_RECEIVER);
        assertThat(accepted.does(CLERK, new CaseAct.Recuse(HEAD.id(), Optional.of(COLLEAGUE.id()), "有利害关系"))
                        .holder())
                .isEqualTo(COLLEAGUE);
    }

    @Test
    void a_head_or_a_leader_who_is_recused_leaves_the_chain_and_does_not_come_back_with_it() {
        Journey recused = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)))
                .does(CLERK, new CaseAct.Recuse(HEAD.id(), Optional.empty(), "有利害关系"))
                .does(CLERK, new CaseAct.Recuse(DEPUTY.id(), Optional.empty(), "有利害关系"));

        assertThat(recused.now().links().values()).containsOnly(HANDLER.id());
        assertThat(recused.open().assignment()).isEmpty();
        Journey reassigned = recused.does(HANDLER, new CaseAct.Reassign(COLLEAGUE.id(), "工作调整"));
        assertThat(reassigned.in(Role.UNIT_HEAD)).isEmpty();
        assertThat(PetitionCase.replay(reassigned.docket())).isEqualTo(reassigned.now());
    }

    @Test
    void a_holder_is_not_recused_without_a_successor_nor_anybody_twice() {
        assertThat(Given.accepted()
                        .refuses(CLERK, new CaseAct.Recuse(HANDLER.id(), Optional.empty(), "有利害关系"))
                        .details())
                .containsEntry("field", "to");
        assertThat(Given.accepted()
                        .refuses(CLERK, new CaseAct.Recuse(HANDLER.id(), Optional.of(TOWN_HANDLER.id()), "有利害关系"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
        CaseAct head = new CaseAct.Recuse(HEAD.id(), Optional.empty(), "有利害关系");
        assertThat(Given.accepted().does(CLERK, head).refuses(CLERK, head).reason())
                .isEqualTo(Reason.ONLY_ONCE);
    }

    // ------------------------------------------------------------------ urgent matters

    @Test
    void an_urgent_matter_owes_reports_until_all_have_been_told() {
        Journey urgent = Given.registered().does(CLERK, new CaseAct.DeclareUrgent("可能聚集", "已派员到场疏导"));
        Urgency urgency = urgent.open().matter().urgency().orElseThrow();
        assertThat(urgency.outstanding(true)).hasSize(5);
        assertThat(urgency.outstanding(false))
                .containsExactly(Informed.GOVERNMENT, Informed.COMPETENT_DEPARTMENT, Informed.JOINT_MEETING_OFFICE);

        Journey told = urgent.does(
                CLERK, new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT, Informed.NATIONAL_BUREAU), "情况报告第1期"));

        assertThat(told.open().matter().urgency().orElseThrow().outstanding(true))
                .containsExactly(
                        Informed.COMPETENT_DEPARTMENT, Informed.JOINT_MEETING_OFFICE, Informed.HIGHER_PETITION_OFFICE);
        assertThat(told.newest().article()).contains(art(25, 2));
        assertThat(urgent.refuses(CLERK, new CaseAct.DeclareUrgent("再次", "疏导")).reason())
                .isEqualTo(Reason.ONLY_ONCE);
        assertThat(PetitionCase.replay(told.docket())).isEqualTo(told.now());
    }

    @Test
    void officials_are_reported_on_in_an_accusation_only_and_urgency_only_where_there_is_one() {
        CaseAct onOfficials = new CaseAct.Report(ImmutableSet.of(Informed.ORGANIZATION_DEPARTMENT), "通报第1期");
        CaseAct onUrgency = new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT), "情况报告");

        assertThat(Given.registered().refuses(CLERK, onOfficials).details()).containsEntry("field", "informed");
        assertThat(Given.registered().refuses(CLERK, onUrgency).details()).containsEntry("field", "informed");
        assertThat(Given.registered()
                        .does(CLERK, new CaseAct.Classify(Track.ACCUSATION, "反映干部违纪"))
                        .does(CLERK, onOfficials)
                        .newest()
                        .article())
                .contains(art(30, 2));
    }

    @Test
    void what_is_urgent_or_takes_several_organs_is_not_simple() {
        CaseAct simple =
                new CaseAct.Classify(Track.SIMPLIFIED, Optional.of(SimpleGround.CLEAR), ImmutableSet.of(), "事实清楚");

        assertThat(Given.forwarded()
                        .does(HANDLER, new CaseAct.DeclareUrgent("可能聚集", "疏导"))
                        .refuses(HANDLER, simple)
                        .details())
                .containsEntry("unfit", "MAJOR");
        assertThat(Given.forwarded()
                        .does(HANDLER, leads(Coordination.AGREED, "", HANDLER, STRANGER))
                        .refuses(HANDLER, simple)
                        .details())
                .containsEntry("unfit", "SEVERAL_UNITS");
    }
}
