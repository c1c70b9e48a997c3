package dev.jieli.domain.planted;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

public final class CountsDays {
    public long left(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }
}
