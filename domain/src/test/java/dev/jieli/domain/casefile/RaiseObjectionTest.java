package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.COLLEAGUE;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.Who.TOWN_HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 提出异议 */
class RaiseObjectionTest {

    @Test
    void the_case_waits_for_its_sender_and_stays_with_the_organ_meanwhile() {
        Journey objected = Given.objected();

        assertThat(objected.stage()).isEqualTo(Stage.OBJECTED);
        assertThat(objected.holder()).isEqualTo(HANDLER);
        assertThat(objected.running()).containsExactlyInAnyOrder(Term.NOTICE, Term.OBJECTION_DECISION);
        assertThat(objected.newest().article()).contains(art(23, 3));
    }

    @Test
    void the_fifth_working_day_is_in_time_and_the_day_after_is_not() {
        CaseAct object = new CaseAct.RaiseObjection("属水务部门职权");

        assertThat(Given.forwarded()
                        .on(LocalDate.of(2026, 3, 9))
                        .does(HANDLER, object)
                        .stage())
                .isEqualTo(Stage.OBJECTED);
        Refusal late = Given.forwarded().on(LocalDate.of(2026, 3, 10)).refuses(HANDLER, object);
        assertThat(late.reason()).isEqualTo(Reason.TOO_LATE);
        assertThat(late.article()).contains(art(23, 3));
        assertThat(late.details()).containsEntry("due", "2026-03-09");
    }

    @Test
    void the_reasons_are_given() {
        Refusal refusal = Given.forwarded().refuses(HANDLER, new CaseAct.RaiseObjection(" "));

        assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(refusal.details()).containsEntry("field", "reason");
    }

    @Test
    void an_organ_objects_once() {
        Journey upheld = Given.objected().does(CLERK, new CaseAct.Uphold("属你单位职权"));

        assertThat(upheld.refuses(HANDLER, new CaseAct.RaiseObjection("再次提出")).reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void an_organ_to_which_it_was_forwarded_further_may_object_too() {
        Journey further = Given.forwarded().does(HANDLER, new CaseAct.Transfer(TOWN_HANDLER.id(), "来信一封"));

        assertThat(further.does(TOWN_HANDLER, new CaseAct.RaiseObjection("属县级职权"))
                        .stage())
                .isEqualTo(Stage.OBJECTED);
    }

    @Test
    void the_organ_itself_objects() {
        assertThat(Given.forwarded().whoMay(new CaseAct.RaiseObjection("属水务部门职权")))
                .containsExactlyInAnyOrder(HANDLER, COLLEAGUE, HEAD);
    }
}
