package dev.jieli.domain.organization;

import java.util.UUID;

/** 机构标识: names a unit for good, through every change of its name. */
public record UnitId(UUID value) {
    public static UnitId of(String text) {
        return new UnitId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
