package dev.jieli.office;

/** 差错的说法: what a library says went wrong, short enough for a sentence and without paths of this machine. */
final class Faults {
    private static final int LONGEST = 120;

    private Faults() {}

    static String words(Throwable fault) {
        String message = fault.getMessage();
        String words = message == null || message.isBlank()
                ? fault.getClass().getSimpleName()
                : message.replaceAll("(?:/[\\w.+-]+){2,}/?", "…")
                        .replaceAll("\\s+", " ")
                        .strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
