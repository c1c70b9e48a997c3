package dev.jieli.http.planted;

import java.util.UUID;
import java.util.function.Supplier;

public final class MakesIds {
    public Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
