package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 转送 */
class TransferTest {

    @Test
    void the_organ_that_it_is_forwarded_to_answers_from_then_on() {
        Journey forwarded = Given.registered().later(3).does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));

        assertThat(forwarded.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(forwarded.holder()).isEqualTo(HANDLER);
        assertThat(forwarded.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(forwarded.in(Role.LEADER_IN_CHARGE)).contains(DEPUTY);
        assertThat(forwarded.open().unit()).isEqualTo(HANDLER.unit());
        assertThat(forwarded.open().sender()).contains(CLERK.unit());
        assertThat(forwarded.open().heldSince()).isEqualTo(DAY.plusDays(3));
    }

    @Test
    void the_organ_has_fifteen_days_to_tell_and_five_working_days_to_object() {
        Journey forwarded = Given.forwarded();

        assertThat(forwarded.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION);
        assertThat(forwarded.due(Term.NOTICE)).isEqualTo(LocalDate.of(2026, 3, 17));
        assertThat(forwarded.due(Term.OBJECTION)).isEqualTo(LocalDate.of(2026, 3, 9));
    }

    @Test
    void it_rests_on_the_article_for_its_sender() {
        CaseAct further = new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封");

        assertThat(Given.forwarded().newest().article()).contains(art(22, 1));
        assertThat(Given.forwarded().does(HANDLER, further).newest().article()).contains(art(23, 1));
    }

    @Test
    void forwarded_further_the_terms_of_the_next_organ_run_from_that_day() {
        Journey further = Given.forwarded().later(2).does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"));

        assertThat(further.holder()).isEqualTo(TOWN_HANDLER);
        assertThat(further.open().sender()).contains(HANDLER.unit());
        assertThat(further.due(Term.NOTICE)).isEqualTo(LocalDate.of(2026, 3, 19));
        assertThat(further.due(Term.OBJECTION)).isEqualTo(LocalDate.of(2026, 3, 11));
    }

    @Test
    void the_unit_that_answers_passes_it_on_and_nobody_else() {
        CaseAct transfer = new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封");

        assertThat(Given.registered().whoMay(transfer)).containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD);
        assertThat(Given.forwarded().whoMay(transfer)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }

    @Test
    void within_the_unit_it_is_reassigned_and_not_forwarded() {
        assertThat(Given.forwarded()
                        .refuses(HANDLER, new CaseAct.Transfer(COLLEAGUE.id(), "来信一封"))
                        .reason())
                .isEqualTo(Reason.WRONG_UNIT);
    }

    @Test
    void it_is_not_forwarded_to_who_has_it() {
        assertThat(Given.forwarded()
                        .refuses(HANDLER, new CaseAct.Transfer(HANDLER.id(), "来信一封"))
                        .reason())
                .isEqualTo(Reason.SAME_RECEIVER);
    }

    @Test
    void once_accepted_it_is_not_passed_on() {
        Refusal refusal = Given.accepted().refuses(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(refusal.details()).containsEntry("act", "Transfer").containsEntry("stage", "ACCEPTED");
    }
}
