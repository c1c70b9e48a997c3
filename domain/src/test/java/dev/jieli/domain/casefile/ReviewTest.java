package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.REVIEWER;
import static dev.jieli.domain.Who.REVIEW_HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.statute.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 出具复查意见 */
class ReviewTest {

    @ParameterizedTest
    @EnumSource
    void the_opinion_stands_or_is_changed_and_either_way_the_review_is_done(Finding finding) {
        Journey reviewed = Given.reviewRequested().does(REVIEWER, new CaseAct.Review(finding, "复查意见"));

        assertThat(reviewed.stage()).isEqualTo(Stage.REVIEWED);
        assertThat(reviewed.running()).containsExactly(Term.REVIEW_SERVICE);
        assertThat(reviewed.open().decided()).containsExactly(HANDLER.unit(), REVIEWER.unit());
        assertThat(reviewed.newest().article()).contains(art(35));
    }

    @Test
    void the_reviewing_organ_decides() {
        assertThat(Given.reviewRequested().whoMay(new CaseAct.Review(Finding.UPHELD, "维持")))
                .containsExactlyInAnyOrder(REVIEWER, REVIEW_HEAD);
    }

    @Test
    void it_says_something() {
        assertThat(Given.reviewRequested()
                        .refuses(REVIEWER, new CaseAct.Review(Finding.UPHELD, ""))
                        .details())
                .containsEntry("field", "text");
    }
}
