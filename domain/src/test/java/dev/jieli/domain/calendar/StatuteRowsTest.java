package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Statute;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of each edition on dates that can be counted on fingers. */
class StatuteRowsTest {

    private final Rulebook law = Rulebook.national();
    private final WorkCalendar calendar = WorkCalendar.national();

    // spotless:off
    @ParameterizedTest(name = "{1} from {2}: due {5}")
    @CsvSource({
        // edition, term,           from,      +days, hearing, due
        "R2022, DISPATCH,         2024-06-03,  0, 0, 2024-06-18",
        "R2022, DIRECT_NOTICE,    2024-07-01,  0, 0, 2024-07-16",
        "R2022, NOTICE,           2024-07-02,  0, 0, 2024-07-17",
        "R2022, OBJECTION,        2024-07-01,  0, 0, 2024-07-08", // Monday to Monday
        "R2022, CONCLUDE,         2024-07-01,  0, 0, 2024-08-30", // 31 July is day 30
        "R2022, CONCLUDE,         2024-07-01, 30, 0, 2024-09-29", // a Sunday that is worked
        "R2022, CONCLUDE,         2024-07-01,  1, 0, 2024-09-02", // 31 August is a Saturday
        "R2022, REQUEST_REVIEW,   2024-07-01,  0, 0, 2024-07-31",
        "R2022, REVIEW,           2024-07-02,  0, 0, 2024-08-01",
        "R2022, REQUEST_REREVIEW, 2024-07-03,  0, 0, 2024-08-02",
        "R2022, REREVIEW,         2024-07-08,  0, 0, 2024-08-07",
        "R2022, REREVIEW,         2024-07-08,  0, 3, 2024-08-12", // 10 August is a Saturday
        "S2022, SIMPLE_ACCEPT,    2024-07-01,  0, 0, 2024-07-04",
        "S2022, SIMPLE_CONCLUDE,  2024-07-01,  0, 0, 2024-07-15",
        "R2005, DISPATCH,         2021-06-01,  0, 0, 2021-06-16",
        "R2005, NOTICE,           2021-06-01,  0, 0, 2021-06-16",
        "R2005, DIRECT_NOTICE,    2021-06-01,  0, 0, 2021-06-16",
        "R2005, CONCLUDE,         2021-06-01,  0, 0, 2021-08-02", // 31 July is a Saturday
        "R2005, CONCLUDE,         2021-06-01, 30, 0, 2021-08-30",
        "R2005, REQUEST_REVIEW,   2021-06-01,  0, 0, 2021-07-01",
        "R2005, REVIEW,           2021-06-01,  0, 0, 2021-07-01",
        "R2005, REQUEST_REREVIEW, 2021-06-01,  0, 0, 2021-07-01",
        "R2005, REREVIEW,         2021-06-01,  0, 0, 2021-07-01",
        "R2005, REREVIEW,         2021-06-01,  0, 1, 2021-07-02",
        "S2016, SIMPLE_ACCEPT,    2021-06-01,  0, 0, 2021-06-04",
        "S2016, SIMPLE_CONCLUDE,  2021-06-01,  0, 0, 2021-06-16", // Dragon Boat Festival, 12 to 14 June
    })
    // spotless:on
    void a_row_gives_the_date_that_a_jurist_counts(
            String edition, Term term, LocalDate from, int extended, int hearing, LocalDate due) {
        Due reckoned = law.provision(term, from)
                .then(row -> calendar.due(row, from, extended, hearing, law.lastDay()))
                .orFault();

        assertThat(reckoned.article().instrument().id()).isEqualTo(edition);
        assertThat(reckoned.due()).isEqualTo(due);
    }

    @Test
    void the_edition_of_the_first_day_governs_to_the_end() {
        Due before = calendar.due(law, Term.CONCLUDE, LocalDate.of(2022, 4, 30)).orFault();
        Due after = calendar.due(law, Term.CONCLUDE, LocalDate.of(2022, 5, 1)).orFault();

        assertThat(before.article().instrument().id()).isEqualTo("R2005");
        assertThat(before.due()).isEqualTo(LocalDate.of(2022, 6, 29));
        assertThat(after.article().instrument().id()).isEqualTo("R2022");
        assertThat(after.due()).isEqualTo(LocalDate.of(2022, 6, 30));
    }

    @Test
    void every_row_of_every_edition_is_reckoned_and_explained() {
        Set<Term> seen = EnumSet.noneOf(Term.class);
        for (Statute statute : law.statutes()) {
            statute.rows().values().forEach(row -> {
                Due due = calendar.due(row, statute.inForceFrom().plusYears(2), law.lastDay());
                seen.add(due.term());
                assertThat(due.explain(Language.ZH)).hasSizeGreaterThanOrEqualTo(4);
            });
        }
        assertThat(seen).containsExactlyInAnyOrder(Term.values());
    }
}
