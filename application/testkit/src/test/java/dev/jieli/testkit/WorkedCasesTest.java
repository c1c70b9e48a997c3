package dev.jieli.testkit;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Instrument.REGULATIONS_2005;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.COLLEAGUE;
import static dev.jieli.testkit.Who.DEPUTY;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.OFFICE_HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static dev.jieli.testkit.Who.OTHER_DEPUTY;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.REVIEWER;
import static dev.jieli.testkit.Who.REVIEW_HEAD;
import static dev.jieli.testkit.Who.SUPERVISOR;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.AnnounceYear;
import dev.jieli.application.RealignChains;
import dev.jieli.application.RegisterPetition;
import dev.jieli.application.SweepTerms;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.YearNotice;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Confirmation;
import dev.jieli.domain.casefile.Coordination;
import dev.jieli.domain.casefile.Crossing;
import dev.jieli.domain.casefile.Decision;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Finding;
import dev.jieli.domain.casefile.Informed;
import dev.jieli.domain.casefile.Intake;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Measure;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Recipient;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.SameMatter;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Succession;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.casefile.Unserved;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.organization.RegionCode;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.UnitAct;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * 案例: matters as an office meets them, each a short story whose days can be counted on the calendar beside it. The count
 * stands above each case: the day on which a term begins is not counted, 日 are calendar days, a last day of rest moves to
 * the next day that is worked, and the working days are those of the State Council's notices.
 */
class WorkedCasesTest {

    private final Given given = Given.an_office(new InMemoryArchive());

    // ------------------------------------------------------------------ 期间的计算

    /**
     * A wage complaint reaches the office on Friday 2026-02-06 and the bureau on Friday 02-13. 2026-02-15 to 02-23 is the
     * Spring Festival; Saturday 02-14 and Saturday 02-28 are worked.
     *
     * <pre>
     * dispatch   02-06 + 15 = 02-21, festival      -> Tuesday 02-24
     * objection  02-14, 24, 25, 26, 27             -> Friday 02-27 (5 working days)
     * notice     02-13 + 15 = 02-28, worked        -> Saturday 02-28
     * </pre>
     */
    @Test
    void over_the_spring_festival_of_2026_five_working_days_are_a_fortnight() {
        PetitionCase registered = on("2026-02-06").registered();
        assertThat(due(registered, Term.DISPATCH)).isEqualTo("2026-02-24");

        PetitionCase sent = on("2026-02-13").does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        assertThat(due(sent, Term.OBJECTION)).isEqualTo("2026-02-27");
        assertThat(due(sent, Term.NOTICE)).isEqualTo("2026-02-28");
        assertThat(runs(sent)).containsExactlyInAnyOrder(Term.OBJECTION, Term.NOTICE);
        assertThat(holder(sent)).isEqualTo(HANDLER.id());

        Refusal late = on("2026-02-28").refuses(HANDLER, sent, new CaseAct.RaiseObjection("属人社部门职权"));
        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.article()).contains(art(23, 3));
        assertThat(late.details()).containsEntry("due", "2026-02-27");

