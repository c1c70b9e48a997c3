package dev.jieli.domain.organization;

import java.util.UUID;

/** 岗位标识: names a post, whoever sits in it. */
public record PostId(UUID value) {
    public static PostId of(String text) {
        return new PostId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
