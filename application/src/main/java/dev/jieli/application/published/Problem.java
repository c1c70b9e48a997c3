package dev.jieli.application.published;

/**
 * 读入问题: why a JSON text is not what it should be.
 *
 * @param field where, as {@code petition.receivedOn} or {@code items[2].risk}; empty for the text as a whole
 * @param why what is wrong with it
 * @param hint what would do, where there is a choice; otherwise what stands there, or empty
 */
public record Problem(String field, Why why, String hint) {

    /** 问题类别 */
    public enum Why {
        /** Not JSON at all, or more than one value, or a key twice. */
        NOT_JSON,
        NOT_AN_OBJECT,
        NOT_A_LIST,
        /** Needed, and not there. */
        MISSING,
        /** There is no such field here. */
        UNKNOWN,
        NOT_A_TEXT,
        /** A text with control characters other than tab and line feed, or with half a character. */
        NOT_PLAIN_TEXT,
        BLANK,
        NOT_A_WHOLE_NUMBER,
        NOT_TRUE_OR_FALSE,
        /** Not a day as {@code 2026-01-31}. */
        NOT_A_DATE,
        /** Not an instant as {@code 2026-01-31T08:00:00.000Z}. */
        NOT_AN_INSTANT,
        /** Not an identifier as {@code 01234567-89ab-cdef-0123-456789abcdef}. */
        NOT_AN_ID,
        /** None of those that the hint names. */
        NOT_ONE_OF,
        /** Not a code of 6, 9 or 12 digits. */
        NOT_A_REGION,
        /** The parts are right each by itself and do not go together; the hint says why. */
        NOT_CONSISTENT
    }
}
