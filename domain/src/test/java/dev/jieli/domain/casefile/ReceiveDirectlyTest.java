package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.HEAD;
import static dev.jieli.domain.statute.Article.art;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.Who;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 直接收到并登记 */
class ReceiveDirectlyTest {

    @Test
    void an_organ_that_a_petitioner_came_to_answers_and_has_fifteen_days_to_tell_him() {
        Journey received = Given.receivedDirectly();

        assertThat(received.stage()).isEqualTo(Stage.REGISTERED);
        assertThat(received.holder()).isEqualTo(HANDLER);
        assertThat(received.in(Role.UNIT_HEAD)).contains(HEAD);
        assertThat(received.running()).containsExactly(Term.DIRECT_NOTICE);
        assertThat(received.due(Term.DIRECT_NOTICE)).isEqualTo(LocalDate.of(2026, 3, 17));
        assertThat(received.newest().article()).contains(art(23, 1));
        assertThat(received.newest().capacity()).isEqualTo(Capacity.COLLEAGUE);
    }

    @Test
    void a_head_who_takes_it_in_acts_as_the_head() {
        Journey received =
                Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.ReceiveDirectly(Given.petition()), HEAD, DAY);

        assertThat(received.newest().capacity()).isEqualTo(Capacity.UNIT_HEAD);
    }

    @Test
    void a_petition_office_registers_under_article_22_instead() {
        Refusal refusal = Journey.refusal(PetitionCase.register(
                new CaseId(Who.uuid("case")),
                new CaseAct.ReceiveDirectly(Given.petition()),
                CLERK.seat(),
                DAY,
                Journey.at(DAY),
                Law.national()));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(refusal.details()).containsEntry("needs", "Register");
    }
}
