package dev.jieli.office;

/** 公式防护: keeps a spreadsheet from running what somebody wrote in a petition as a formula. */
final class FormulaGuard {
    private FormulaGuard() {}

    /** The text with an apostrophe before it where a spreadsheet would take it for a formula. */
    static String guarded(String text) {
        return isFormulaLike(text) ? "'" + text : text;
    }

    /** What {@link #guarded} was given. */
    static String unguarded(String text) {
        return text.startsWith("'") && isFormulaLike(text) ? text.substring(1) : text;
    }

    /** Full-width signs too, which some spreadsheets take for the others. */
    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

    private static boolean isFormulaLike(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && SIGNS.indexOf(text.charAt(first)) >= 0;
    }
}
