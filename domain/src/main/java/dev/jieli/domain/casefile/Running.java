package dev.jieli.domain.casefile;

import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 在走期限: a term that is running in a case. Reckoned by {@link Law}; how it was reckoned can be explained from it at
 * any time.
 *
 * @param from the trigger day, itself not counted
 * @param due the last day on which it is kept
 * @param nominal the last day before a rest day moved it
 * @param provisional whether it reaches past the days that have been announced
 * @param extendedDays calendar days granted on top (art. 34), 0 for none
 * @param hearingDays days of hearing left out (art. 36(2)), 0 for none
 * @param yellowFrom the first day on which its light is yellow
 * @param reminders how many reminders it has brought
 * @param nextReminder the day of the next one; empty for a window of the petitioner and when all were sent
 * @param set whether an act said the last day, so that it is not reckoned and moves with nothing
 */
public record Running(
        Term term,
        Article article,
        LocalDate from,
        LocalDate due,
        LocalDate nominal,
        boolean provisional,
        int extendedDays,
        int hearingDays,
        LocalDate yellowFrom,
        int reminders,
        Optional<LocalDate> nextReminder,
        boolean set) {

    /** The light of that day; computed, never stored. */
    public Light light(LocalDate today) {
        if (today.isAfter(due)) {
            return Light.RED;
        }
        return today.isBefore(yellowFrom) ? Light.GREEN : Light.YELLOW;
    }

    public boolean over(LocalDate today) {
        return today.isAfter(due);
    }
}
