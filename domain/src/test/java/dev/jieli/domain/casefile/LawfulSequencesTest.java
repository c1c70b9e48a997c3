package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.MAGISTRATE;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.Who.SUPERVISOR;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 办理次序: acts each of which is open, in an order that a table by itself does not see. */
class LawfulSequencesTest {

    private static final CaseAct TELL = new CaseAct.Notify(Manner.BY_POST, "已收到，按信访程序办理");

    private static CaseAct takeOver(Who from, Who to) {
        return new CaseAct.TakeOver(Who.uuid("handover"), from.id(), to.id());
    }

    // ------------------------------------------------------------------ forwarding

    @Test
    void an_organ_that_is_no_petition_office_forwards_under_its_own_article() {
        CaseAct down = new CaseAct.Transfer(TOWN_HANDLER.id(), "登记表");

        Journey direct = Given.receivedDirectly().does(HANDLER, TELL);

        assertThat(direct.now().article(CaseAct.Transfer.class, HANDLER.seat())).contains(art(23, 1));
        assertThat(direct.does(HANDLER, down).newest().article()).contains(art(23, 1));
        assertThat(Given.registered().does(CLERK, down).newest().article()).contains(art(22, 1));
    }

    @Test
    void a_petition_office_that_it_is_forwarded_to_has_to_dispatch_it_and_not_to_tell_or_object() {
        Journey atTheOffice = Given.receivedDirectly()
                .later(3)
                .does(HANDLER, TELL)
                .does(HANDLER, new CaseAct.Transfer(CLERK.id(), "登记表"));

        assertThat(atTheOffice.running()).containsExactly(Term.DISPATCH);
        assertThat(atTheOffice.term(Term.DISPATCH).from()).isEqualTo(DAY.plusDays(3));

        Journey dispatched = atTheOffice.does(CLERK, new CaseAct.Transfer(TOWN_HANDLER.id(), "登记表"));

        assertThat(dispatched.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION);
        assertThat(dispatched.newest().article()).contains(art(22, 1));
    }

    @Test
    void what_a_department_takes_back_it_has_to_tell_again() {
        Journey back = Given.forwarded()
                .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"))
                .does(TOWN_HANDLER, new CaseAct.RaiseObjection("属县级职权"))
                .later(4)
                .does(COLLEAGUE, new CaseAct.TakeBack("异议成立"));

        assertThat(back.running()).containsExactly(Term.NOTICE);
        assertThat(back.term(Term.NOTICE).from()).isEqualTo(DAY.plusDays(4));
    }

    @Test
    void an_office_that_did_not_send_it_decides_no_objection() {
        Journey objected = Given.forwarded()
                .does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"))
                .does(TOWN_HANDLER, new CaseAct.RaiseObjection("属县级职权"));

        assertThat(objected.whoMay(new CaseAct.TakeBack("异议成立"))).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
        assertThat(objected.whoMay(new CaseAct.Uphold("属其职权"))).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }

    @Test
    void telling_stands_on_the_paragraph_by_which_it_came() {
        assertThat(Given.receivedDirectly().does(HANDLER, TELL).newest().article())
                .contains(art(23, 2));
        assertThat(Given.forwarded().does(HANDLER, TELL).newest().article()).contains(art(23, 3));
        assertThat(Given.accepted().does(HANDLER, TELL).newest().article()).contains(art(23));
    }

    @Test
    void what_was_forwarded_is_not_declined_under_the_words_for_what_was_brought_directly() {
        CaseAct decline = new CaseAct.Decline("复核终结后以同一事实和理由再次提出", "不再受理");

        assertThat(Given.forwarded().does(HANDLER, decline).newest().article()).contains(art(23, 3));
    }

    // ------------------------------------------------------------------ terms

    @Test
    void a_hearing_that_opens_when_the_re_review_is_late_already_does_not_make_it_timely() {
        Journey late = Given.rereviewRequested().later(40);
        LocalDate due = late.due(Term.REREVIEW);

        Refusal refusal = late.refuses(REREVIEWER, new CaseAct.Hear(due.plusDays(1), due.plusDays(3)));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(refusal.details()).containsEntry("due", due.toString());
        assertThat(late.does(REREVIEWER, new CaseAct.Hear(due, due.plusDays(3)))
                        .term(Term.REREVIEW)
                        .hearingDays())
                .isEqualTo(4);
    }

    // ------------------------------------------------------------------ review

    @Test
    void only_the_organ_that_handled_it_is_ordered_to_handle_it_anew() {
        CaseAct toTheReviewer = new CaseAct.OrderAnew(REVIEWER.id(), "复查程序不当");

        assertThat(Given.revoked(Given.rereviewRequested(), REREVIEWER)
                        .refuses(REREVIEWER, toTheReviewer)
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void handled_anew_it_goes_the_whole_way_again() {
        Journey again = Given.revoked()
                .does(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), "事实不清"))
                .does(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"))
                .does(HANDLER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                .does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "仍不服"))
                .does(REVIEWER, new CaseAct.Review(Finding.UPHELD, "维持"))
                .does(REVIEWER, new CaseAct.Serve(DAY, Manner.BY_POST));

        assertThat(again.open().decided()).containsExactly(HANDLER.unit(), REVIEWER.unit());
        assertThat(again.refuses(REVIEWER, new CaseAct.RequestRereview(REVIEW_HEAD.id(), "仍不服"))
                        .reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
    }

    @Test
    void a_handover_does_not_put_a_review_before_the_organ_under_review() {
        assertThat(Given.reviewRequested().refuses(takeOver(REVIEWER, HANDLER)).reason())
                .isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(Given.reviewRequested()
                        .happens(takeOver(REVIEWER, REVIEW_HEAD))
                        .holder())
                .isEqualTo(REVIEW_HEAD);
        assertThat(Given.accepted().happens(takeOver(HANDLER, TOWN_HANDLER)).holder())
                .isEqualTo(TOWN_HANDLER);
    }

    @Test
    void an_opinion_that_is_not_carried_out_is_urged_also_after_the_end() {
        CaseAct urge = new CaseAct.Urge("处理意见尚未执行，请督促落实");
        Journey urged = Given.final_().does(SUPERVISOR, urge);

        assertThat(urged.ending()).isEqualTo(Ending.FINAL);
        assertThat(urged.newest().article()).contains(art(40, 1));
        assertThat(urged.refuses(SUPERVISOR, new CaseAct.Urge(" ")).details()).containsEntry("field", "text");
        assertThat(urged.refuses(REREVIEWER, urge).reason()).isEqualTo(Reason.NOT_YOURS);
    }

    // ------------------------------------------------------------------ who is told

    @Test
    void nobody_between_two_rungs_of_one_official_is_passed_over() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(HEAD.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)));

        assertThat(taken.now().position().chain().afterReminders(0)).isEqualTo(HANDLER.id());
        assertThat(taken.now().position().chain().afterReminders(1)).isEqualTo(HEAD.id());
        assertThat(taken.now().position().chain().afterReminders(2)).isEqualTo(DEPUTY.id());
        assertThat(taken.now().position().chain().afterReminders(9)).isEqualTo(DEPUTY.id());
    }

    @Test
    void above_an_official_with_two_rungs_stands_the_next_official_and_not_the_same() {
        Journey taken = Given.accepted()
                .does(CLERK, new CaseAct.AssignLeader(MAGISTRATE.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)))
                .happens(takeOver(DEPUTY, HEAD));

        assertThat(taken.now().position().chain().nextAbove(dev.jieli.domain.accountability.Role.UNIT_HEAD))
                .isEqualTo(MAGISTRATE.id());
    }
}
