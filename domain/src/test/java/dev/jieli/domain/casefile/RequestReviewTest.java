package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 请求复查 */
class RequestReviewTest {

    private static final CaseAct REQUEST = new CaseAct.RequestReview(REVIEWER.id(), "对答复不服");

    @Test
    void the_reviewing_organ_answers_and_has_thirty_days() {
        Journey requested = Given.replyServed().later(5).does(REVIEWER, REQUEST);

        assertThat(requested.stage()).isEqualTo(Stage.REVIEW_REQUESTED);
        assertThat(requested.holder()).isEqualTo(REVIEWER);
        assertThat(requested.in(Role.UNIT_HEAD)).contains(REVIEW_HEAD);
        assertThat(requested.open().unit()).isEqualTo(REVIEWER.unit());
        assertThat(requested.running()).containsExactly(Term.REVIEW);
        assertThat(requested.term(Term.REVIEW).nominal()).isEqualTo(LocalDate.of(2026, 4, 6));
        assertThat(requested.due(Term.REVIEW)).isEqualTo(LocalDate.of(2026, 4, 7)); // Qingming, 4 to 6 April
        assertThat(requested.newest().article()).contains(art(35));
        assertThat(requested.newest().capacity()).isEqualTo(Capacity.RECEIVER);
    }

    @Test
    void the_reviewing_organ_takes_it_in_or_the_handling_organ_or_an_office_passes_it_on() {
        assertThat(Given.replyServed().whoMay(REQUEST))
                .containsExactlyInAnyOrder(
                        REVIEWER, REVIEW_HEAD, HANDLER, COLLEAGUE, HEAD, CLERK, OTHER_CLERK, OFFICE_HEAD);
    }

    @Test
    void what_was_posted_in_time_is_in_time_however_late_it_is_entered() {
        LocalDate lastDay = Given.replyServed().due(Term.REQUEST_REVIEW);
        Journey late = Given.replyServed().later(40);

        Refusal refusal = late.refuses(
                REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), Optional.of(lastDay.plusDays(1)), "对答复不服"));
        Journey requested =
                late.does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), Optional.of(lastDay), "对答复不服"));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(requested.term(Term.REVIEW).from()).isEqualTo(DAY.plusDays(40)); // from receipt, not from the post
    }

    @Test
    void nobody_asks_before_the_opinion_is_there_or_in_the_future() {
        for (LocalDate day : List.of(DAY.minusDays(1), DAY.plusDays(6))) {
            Refusal refusal = Given.replyServed()
                    .later(5)
                    .refuses(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), Optional.of(day), "对答复不服"));
            assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
            assertThat(refusal.details()).containsEntry("field", "askedOn");
        }
    }

    @Test
    void who_handled_it_does_not_review_it() {
        Refusal refusal = Given.replyServed().refuses(CLERK, new CaseAct.RequestReview(COLLEAGUE.id(), "对答复不服"));

        assertThat(refusal.reason()).isEqualTo(Reason.REVIEWER_IS_HANDLER);
        assertThat(refusal.article()).contains(art(35));
    }

    @Test
    void the_last_day_of_the_window_is_in_time_and_the_next_is_not() {
        assertThat(Given.replyServed()
                        .on(LocalDate.of(2026, 4, 1))
                        .does(REVIEWER, REQUEST)
                        .stage())
                .isEqualTo(Stage.REVIEW_REQUESTED);
        Refusal late = Given.replyServed().on(LocalDate.of(2026, 4, 2)).refuses(REVIEWER, REQUEST);
        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.details()).containsEntry("due", "2026-04-01");
    }

    @Test
    void where_a_missed_window_has_no_consequence_it_is_never_too_late() {
        Law lenient = Law.national().under(Rulebook.national().with(Policy.MissedWindow.STAYS_OPEN));

        assertThat(Given.replyServed()
                        .under(lenient)
                        .later(300)
                        .does(REVIEWER, REQUEST)
                        .stage())
                .isEqualTo(Stage.REVIEW_REQUESTED);
    }

    @Test
    void it_gives_a_reason_and_needs_a_paper_served() {
        assertThat(Given.replyServed()
                        .refuses(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), ""))
                        .details())
                .containsEntry("field", "reason");
        assertThat(Given.replied().refuses(REVIEWER, REQUEST).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void a_leader_who_took_the_case_keeps_it_under_review() {
        Journey requested = Given.replyServed()
                .does(CLERK, new CaseAct.AssignLeader(DEPUTY.id(), ImmutableMap.of(), "逐案化解", DAY.plusDays(60)))
                .does(REVIEWER, REQUEST);

        assertThat(requested.in(Role.ASSIGNED_LEADER)).contains(DEPUTY);
        assertThat(requested.open().assignment()).isPresent();
    }
}
