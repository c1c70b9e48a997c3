package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.statute.Term;
import org.junit.jupiter.api.Test;

/** 告知 */
class NotifyTest {

    private static final CaseAct TELL = new CaseAct.Notify(Manner.BY_POST, "已收到，按信访程序办理");

    @Test
    void to_tell_is_not_to_accept() {
        Journey told = Given.forwarded().does(HANDLER, TELL);

        assertThat(told.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(told.running()).containsExactly(Term.OBJECTION);
        assertThat(told.newest().article()).contains(art(23, 3));
    }

    @Test
    void accepted_and_not_told_the_term_to_tell_runs_on() {
        Journey accepted = Given.accepted();

        assertThat(accepted.running()).contains(Term.NOTICE);
        assertThat(accepted.does(HANDLER, TELL).running()).containsExactly(Term.CONCLUDE);
    }

    @Test
    void a_petitioner_who_came_himself_is_told_too() {
        assertThat(Given.receivedDirectly().does(HANDLER, TELL).running()).isEmpty();
    }

    @Test
    void told_late_is_told_all_the_same() {
        assertThat(Given.forwarded().later(60).does(HANDLER, TELL).running()).doesNotContain(Term.NOTICE);
    }

    @Test
    void the_unit_that_answers_tells() {
        assertThat(Given.forwarded().whoMay(TELL)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
