package dev.jieli.http.planted;

import java.time.Clock;

public final class MakesAClock {
    public Clock clock() {
        return Clock.systemUTC();
    }
}
