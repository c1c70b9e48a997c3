package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.STRANGER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 三到位一处理 */
class MeasureTest {

    private static CaseAct taken(Measure measure) {
        return new CaseAct.TakeMeasure(
                measure, "县民政局", measure == Measure.LAWFUL_HANDLING ? "已劝阻、批评教育两次" : "", "已办理，情况记录在卷");
    }

    @ParameterizedTest
    @EnumSource
    void a_measure_stands_in_the_docket_under_its_own_article_and_moves_nothing(Measure measure) {
        Journey before = Given.accepted();
        Journey after = Given.accepted().does(HANDLER, taken(measure));

        assertThat(after.newest().article()).contains(measure.article());
        assertThat(after.open()).isEqualTo(before.open());
    }

    @ParameterizedTest
    @EnumSource
    void guidance_and_aid_go_on_after_the_end(Measure measure) {
        Journey ended = Given.final_();

        assertThat(ended.does(CLERK, taken(measure)).now().isOpen()).isFalse();
        assertThat(ended.refuses(STRANGER, taken(measure)).reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(ended.refuses(CLERK, new CaseAct.TakeMeasure(measure, "", "", ""))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void what_another_organ_does_names_it() {
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.TakeMeasure(Measure.JUDICIAL_AID, " ", "", "已申请"))
                        .details())
                .containsEntry("field", "organ");
    }

    @Test
    void before_an_act_is_handled_by_law_it_was_dissuaded() {
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.TakeMeasure(Measure.LAWFUL_HANDLING, "县公安局", "", "已移交")))
                .satisfies(refusal -> {
                    assertThat(refusal.details()).containsEntry("field", "tried");
                    assertThat(refusal.article()).contains(art(47, 1));
                });
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.TakeMeasure(Measure.HELP, "", "劝阻", "发放慰问金"))
                        .details())
                .containsEntry("field", "tried");
    }
}
