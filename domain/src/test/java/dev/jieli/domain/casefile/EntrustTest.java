package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 交办, 异议核实, 延期申请: what one organ asks of another, and who decides. */
class EntrustTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 4, 11);
    private static final CaseAct ENTRUST = new CaseAct.Entrust(HANDLER.id(), "来信一封", SATURDAY, "查明情况，报送办结报告");
    private static final CaseAct REPORT = new CaseAct.ReportBack("已办结，信访人表示满意");

    // ------------------------------------------------------------------ an assignment

    @Test
    void the_day_that_the_assigner_said_stands_and_does_not_roll() {
        Journey entrusted = Given.registered().does(CLERK, ENTRUST);

        assertThat(entrusted.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(entrusted.holder()).isEqualTo(HANDLER);
        assertThat(entrusted.newest().article()).contains(art(22, 1, 3));
        assertThat(entrusted.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION, Term.FEEDBACK);
        assertThat(entrusted.due(Term.FEEDBACK)).isEqualTo(SATURDAY);
        assertThat(entrusted.term(Term.FEEDBACK).nextReminder()).contains(LocalDate.of(2026, 4, 1)); // 75 % of 40 days
    }

    @Test
    void an_assignment_says_until_when_and_what() {
        Journey registered = Given.registered();
        assertThat(registered
                        .refuses(CLERK, new CaseAct.Entrust(HANDLER.id(), "", DAY, "报送办结报告"))
                        .details())
                .containsEntry("field", "reportBy");
        assertThat(registered
                        .refuses(CLERK, new CaseAct.Entrust(HANDLER.id(), "", SATURDAY, " "))
                        .details())
                .containsEntry("field", "demand");
    }

    @Test
    void the_case_does_not_end_before_the_assigner_has_its_report() {
        Journey handled = Given.registered().does(CLERK, ENTRUST).does(HANDLER, new CaseAct.Accept());

        Refusal refusal = handled.refuses(HANDLER, new CaseAct.Settle(true, "调解协议书"));
        assertThat(refusal.reason()).isEqualTo(Reason.STILL_OWED);
        assertThat(refusal.article()).contains(art(22, 1, 3));
        assertThat(refusal.details()).containsEntry("term", "FEEDBACK");

        Journey reported = handled.does(HANDLER, REPORT);
        assertThat(reported.newest().article()).contains(art(22, 1, 3));
        assertThat(reported.does(HANDLER, new CaseAct.Settle(true, "调解协议书")).ending())
                .isEqualTo(Ending.SETTLED);
    }

    @Test
    void a_report_comes_once_and_a_late_one_all_the_same() {
        Journey late = Given.registered().does(CLERK, ENTRUST).later(90);
        assertThat(late.term(Term.FEEDBACK).over(late.today())).isTrue();
        Journey reported = late.does(HANDLER, REPORT);
        assertThat(reported.running()).doesNotContain(Term.FEEDBACK);
        assertThat(reported.refuses(HANDLER, REPORT).reason()).isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void the_day_goes_with_the_case_and_nobody_assigns_it_on_with_another() {
        Journey entrusted = Given.registered().does(CLERK, ENTRUST);

        assertThat(entrusted
                        .refuses(HANDLER, new CaseAct.Entrust(TOWN_HANDLER.id(), "", SATURDAY, "报送办结报告"))
                        .reason())
                .isEqualTo(Reason.ONLY_ONCE);
        assertThat(entrusted
                        .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"))
                        .due(Term.FEEDBACK))
                .isEqualTo(SATURDAY);
    }

    @Test
    void what_is_taken_back_is_reported_on_by_nobody() {
        Journey back = Given.registered()
                .does(CLERK, ENTRUST)
                .does(HANDLER, new CaseAct.RaiseObjection("属水务部门职权"))
                .does(CLERK, new CaseAct.TakeBack("异议成立"));

        assertThat(back.running()).containsExactly(Term.DISPATCH);
    }

    // ------------------------------------------------------------------ the sender's silence

    @Test
    void the_sender_has_five_working_days_to_decide_and_is_reminded() {
        Journey objected = Given.objected();

        assertThat(objected.due(Term.OBJECTION_DECISION)).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(Term.OBJECTION_DECISION.binds()).isEqualTo(Bound.SENDER);
        assertThat(objected.term(Term.OBJECTION_DECISION).nextReminder()).contains(LocalDate.of(2026, 3, 6));
        assertThat(objected.running()).contains(Term.NOTICE); // to tell is owed meanwhile
    }

    @Test
    void silence_is_no_consent_and_the_organ_that_received_it_goes_on() {
        Journey kept = Given.objected().later(30).does(HANDLER, new CaseAct.Accept());

        assertThat(kept.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(kept.holder()).isEqualTo(HANDLER);
        assertThat(kept.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.CONCLUDE);
    }

    // ------------------------------------------------------------------ an extension

    @Test
    void whoever_asks_for_an_extension_does_not_approve_it() {
        CaseAct extend = new CaseAct.Extend(30, "需委托鉴定", Optional.empty()).unasked("单位负责人直接掌握情况");
        Journey asked = Given.accepted().does(HEAD, new CaseAct.AskExtension(30, "需委托鉴定"));

        Refusal refusal = asked.refuses(HEAD, extend);
        assertThat(refusal.reason()).isEqualTo(Reason.SELF_APPROVAL);
        assertThat(refusal.article()).contains(art(34));
        assertThat(Given.accepted()
                        .does(COLLEAGUE, new CaseAct.AskExtension(30, "需委托鉴定"))
                        .does(HEAD, extend)
                        .term(Term.CONCLUDE)
                        .extendedDays())
                .isEqualTo(30);
    }

    @Test
    void whoever_asked_does_not_approve_it_when_somebody_else_has_asked_since_then() {
        Journey asked = Given.accepted()
                .does(HEAD, new CaseAct.AskExtension(30, "需委托鉴定"))
                .does(COLLEAGUE, new CaseAct.AskExtension(30, "需委托鉴定"))
                .does(HANDLER, new CaseAct.AskExtension(30, "需委托鉴定"));

        assertThat(asked.refuses(HEAD, new CaseAct.Extend(30, "需委托鉴定", DAY)).reason())
                .isEqualTo(Reason.SELF_APPROVAL);
        assertThat(PetitionCase.replay(asked.docket())).isEqualTo(asked.now());
    }

    @Test
    void a_head_who_handles_the_case_does_not_extend_it() {
        Journey own = Given.accepted().does(HANDLER, new CaseAct.Reassign(HEAD.id(), "工作调整"));

        assertThat(own.refuses(HEAD, new CaseAct.Extend(30, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"))
                        .reason())
                .isEqualTo(Reason.SELF_APPROVAL);
    }

    @Test
    void where_the_head_handles_or_asked_the_leader_in_charge_extends() {
        CaseAct extend = new CaseAct.Extend(30, "需委托鉴定", Optional.empty());
        Journey own = Given.accepted().does(HANDLER, new CaseAct.Reassign(HEAD.id(), "工作调整"));
        Journey asked = own.does(HEAD, new CaseAct.AskExtension(30, "需委托鉴定"));

        assertThat(asked.does(DEPUTY, extend).term(Term.CONCLUDE).extendedDays())
                .isEqualTo(30);
        assertThat(Given.accepted()
                        .does(HEAD, new CaseAct.AskExtension(30, "需委托鉴定"))
                        .does(DEPUTY, extend)
                        .term(Term.CONCLUDE)
                        .extendedDays())
                .isEqualTo(30);
        assertThat(Given.accepted()
                        .does(HANDLER, new CaseAct.AskExtension(30, "需委托鉴定"))
                        .refuses(DEPUTY, extend)
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void a_deputy_of_the_unit_extends_as_its_head_does() {
        Seat deputy = new Seat(
                Who.STRANGER.id(),
                HANDLER.unit(),
                Unit.Kind.DEPARTMENT,
                Post.Kind.LEADER,
                Who.STRANGER.seat().above());
        Journey asked = Given.accepted().does(HANDLER, new CaseAct.AskExtension(30, "需委托鉴定"));

        assertThat(asked.perform(new CaseAct.Extend(30, "需委托鉴定", Optional.empty()), Optional.of(deputy)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void what_nobody_asked_for_is_extended_with_a_word_why() {
        CaseAct.Extend extend = new CaseAct.Extend(30, "需委托鉴定", Optional.empty());

        assertThat(Given.accepted().refuses(HEAD, extend).details()).containsEntry("field", "unasked");
        assertThat(Given.accepted().refuses(HEAD, extend.unasked(" ")).details())
                .containsEntry("field", "unasked");
        assertThat(Given.accepted()
                        .does(HEAD, extend.unasked("承办人因病离岗"))
                        .term(Term.CONCLUDE)
                        .extendedDays())
                .isEqualTo(30);
    }

    @Test
    void it_is_asked_for_in_time_and_with_a_reason() {
        Journey accepted = Given.accepted();
        assertThat(accepted.refuses(HANDLER, new CaseAct.AskExtension(0, "复杂")).details())
                .containsEntry("field", "days");
        assertThat(accepted.refuses(HANDLER, new CaseAct.AskExtension(30, "")).details())
                .containsEntry("field", "reason");
        assertThat(accepted.later(80)
                        .refuses(HANDLER, new CaseAct.AskExtension(30, "复杂"))
                        .reason())
                .isEqualTo(Reason.TOO_LATE);
        assertThat(Given.accepted().whoMay(new CaseAct.AskExtension(30, "复杂")))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD)
                .doesNotContain(DEPUTY);
    }
}
