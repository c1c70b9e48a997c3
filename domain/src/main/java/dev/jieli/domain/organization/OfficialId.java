package dev.jieli.domain.organization;

import java.util.UUID;

/** 干部标识: names an official, in whatever posts. */
public record OfficialId(UUID value) {
    public static OfficialId of(String text) {
        return new OfficialId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
