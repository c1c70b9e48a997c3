package dev.jieli.domain.planted;

import java.time.LocalDate;

public final class AddsDays {
    public LocalDate due(LocalDate from) {
        return from.plusDays(60);
    }
}
