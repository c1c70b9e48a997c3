package dev.jieli.testkit.contract;

import static dev.jieli.testkit.Given.done;
import static dev.jieli.testkit.Who.CLERK;
import static dev.jieli.testkit.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.AdoptRulebook;
import dev.jieli.application.TryRulebook;
import dev.jieli.application.port.Rulebooks;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Running;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link Rulebooks} owe: the rulebooks adopted, each in place of the one before of its instrument. */
public abstract class RulebooksContract extends Contract {

    @Test
    void at_first_none_is_adopted() {
        assertThat(adopted()).isEmpty();
    }

    @Test
    void what_is_adopted_is_found_as_it_was_written_and_in_order() {
        LocalRulebook first = book("XX1", 45, "");
        LocalRulebook second = book("XX2", 30, "");
        done(adopt(first));
        done(adopt(second));

        assertThat(adopted()).containsExactly(first, second);
        assertThat(adopted().get(0).text()).isEqualTo(first.text());
        assertThat(done(adopt(second))).isZero();
        assertThat(adopted()).containsExactly(first, second);
    }

    @Test
    void a_later_one_of_the_same_instrument_takes_the_place_of_the_one_before() {
        done(adopt(book("XX1", 45, "")));
        LocalRulebook ended = book("XX1", 45, "2026-02-01");
        done(adopt(ended));

        assertThat(adopted()).containsExactly(ended);
    }

    @Test
    void terms_that_run_are_reckoned_again_each_with_an_entry_and_new_ones_follow_the_rulebook() {
        PetitionCase moved = given().accepted();
        PetitionCase ended = given().does(HANDLER, given().accepted(), new CaseAct.Withdraw("信访人书面撤回"));
        LocalDate from = conclude(moved).from();

        LocalRulebook book = book("XX1", 45, "");
        TryRulebook.Tried tried = done(new TryRulebook(store(), given().law()).tryOut(book, Asker.Job.OPERATOR));
        assertThat(tried.cases()).isEqualTo(1);
        assertThat(tried.refusal()).isEmpty();
        assertThat(tried.changes()).anySatisfy(change -> {
            assertThat(change.number()).isEqualTo(moved.petition().number());
            assertThat(change.after().nominal()).isEqualTo(from.plusDays(45));
        });
        assertThat(conclude(given().now(moved.id())).nominal()).isEqualTo(from.plusDays(60));

        assertThat(done(adopt(book))).isEqualTo(1);
        PetitionCase again = given().now(moved.id());
        assertThat(conclude(again).nominal()).isEqualTo(from.plusDays(45));
        assertThat(conclude(again).article().instrument().id()).isEqualTo("XX1");
        assertThat(docket(moved.subject()).get(moved.entries()).act()).isEqualTo(new CaseAct.Reckon("《某市信访工作办法》"));
        assertThat(find(ended.id())).contains(ended);
        assertThat(conclude(given().accepted()).nominal())
                .isEqualTo(given().today().plusDays(45));
    }

    @Test
    void an_example_may_be_tried_and_not_adopted() {
        given().accepted();
        LocalRulebook example = LocalRulebook.shipped().get(0);
        TryRulebook.Tried tried = done(new TryRulebook(store(), given().law()).tryOut(example, Asker.Job.OPERATOR));

        assertThat(tried.cases()).isEqualTo(1);
        assertThat(tried.refusal()).map(Refusal::reason).contains(Reason.NOT_IN_FORCE);
        assertThat(refused(adopt(example))).isEqualTo(Reason.NOT_IN_FORCE);
        assertThat(adopted()).isEmpty();
    }

    @Test
    void a_rulebook_of_another_place_is_refused() {
        assertThat(refused(adopt(LocalRulebook.read(text("XX1", 45, "").replace("place,33", "place,41"))
                        .orFault())))
                .isEqualTo(Reason.OF_ANOTHER_PLACE);
    }

    private static Running conclude(PetitionCase found) {
        return Optional.ofNullable(((Position.Open) found.position()).running().get(Term.CONCLUDE))
                .orElseThrow();
    }

    private static LocalRulebook book(String id, int days, String until) {
        return LocalRulebook.read(text(id, days, until)).orFault();
    }

    private static String text(String id, int days, String until) {
        return """
                rulebook,%s,某市信访工作办法,Measures of a city
                place,330000
                force,2022-06-01,%s
                status,IN_FORCE,市司法局2022年备案,filed with the bureau of justice in 2022
                source,市政府公报,gazette of the city
                row,CONCLUDE,%d,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起办结
                """.formatted(id, until, days);
    }

    private Outcome<Integer> adopt(LocalRulebook book) {
        return new AdoptRulebook(store(), given().law()).adopt(book, CLERK.id(), given().today(), given().now());
    }

    private static Reason refused(Outcome<Integer> outcome) {
        return ((Outcome.Refused<Integer>) outcome).refusal().reason();
    }

    private java.util.List<LocalRulebook> adopted() {
        return given().look(session -> session.rulebooks().adopted());
    }
}
