package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates reckoned by hand, where holidays, make-up days, extensions and hearings meet. */
class LawVectorsTest {

    private final Rulebook law = Rulebook.national();
    private final WorkCalendar calendar = WorkCalendar.national();

    @ParameterizedTest(name = "{0} from {1}, extended {2}, hearing {3}: due {5}")
    // spotless:off
    @CsvSource({
        // term,           from,      +days, hearing, nominal,   due
        "CONCLUDE,        2023-10-01,  0,      0, 2023-11-30, 2023-11-30", // a plain Thursday
        "NOTICE,          2024-09-16,  0,      0, 2024-10-01, 2024-10-08", // National Day, 1 to 7 October
        "CONCLUDE,        2024-12-10,  0,      0, 2025-02-08, 2025-02-08", // a Saturday that is worked
        "CONCLUDE,        2024-12-01,  0,      0, 2025-01-30, 2025-02-05", // Spring Festival, 28 January to 4 February
        "NOTICE,          2024-01-31,  0,      0, 2024-02-15, 2024-02-18", // rolls to a Sunday that is worked
        "REQUEST_REVIEW,  2024-04-05,  0,      0, 2024-05-05, 2024-05-06", // Labour Day
        "CONCLUDE,        2024-03-04,  0,      0, 2024-05-03, 2024-05-06",
        "CONCLUDE,        2024-03-04, 30,      0, 2024-06-02, 2024-06-03", // 90 days from acceptance, not 30 from the rolled day
        "REREVIEW,        2024-06-03,  0,     10, 2024-07-13, 2024-07-15", // ten days of hearing left out
        "OBJECTION,       2024-09-27,  0,      0, 2024-10-10, 2024-10-10", // Sunday 29 September is worked
        "OBJECTION,       2024-04-26,  0,      0, 2024-05-07, 2024-05-07", // Sunday 28 April is worked, 1 to 5 May off
        "OBJECTION,       2024-02-08,  0,      0, 2024-02-21, 2024-02-21", // 9 February is worked, so is Sunday the 18th
        "SIMPLE_ACCEPT,   2024-09-30,  0,      0, 2024-10-10, 2024-10-10",
        "SIMPLE_CONCLUDE, 2024-09-30,  0,      0, 2024-10-18, 2024-10-18",
    })
    // spotless:on
    void is_due_as_reckoned_by_hand(
            Term term, LocalDate from, int extended, int hearing, LocalDate nominal, LocalDate due) {
        Due reckoned = law.provision(term, from)
                .then(row -> calendar.due(row, from, extended, hearing, law.lastDay()))
                .orFault();

        assertThat(reckoned.nominal()).isEqualTo(nominal);
        assertThat(reckoned.due()).isEqualTo(due);
        assertThat(reckoned.provisional()).isFalse();
    }
}
