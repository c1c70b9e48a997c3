package dev.jieli.domain.tenure;

import java.util.UUID;

/** 委托标识: names one delegation. */
public record DelegationId(UUID value) {
    public static DelegationId of(String text) {
        return new DelegationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
