package dev.jieli.bootstrap.county;

import dev.jieli.domain.casefile.PetitionCase;
import java.time.Instant;
import java.time.LocalDate;

/** A time on a day in China. */
final class Days {
    private Days() {}

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(PetitionCase.CHINA).toInstant();
    }
}
