package dev.jieli.domain.calendar.planted;

import dev.jieli.domain.casefile.Stage;

public final class KnowsACase {
    public Stage stage() {
        return Stage.ACCEPTED;
    }
}
