package dev.jieli.domain.paper;

import java.util.UUID;

/** 文书标识: names a paper for good; its number comes with its issue. */
public record PaperId(UUID value) {
    public static PaperId of(String text) {
        return new PaperId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
