package dev.jieli.domain.accountability;

import java.util.UUID;

/** 任职标识: names one stretch of one official in one post. */
public record IncumbencyId(UUID value) implements Actor {
    public static IncumbencyId of(String text) {
        return new IncumbencyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
