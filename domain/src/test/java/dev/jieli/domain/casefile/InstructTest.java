package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.DEPUTY;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 领导阅批 */
class InstructTest {

    /** A Sunday. */
    private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 15);

    private static CaseAct by(LocalDate day) {
        return new CaseAct.Instruct(DEPUTY.id(), "请住建局抓紧办理并报结果", day);
    }

    @Test
    void an_instruction_wants_its_answer_on_the_day_that_the_leader_says() {
        Journey instructed = Given.accepted().does(DEPUTY, by(SUNDAY));

        assertThat(instructed.due(Term.INSTRUCTION)).isEqualTo(SUNDAY); // nothing moves it
        assertThat(instructed.newest().article()).contains(art(18, 2));
        assertThat(instructed.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(instructed.holder()).isEqualTo(HANDLER);
        assertThat(PetitionCase.replay(instructed.docket())).isEqualTo(instructed.now());
    }

    @Test
    void of_several_the_first_to_be_answered_counts_and_one_answer_is_for_all() {
        Journey twice = Given.accepted().does(CLERK, by(SUNDAY)).does(CLERK, by(SUNDAY.plusDays(9)));
        assertThat(twice.due(Term.INSTRUCTION)).isEqualTo(SUNDAY);

        Journey sooner = twice.does(CLERK, by(SUNDAY.minusDays(3)));
        assertThat(sooner.due(Term.INSTRUCTION)).isEqualTo(SUNDAY.minusDays(3));

        Journey answered = sooner.does(HANDLER, new CaseAct.AnswerLeader("已限期整改"));
        assertThat(answered.running()).doesNotContain(Term.INSTRUCTION);
        assertThat(answered.refuses(HANDLER, new CaseAct.AnswerLeader("再报")).reason())
                .isEqualTo(Reason.NO_SUCH_TERM);
    }

    @Test
    void the_case_does_not_end_before_the_leader_is_answered() {
        Journey instructed = Given.accepted().does(CLERK, by(SUNDAY));

        Refusal refusal = instructed.refuses(HANDLER, new CaseAct.Settle(true, "调解协议书"));
        assertThat(refusal.reason()).isEqualTo(Reason.STILL_OWED);
        assertThat(refusal.article()).contains(art(18, 2));
        assertThat(refusal.details()).containsEntry("term", "INSTRUCTION");
        assertThat(instructed
                        .does(HANDLER, new CaseAct.AnswerLeader("双方已达成协议"))
                        .does(HANDLER, new CaseAct.Settle(true, "调解协议书"))
                        .ending())
                .isEqualTo(Ending.SETTLED);
    }

    @Test
    void an_instruction_goes_with_the_case_to_whoever_holds_it_next() {
        Journey sent =
                Given.registered().does(CLERK, by(SUNDAY)).does(CLERK, new CaseAct.Transfer(HANDLER.id(), "来信一封"));

        assertThat(sent.due(Term.INSTRUCTION)).isEqualTo(SUNDAY);
        assertThat(sent.does(HANDLER, new CaseAct.AnswerLeader("已限期整改")).running())
                .doesNotContain(Term.INSTRUCTION);
    }

    @Test
    void a_leader_instructs_and_wants_an_answer_later_than_today() {
        assertThat(Given.accepted()
                        .refuses(CLERK, new CaseAct.Instruct(HANDLER.id(), "请办理", SUNDAY))
                        .reason())
                .isEqualTo(Reason.NOT_A_LEADER);
        assertThat(Given.accepted().refuses(CLERK, by(DAY)).details()).containsEntry("field", "answerBy");
    }
}
