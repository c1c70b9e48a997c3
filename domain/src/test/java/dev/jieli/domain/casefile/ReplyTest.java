package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.statute.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 出具处理意见书 */
class ReplyTest {

    @ParameterizedTest
    @EnumSource
    void any_of_the_three_answers_concludes_the_handling(Opinion opinion) {
        Journey replied = Given.accepted().does(HANDLER, new CaseAct.Reply(opinion, "处理意见"));

        assertThat(replied.stage()).isEqualTo(Stage.REPLIED);
        assertThat(replied.running())
                .contains(Term.NOTICE, Term.OPINION_SERVICE)
                .doesNotContain(Term.CONCLUDE);
        assertThat(replied.running().contains(Term.EXECUTION)).isEqualTo(opinion == Opinion.SUPPORT);
        assertThat(replied.open().decided()).containsExactly(HANDLER.unit());
        assertThat(replied.newest().article()).contains(art(31, 1));
    }

    @Test
    void it_can_be_late() {
        assertThat(Given.accepted()
                        .later(200)
                        .does(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"))
                        .stage())
                .isEqualTo(Stage.REPLIED);
    }

    @Test
    void it_says_something() {
        assertThat(Given.accepted()
                        .refuses(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, ""))
                        .details())
                .containsEntry("field", "text");
    }

    @Test
    void what_is_not_accepted_gets_no_opinion() {
        assertThat(Given.forwarded()
                        .refuses(HANDLER, new CaseAct.Reply(Opinion.SUPPORT, "予以支持"))
                        .reason())
                .isEqualTo(Reason.NOT_AT_THIS_STAGE);
    }

    @Test
    void the_unit_that_answers_replies() {
        assertThat(Given.accepted().whoMay(new CaseAct.Reply(Opinion.SUPPORT, "予以支持")))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
