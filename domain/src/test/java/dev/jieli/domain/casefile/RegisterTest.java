package dev.jieli.domain.casefile;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.CLERK;
import static dev.jieli.domain.Who.HANDLER;
import static dev.jieli.domain.Who.MAGISTRATE;
import static dev.jieli.domain.Who.OFFICE_HEAD;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 登记 */
class RegisterTest {

    @Test
    void whoever_registers_answers_for_the_case_until_somebody_else_does() {
        Journey registered = Given.registered();

        assertThat(registered.stage()).isEqualTo(Stage.REGISTERED);
        assertThat(registered.holder()).isEqualTo(CLERK);
        assertThat(registered.in(Role.UNIT_HEAD)).contains(OFFICE_HEAD);
        assertThat(registered.in(Role.LEADER_IN_CHARGE)).contains(MAGISTRATE);
        assertThat(registered.open().unit()).isEqualTo(CLERK.unit());
        assertThat(registered.open().heldSince()).isEqualTo(DAY);
    }

    @Test
    void the_office_has_fifteen_days_to_pass_it_on() {
        assertThat(Given.registered().running()).containsExactly(Term.DISPATCH);
        assertThat(Given.registered().due(Term.DISPATCH)).isEqualTo(LocalDate.of(2026, 3, 17));
    }

    @Test
    void the_term_runs_from_the_day_of_receipt_and_not_of_the_registration() {
        Petition early = with("2026-0001", "反映施工噪声扰民", DAY.minusDays(4), 1, 0);

        assertThat(registered(early).due(Term.DISPATCH)).isEqualTo(LocalDate.of(2026, 3, 13));
    }

    @Test
    void the_entry_says_who_did_it_as_what_and_under_which_article() {
        assertThat(Given.registered().newest().by()).contains(CLERK.id());
        assertThat(Given.registered().newest().capacity()).isEqualTo(Capacity.PETITION_OFFICE);
        assertThat(Given.registered().newest().article()).contains(art(22, 1));
        assertThat(Given.registered().newest().number()).isEqualTo(1);
    }

    @Test
    void only_a_petition_office_registers_under_article_22() {
        Refusal refusal = refused(new CaseAct.Register(Given.petition()), HANDLER, DAY);

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_YOURS);
        assertThat(refusal.article()).contains(art(22, 1));
        assertThat(refusal.details()).containsEntry("needs", "ReceiveDirectly");
    }

    @Test
    void a_petition_needs_a_number_a_gist_persons_and_a_day_that_has_come() {
        assertThat(missing(with("", "反映施工噪声扰民", DAY, 1, 0))).isEqualTo("number");
        assertThat(missing(with("2026-0001", " ", DAY, 1, 0))).isEqualTo("gist");
        assertThat(missing(with("2026-0001", "反映施工噪声扰民", DAY, 0, 0))).isEqualTo("persons");
        assertThat(missing(with("2026-0001", "反映施工噪声扰民", DAY, 1, -1))).isEqualTo("repeats");
        assertThat(missing(with("2026-0001", "反映施工噪声扰民", DAY.plusDays(1), 1, 0)))
                .isEqualTo("receivedOn");
    }

    @Test
    void nothing_is_registered_on_a_day_to_come() {
        assertThat(Journey.refusal(PetitionCase.register(
                                new CaseId(Who.uuid("case")),
                                new CaseAct.Register(Given.petition()),
                                CLERK.seat(),
                                DAY.plusDays(1),
                                Journey.at(DAY),
                                Law.national()))
                        .reason())
                .isEqualTo(Reason.IN_THE_FUTURE);
    }

    @Test
    void a_petition_from_before_any_edition_that_is_known_is_registered_without_a_term() {
        assertThat(registered(with("1999-0001", "反映征地补偿", LocalDate.of(1999, 5, 4), 1, 0))
                        .running())
                .isEmpty();
    }

    private static Petition with(String number, String gist, LocalDate receivedOn, int persons, int repeats) {
        return new Petition(number, Channel.LETTER, receivedOn, gist, Optional.empty(), "", persons, repeats);
    }

    private static Journey registered(Petition petition) {
        return Journey.begun(new CaseId(Who.uuid("case")), new CaseAct.Register(petition), CLERK, DAY);
    }

    private static String missing(Petition petition) {
        Refusal refusal = refused(new CaseAct.Register(petition), CLERK, DAY);
        assertThat(refusal.reason()).isEqualTo(Reason.INCOMPLETE);
        return String.valueOf(refusal.details().get("field"));
    }

    private static Refusal refused(CaseAct act, Who by, LocalDate on) {
        return Journey.refusal(PetitionCase.register(
                new CaseId(Who.uuid("case")), act, by.seat(), on, Journey.at(on), Law.national()));
    }
}
