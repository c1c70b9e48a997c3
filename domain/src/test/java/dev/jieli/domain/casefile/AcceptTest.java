package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 受理 */
class AcceptTest {

    @Test
    void sixty_days_run_from_acceptance() {
        Journey accepted = Given.accepted();

        assertThat(accepted.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(accepted.holder()).isEqualTo(HANDLER);
        assertThat(accepted.term(Term.CONCLUDE).nominal()).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(accepted.due(Term.CONCLUDE)).isEqualTo(LocalDate.of(2026, 5, 6)); // 1 to 5 May are off
        assertThat(accepted.newest().article()).contains(art(31, 1));
    }

    @Test
    void who_accepts_objects_no_more() {
        assertThat(Given.accepted().running()).containsExactlyInAnyOrder(Term.NOTICE, Term.CONCLUDE);
    }

    @Test
    void an_organ_accepts_what_was_brought_to_it_directly() {
        Journey accepted = Given.receivedDirectly().does(HANDLER, new CaseAct.Accept());

        assertThat(accepted.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(accepted.running()).containsExactlyInAnyOrder(Term.DIRECT_NOTICE, Term.CONCLUDE);
    }

    @Test
    void a_petition_office_passes_on_and_does_not_accept() {
        Refusal refusal = Given.registered().refuses(CLERK, new CaseAct.Accept());

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_UNIT);
        assertThat(refusal.article()).contains(art(22, 1));
    }

    @Test
    void the_unit_that_answers_accepts() {
        assertThat(Given.forwarded().whoMay(new CaseAct.Accept())).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
