package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.SUPERVISOR;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Capacity;
import org.junit.jupiter.api.Test;

/** 督办 */
class UrgeTest {

    private static final CaseAct URGE = new CaseAct.Urge("请加快办理");

    @Test
    void it_goes_on_record_and_changes_nothing() {
        Journey urged = Given.accepted().does(SUPERVISOR, URGE);

        assertThat(urged.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(urged.newest().article()).contains(art(40, 1));
        assertThat(urged.newest().capacity()).isEqualTo(Capacity.SUPERVISOR);
    }

    @Test
    void who_supervises_or_stands_above_urges_and_not_the_handler() {
        assertThat(Given.accepted().whoMay(URGE))
                .containsExactlyInAnyOrder(SUPERVISOR, CLERK, OTHER_CLERK, OFFICE_HEAD, HEAD, DEPUTY);
    }

    @Test
    void it_says_something() {
        assertThat(Given.accepted().refuses(SUPERVISOR, new CaseAct.Urge(" ")).details())
                .containsEntry("field", "text");
    }
}
