package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 不同意退回 */
class UpholdTest {

    @Test
    void it_stays_the_organs_and_the_term_to_tell_runs_on_unchanged() {
        Journey upheld = Given.objected().later(4).does(CLERK, new CaseAct.Uphold("属你单位职权"));

        assertThat(upheld.stage()).isEqualTo(Stage.FORWARDED);
        assertThat(upheld.holder()).isEqualTo(HANDLER);
        assertThat(upheld.running()).containsExactly(Term.NOTICE);
        assertThat(upheld.due(Term.NOTICE)).isEqualTo(LocalDate.of(2026, 3, 17));
    }

    @Test
    void the_sender_decides_and_not_the_organ_that_objected() {
        assertThat(Given.objected().whoMay(new CaseAct.Uphold("属你单位职权")))
                .containsExactlyInAnyOrder(CLERK, OTHER_CLERK, OFFICE_HEAD);
        assertThat(Given.objected()
                        .refuses(HANDLER, new CaseAct.Uphold("属你单位职权"))
                        .reason())
                .isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void the_finding_is_given() {
        assertThat(Given.objected().refuses(CLERK, new CaseAct.Uphold("")).details())
                .containsEntry("field", "reason");
    }
}
