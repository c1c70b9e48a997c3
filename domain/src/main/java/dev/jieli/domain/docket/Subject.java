package dev.jieli.domain.docket;

import java.util.UUID;

/** 案卷主体: what a docket is about. Written {@code case/…}, {@code handover/…}, {@code unit/…} or {@code account/…}. */
public record Subject(Kind kind, UUID id) {

    /** 主体类别 */
    public enum Kind {
        /** 信访事项 */
        CASE,
        /** 交接 */
        HANDOVER,
        /** 机构 */
        UNIT,
        /** 账号 */
        ACCOUNT;

        private final String word = name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Reads what {@link #toString()} writes. */
    public static Subject parse(String text) {
        int slash = text.indexOf('/');
        for (Kind kind : Kind.values()) {
            if (slash > 0 && kind.word.equals(text.substring(0, slash))) {
                return new Subject(kind, UUID.fromString(text.substring(slash + 1)));
            }
        }
        throw new IllegalArgumentException("not a subject: " + text);
    }

    @Override
    public String toString() {
        return kind.word + "/" + id;
    }
}
