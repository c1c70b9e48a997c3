package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 调解、和解 */
class SettleTest {

    private static final CaseAct SETTLE = new CaseAct.Settle(true, "调解协议书");

    @ParameterizedTest
    @EnumSource
    void it_can_be_had_at_any_stage(Stage stage) {
        Journey journey = Given.at(stage);

        assertThat(journey.does(journey.holder(), SETTLE).ending()).isEqualTo(Ending.SETTLED);
        assertThat(journey.newest().article()).contains(art(33));
    }

    @Test
    void it_is_written_down() {
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.Settle(false, ""))
                        .details())
                .containsEntry("field", "paper");
    }

    @Test
    void the_unit_that_answers_enters_it() {
        assertThat(Given.accepted().whoMay(SETTLE)).containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
