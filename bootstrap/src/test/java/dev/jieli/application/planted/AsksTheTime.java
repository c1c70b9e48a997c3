package dev.jieli.application.planted;

import java.time.LocalDate;
import java.time.ZoneOffset;

public final class AsksTheTime {
    public LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
