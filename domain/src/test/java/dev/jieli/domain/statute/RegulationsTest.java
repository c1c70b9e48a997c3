package dev.jieli.domain.statute;

import static dev.jieli.domain.statute.Span.calendarDays;
import static dev.jieli.domain.statute.Span.workingDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegulationsTest {

    private static final Set<Term> SIMPLE = EnumSet.of(Term.SIMPLE_PASS_ON, Term.SIMPLE_ACCEPT, Term.SIMPLE_CONCLUDE);

    @Test
    void the_regulations_of_2022_know_every_term_of_the_ordinary_track() {
        assertThat(Regulations2022.STATUTE.rows().keySet())
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.copyOf(
                        Sets.union(SIMPLE, ChosenTerms.STATUTE.rows().keySet()))));
    }

    @Test
    void the_regulations_of_2005_know_no_objection() {
        EnumSet<Term> known = EnumSet.complementOf(
                EnumSet.copyOf(Sets.union(SIMPLE, ChosenTerms.STATUTE.rows().keySet())));
        known.remove(Term.OBJECTION);

        assertThat(Regulations2005.STATUTE.rows().keySet()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void where_the_law_obliges_and_names_no_days_they_are_chosen_and_its_words_stand_beside_them() {
        assertThat(ChosenTerms.STATUTE.rows().values())
                .allSatisfy(row -> assertThat(row.chosen()).isPresent())
                .allSatisfy(row -> assertThat(row.quotation()).isNotBlank());
    }

    @Test
    void the_simplified_track_is_chosen_and_says_why() {
        assertThat(SimplifiedHandling.MEASURES_2022.rows().keySet()).isEqualTo(SIMPLE);
        assertThat(SimplifiedHandling.TRIAL_2016.rows().keySet()).isEqualTo(SIMPLE);
        assertThat(SimplifiedHandling.MEASURES_2022
                        .row(Term.SIMPLE_ACCEPT)
                        .orElseThrow()
                        .span())
                .isEqualTo(workingDays(3));
        assertThat(SimplifiedHandling.MEASURES_2022
                        .row(Term.SIMPLE_CONCLUDE)
                        .orElseThrow()
                        .span())
                .isEqualTo(workingDays(10));
        assertThat(SimplifiedHandling.MEASURES_2022.rows().values())
                .allSatisfy(row -> assertThat(row.chosen()).isPresent());
    }

    @Test
    void a_row_of_the_regulations_quotes_its_words_and_is_not_chosen() {
        assertThat(Regulations2022.STATUTE.rows().values()).allSatisfy(row -> {
            assertThat(row.quotation()).isNotBlank();
            assertThat(row.chosen()).isEmpty();
            assertThat(row.article().instrument()).isEqualTo(Instrument.REGULATIONS_2022);
        });
        assertThat(Regulations2005.STATUTE.rows().values()).allSatisfy(row -> {
            assertThat(row.quotation()).isNotBlank();
            assertThat(row.chosen()).isEmpty();
            assertThat(row.article().instrument()).isEqualTo(Instrument.REGULATIONS_2005);
        });
    }

    @Test
    void the_quoted_words_name_the_number_of_days() {
        assertThat(Rulebook.national().statutes())
                .flatMap(statute -> statute.rows().values())
                .filteredOn(row -> row.chosen().isEmpty())
                .allSatisfy(row -> {
                    assertThat(row.quotation()).contains(row.span().in(Language.ZH));
                    row.extension()
                            .ifPresent(words -> assertThat(words.quotation()).contains(row.maxExtensionDays() + "日"));
                });
    }

    @Test
    void only_the_conclusion_can_be_extended_and_only_the_re_review_leaves_a_hearing_out() {
        for (Statute statute : Rulebook.national().statutes()) {
            for (Provision row : statute.rows().values()) {
                assertThat(row.maxExtensionDays()).isEqualTo(row.term() == Term.CONCLUDE ? 30 : 0);
                assertThat(row.hearingExcluded()).isEqualTo(row.term() == Term.REREVIEW);
            }
        }
    }

    @Test
    void only_the_objection_and_the_simplified_track_count_working_days() {
        assertThat(Rulebook.national().statutes())
                .flatMap(statute -> statute.rows().values())
                .filteredOn(row -> row.span().counting() == Counting.WORKING_DAYS)
                .extracting(Provision::term)
                .containsOnly(
                        Term.OBJECTION,
                        Term.OBJECTION_DECISION,
                        Term.SIMPLE_PASS_ON,
                        Term.SIMPLE_ACCEPT,
                        Term.SIMPLE_CONCLUDE);
    }

    @Test
    void a_window_to_ask_binds_the_petitioner_an_objection_its_sender_and_all_else_the_organ() {
        assertThat(Term.OBJECTION_DECISION.binds()).isEqualTo(Bound.SENDER);
        for (Term term : EnumSet.complementOf(EnumSet.of(Term.OBJECTION_DECISION))) {
            assertThat(term.binds()).isEqualTo(term.name().startsWith("REQUEST_") ? Bound.PETITIONER : Bound.ORGAN);
        }
    }

    @Test
    void two_rows_for_one_term_are_a_fault() {
        Provision row = LocalRows.row(Term.NOTICE, calendarDays(15));

        assertThatThrownBy(() ->
                        Statute.of(Instrument.REGULATIONS_2022, LocalDate.of(2022, 5, 1), Optional.empty(), row, row))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_span_lasts_at_least_a_day() {
        assertThatThrownBy(() -> calendarDays(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(workingDays(5).in(Language.ZH)).isEqualTo("5个工作日");
        assertThat(workingDays(1).in(Language.EN)).isEqualTo("1 working day");
        assertThat(calendarDays(60).in(Language.EN)).isEqualTo("60 calendar days");
    }
}
