package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.REREVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 审核认定办结 */
class TerminationTest {

    private static final CaseAct PROPOSE = new CaseAct.ProposeTermination("终结报告〔2026〕1号", "终结备案表");

    private static CaseAct confirm(Confirmation level) {
        return new CaseAct.ConfirmTermination(level, "信访工作联席会议", "审核认定〔2026〕7号");
    }

    private static Optional<Termination> file(Journey journey) {
        return ((Position.Ended) journey.now().position()).termination();
    }

    @Test
    void the_county_the_province_and_the_centre_confirm_in_turn() {
        Journey proposed = Given.final_().later(30).does(CLERK, PROPOSE);
        assertThat(file(proposed)).contains(new Termination(DAY.plusDays(30), Optional.empty()));
        assertThat(proposed.refuses(CLERK, confirm(Confirmation.PROVINCIAL)).reason())
                .isEqualTo(Reason.NOT_NEXT_TO_CONFIRM);

        proposed.does(CLERK, confirm(Confirmation.COUNTY))
                .does(CLERK, confirm(Confirmation.PROVINCIAL))
                .does(CLERK, confirm(Confirmation.CENTRAL));

        assertThat(file(proposed))
                .hasValueSatisfying(file -> assertThat(file.isComplete()).isTrue());
        assertThat(proposed.refuses(CLERK, confirm(Confirmation.CENTRAL)).reason())
                .isEqualTo(Reason.NOT_NEXT_TO_CONFIRM);
        assertThat(proposed.refuses(CLERK, new CaseAct.ReturnTermination("材料不全"))
                        .reason())
                .isEqualTo(Reason.NOT_NEXT_TO_CONFIRM);
        assertThat(PetitionCase.replay(proposed.docket())).isEqualTo(proposed.now());
    }

    @Test
    void what_is_sent_back_may_be_put_forward_again() {
        Journey back = Given.final_()
                .does(CLERK, PROPOSE)
                .does(CLERK, confirm(Confirmation.COUNTY))
                .does(CLERK, new CaseAct.ReturnTermination("帮扶记录不全"));

        assertThat(file(back)).isEmpty();
        assertThat(file(back.does(CLERK, PROPOSE))).isPresent();
        assertThat(back.refuses(CLERK, PROPOSE).reason()).isEqualTo(Reason.ONLY_ONCE);
    }

    @Test
    void only_what_was_gone_through_is_terminated_and_nobody_does_it_to_an_open_case() {
        Journey withdrawn = Given.accepted().does(HANDLER, new CaseAct.Withdraw("信访人书面撤回"));

        assertThat(withdrawn.refuses(CLERK, PROPOSE).reason()).isEqualTo(Reason.NOT_TERMINABLE);
        assertThat(Given.executing().refuses(CLERK, PROPOSE).reason()).isEqualTo(Reason.NOT_AT_THIS_STAGE);
        assertThat(Given.final_().refuses(REREVIEWER, PROPOSE).reason()).isEqualTo(Reason.NOT_YOURS);
    }

    @Test
    void the_material_is_found_in_the_docket() {
        Journey ended = Given.final_();
        assertThat(Termination.incomplete(ended.now(), ended.docket())).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.MATERIAL_MISSING);
            assertThat(refusal.details()).containsEntry("material", "MEASURES");
        });

        ended.does(CLERK, new CaseAct.TakeMeasure(Measure.GUIDANCE, "", "", "上门走访，解释复核意见"));
        assertThat(Termination.incomplete(ended.now(), ended.docket())).isEmpty();
        assertThat(Material.list(ended.docket(), Ending.FINAL))
                .filteredOn(found -> found.material() == Material.SERVICE)
                .singleElement()
                .satisfies(found -> assertThat(found.entries()).hasSize(3));
    }

    @Test
    void a_settlement_that_was_kept_shows_its_agreement_and_its_result() {
        Journey kept =
                Given.executing().does(HANDLER, new CaseAct.Execute(Optional.empty(), true, DAY, "工资已付清", "银行回单"));

        assertThat(Material.list(kept.docket(), Ending.SETTLED))
                .filteredOn(Material.Found::needed)
                .extracting(Material.Found::material)
                .containsExactly(Material.AGREEMENT, Material.RESULT, Material.MEASURES);
    }

    @Test
    void what_was_terminated_is_not_accepted_again_on_the_same_facts() {
        Journey kept =
                Given.executing().does(HANDLER, new CaseAct.Execute(Optional.empty(), true, DAY, "工资已付清", "银行回单"));
        assertThat(SameMatter.bars(kept.now(), unit -> true, DAY)).isEmpty();

        kept.does(CLERK, PROPOSE)
                .does(CLERK, confirm(Confirmation.COUNTY))
                .does(CLERK, confirm(Confirmation.PROVINCIAL));
        assertThat(SameMatter.bars(kept.now(), unit -> true, DAY)).isEmpty();

        kept.does(CLERK, confirm(Confirmation.CENTRAL));
        assertThat(SameMatter.bars(kept.now(), unit -> true, DAY))
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NO_LONGER_ACCEPTED));
    }
}
