package dev.jieli.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.statute.Bound;
import dev.jieli.domain.statute.Counting;
import dev.jieli.domain.statute.LocalRulebook;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LocalRulebookPropertiesTest {

    private static final Rulebook NATIONAL = Rulebook.national();
    private static final WorkCalendar CALENDAR = WorkCalendar.national();
    private static final String VILLAGE = "330723104201";

    /** One row of a place, looser or not. */
    record Row(Term term, int days, Counting counting, int extension, boolean hearing, Policy lastDay, String place) {
        String text() {
            return String.join(
                    "\n",
                    "rulebook,X" + place + ",某地规定,Rules of a place",
                    "place," + place,
                    "force,2022-08-01,",
                    "status,IN_FORCE,已核对,compared",
                    "source,公报,gazette",
                    "row," + term + "," + days + "," + counting + ",1,QUOTED,略",
                    extension == 0 ? "" : "extension," + term + "," + extension + ",1,QUOTED,略",
                    hearing ? "hearing," + term + ",1,QUOTED,略" : "",
                    "policy," + lastDay.name() + ",2,QUOTED,略");
        }
    }

    @Property
    void by_no_rulebook_that_was_accepted_is_an_organ_due_later_than_by_the_national_law(
            @ForAll("rows") @Size(min = 1, max = 3) List<Row> rows,
            @ForAll("days") LocalDate from,
            @ForAll @IntRange(max = 60) int hearing) {
        Rulebook law = NATIONAL;
        for (Row row : rows) {
            law = LocalRulebook.read(row.text()).toOptional().map(law::with).orElse(law);
        }
        Assume.that(!law.books().isEmpty());
        for (Row row : rows) {
            Term term = row.term();
            Provision statutory = NATIONAL.provision(term, from, VILLAGE).orFault();
            Provision local = law.provision(term, from, VILLAGE).orFault();
            int heard = statutory.hearingExcluded() ? hearing : 0;

            LocalDate nationalDue = due(NATIONAL, statutory, from, 0, 0);
            LocalDate localDue = due(law, local, from, 0, 0);
            if (term.binds() == Bound.PETITIONER) {
                assertThat(localDue).isAfterOrEqualTo(nationalDue);
            } else {
                assertThat(localDue).isBeforeOrEqualTo(nationalDue);
                assertThat(due(law, local, from, local.maxExtensionDays(), local.hearingExcluded() ? heard : 0))
                        .isBeforeOrEqualTo(due(NATIONAL, statutory, from, statutory.maxExtensionDays(), heard));
            }
        }
    }

    private static LocalDate due(Rulebook law, Provision row, LocalDate from, int extended, int hearing) {
        return CALENDAR.due(row, from, extended, hearing, law.lastDay(row.term(), from, VILLAGE))
                .orFault()
                .due();
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Row> row = Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of(Term.values()), Arbitraries.of(Term.CONCLUDE, Term.REREVIEW)),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(1, 70),
                                Arbitraries.of(4, 5, 10, 15, 30, 33, 34, 60)), // where the law's own figures lie
                        Arbitraries.of(Counting.values()),
                        Arbitraries.of(0, 5, 10, 30, 30, 31),
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(Policy.LastDay.values()),
                        Arbitraries.of("330000", "330700", "330723"))
                .as((term, days, counting, extension, hearing, lastDay, place) ->
                        new Row(term, days, counting, extension, hearing, lastDay, place));
        return row.list().ofMinSize(1).ofMaxSize(3).withoutEdgeCases();
    }

    /** So early that the longest term ends before the last announced day. */
    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2022, 8, 1).toEpochDay(),
                        LocalDate.of(2026, 7, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
