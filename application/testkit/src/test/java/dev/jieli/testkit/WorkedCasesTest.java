package dev.jieli.testkit;

import static dev.jieli.domain.statute.Article.art;
import static dev.jieli.domain.statute.Instrument.REGULATIONS_2005;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static dev.jieli.testkit.Who.HEAD;
import static dev.jieli.testkit.Who.OTHER_CLERK;
import static dev.jieli.testkit.Who.REREVIEWER;
import static dev.jieli.testkit.Who.TOWN_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.Adoption;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.LegalPath;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.casefile.SimpleGround;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
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

        Refusal handler = given.refuses(HANDLER, accepted, new CaseAct.Extend(30, "需委托鉴定", given.today()));
        assertThat(handler.reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(handler.article()).contains(art(34));
        Refusal longer = given.refuses(HEAD, accepted, new CaseAct.Extend(31, "需委托鉴定", given.today()));
        assertThat(longer.reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(longer.details()).containsEntry("most", "30");
        Refusal after = on("2024-05-07").refuses(HEAD, accepted, new CaseAct.Extend(30, "需委托鉴定", given.today()));
        assertThat(after.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(after.details()).containsEntry("due", "2024-05-06");

        PetitionCase extended =
                on("2024-05-06").does(HEAD, accepted, new CaseAct.Extend(30, "需委托鉴定", Optional.empty()));
        assertThat(due(extended, Term.CONCLUDE)).isEqualTo("2024-06-03");
        assertThat(due(extended, Term.EXTENSION_NOTICE)).isEqualTo("2024-05-06"); // told before the 60 days end
        assertThat(given.refuses(HEAD, extended, new CaseAct.Extend(1, "再延一日", given.today()))
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
        assertThat(runs(served)).containsExactly(Term.REQUEST_REVIEW); // quick, and reviewable like any opinion
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

    // ------------------------------------------------------------------ small change

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
