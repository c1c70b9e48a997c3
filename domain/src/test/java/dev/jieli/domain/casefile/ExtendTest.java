package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 延期 */
class ExtendTest {

    private static final CaseAct THIRTY = new CaseAct.Extend(30, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况");

    @Test
    void ninety_days_count_from_acceptance_and_not_from_a_day_that_rolled() {
        Journey extended = Given.accepted().does(HEAD, THIRTY);

        assertThat(extended.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(extended.holder()).isEqualTo(HANDLER);
        assertThat(extended.term(Term.CONCLUDE).extendedDays()).isEqualTo(30);
        assertThat(extended.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2026, 5, 31));
        assertThat(extended.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 6, 1)); // the 31st is a Sunday
        assertThat(extended.newest().article()).contains(art(34));
        assertThat(extended.newest().capacity()).isEqualTo(Capacity.UNIT_HEAD);
    }

    @Test
    void a_head_of_the_organ_itself_approves_and_neither_the_handler_nor_a_leader_of_another_organ() {
        assertThat(Given.accepted().whoMay(THIRTY)).containsExactly(HEAD);
        assertThat(Given.accepted().refuses(HANDLER, THIRTY).details().get("needs"))
                .contains("UNIT_HEAD", "LEADER_IN_CHARGE");
    }

    @Test
    void once() {
        assertThat(Given.accepted()
                        .does(HEAD, new CaseAct.Extend(10, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"))
                        .refuses(HEAD, THIRTY)
                        .reason())
                .isEqualTo(Reason.ONLY_ONCE);
    }

    @Test
    void at_most_thirty_days() {
        Refusal refusal = Given.accepted().refuses(HEAD, new CaseAct.Extend(31, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(refusal.article()).contains(art(34));
        assertThat(refusal.details()).containsEntry("most", "30");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void at_least_a_day(int days) {
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Extend(days, "需委托鉴定", DAY).unasked("单位负责人直接掌握情况"))
                        .details())
                .containsEntry("field", "days");
    }

    @Test
    void before_the_term_ends_its_rolled_last_day_included() {
        assertThat(Given.accepted()
                        .on(LocalDate.of(2026, 5, 6))
                        .does(HEAD, THIRTY)
                        .due(Term.CONCLUDE))
                .isEqualTo(LocalDate.of(2026, 6, 1));
        Refusal late = Given.accepted().on(LocalDate.of(2026, 5, 7)).refuses(HEAD, THIRTY);
        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.details()).containsEntry("due", "2026-05-06");
    }

    @Test
    void the_petitioner_was_told_by_then_and_told_why() {
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Extend(30, "需委托鉴定", DAY.plusDays(1)).unasked("单位负责人直接掌握情况"))
                        .details())
                .containsEntry("field", "petitionerToldOn");
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Extend(30, "", DAY).unasked("单位负责人直接掌握情况"))
                        .details())
                .containsEntry("field", "reason");
    }

    @Test
    void nobody_is_told_of_an_extension_before_the_case_was_accepted() {
        assertThat(Given.accepted()
                        .refuses(HEAD, new CaseAct.Extend(30, "需委托鉴定", DAY.minusDays(1)).unasked("单位负责人直接掌握情况"))
                        .details())
                .containsEntry("field", "petitionerToldOn");
    }

    @Test
    void only_while_it_is_handled() {
        assertThat(Given.replied().refuses(HEAD, THIRTY).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(Given.reviewRequested().refuses(REVIEW_HEAD, THIRTY).reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void ordered_anew_the_term_is_a_new_one_and_can_be_extended_again() {
        Journey anew = Given.accepted()
                .does(HEAD, THIRTY)
                .does(HANDLER, new CaseAct.Reply(Opinion.EXPLAIN, "已作解释说明"))
                .does(HANDLER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                .does(REVIEWER, new CaseAct.RequestReview(REVIEWER.id(), "对答复不服"))
                .does(REVIEWER, new CaseAct.Revoke("事实不清，予以撤销"))
                .does(REVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON))
                .does(REVIEWER, new CaseAct.OrderAnew(HANDLER.id(), "事实不清"));

        assertThat(anew.term(Term.CONCLUDE).extendedDays()).isZero();
        assertThat(anew.does(HEAD, THIRTY).term(Term.CONCLUDE).extendedDays()).isEqualTo(30);
    }
}
