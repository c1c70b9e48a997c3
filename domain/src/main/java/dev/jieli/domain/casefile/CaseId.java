package dev.jieli.domain.casefile;

import java.util.UUID;

/** 信访事项标识: names a case for good; its number is what people read. */
public record CaseId(UUID value) {
    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
