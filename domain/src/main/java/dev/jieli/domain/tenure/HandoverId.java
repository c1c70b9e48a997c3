package dev.jieli.domain.tenure;

import java.util.UUID;

/** 交接标识: names one handover. */
public record HandoverId(UUID value) {
    public static HandoverId of(String text) {
        return new HandoverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