        PetitionCase told = given.does(HANDLER, sent, new CaseAct.Notify(Manner.BY_POST, "已收到，依信访程序办理"));
        assertThat(runs(told)).containsExactly(Term.OBJECTION); // telling is not accepting
        assertThat(stage(told)).isEqualTo(Stage.FORWARDED);
    }

    /**
     * 2024-10-01 to 10-07 is the National Day; Sunday 09-29 and Saturday 10-12 are worked.
     *
     * <pre>
     * dispatch   09-16 + 15 = 10-01, holiday       -> Tuesday 10-08
     * objection  09-29, 30, 10-08, 09, 10          -> Thursday 10-10
     * notice     09-27 + 15 = 10-12, worked        -> Saturday 10-12
     * </pre>
     */
    @Test
    void a_working_sunday_before_the_national_day_counts_and_the_holiday_does_not() {
        PetitionCase registered = on("2024-09-16").registered();
        assertThat(due(registered, Term.DISPATCH)).isEqualTo("2024-10-08");

        PetitionCase sent = on("2024-09-27").does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        assertThat(due(sent, Term.OBJECTION)).isEqualTo("2024-10-10");
        assertThat(due(sent, Term.NOTICE)).isEqualTo("2024-10-12");

        PetitionCase objected = on("2024-10-10").does(HANDLER, sent, new CaseAct.RaiseObjection("属水务部门职权"));
        assertThat(stage(objected)).isEqualTo(Stage.OBJECTED);
        assertThat(holder(objected)).isEqualTo(HANDLER.id()); // material stays until the sender agrees
    }

    /**
     * 2025-01-28 to 02-04 is the Spring Festival; Saturday 2025-02-08 is worked.
     *
     * <pre>
     * accepted 2024-12-10 + 60 = 2025-02-08, worked   -> Saturday 02-08, nothing moves
     * accepted 2024-12-01 + 60 = 2025-01-30, festival -> Wednesday 02-05
     * </pre>
     */
    @Test
    void sixty_days_that_end_on_a_worked_saturday_end_there_and_in_the_holidays_after_them() {
        PetitionCase worked = on("2024-12-10").accepted();
        assertThat(due(worked, Term.CONCLUDE)).isEqualTo("2025-02-08");
        assertThat(running(worked, Term.CONCLUDE).article()).isEqualTo(art(34));

        PetitionCase holiday = on("2024-12-01").accepted();
        assertThat(due(holiday, Term.CONCLUDE)).isEqualTo("2025-02-05");
        assertThat(running(holiday, Term.CONCLUDE).nominal()).isEqualTo(day("2025-01-30"));

        PetitionCase last = on("2025-02-08").does(HANDLER, worked, new CaseAct.Reply(Opinion.SUPPORT, "责令停止夜间施工"));
        assertThat(stage(last)).isEqualTo(Stage.REPLIED);
        assertThat(runs(last)).doesNotContain(Term.CONCLUDE).contains(Term.OPINION_SERVICE);
    }

    /**
     * The month ends differ: an opinion in hand on 31 January gives thirty days, not a month.
     *
     * <pre>
     * 2023-01-31 + 30: 28 days to 02-28, 2 more  -> Thursday 2023-03-02
     * 2024-01-31 + 30: 29 days to 02-29, 1 more  -> Friday 2024-03-01
     * </pre>
     */
    @Test
    void thirty_days_from_the_end_of_january_depend_on_the_leap_year() {
        assertThat(due(on("2023-01-31").replyServed(), Term.REQUEST_REVIEW)).isEqualTo("2023-03-02");
        assertThat(due(on("2024-01-31").replyServed(), Term.REQUEST_REVIEW)).isEqualTo("2024-03-01");
    }

    /**
     * A demolition dispute accepted on 2024-03-04. 2024-05-01 to 05-05 is the Labour Day.
     *
     * <pre>
     * 60 days             03-04 + 60 = 05-03, holiday -> Monday 05-06
     * extended by 30      03-04 + 90 = 06-02, Sunday  -> Monday 06-03 (not 05-06 + 30 = 06-05)
     * </pre>
     */
    @Test
    void an_extension_is_the_heads_once_at_most_thirty_days_and_before_the_end() {
        PetitionCase accepted = on("2024-03-04").accepted();
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2024-05-06");
        on("2024-04-30");

        Refusal handler =
                given.refuses(HANDLER, accepted, new CaseAct.Extend(30, "需委托鉴定", given.today()).unasked("单位负责人直接掌握情况"));
        assertThat(handler.reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(handler.article()).contains(art(34));
        Refusal longer =
                given.refuses(HEAD, accepted, new CaseAct.Extend(31, "需委托鉴定", given.today()).unasked("单位负责人直接掌握情况"));
        assertThat(longer.reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(longer.details()).containsEntry("most", "30");
        Refusal after = on("2024-05-07")
                .refuses(HEAD, accepted, new CaseAct.Extend(30, "需委托鉴定", given.today()).unasked("单位负责人直接掌握情况"));
        assertThat(after.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(after.details()).containsEntry("due", "2024-05-06");

        PetitionCase extended = on("2024-05-06")
                .does(HEAD, accepted, new CaseAct.Extend(30, "需委托鉴定", Optional.empty()).unasked("单位负责人直接掌握情况"));
        assertThat(due(extended, Term.CONCLUDE)).isEqualTo("2024-06-03");
        assertThat(due(extended, Term.EXTENSION_NOTICE)).isEqualTo("2024-05-06"); // told before the 60 days end
        assertThat(given.refuses(HEAD, extended, new CaseAct.Extend(1, "再延一日", given.today()).unasked("单位负责人直接掌握情况"))
                        .reason())
                .isEqualTo(Reason.ONLY_ONCE);

        PetitionCase told = given.does(HANDLER, extended, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        assertThat(runs(told)).doesNotContain(Term.EXTENSION_NOTICE).contains(Term.CONCLUDE);
        assertThat(stage(told)).isEqualTo(Stage.ACCEPTED);
    }

    /**
     * A re-review asked for on Monday 2024-06-03; the hearing opens on 06-11 and closes on 06-20.
     *
     * <pre>
     * without   06-03 + 30 = 07-03                        -> Wednesday 07-03
     * hearing   06-11 to 06-20, both counted: 10 days
     * with      06-03 + 30 + 10 = 07-13, Saturday         -> Monday 07-15
     * </pre>
     */
    @Test
    void the_days_of_a_hearing_are_left_out_of_the_re_review_only() {
        PetitionCase requested = on("2024-06-03").rereviewRequested();
        assertThat(due(requested, Term.REREVIEW)).isEqualTo("2024-07-03");

        PetitionCase heard =
                on("2024-06-20").does(REREVIEWER, requested, new CaseAct.Hear(day("2024-06-11"), day("2024-06-20")));
        assertThat(running(heard, Term.REREVIEW).hearingDays()).isEqualTo(10);
        assertThat(running(heard, Term.REREVIEW).nominal()).isEqualTo(day("2024-07-13"));
        assertThat(due(heard, Term.REREVIEW)).isEqualTo("2024-07-15");
        assertThat(lastArticle(heard)).isEqualTo(art(36, 2));

        // no hearing of the handling organ stops its sixty days: art. 36(2) speaks of the re-review only
        PetitionCase accepted = on("2024-06-03").accepted();
        assertThat(given.later(9)
                        .refuses(HANDLER, accepted, new CaseAct.Hear(day("2024-06-11"), day("2024-06-12")))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    // ------------------------------------------------------------------ 新旧法衔接

    /**
     * Two letters, one forwarded on Friday 2022-04-29 under the Regulations of 2005, one on Thursday 2022-05-05 under those
     * of 2022. Saturday 05-07 is worked; 05-14 is a Saturday of rest.
     *
     * <pre>
     * 2005  notice  04-29 + 15 = 05-14, Saturday -> Monday 05-16; no term for an objection
     * 2022  notice  05-05 + 15 = 05-20           -> Friday 05-20
     *       objection 05-06, 07, 09, 10, 11      -> Wednesday 05-11
     * </pre>
     */
    @Test
    void a_matter_forwarded_before_may_2022_has_no_term_for_an_objection() {
        PetitionCase before = on("2022-04-29").forwarded();
        assertThat(due(before, Term.NOTICE)).isEqualTo("2022-05-16");
        assertThat(running(before, Term.NOTICE).article().instrument()).isEqualTo(REGULATIONS_2005);
        assertThat(runs(before)).doesNotContain(Term.OBJECTION);

        PetitionCase after = on("2022-05-05").forwarded();
        assertThat(due(after, Term.NOTICE)).isEqualTo("2022-05-20");
        assertThat(due(after, Term.OBJECTION)).isEqualTo("2022-05-11");
        assertThat(running(after, Term.OBJECTION).article()).isEqualTo(art(23, 3));
    }

    /**
     * A letter that came in under the Regulations of 2005 and is accepted under those of 2022: each term stays with the
     * edition of the day on which it begins.
     *
     * <pre>
     * accepted 2022-04-28 + 60: 2 in April, 31 in May, 27 in June -> Monday 2022-06-27, art. 33 of 2005
     * accepted 2022-05-05 + 60: 26 in May, 30 in June, 4 in July  -> Monday 2022-07-04, art. 34 of 2022
     * </pre>
     */
    @Test
    void sixty_days_are_those_of_the_edition_in_force_when_the_matter_was_accepted() {
        PetitionCase before = on("2022-04-28").accepted();
        assertThat(due(before, Term.CONCLUDE)).isEqualTo("2022-06-27");
        assertThat(running(before, Term.CONCLUDE).article()).isEqualTo(new Article(REGULATIONS_2005, 33, 0, 0));

        PetitionCase sent = on("2022-04-28").forwarded();
        PetitionCase after = on("2022-05-05").does(HANDLER, sent, new CaseAct.Accept());
        assertThat(due(after, Term.CONCLUDE)).isEqualTo("2022-07-04");
        assertThat(running(after, Term.CONCLUDE).article()).isEqualTo(art(34));
        assertThat(running(after, Term.NOTICE).article().instrument()).isEqualTo(REGULATIONS_2005);
    }

    // ------------------------------------------------------------------ 各种途径

    /**
     * A proposal for a footbridge. It is studied and answered; R22 gives no sixty days for it (art. 29), only the fifteen
     * for telling: 2026-04-07 + 15 = Wednesday 04-22.
     */
    @Test
    void a_proposal_is_studied_and_answered_and_has_no_sixty_days() {
        PetitionCase sent = on("2026-04-07")
                .does(
                        CLERK,
                        given.does(CLERK, given.registered(), new CaseAct.Classify(Track.PROPOSAL, "建议增设过街天桥")),
                        new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        assertThat(due(sent, Term.NOTICE)).isEqualTo("2026-04-22");

        PetitionCase accepted = given.does(HANDLER, sent, new CaseAct.Accept());
        assertThat(lastArticle(accepted)).isEqualTo(art(29, 1));
        assertThat(runs(accepted)).containsExactly(Term.NOTICE);
        assertThat(given.refuses(HANDLER, accepted, new CaseAct.Reply(Opinion.SUPPORT, "采纳"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE); // a proposal gets no 处理意见书
        assertThat(given.refuses(HANDLER, accepted, new CaseAct.Respond(Optional.empty(), "已研究"))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE); // adopted, in part, or not: that has to be said

        PetitionCase answered = on("2026-06-30")
                .does(HANDLER, accepted, new CaseAct.Respond(Optional.of(Adoption.PARTLY), "纳入明年建设计划，先设斑马线"));
        assertThat(ending(answered)).isEqualTo(Ending.ANSWERED);
    }

    /** An accusation against the bureau: it never reaches the bureau, nobody settles it, and no term of art. 34 runs. */
    @Test
    void an_accusation_never_reaches_the_unit_that_it_is_against() {
        PetitionCase accused = on("2026-05-11")
                .does(
                        CLERK,
                        given.registered(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(Who.Place.BUREAU.id()),
                                "反映工程发包收受好处"));
        Refusal leak = given.refuses(CLERK, accused, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        assertThat(leak.reason()).isEqualTo(Reason.ACCUSED);
        assertThat(leak.article()).contains(art(30, 3));

        PetitionCase sent = given.does(CLERK, accused, new CaseAct.Transfer(Who.MAGISTRATE.id(), "密件"));
        assertThat(lastArticle(sent)).isEqualTo(art(22, 2));
        PetitionCase accepted = given.does(Who.MAGISTRATE, sent, new CaseAct.Accept());
        assertThat(runs(accepted)).isEmpty();
        assertThat(given.refuses(Who.MAGISTRATE, accepted, new CaseAct.Settle(false, "和解协议书"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(given.refuses(Who.MAGISTRATE, accepted, new CaseAct.Withdraw("举报人不再举报"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(ending(given.does(Who.MAGISTRATE, accepted, new CaseAct.Respond(Optional.empty(), "已按规定处理并反馈"))))
                .isEqualTo(Ending.ANSWERED);
    }

    /**
     * Unpaid wages with a labour contract: for arbitration (art. 31(1) item 2). Decided on Monday 2026-04-20, to be told by
     * 04-20 + 15 = 05-05, Labour Day -> Wednesday 05-06; the case ends when it is told and not before.
     */
    @Test
    void a_wage_dispute_is_led_to_arbitration_and_ends_when_the_worker_is_told_where_to_go() {
        PetitionCase led = on("2026-04-20")
                .does(HANDLER, given.forwarded(), new CaseAct.LeadElsewhere(LegalPath.ARBITRATION, "县劳动人事争议仲裁委员会"));
        assertThat(due(led, Term.PATH_NOTICE)).isEqualTo("2026-05-06");
        assertThat(led.isOpen()).isTrue();
        assertThat(holder(led)).isEqualTo(HANDLER.id());

        PetitionCase told = on("2026-04-22").does(HANDLER, led, new CaseAct.Notify(Manner.IN_PERSON, "向仲裁委员会申请仲裁"));
        assertThat(ending(told)).isEqualTo(Ending.LED_ELSEWHERE);
    }

    /**
     * A broken street lamp, brought to the bureau on Monday 2024-09-30 and accepted the same day. 10-01 to 10-07 is the
     * National Day, Saturday 10-12 is worked.
     *
     * <pre>
     * to accept    10-08, 09, 10                                   -> Thursday 10-10 (3 working days)
     * to conclude  10-08, 09, 10, 11, 12, 14, 15, 16, 17, 18       -> Friday 10-18 (10 working days)
     * </pre>
     */
    @Test
    void a_street_lamp_is_repaired_by_simplified_handling_in_ten_working_days() {
        PetitionCase fit = on("2024-09-30").does(HANDLER, given.receivedDirectly(), simple());
        assertThat(due(fit, Term.SIMPLE_ACCEPT)).isEqualTo("2024-10-10");

        PetitionCase accepted = given.does(HANDLER, fit, new CaseAct.Accept());
        assertThat(due(accepted, Term.SIMPLE_CONCLUDE)).isEqualTo("2024-10-18");
        assertThat(runs(accepted)).doesNotContain(Term.CONCLUDE);

        PetitionCase replied = on("2024-10-09").does(HANDLER, accepted, new CaseAct.Reply(Opinion.SUPPORT, "路灯已修复"));
        PetitionCase served = given.does(HANDLER, replied, new CaseAct.Serve(given.today(), Manner.ONLINE));
        assertThat(runs(served)).containsExactlyInAnyOrder(Term.REQUEST_REVIEW, Term.EXECUTION);
        PetitionCase repaired = given.does(
                HANDLER, served, new CaseAct.Execute(Optional.empty(), true, day("2024-10-08"), "路灯已修复", "现场照片2张"));
        assertThat(runs(repaired)).containsExactly(Term.REQUEST_REVIEW); // quick, and reviewable like any opinion
    }

    /**
     * It turns out that the request has to be turned down: no simplified handling then. The sixty days run from the
     * acceptance on 2024-09-30: 31 in October, 29 in November -> Friday 2024-11-29.
     */
    @Test
    void simplified_handling_falls_back_to_the_procedure_when_the_request_is_not_supported() {
        PetitionCase accepted = on("2024-09-30")
                .does(HANDLER, given.does(HANDLER, given.receivedDirectly(), simple()), new CaseAct.Accept());
        Refusal unfit = on("2024-10-15").refuses(HANDLER, accepted, new CaseAct.Reply(Opinion.NOT_SUPPORT, "不属于补助范围"));
        assertThat(unfit.reason()).isEqualTo(Reason.NOT_SIMPLE);
        assertThat(unfit.details()).containsEntry("unfit", "NOT_SUPPORTED");

        PetitionCase back =
                given.does(HANDLER, accepted, new CaseAct.Classify(Track.PETITION_PROCEDURE, "可能不予支持，转普通程序"));
        assertThat(due(back, Term.CONCLUDE)).isEqualTo("2024-11-29");
        assertThat(runs(back)).doesNotContain(Term.SIMPLE_CONCLUDE);
        assertThat(stage(given.does(HANDLER, back, new CaseAct.Reply(Opinion.NOT_SUPPORT, "不属于补助范围"))))
                .isEqualTo(Stage.REPLIED);
    }

    // ------------------------------------------------------------------ 异议与告知

    /**
     * A sewer complaint sent to the wrong organ. The bureau objects with reasons, the office agrees and sends it to the
     * township; the office's fifteen days stay those from the day on which the letter came: 2026-03-02 + 15 = Tuesday 03-17.
     */
    @Test
    void an_objection_that_the_sender_agrees_to_buys_the_sender_no_time() {
        PetitionCase sent = on("2026-03-02").forwarded();
        assertThat(given.refuses(HANDLER, sent, new CaseAct.RaiseObjection(" ")).reason())
                .isEqualTo(Reason.INCOMPLETE);
        PetitionCase objected = on("2026-03-06").does(HANDLER, sent, new CaseAct.RaiseObjection("排水管网由镇政府管护"));
        assertThat(given.refuses(HANDLER, objected, new CaseAct.TakeBack("退回")).reason())
                .isEqualTo(Reason.NOT_YOURS);

        PetitionCase back = on("2026-03-09").does(OTHER_CLERK, objected, new CaseAct.TakeBack("核实属实"));
        assertThat(holder(back)).isEqualTo(OTHER_CLERK.id());
        assertThat(due(back, Term.DISPATCH)).isEqualTo("2026-03-17");

        PetitionCase again = given.does(OTHER_CLERK, back, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"));
        assertThat(due(again, Term.NOTICE)).isEqualTo("2026-03-24"); // 03-09 + 15
        assertThat(holder(again)).isEqualTo(TOWN_HANDLER.id());
    }

    /**
     * Forwarded on Thursday 2024-02-08; 2024-02-10 to 02-17 is the Spring Festival, Friday 02-09 and Sunday 02-18 are worked.
     * Objection: 02-09, 18, 19, 20, 21 -> Wednesday 2024-02-21. Silence to that day keeps the matter (*chosen*).
     */
    @Test
    void an_organ_that_is_silent_for_five_working_days_has_the_matter_and_still_owes_the_notice() {
        PetitionCase sent = on("2024-02-08").forwarded();
        assertThat(due(sent, Term.OBJECTION)).isEqualTo("2024-02-21");
        assertThat(due(sent, Term.NOTICE)).isEqualTo("2024-02-23"); // 02-08 + 15

        on("2024-02-22");
        assertThat(given.refuses(HANDLER, sent, new CaseAct.RaiseObjection("属水务部门职权"))
                        .reason())
                .isEqualTo(Reason.TOO_LATE);
        PetitionCase accepted = given.does(HANDLER, sent, new CaseAct.Accept());
        assertThat(runs(accepted)).containsExactlyInAnyOrder(Term.NOTICE, Term.CONCLUDE); // accepting is not telling
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2024-04-22"); // 02-22 + 60: 7 + 31 + 22
    }

    /**
     * Forwarded on Monday 2026-03-02, objected to on Friday 03-06. The office decides within five working days (*chosen*):
     * 03-09, 10, 11, 12, 13 -> Friday 03-13. It keeps to what it did; the notice stays due on 03-02 + 15 = Tuesday 03-17.
     */
    @Test
    void an_objection_that_is_turned_down_buys_the_organ_no_time_either() {
        PetitionCase objected =
                does("2026-03-06", HANDLER, on("2026-03-02").forwarded(), new CaseAct.RaiseObjection("属镇政府职权"));
        assertThat(due(objected, Term.OBJECTION_DECISION)).isEqualTo("2026-03-13");

        PetitionCase upheld = does("2026-03-10", CLERK, objected, new CaseAct.Uphold("三定规定列明由住建部门负责"));
        assertThat(stage(upheld)).isEqualTo(Stage.FORWARDED);
        assertThat(due(upheld, Term.NOTICE)).isEqualTo("2026-03-17");
        assertThat(given.refuses(HANDLER, upheld, new CaseAct.RaiseObjection("仍有异议"))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    /**
     * Brought to the bureau itself on Tuesday 2026-04-21: 04-21 + 15 = Wednesday 05-06. It may be passed on to the township,
     * but whoever took it in tells the petitioner first where it goes (art. 23(1)).
     */
    @Test
    void what_was_brought_directly_is_passed_on_only_after_the_petitioner_was_told() {
        PetitionCase received = on("2026-04-21").receivedDirectly();
        assertThat(due(received, Term.DIRECT_NOTICE)).isEqualTo("2026-05-06");

        CaseAct pass = new CaseAct.Transfer(TOWN_HANDLER.id(), "来访登记表");
        Refusal first = given.refuses(HANDLER, received, pass);
        assertThat(first.reason()).isEqualTo(Reason.NOT_TOLD);
        assertThat(first.article()).contains(art(23, 1));

        PetitionCase told = given.does(HANDLER, received, new CaseAct.Notify(Manner.ON_THE_SPOT, "转某镇人民政府办理"));
        PetitionCase passed = given.does(HANDLER, told, pass);
        assertThat(lastArticle(passed)).isEqualTo(art(23, 1));
        assertThat(runs(passed)).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION); // the township's own
    }

    /** A letter without name or address about waste burnt at night: it is handled, and nobody can be told (art. 23(2)). */
    @Test
    void an_unsigned_letter_is_handled_and_its_notice_dispensed_with() {
        PetitionCase sent = on("2026-08-03").forwarded();
        PetitionCase dispensed = given.does(HANDLER, sent, new CaseAct.Dispense("来信未署姓名、住址"));
        assertThat(lastArticle(dispensed)).isEqualTo(art(23, 2));
        assertThat(runs(dispensed)).containsExactly(Term.OBJECTION);
        assertThat(given.refuses(HANDLER, dispensed, new CaseAct.Dispense("再免一次"))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_TERM);

        PetitionCase accepted = given.does(HANDLER, dispensed, new CaseAct.Accept());
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2026-10-08"); // 08-03 + 60 = 10-02, National Day
    }

    /**
     * Assigned on Monday 2026-05-11 with a report due on Tuesday 06-30, which the office says and nobody reckons. Accepted
     * 05-12: 05-12 + 60 = 07-11, Saturday -> Monday 07-13. The earlier day binds towards the office, the later by art. 34.
     */
    @Test
    void an_assigned_matter_does_not_end_before_its_closing_report() {
        CaseAct assigned = new CaseAct.Entrust(HANDLER.id(), "交办函", day("2026-06-30"), "报送办结报告");
        PetitionCase sent = on("2026-05-11").does(CLERK, given.registered(), assigned);
        assertThat(due(sent, Term.FEEDBACK)).isEqualTo("2026-06-30");
        assertThat(lastArticle(sent)).isEqualTo(art(22, 1, 3));
        assertThat(due(sent, Term.OBJECTION)).isEqualTo("2026-05-18"); // 05-12, 13, 14, 15, 18

        PetitionCase accepted = does("2026-05-12", HANDLER, sent, new CaseAct.Accept());
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2026-07-13");
        CaseAct settled = new CaseAct.Settle(true, "调解协议书〔2026〕8号");
        Refusal owed = on("2026-06-29").refuses(HANDLER, accepted, settled);
        assertThat(owed.reason()).isEqualTo(Reason.STILL_OWED);
        assertThat(owed.article()).contains(art(22, 1, 3));

        PetitionCase reported = given.does(HANDLER, accepted, new CaseAct.ReportBack("双方已达成协议"));
        assertThat(runs(reported)).doesNotContain(Term.FEEDBACK);
        assertThat(ending(given.does(HANDLER, reported, settled))).isEqualTo(Ending.SETTLED);
    }

    /**
     * A letter reaches the deputy county head, who writes on it on Wednesday 2026-04-08 that the bureau is to report by Sunday
     * 04-19, and on 04-10 that the first steps are to be told by 04-15. The nearer day counts and a Sunday stays a Sunday.
     * The leader goes on waiting when the officer leaves: the list of the handover has it, and the successor answers.
     */
    @Test
    void what_a_leader_wrote_on_a_letter_is_answered_by_the_day_that_he_said_whoever_holds_the_case_then() {
        PetitionCase accepted = on("2026-04-07").accepted();
        PetitionCase read = does(
                "2026-04-08", DEPUTY, accepted, new CaseAct.Instruct(DEPUTY.id(), "请住建局核实并报结果", day("2026-04-19")));
        assertThat(due(read, Term.INSTRUCTION)).isEqualTo("2026-04-19");
        assertThat(lastArticle(read)).isEqualTo(art(18, 2));
        PetitionCase pressed =
                does("2026-04-10", CLERK, read, new CaseAct.Instruct(DEPUTY.id(), "先报初步措施", day("2026-04-15")));
        assertThat(due(pressed, Term.INSTRUCTION)).isEqualTo("2026-04-15");

        Handover opened = given.on(day("2026-04-13")).opened(HANDLER, COLLEAGUE.id());
        assertThat(opened.items().values())
                .flatExtracting(Handover.Item::running)
                .extracting(Running::term)
                .contains(Term.INSTRUCTION);
        given.effective(opened);
        PetitionCase moved = given.now(accepted.id());
        assertThat(holder(moved)).isEqualTo(COLLEAGUE.id());
        assertThat(due(moved, Term.INSTRUCTION)).isEqualTo("2026-04-15");

        CaseAct settled = new CaseAct.Settle(true, "调解协议书〔2026〕6号");
        Refusal owed = given.refuses(COLLEAGUE, moved, settled);
        assertThat(owed.reason()).isEqualTo(Reason.STILL_OWED);
        assertThat(owed.article()).contains(art(18, 2));
        PetitionCase answered = given.does(COLLEAGUE, moved, new CaseAct.AnswerLeader("施工单位已停止夜间作业，双方达成协议"));
        assertThat(runs(answered)).doesNotContain(Term.INSTRUCTION);
        assertThat(ending(given.does(COLLEAGUE, answered, settled))).isEqualTo(Ending.SETTLED);
    }

    // ------------------------------------------------------------------ 受理与办理

    /** The office registers and sends on; it does not accept what the bureau has the power to handle (art. 22(1)). */
    @Test
    void the_petition_office_itself_accepts_nothing() {
        Refusal refused = on("2026-03-02").refuses(CLERK, given.registered(), new CaseAct.Accept());
        assertThat(refused.reason()).isEqualTo(Reason.WRONG_UNIT);
        assertThat(refused.article()).contains(art(22, 1));
        assertThat(refused.details().get("instead")).contains("Transfer");
    }

    /** Two clerks have the same letter on the screen and both send it: the second is shown that it has gone. */
    @Test
    void a_letter_is_not_sent_twice_to_two_organs() {
        PetitionCase registered = on("2026-03-02").registered();
        given.does(CLERK, registered, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        Refusal second = given.refuses(OTHER_CLERK, registered, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"));
        assertThat(second.reason()).isEqualTo(Reason.STALE);
        assertThat(holder(given.now(registered.id()))).isEqualTo(HANDLER.id());
    }

    /**
     * Turned away on Monday 2026-05-18, to be told by 05-18 + 15 = Tuesday 06-02; two days later the head sees that it is the
     * bureau's matter after all. Accepted 05-20: 05-20 + 60 = 07-19, Sunday -> Monday 07-20.
     */
    @Test
    void a_wrong_refusal_is_mended_before_the_petitioner_hears_of_it() {
        PetitionCase declined = on("2026-05-18").declined();
        assertThat(due(declined, Term.DECLINE_NOTICE)).isEqualTo("2026-06-02");
        assertThat(declined.isOpen()).isTrue();

        PetitionCase accepted = does("2026-05-20", HEAD, declined, new CaseAct.Accept());
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2026-07-20");
        assertThat(runs(accepted)).doesNotContain(Term.DECLINE_NOTICE).contains(Term.DIRECT_NOTICE);
    }

    /**
     * A complaint taken for a proposal and accepted on 2026-04-01 is found out on 05-20. The sixty days are those from the
     * acceptance: 04-01 + 60 = 05-31, Sunday -> Monday 2026-06-01. The error is counted and buys nothing.
     */
    @Test
    void a_complaint_taken_for_a_proposal_has_its_sixty_days_from_the_acceptance() {
        PetitionCase registered = on("2026-04-01").registered();
        PetitionCase taken = given.does(CLERK, registered, new CaseAct.Classify(Track.PROPOSAL, "建议改造排水管网"));
        assertThat(given.refuses(CLERK, taken, new CaseAct.Classify(Track.PROPOSAL, "建议"))
                        .reason())
                .isEqualTo(Reason.SAME_TRACK);
        PetitionCase sent = given.does(CLERK, taken, new CaseAct.Transfer(HANDLER.id(), "来信一封"));
        PetitionCase accepted = given.does(HANDLER, sent, new CaseAct.Accept());

        PetitionCase corrected =
                does("2026-05-20", HANDLER, accepted, new CaseAct.Classify(Track.PETITION_PROCEDURE, "实为要求赔偿渗水损失"));
        assertThat(due(corrected, Term.CONCLUDE)).isEqualTo("2026-06-01");
        assertThat(open(corrected).matter().corrections()).isEqualTo(1);
        assertThat(lastArticle(corrected)).isEqualTo(art(31, 1, 6));
    }

    /** Simplified handling is for a first petition: what came before goes by the ordinary procedure. */
    @Test
    void a_matter_that_came_before_is_not_handled_by_the_simplified_measures() {
        Petition first = on("2026-06-08").petition();
        Petition again = new Petition(
                first.number(),
                first.channel(),
                first.receivedOn(),
                first.gist(),
                first.place(),
                first.category(),
                1,
                2);
        Refusal refused = given.refuses(HANDLER, given.registered(again, HANDLER), simple());
        assertThat(refused.reason()).isEqualTo(Reason.NOT_SIMPLE);
        assertThat(refused.details()).containsEntry("unfit", "REPEATED");
    }

    /** Whoever asks for more time does not grant it: the head approves what the handler alone asked for, the leader in charge the rest. */
    @Test
    void an_extension_is_approved_by_somebody_else_than_who_asked_for_it() {
        PetitionCase own = does("2026-04-20", HEAD, on("2026-03-02").accepted(), new CaseAct.AskExtension(30, "需委托鉴定"));
        CaseAct extend = new CaseAct.Extend(30, "需委托鉴定", day("2026-04-20")).unasked("单位负责人直接掌握情况");
        assertThat(given.refuses(HEAD, own, extend).reason()).isEqualTo(Reason.SELF_APPROVAL);

        PetitionCase both = given.does(HANDLER, own, new CaseAct.AskExtension(30, "需委托鉴定"));
        assertThat(given.refuses(HEAD, both, extend).reason()).isEqualTo(Reason.SELF_APPROVAL);
        assertThat(due(given.does(DEPUTY, both, extend), Term.CONCLUDE)).isEqualTo("2026-06-01");

        PetitionCase asked =
                does("2026-04-20", HANDLER, on("2026-03-02").accepted(), new CaseAct.AskExtension(30, "需委托鉴定"));
        PetitionCase extended = given.does(HEAD, asked, extend);
        assertThat(due(extended, Term.CONCLUDE)).isEqualTo("2026-06-01"); // 03-02 + 90 = 05-31, Sunday
    }

    /** In the bureau the case changes desks, not terms; to another organ it goes by forwarding, which is another act. */
    @Test
    void another_officer_of_the_bureau_takes_the_case_and_its_days_as_they_are() {
        PetitionCase accepted = on("2026-03-02").accepted();
        PetitionCase moved = does("2026-04-10", HEAD, accepted, new CaseAct.Reassign(COLLEAGUE.id(), "原承办人休产假"));
        assertThat(holder(moved)).isEqualTo(COLLEAGUE.id());
        assertThat(open(moved).running()).isEqualTo(open(accepted).running());
        assertThat(given.refuses(HEAD, moved, new CaseAct.Reassign(TOWN_HANDLER.id(), "交镇里"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    /** A mediated neighbours' dispute ends with its paper and not without (art. 33); afterwards nothing can be decided. */
    @Test
    void a_settlement_has_its_paper_and_ends_every_term() {
        PetitionCase accepted = on("2026-03-02").accepted();
        Refusal bare = given.refuses(HANDLER, accepted, new CaseAct.Settle(true, ""));
        assertThat(bare.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(bare.article()).contains(art(33));

        PetitionCase settled = does("2026-03-25", HANDLER, accepted, new CaseAct.Settle(true, "调解协议书〔2026〕3号"));
        assertThat(ending(settled)).isEqualTo(Ending.SETTLED);
        assertThat(given.refuses(HANDLER, settled, new CaseAct.Reply(Opinion.EXPLAIN, "补发意见书"))
                        .reason())
                .isEqualTo(Reason.ENDED);
        assertThat(given.does(HANDLER, settled, new CaseAct.Note("回访：双方无争议")).isOpen())
                .isFalse();
    }

    /** The unit does not do what it agreed to: supervision urges also after the end (art. 40(1)), the unit itself does not. */
    @Test
    void a_settlement_that_is_not_carried_out_is_urged_after_the_end() {
        PetitionCase settled =
                does("2026-03-25", HANDLER, on("2026-03-02").accepted(), new CaseAct.Settle(false, "和解协议书〔2026〕1号"));
        PetitionCase urged = does("2026-07-01", SUPERVISOR, settled, new CaseAct.Urge("逾期未按协议修缮，限期说明"));
        assertThat(lastArticle(urged)).isEqualTo(art(40, 1));
        assertThat(given.refuses(HEAD, urged, new CaseAct.Urge("催办")).reason()).isEqualTo(Reason.NOT_YOURS);
    }

    // ------------------------------------------------------------------ 执行与履行

    /**
     * Of two requests one is supported on Monday 2026-03-16; the opinion names no day for it. Nobody asks for a review, and
     * the procedure is over on 04-16. The case is not: it stays with its handler and head until the noise has stopped.
     *
     * <pre>
     * execution  03-16 + 60 = 05-15   (15 in March, 30 in April, 15 in May)  -> Friday 05-15
     * review     03-16 + 30 = 04-15   (15 in March, 15 in April)             -> Wednesday 04-15
     * </pre>
     */
    @Test
    void of_two_requests_the_one_that_is_supported_is_followed_until_it_is_executed() {
        CaseAct reply = new CaseAct.Reply(
                Opinion.SUPPORT,
                "部分支持",
                ImmutableList.of(
                        new Decision("停止夜间施工", Opinion.SUPPORT, "现场核实属实，违反噪声污染防治规定"),
                        new Decision("赔偿装修损失", Opinion.NOT_SUPPORT, "没有损失与施工有关的证据")),
                Optional.empty());
        PetitionCase replied = does("2026-03-16", HANDLER, on("2026-03-02").accepted(), reply);
        assertThat(due(replied, Term.EXECUTION)).isEqualTo("2026-05-15");
        assertThat(running(replied, Term.EXECUTION).article()).isEqualTo(art(32, 2));

        PetitionCase served = given.does(HANDLER, replied, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        PetitionCase over = does("2026-04-16", HANDLER, served, new CaseAct.Close("期满未请求复查"));
        assertThat(stage(over)).isEqualTo(Stage.EXECUTING);
        assertThat(holder(over)).isEqualTo(HANDLER.id());
        assertThat(runs(over)).containsExactly(Term.EXECUTION);
        assertThat(SameMatter.bars(over, unit -> true, given.today())).isPresent();

        Handover leaving = given.opened(HANDLER.id(), COLLEAGUE.id(), SUPERVISOR.id());
        assertThat(leaving.items().get(over.id()))
                .satisfies(item -> assertThat(item.stage()).isEqualTo(Stage.EXECUTING));

        PetitionCase going = does(
                "2026-04-20",
                HANDLER,
                given.now(over.id()),
                new CaseAct.Execute(Optional.of(1), false, day("2026-04-20"), "已下达整改通知", ""));
        Refusal bare = given.refuses(
                HANDLER, going, new CaseAct.Execute(Optional.of(1), true, day("2026-04-20"), "已停止夜间施工", ""));
        assertThat(bare.details()).containsEntry("field", "evidence");
        PetitionCase done = does(
                "2026-05-14",
                HEAD,
                going,
                new CaseAct.Execute(Optional.of(1), true, day("2026-05-13"), "已停止夜间施工", "整改验收单"));
        assertThat(ending(done)).isEqualTo(Ending.NOT_PURSUED);
        assertThat(lastArticle(done)).isEqualTo(art(32, 2));
    }

    /**
     * An opinion of Monday 2026-06-01 says itself that the road is repaired by 07-31. After its window (06-01 + 30 = Wednesday
     * 07-01) the bureau has the town do it: the day stays, the town answers, and the bureau goes on urging (督促执行).
     */
    @Test
    void an_opinion_that_says_by_when_is_executed_by_then_also_by_another_organ() {
        PetitionCase replied = does(
                "2026-06-01",
                HANDLER,
                on("2026-05-11").accepted(),
                new CaseAct.Reply(Opinion.SUPPORT, "七月底前修复路面", ImmutableList.of(), Optional.of(day("2026-07-31"))));
        PetitionCase served = given.does(HANDLER, replied, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        assertThat(due(served, Term.REQUEST_REVIEW)).isEqualTo("2026-07-01");
        PetitionCase over = does("2026-07-02", HANDLER, served, new CaseAct.Close("期满未请求复查"));
        PetitionCase ordered = given.does(HANDLER, over, new CaseAct.OrderExecution(TOWN_HANDLER.id(), "请按意见修复路面"));
        assertThat(holder(ordered)).isEqualTo(TOWN_HANDLER.id());
        assertThat(due(ordered, Term.EXECUTION)).isEqualTo("2026-07-31");

        PetitionCase urged = does("2026-08-03", HANDLER, ordered, new CaseAct.Urge("已逾期，请说明原因"));
        assertThat(lastArticle(urged)).isEqualTo(art(32, 2));
        assertThat(running(urged, Term.EXECUTION).over(given.today())).isTrue();
    }

    /**
     * Wages are to be paid by Friday 2026-04-10 under a settlement of 03-25, and are not. On Monday 04-13 the matter is handled
     * on, with sixty days: 04-13 + 60 = Friday 2026-06-12 (17 in April, 31 in May, 12 in June). Kept, it would have ended.
     */
    @Test
    void a_settlement_is_followed_until_it_is_kept_and_where_it_is_not_the_matter_is_handled_on() {
        CaseAct settle = new CaseAct.Settle(true, "调解协议书〔2026〕5号", "四月十日前付清工资", Optional.of(day("2026-04-10")));
        PetitionCase settled = does("2026-03-25", HANDLER, on("2026-03-02").accepted(), settle);
        assertThat(stage(settled)).isEqualTo(Stage.EXECUTING);
        assertThat(runs(settled)).containsExactly(Term.PERFORMANCE);
        assertThat(due(settled, Term.PERFORMANCE)).isEqualTo("2026-04-10");

        PetitionCase resumed = does("2026-04-13", HANDLER, settled, new CaseAct.Resume(HANDLER.id(), "到期没有付款"));
        assertThat(stage(resumed)).isEqualTo(Stage.ACCEPTED);
        assertThat(due(resumed, Term.CONCLUDE)).isEqualTo("2026-06-12");

        PetitionCase again = given.does(
                HANDLER, resumed, new CaseAct.Settle(true, "调解协议书〔2026〕9号", "四月底前付清", Optional.of(day("2026-04-30"))));
        PetitionCase kept = does(
                "2026-04-28",
                HANDLER,
                again,
                new CaseAct.Execute(Optional.empty(), true, day("2026-04-28"), "工资已付清", "银行回单"));
        assertThat(ending(kept)).isEqualTo(Ending.SETTLED);
    }

    // ------------------------------------------------------------------ 三到位一处理

    /**
     * A household in hardship is helped to apply for social aid while its matter is handled (art. 37(2)), and talked with after
     * the re-review (art. 37(3)); somebody who blocked a gate is dissuaded first (art. 47(1)), then handled by law. All of it
     * stands on the case; no term moves.
     */
    @Test
    void aid_guidance_and_lawful_handling_stand_on_the_case_under_their_articles() {
        PetitionCase accepted = on("2026-03-02").accepted();
        PetitionCase aided = does(
                "2026-03-09",
                HANDLER,
                accepted,
                new CaseAct.TakeMeasure(Measure.SOCIAL_AID, "县民政局", "", "协助申请临时救助，已受理"));
        assertThat(lastArticle(aided)).isEqualTo(art(37, 2));
        assertThat(open(aided).running()).isEqualTo(open(accepted).running());

        Refusal undissuaded =
                given.refuses(HANDLER, aided, new CaseAct.TakeMeasure(Measure.LAWFUL_HANDLING, "县公安局", "", "堵塞大门，已报警"));
        assertThat(undissuaded.article()).contains(art(47, 1));
        PetitionCase handled = given.does(
                HANDLER,
                aided,
                new CaseAct.TakeMeasure(Measure.LAWFUL_HANDLING, "县公安局", "现场劝阻、批评教育无效", "堵塞大门，由公安机关依法处置"));
        assertThat(lastArticle(handled)).isEqualTo(art(47, 2));

        PetitionCase ended = on("2026-03-16").final_();
        PetitionCase guided =
                does("2026-09-01", CLERK, ended, new CaseAct.TakeMeasure(Measure.GUIDANCE, "", "", "上门走访，解释复核意见"));
        assertThat(guided.isOpen()).isFalse();
    }

    // ------------------------------------------------------------------ 审核认定办结

    /**
     * Re-reviewed and served on 2026-03-16. The office puts the file forward on 06-01 and is told what it lacks: nobody has yet
     * guided or helped (art. 37(3)). After a visit it goes forward; county, province and centre confirm in turn. The same
     * matter comes again on 2027-01-04: registered, found to be the same, and not accepted.
     */
    @Test
    void a_termination_has_its_file_its_three_levels_and_an_end_that_holds() {
        PetitionCase ended = on("2026-03-16").final_();
        CaseAct propose = new CaseAct.ProposeTermination("终结报告〔2026〕1号", "终结备案表");
        Refusal lacking = on("2026-06-01").refuses(CLERK, ended, propose);
        assertThat(lacking.reason()).isEqualTo(Reason.MATERIAL_MISSING);
        assertThat(lacking.details()).containsEntry("material", "MEASURES");

        PetitionCase guided =
                given.does(CLERK, ended, new CaseAct.TakeMeasure(Measure.GUIDANCE, "", "", "上门走访，解释复核意见"));
        PetitionCase at = given.does(CLERK, guided, propose);
        assertThat(given.refuses(CLERK, at, confirmed(Confirmation.CENTRAL)).reason())
                .isEqualTo(Reason.NOT_NEXT_TO_CONFIRM);
        for (Confirmation level : Confirmation.values()) {
            at = given.does(CLERK, at, confirmed(level));
        }
        assertThat(((Position.Ended) at.position()).termination())
                .hasValueSatisfying(file -> assertThat(file.isComplete()).isTrue());
        assertThat(SameMatter.bars(at, unit -> false, day("2027-01-04")))
                .hasValueSatisfying(refusal -> assertThat(refusal.article()).contains(art(36, 3)));
        assertThat(does("2027-01-05", CLERK, at, new CaseAct.TakeMeasure(Measure.HELP, "", "", "春节前走访慰问"))
                        .isOpen())
                .isFalse();
    }

    private static CaseAct confirmed(Confirmation level) {
        return new CaseAct.ConfirmTermination(level, "信访工作联席会议", "审核认定〔2026〕7号");
    }

    // ------------------------------------------------------------------ 送达

    /**
     * The opinion of Monday 2026-06-01 (to be served by 06-01 + 15 = Tuesday 06-16) comes back from the post. It is made
     * public on 06-10 and served thirty days later, by analogy with the Civil Procedure Law: 06-10 + 30 = Friday 07-10. The
     * window for a review: 07-10 + 30 = 08-09, Sunday -> Monday 08-10.
     */
    @Test
    void an_opinion_that_cannot_be_delivered_is_served_by_public_notice_when_thirty_days_have_passed() {
        PetitionCase replied = on("2026-06-01").replied();
        assertThat(due(replied, Term.OPINION_SERVICE)).isEqualTo("2026-06-16");
        PetitionCase back = does(
                "2026-06-09",
                HANDLER,
                replied,
                new CaseAct.Unserve(day("2026-06-05"), Manner.BY_POST, Unserved.UNTRACEABLE, "原址已拆除"));
        assertThat(stage(back)).isEqualTo(Stage.REPLIED);
        assertThat(runs(back)).contains(Term.OPINION_SERVICE); // not served: still owed

        Refusal early = on("2026-07-09").refuses(HANDLER, back, madePublic("2026-07-09"));
        assertThat(early.reason()).isEqualTo(Reason.TOO_EARLY);
        assertThat(early.details()).containsEntry("due", "2026-07-10");
        PetitionCase served = does("2026-07-10", HANDLER, back, madePublic("2026-07-10"));
        assertThat(due(served, Term.REQUEST_REVIEW)).isEqualTo("2026-08-10");
    }

    private static CaseAct madePublic(String until) {
        return new CaseAct.Serve(day(until), Manner.BY_NOTICE, Recipient.PETITIONER, Optional.of(day("2026-06-10")));
    }

    // ------------------------------------------------------------------ 复查、复核

    /**
     * The whole way up, each step on its last day.
     *
     * <pre>
     * opinion in hand    2026-01-05 + 30 = Wednesday 02-04   (art. 35)
     * review asked       2026-02-04 + 30 = Friday 03-06      (art. 35)
     * review in hand     2026-03-10 + 30 = Thursday 04-09    (art. 36(1))
     * re-review asked    2026-04-09 + 30 = Saturday 05-09, a day that is worked
     * </pre>
     */
    @Test
    void a_pension_matter_goes_through_review_and_re_review_and_is_final() {
        PetitionCase served = on("2026-01-05").replyServed();
        assertThat(due(served, Term.REQUEST_REVIEW)).isEqualTo("2026-02-04");
        PetitionCase asked = does("2026-02-04", REVIEWER, served, new CaseAct.RequestReview(REVIEWER.id(), "工龄认定有误"));
        assertThat(due(asked, Term.REVIEW)).isEqualTo("2026-03-06");
        assertThat(holder(asked)).isEqualTo(REVIEWER.id());
        assertThat(given.refuses(
                                REVIEW_HEAD,
                                asked,
                                new CaseAct.Extend(10, "案情复杂", given.today()).unasked("单位负责人直接掌握情况"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE); // art. 34 extends the sixty days only

        PetitionCase reviewed = does("2026-03-06", REVIEWER, asked, new CaseAct.Review(Finding.UPHELD, "维持"));
        PetitionCase inHand =
                does("2026-03-10", REVIEWER, reviewed, new CaseAct.Serve(day("2026-03-10"), Manner.BY_POST));
        assertThat(due(inHand, Term.REQUEST_REREVIEW)).isEqualTo("2026-04-09");

        PetitionCase above =
                does("2026-04-09", REREVIEWER, inHand, new CaseAct.RequestRereview(REREVIEWER.id(), "对复查意见不服"));
        assertThat(due(above, Term.REREVIEW)).isEqualTo("2026-05-09");
        PetitionCase decided = does("2026-05-09", REREVIEWER, above, new CaseAct.Rereview(Finding.UPHELD, "维持"));
        assertThat(decided.isOpen()).isTrue();
        PetitionCase end =
                does("2026-05-11", REREVIEWER, decided, new CaseAct.Serve(day("2026-05-11"), Manner.IN_PERSON));
        assertThat(ending(end)).isEqualTo(Ending.FINAL);
        assertThat(lastArticle(end)).isEqualTo(art(36, 3));
    }

    /**
     * The same facts and reasons once more, on Monday 2026-06-01, after a re-review: no longer accepted (art. 36(3)), and
     * the petitioner is told so by 06-01 + 15 = Tuesday 06-16. It is a case of its own with its own end.
     */
    @Test
    void the_same_matter_after_a_re_review_is_no_longer_accepted_and_that_is_told() {
        on("2026-05-11").final_();
        PetitionCase again = on("2026-06-01").registered();
        PetitionCase declined =
                given.does(CLERK, again, new CaseAct.Decline("已经复核终结，以同一事实和理由提出（第三十六条第三款）", "某县信访局疏导帮扶窗口"));
        assertThat(due(declined, Term.DECLINE_NOTICE)).isEqualTo("2026-06-16");
        PetitionCase told = does("2026-06-03", CLERK, declined, new CaseAct.Notify(Manner.BY_POST, "不再受理告知书"));
        assertThat(ending(told)).isEqualTo(Ending.NOT_ACCEPTED);
        assertThat(given.does(CLERK, told, new CaseAct.Note("走访慰问，帮助申请临时救助")).isOpen())
                .isFalse(); // guidance and aid go on (art. 37(3))
    }

    /**
     * The review changed the opinion and the petitioner leaves it at that. In hand on Tuesday 2026-09-01: 09-01 + 30 = 10-01,
     * National Day -> Thursday 10-08. On that day it may still be asked for; the case is closed from 10-09 on (*chosen*).
     */
    @Test
    void a_window_that_ends_in_the_national_day_is_open_until_the_first_day_of_work() {
        PetitionCase asked = on("2026-09-01").reviewRequested();
        PetitionCase changed = given.does(REVIEWER, asked, new CaseAct.Review(Finding.CHANGED, "补发两个月补贴"));
        PetitionCase served = given.does(REVIEWER, changed, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        assertThat(due(served, Term.REQUEST_REREVIEW)).isEqualTo("2026-10-08");

        Refusal early = on("2026-10-08").refuses(REVIEWER, served, new CaseAct.Close("逾期未请求复核"));
        assertThat(early.reason()).isEqualTo(Reason.TOO_EARLY);
        assertThat(early.details()).containsEntry("due", "2026-10-08");
        assertThat(ending(does("2026-10-09", REVIEWER, served, new CaseAct.Close("逾期未请求复核"))))
                .isEqualTo(Ending.NOT_PURSUED);
    }

    /**
     * In hand on Wednesday 2026-04-01: 04-01 + 30 = 05-01, Labour Day -> Wednesday 05-06. Posted on that day and entered on
     * Monday 05-11 it is in time; the organ's thirty days run from the day it has it: 05-11 + 30 = Wednesday 06-10.
     */
    @Test
    void a_request_posted_on_the_last_day_is_in_time_and_one_posted_a_day_later_is_not() {
        PetitionCase served = on("2026-04-01").replyServed();
        assertThat(due(served, Term.REQUEST_REVIEW)).isEqualTo("2026-05-06");

        Refusal late = on("2026-05-11")
                .refuses(
                        REVIEWER,
                        served,
                        new CaseAct.RequestReview(REVIEWER.id(), Optional.of(day("2026-05-07")), "不服"));
        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.article()).contains(art(35));
        PetitionCase asked = given.does(
                REVIEWER, served, new CaseAct.RequestReview(REVIEWER.id(), Optional.of(day("2026-05-06")), "不服"));
        assertThat(due(asked, Term.REVIEW)).isEqualTo("2026-06-10");
    }

    /** The bureau does not review its own opinion, and the reviewer does not re-review its own review. */
    @Test
    void nobody_reviews_what_he_decided() {
        Refusal own = on("2026-03-02").refuses(CLERK, given.replyServed(), new CaseAct.RequestReview(HEAD.id(), "不服"));
        assertThat(own.reason()).isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(own.article()).contains(art(35));
        PetitionCase reviewed = given.reviewServed();
        for (Who same : List.of(REVIEW_HEAD, HEAD)) {
            assertThat(given.refuses(CLERK, reviewed, new CaseAct.RequestRereview(same.id(), "不服"))
                            .reason())
                    .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        }
    }

    /**
     * The review sets the opinion aside on Thursday 2026-07-16; the petitioner has the paper on the 18th (by 07-16 + 15 =
     * Friday 07-31 at the latest). On Monday 07-20 it is ordered done anew: back to the bureau and to no other
     * organ, with sixty days from the order: 07-20 + 60 = Friday 2026-09-18 (11 in July, 31 in August, 18 in September).
     */
    @Test
    void an_opinion_that_a_review_sets_aside_is_done_anew_in_sixty_days_by_the_same_organ() {
        PetitionCase asked = on("2026-07-01").reviewRequested();
        PetitionCase set = does("2026-07-16", REVIEWER, asked, new CaseAct.Revoke("事实不清，予以撤销"));
        assertThat(due(set, Term.REVIEW_SERVICE)).isEqualTo("2026-07-31"); // 07-16 + 15
        assertThat(given.refuses(REVIEWER, set, new CaseAct.OrderAnew(HANDLER.id(), "事实不清"))
                        .reason())
                .isEqualTo(Reason.NOT_TOLD);
        PetitionCase told = does("2026-07-20", REVIEWER, set, new CaseAct.Serve(day("2026-07-18"), Manner.BY_POST));
        assertThat(runs(told)).containsExactly(Term.ORDER_ANEW);
        assertThat(given.refuses(REVIEWER, told, new CaseAct.OrderAnew(TOWN_HANDLER.id(), "事实不清"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
        PetitionCase anew = given.does(REVIEWER, told, new CaseAct.OrderAnew(HANDLER.id(), "事实不清，未听取信访人陈述"));
        assertThat(stage(anew)).isEqualTo(Stage.ACCEPTED);
        assertThat(holder(anew)).isEqualTo(HANDLER.id());
        assertThat(due(anew, Term.CONCLUDE)).isEqualTo("2026-09-18");
        assertThat(runs(anew)).doesNotContain(Term.REVIEW);
    }

    /**
     * So does a re-review, on Friday 2026-04-10: 04-10 + 60 = Tuesday 2026-06-09 (20, 31 and 9). The second opinion can be
     * reviewed like the first, by the organs that reviewed before: nothing of the first round stands.
     */
    @Test
    void after_a_re_review_orders_anew_the_second_opinion_has_its_own_review() {
        PetitionCase anew = does(
                "2026-04-10",
                REREVIEWER,
                given.revoked(on("2026-03-16").rereviewRequested(), REREVIEWER),
                new CaseAct.OrderAnew(HANDLER.id(), "程序违法"));
        assertThat(due(anew, Term.CONCLUDE)).isEqualTo("2026-06-09");
        PetitionCase second = does("2026-05-20", HANDLER, anew, new CaseAct.Reply(Opinion.SUPPORT, "予以补偿"));
        PetitionCase served = given.does(HANDLER, second, new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        assertThat(due(served, Term.REQUEST_REVIEW))
                .isEqualTo("2026-06-22"); // 05-20 + 30 = 06-19, Dragon Boat to 06-21
        PetitionCase asked = does("2026-06-22", REVIEWER, served, new CaseAct.RequestReview(REVIEWER.id(), "补偿过低"));
        assertThat(stage(asked)).isEqualTo(Stage.REVIEW_REQUESTED);
    }

    // ------------------------------------------------------------------ 责任

    /**
     * Accepted on 2026-03-02, due 03-02 + 60 = 05-01, Labour Day -> Wednesday 05-06. The handler leaves on 04-20: the days go
     * on as they are, and who answered on which day can be told afterwards.
     */
    @Test
    void a_handler_leaves_in_the_middle_of_the_sixty_days_and_they_do_not_begin_again() {
        PetitionCase accepted = on("2026-03-02").accepted();
        on("2026-04-20").effective(given.opened(HANDLER, COLLEAGUE.id()));
        PetitionCase taken = given.now(accepted.id());
        assertThat(open(taken).running()).isEqualTo(open(accepted).running());
        assertThat(due(taken, Term.CONCLUDE)).isEqualTo("2026-05-06");
        assertThat(open(taken).heldSince()).isEqualTo(day("2026-04-20"));
        assertThat(answered(taken, "2026-04-19")).isEqualTo(HANDLER.id());
        assertThat(answered(taken, "2026-04-20")).isEqualTo(COLLEAGUE.id());
        assertThat(given.refuses(HANDLER, taken, new CaseAct.Note("补记")).reason())
                .isEqualTo(Reason.ACTOR_DOES_NOT_SIT);
    }

    /**
     * Nobody answers the sixty days from 2026-03-02 (due Wednesday 05-06, three quarters are 45 days: 03-02 + 45 = 04-16):
     * the handler is reminded when it turns yellow, the head the day after it is over, the leader in charge a week later.
     */
    @Test
    void reminders_climb_from_the_handler_to_the_head_to_the_leader_in_charge() {
        PetitionCase accepted = on("2026-03-02").accepted();
        given.does(HANDLER, accepted, new CaseAct.Notify(Manner.BY_POST, "已受理"));
        assertThat(swept("2026-04-15")).isZero();
        assertThat(swept("2026-04-16")).isEqualTo(1);
        assertThat(swept("2026-05-06")).isZero();
        assertThat(swept("2026-05-07")).isEqualTo(1);
        assertThat(swept("2026-05-14")).isEqualTo(1);
        assertThat(docket(accepted).stream()
                        .map(Entry::act)
                        .filter(CaseAct.Warn.class::isInstance)
                        .map(act -> ((CaseAct.Warn) act).to()))
                .containsExactly(HANDLER.id(), HEAD.id(), DEPUTY.id());
    }

    /** A county leader takes an old quarrel (art. 18(2)) and keeps it wherever it goes; a clerk can take none. */
    @Test
    void a_leader_who_took_a_case_stays_with_it_through_review_and_his_successor_after_him() {
        PetitionCase replied = on("2026-03-02").replyServed();
        assertThat(given.refuses(
                                CLERK,
                                replied,
                                new CaseAct.AssignLeader(CLERK.id(), ImmutableMap.of(), "逐案化解", day("2026-06-01")))
                        .reason())
                .isEqualTo(Reason.NOT_A_LEADER);
        PetitionCase taken = given.taken(replied, OTHER_DEPUTY);
        assertThat(holder(taken)).isEqualTo(HANDLER.id()); // a leader takes charge; the handler still answers
        assertThat(given.refuses(HANDLER, taken, new CaseAct.ReleaseLeader("已化解"))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);

        PetitionCase asked = given.does(REVIEWER, taken, new CaseAct.RequestReview(REVIEWER.id(), "不服"));
        assertThat(asked.position().chain().in(Role.ASSIGNED_LEADER)).contains(OTHER_DEPUTY.id());
        IncumbencyId successor = on("2026-04-01").successor(OTHER_DEPUTY);
        given.effective(given.opened(OTHER_DEPUTY, successor));
        Position.Open after = open(given.now(asked.id()));
        assertThat(after.chain().in(Role.ASSIGNED_LEADER)).contains(successor);
        assertThat(after.assignment().orElseThrow().until()).isEqualTo(day("2026-05-01")); // 03-02 + 60, as promised
    }

    /** The deputies change portfolios: another leader in charge stands above, the handler and the days stay. */
    @Test
    void another_division_of_work_among_the_leaders_moves_no_day() {
        PetitionCase accepted = on("2026-03-02").accepted();
        assertThat(accepted.position().chain().in(Role.LEADER_IN_CHARGE)).contains(DEPUTY.id());
        on("2026-04-01")
                .enters(HEAD.unit(), new UnitAct.NameHeads(Optional.of(HEAD.post()), Optional.of(OTHER_DEPUTY.post())));
        new RealignChains(given.store(), given.law()).realign(HEAD.unit(), "班子分工调整", given.today(), given.now());

        PetitionCase after = given.now(accepted.id());
        assertThat(after.position().chain().in(Role.LEADER_IN_CHARGE)).contains(OTHER_DEPUTY.id());
        assertThat(holder(after)).isEqualTo(HANDLER.id());
        assertThat(open(after).running()).isEqualTo(open(accepted).running());
    }

    // ------------------------------------------------------------------ 地方规则、放假安排

    private static final String COUNTY = """
            rulebook,WY1,本县规定,Rules of a county
            place,330723
            force,2024-01-01,
            status,IN_FORCE,县委办公室公布,published by the county
            source,县政府网站,the county's site
            """;

    /**
     * The county adopts thirty days on 2026-03-10. A case accepted on 03-02 was due on 05-06 and is due on 03-02 + 30 =
     * Wednesday 04-01; the change is an entry in its docket.
     */
    @Test
    void a_county_that_adopts_thirty_days_moves_the_terms_that_run() {
        Given county = Given.an_office(new InMemoryArchive(), Law.national().in(new RegionCode("330723")));
        PetitionCase accepted = county.on(day("2026-03-02")).accepted();
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2026-05-06");

        county.on(day("2026-03-10"));
        AdoptRulebook adopt = new AdoptRulebook(county.store(), county.law());
        LocalRulebook book = LocalRulebook.read(COUNTY + "row,CONCLUDE,30,CALENDAR_DAYS,8,QUOTED,三十日内办结")
                .orFault();
        assertThat(Given.done(adopt.adopt(book, OFFICE_HEAD.id(), county.today(), county.now())))
                .isEqualTo(1);
        PetitionCase after = county.now(accepted.id());
        assertThat(due(after, Term.CONCLUDE)).isEqualTo("2026-04-01");
        assertThat(running(after, Term.CONCLUDE).article().instrument().id()).isEqualTo("WY1");

        Refusal example = Given.refusal(
                adopt.adopt(LocalRulebook.shipped().get(0), OFFICE_HEAD.id(), county.today(), county.now()));
        assertThat(example.reason()).isEqualTo(Reason.NOT_IN_FORCE);
    }

    /** Ninety days for the organ, or twenty for the petitioner to ask a review: looser than the statute, and not read. */
    @Test
    void a_place_can_be_stricter_than_the_regulations_and_never_looser() {
        for (String row : List.of(
                "row,CONCLUDE,90,CALENDAR_DAYS,8,QUOTED,九十日内办结",
                "row,REQUEST_REVIEW,20,CALENDAR_DAYS,8,QUOTED,二十日内请求复查")) {
            assertThat(LocalRulebook.read(COUNTY + row)).as(row).isInstanceOf(Ruling.Refused.class);
        }
    }

    /**
     * Accepted on Thursday 2026-12-10: 12-10 + 60 = Monday 2027-02-08 (21, 31 and 8), provisional while the notice of 2027 is
     * not out. An invented notice with a Spring Festival from 02-05 to 02-11 moves it to Friday 2027-02-12.
     */
    @Test
    void a_term_that_reaches_into_a_year_without_a_notice_is_provisional_until_the_notice_comes() {
        PetitionCase accepted = on("2026-12-10").accepted();
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2027-02-08");
        assertThat(running(accepted, Term.CONCLUDE).provisional()).isTrue();

        ImmutableMap.Builder<LocalDate, String> festival = ImmutableMap.builder();
        for (LocalDate off = day("2027-02-05"); off.isBefore(day("2027-02-12")); off = off.plusDays(1)) {
            festival.put(off, "春节");
        }
        YearNotice notice = YearNotice.of(
                        2027, "测试〔2026〕1号", "虚构的2027年放假安排", festival.buildOrThrow(), ImmutableMap.of())
                .orFault();
        on("2026-12-15");
        Given.done(new AnnounceYear(given.store(), given.law())
                .announce(notice, OFFICE_HEAD.id(), given.today(), given.now()));

        PetitionCase after = given.now(accepted.id());
        assertThat(due(after, Term.CONCLUDE)).isEqualTo("2027-02-12");
        assertThat(running(after, Term.CONCLUDE).provisional()).isFalse();
    }

    // ------------------------------------------------------------------ 来访、多个机关、回避、紧急

    /** Thirty home buyers come together: six cannot speak for them, five can (art. 20(3)); it is not handled as simple. */
    @Test
    void of_thirty_who_come_together_five_speak_and_no_more() {
        on("2026-07-06");
        CaseId id = new CaseId(Who.uuid("collective visit"));
        RegisterPetition register = new RegisterPetition(given.store(), given.law());
        Refusal six = Given.refusal(
                register.register(id, visit(30, 6, false), Given.petitioner(), CLERK.id(), given.today(), given.now()));
        assertThat(six.reason()).isEqualTo(Reason.TOO_MANY);
        assertThat(six.article()).contains(art(20, 3));
        assertThat(six.details()).containsEntry("most", "5");

        PetitionCase five = given.registered(visit(30, 5, false), CLERK);
        assertThat(given.refuses(CLERK, five, simple()).details()).containsEntry("unfit", "MAJOR");
        assertThat(due(five, Term.DISPATCH)).isEqualTo("2026-07-21"); // 07-06 + 15, like any other
    }

    /** Brought above the next level (art. 20(1)): not accepted there; the petitioner is told, and it goes to the township. */
    @Test
    void a_visit_that_skips_levels_is_told_where_to_go_and_sent_there() {
        PetitionCase skipped = on("2026-07-06").registered(visit(1, 0, true), HANDLER);
        Refusal refused = given.refuses(HANDLER, skipped, new CaseAct.Accept());
        assertThat(refused.reason()).isEqualTo(Reason.LEVEL_SKIPPED);
        assertThat(refused.article()).contains(art(20, 1));

        PetitionCase told = given.does(HANDLER, skipped, new CaseAct.Notify(Manner.ON_THE_SPOT, "转某镇人民政府办理"));
        PetitionCase sent = given.does(HANDLER, told, new CaseAct.Transfer(TOWN_HANDLER.id(), "来访登记表"));
        PetitionCase accepted = does("2026-07-08", TOWN_HANDLER, sent, new CaseAct.Accept());
        assertThat(due(accepted, Term.CONCLUDE)).isEqualTo("2026-09-07"); // 07-08 + 60 = 09-06, Sunday
    }

    /** A landslide threatens houses: bureau and township both have a part; exactly one leads and answers (art. 24(1)). */
    @Test
    void of_several_organs_one_leads_and_the_others_assist() {
        PetitionCase registered = on("2026-07-06").registered();
        PetitionCase led = given.does(
                CLERK,
                registered,
                new CaseAct.Coordinate(
                        Coordination.AGREED,
                        "",
                        HANDLER.id(),
                        ImmutableSet.of(TOWN_HANDLER.unit()),
                        ImmutableSet.of(Crossing.DEPARTMENT),
                        "涉及地质灾害治理和群众转移安置"));
        assertThat(lastArticle(led)).isEqualTo(art(24, 1));
        assertThat(holder(led)).isEqualTo(HANDLER.id());
        assertThat(open(led).matter().assisting()).containsExactly(TOWN_HANDLER.unit());
        assertThat(due(led, Term.NOTICE)).isEqualTo("2026-07-21");
        assertThat(given.refuses(TOWN_HANDLER, led, new CaseAct.Accept()).reason())
                .isEqualTo(Reason.NOT_YOURS); // who assists does not decide
        assertThat(holder(given.does(TOWN_HANDLER, led, new CaseAct.Note("已转移三户"))))
                .isEqualTo(HANDLER.id());
    }

    /** The bureau is abolished on 2026-08-03; whoever has its powers has its case and its days: 07-06 + 60 = Friday 09-04. */
    @Test
    void the_organ_that_takes_over_the_powers_takes_over_the_case_and_its_days() {
        PetitionCase accepted = on("2026-07-06").accepted();
        PetitionCase taken = does(
                "2026-08-03",
                CLERK,
                accepted,
                new CaseAct.Succeed(
                        HANDLER.unit(), TOWN_HANDLER.unit(), TOWN_HANDLER.id(), Succession.SUCCESSOR, "机构改革方案第五条"));
        assertThat(lastArticle(taken)).isEqualTo(art(24, 2));
        assertThat(holder(taken)).isEqualTo(TOWN_HANDLER.id());
        assertThat(due(taken, Term.CONCLUDE)).isEqualTo("2026-09-04");
    }

    /** The petitioner is the handler's brother-in-law: he does nothing in it any more, and cannot get it back (art. 28(3)). */
    @Test
    void who_has_an_interest_in_the_matter_is_recused_and_stays_out() {
        PetitionCase accepted = on("2026-07-06").accepted();
        PetitionCase recused =
                given.does(HEAD, accepted, new CaseAct.Recuse(HANDLER.id(), Optional.of(COLLEAGUE.id()), "与信访人系近姻亲"));
        assertThat(holder(recused)).isEqualTo(COLLEAGUE.id());
        for (Refusal refused : List.of(
                given.refuses(HANDLER, recused, new CaseAct.Reply(Opinion.SUPPORT, "予以支持")),
                given.refuses(HEAD, recused, new CaseAct.Reassign(HANDLER.id(), "熟悉情况")))) {
            assertThat(refused.reason()).isEqualTo(Reason.RECUSED);
            assertThat(refused.article()).contains(art(28, 3));
        }
    }

    /** Word of a dangerous bridge reaches the office: five have to be told at once, and no number of days says when (art. 25). */
    @Test
    void an_urgent_matter_is_reported_on_all_sides_by_the_office_that_learns_of_it() {
        PetitionCase urgent =
                on("2026-07-06").does(CLERK, given.registered(), new CaseAct.DeclareUrgent("桥墩开裂，仍在通行", "已通知封桥"));
        assertThat(outstanding(urgent))
                .containsExactlyInAnyOrder(
                        Informed.GOVERNMENT,
                        Informed.COMPETENT_DEPARTMENT,
                        Informed.JOINT_MEETING_OFFICE,
                        Informed.HIGHER_PETITION_OFFICE,
                        Informed.NATIONAL_BUREAU);
        PetitionCase reported = given.does(
                CLERK,
                urgent,
                new CaseAct.Report(ImmutableSet.of(Informed.GOVERNMENT, Informed.COMPETENT_DEPARTMENT), "电话报告，后附书面"));
        assertThat(lastArticle(reported)).isEqualTo(art(25, 1));
        assertThat(outstanding(reported)).hasSize(3);
        assertThat(runs(reported)).containsExactly(Term.DISPATCH);
    }

    private static ImmutableSet<Informed> outstanding(PetitionCase of) {
        return open(of).matter().urgency().orElseThrow().outstanding(true);
    }

    private Petition visit(int persons, int representatives, boolean skipsLevels) {
        Petition plain = given.petition();
        return new Petition(
                plain.number(),
                Channel.VISIT,
                plain.receivedOn(),
                plain.gist(),
                plain.place(),
                plain.category(),
                persons,
                0,
                new Intake(false, Optional.of("接访员"), representatives, skipsLevels));
    }

    // ------------------------------------------------------------------ small change

    private PetitionCase does(String day, Who by, PetitionCase seen, CaseAct act) {
        return on(day).does(by, seen, act);
    }

    private int swept(String day) {
        on(day);
        return new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
    }

    private IncumbencyId answered(PetitionCase of, String day) {
        return given.archive()
                .board(Asker.Job.OPERATOR)
                .whoAnswered(of.id(), day(day))
                .get(0)
                .who()
                .id();
    }

    private Given on(String day) {
        return given.on(day(day));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private static CaseAct.Classify simple() {
        return new CaseAct.Classify(
                Track.SIMPLIFIED, Optional.of(SimpleGround.DAILY_LIFE), ImmutableSet.of(), "事实清楚，涉及日常生活");
    }

    private static Position.Open open(PetitionCase of) {
        return (Position.Open) of.position();
    }

    private static Running running(PetitionCase of, Term term) {
        return Optional.ofNullable(open(of).running().get(term)).orElseThrow(() -> new AssertionError(term));
    }

    private static String due(PetitionCase of, Term term) {
        return running(of, term).due().toString();
    }

    private static Set<Term> runs(PetitionCase of) {
        return open(of).running().keySet();
    }

    private static Stage stage(PetitionCase of) {
        return open(of).stage();
    }

    private static Ending ending(PetitionCase of) {
        return ((Position.Ended) of.position()).ending();
    }

    private static IncumbencyId holder(PetitionCase of) {
        return of.position().chain().holder();
    }

    private List<Entry> docket(PetitionCase of) {
        return given.look(session -> session.dockets().read(of.subject()));
    }

    private Article lastArticle(PetitionCase of) {
        List<Entry> docket = docket(of);
        return docket.get(docket.size() - 1).article().orElseThrow();
    }
}
