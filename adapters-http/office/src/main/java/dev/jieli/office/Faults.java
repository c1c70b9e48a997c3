package dev.jieli.office;

/** 差错的说法: what a library says went wrong, short enough for a sentence and without paths of this machine. */
final class Faults {
    private static final int LONGEST = 120;

    private Faults() {}

    static String words(Throwable fault) {
        String message = fault.getMessage();
        return cut(
                message == null || message.isBlank()
                        ? fault.getClass().getSimpleName()
                        : message.replaceAll("(?:/[\\w.+-]+){2,}/?", "…")
                                .replaceAll("\\s+", " ")
                                .strip());
    }

    /** As much of something as a sentence can hold. */
    static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
