package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.Who.SUPERVISOR;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 记事 */
class NoteTest {

    private static final CaseAct NOTE = new CaseAct.Note("接待来访一次");

    @ParameterizedTest
    @EnumSource
    void at_any_stage_it_goes_on_record_and_changes_nothing(Stage stage) {
        Journey journey = Given.at(stage);
        Position before = journey.now().position();

        assertThat(journey.does(journey.holder(), NOTE).now().position()).isEqualTo(before);
    }

    @Test
    void everybody_with_a_part_in_the_case_may() {
        assertThat(Given.accepted().whoMay(NOTE))
                .containsExactlyInAnyOrder(
                        HANDLER, COLLEAGUE, HEAD, DEPUTY, CLERK, OTHER_CLERK, OFFICE_HEAD, SUPERVISOR);
    }

    @Test
    void after_the_end_what_is_done_for_the_petitioner_goes_on_record_still() {
        Journey ended = Given.final_();
        Position before = ended.now().position();

        assertThat(ended.does(REREVIEWER, NOTE).now().position()).isEqualTo(before);
        assertThat(ended.newest().article()).contains(art(37, 3));
        assertThat(ended.whoMay(NOTE))
                .containsExactlyInAnyOrder(REREVIEWER, CLERK, OTHER_CLERK, OFFICE_HEAD, SUPERVISOR);
    }

    @Test
    void it_says_something() {
        assertThat(Given.accepted().refuses(HANDLER, new CaseAct.Note("")).details())
                .containsEntry("field", "text");
        assertThat(Given.final_().refuses(REREVIEWER, new CaseAct.Note("")).details())
                .containsEntry("field", "text");
    }
}
