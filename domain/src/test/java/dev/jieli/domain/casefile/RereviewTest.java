package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 出具复核意见 */
class RereviewTest {

    @ParameterizedTest
    @EnumSource
    void it_is_the_end_of_the_procedure(Finding finding) {
        Journey ended = Given.rereviewRequested().does(REREVIEWER, new CaseAct.Rereview(finding, "复核意见"));
        assertThat(ended.stage()).isEqualTo(Stage.REREVIEWED);
        assertThat(ended.newest().article()).contains(art(36, 1));
        ended.does(REREVIEWER, new CaseAct.Serve(DAY, Manner.IN_PERSON));

        assertThat(ended.ending()).isEqualTo(Ending.FINAL);
        assertThat(ended.holder()).isEqualTo(REREVIEWER);
        assertThat(ended.newest().article()).contains(art(36, 3));
    }

    @Test
    void it_says_something() {
        assertThat(Given.rereviewRequested()
                        .refuses(REREVIEWER, new CaseAct.Rereview(Finding.UPHELD, ""))
                        .details())
                .containsEntry("field", "text");
    }

    @Test
    void the_re_reviewing_organ_decides() {
        assertThat(Given.rereviewRequested().whoMay(new CaseAct.Rereview(Finding.UPHELD, "维持")))
                .containsExactly(REREVIEWER);
    }
}
