package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.OFFICE_HEAD;
import static dev.jieli.domain.Who.OTHER_CLERK;
import static dev.jieli.domain.Who.REREVIEWER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 关联: a person says what two cases have in common, and what follows from it. */
class LinkTest {
    private static final CaseId EARLIER = new CaseId(Who.uuid("earlier"));
    private static final CaseAct LINK = new CaseAct.Link(EARLIER, LinkKind.SAME_MATTER, "事实和请求相同");
    private static final CaseAct UNLINK = new CaseAct.Unlink(EARLIER, LinkKind.SAME_MATTER, "有新的事实");

    @ParameterizedTest
    @EnumSource
    void at_any_stage_it_goes_on_record_and_moves_nothing(Stage stage) {
        Journey journey = Given.at(stage);
        Position before = journey.now().position();

        assertThat(journey.does(CLERK, LINK).now().position()).isEqualTo(before);
        assertThat(journey.does(CLERK, UNLINK).now().position()).isEqualTo(before);
    }

    @Test
    void whoever_handles_the_case_and_the_petition_office_may() {
        assertThat(Given.accepted().whoMay(LINK))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD, CLERK, OTHER_CLERK, OFFICE_HEAD);
        assertThat(Given.accepted().whoMay(UNLINK)).isEqualTo(Given.accepted().whoMay(LINK));
    }

    @Test
    void after_the_end_still_for_it_is_counted_by_it() {
        assertThat(Given.final_().does(REREVIEWER, LINK).newest().article()).contains(art(19, 3));
    }

    @Test
    void it_says_why() {
        CaseAct link = new CaseAct.Link(EARLIER, LinkKind.RELATED, " ");
        CaseAct unlink = new CaseAct.Unlink(EARLIER, LinkKind.RELATED, "");

        assertThat(Given.accepted().refuses(HANDLER, link).details()).containsEntry("field", "reason");
        assertThat(Given.accepted().refuses(HANDLER, unlink).details()).containsEntry("field", "reason");
        assertThat(Given.final_().refuses(REREVIEWER, link).details()).containsEntry("field", "reason");
        assertThat(Given.final_().refuses(REREVIEWER, unlink).details()).containsEntry("field", "reason");
    }

    // ------------------------------------------------------------------ which two

    private static Optional<Refusal> unlinkable(PetitionCase here, PetitionCase that) {
        return SameMatter.unlinkable(here, Matter.UNCLASSIFIED, that, Matter.UNCLASSIFIED);
    }

    @Test
    void it_stands_in_the_docket_of_the_later_case_and_no_case_is_linked_with_itself() {
        PetitionCase first = Given.another("2026-0001").now();
        PetitionCase second = Given.another("2026-0002").now();

        assertThat(unlinkable(second, first)).isEmpty();
        assertThat(unlinkable(first, second)).map(Refusal::reason).contains(Reason.NOT_EARLIER);
        assertThat(unlinkable(first, first)).map(Refusal::reason).contains(Reason.NOT_EARLIER);
    }

    @Test
    void an_accusation_is_linked_with_no_other_case() {
        PetitionCase first = Given.another("2026-0001").now();
        PetitionCase second = Given.another("2026-0002").now();
        Matter accusation = Given.registered()
                .does(CLERK, new CaseAct.Classify(Track.ACCUSATION, "反映干部失职"))
                .open()
                .matter();

        assertThat(SameMatter.unlinkable(second, accusation, first, Matter.UNCLASSIFIED))
                .contains(Refusal.of(Reason.KEPT_APART, art(30, 3)));
        assertThat(SameMatter.unlinkable(second, Matter.UNCLASSIFIED, first, accusation))
                .contains(Refusal.of(Reason.KEPT_APART, art(30, 3)));
        assertThat(SameMatter.unlinkable(second, accusation, first, accusation))
                .contains(Refusal.of(Reason.KEPT_APART, art(30, 3)));
    }

    // ------------------------------------------------------------------ what follows

    @Test
    void what_is_under_way_below_and_within_its_terms_is_not_accepted_above() {
        PetitionCase earlier = Given.accepted().now();

        assertThat(SameMatter.bars(earlier, unit -> true, DAY))
                .contains(Refusal.of(Reason.UNDER_WAY_BELOW, art(19, 3)).with("number", "2026-0001"));
    }

    @Test
    void what_is_under_way_elsewhere_bars_nobody() {
        assertThat(SameMatter.bars(Given.accepted().now(), unit -> false, DAY)).isEmpty();
    }

    @Test
    void an_organ_that_is_late_bars_nobody_from_going_above_it() {
        PetitionCase earlier = Given.accepted().now();

        assertThat(SameMatter.bars(earlier, unit -> true, DAY.plusDays(200))).isEmpty();
    }

    @Test
    void what_was_re_reviewed_is_accepted_by_no_organ() {
        assertThat(SameMatter.bars(Given.final_().now(), unit -> false, DAY.plusDays(900)))
                .contains(Refusal.of(Reason.NO_LONGER_ACCEPTED, art(36, 3)).with("number", "2026-0001"));
    }

    @Test
    void what_ended_otherwise_may_come_again() {
        assertThat(SameMatter.bars(
                        Given.accepted()
                                .does(HANDLER, new CaseAct.Withdraw("撤回"))
                                .now(),
                        unit -> true,
                        DAY))
                .isEmpty();
    }
}
