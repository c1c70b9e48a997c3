package dev.jieli.application.ledger;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** 字样: what people type, brought to one form before it is compared. */
final class Wording {
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u2060\\uFEFF\\u00AD]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u3000]+");
    private static final Pattern ENDS = Pattern.compile("^[\\s\\u00A0\\u3000]+|[\\s\\u00A0\\u3000]+$");
    private static final Pattern BRACKETS = Pattern.compile("[((\\[【〔<〈{][^))\\]】〕>〉}]*[))\\]】〕>〉}]");
    private static final Pattern MARKS = Pattern.compile("[*＊★:;,。、?!_\\-\"'“”‘’]+$|^[*＊★\"'“”‘’]+");
    private static final Pattern LEADING_ORDINAL = Pattern.compile("^\\d{1,2}[.、]");
    /** 无: what people type where there is nothing to say. */
    private static final Pattern NOTHING =
            Pattern.compile("[-—–/\\\\.·*无]|无此项|不详|未知|暂无|空|(?i:null|none|nil|n/?a|undefined|nan)");

    private Wording() {}

    /** Without invisible characters, with one kind of line end, and without blanks at either end. */
    static String tidy(String text) {
        if (isPlain(text)) {
            return text;
        }
        String seen = INVISIBLE.matcher(text.replace("_x000D_", "")).replaceAll("");
        return ENDS.matcher(seen.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("");
    }

    /** The common case, decided without a pattern: ten thousand rows have a million cells. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last < 0) {
            return true;
        }
        if (isBlank(text.charAt(0)) || isBlank(text.charAt(last))) {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '_' || c == '\u00AD' || (c >= '\u200B' && c <= '\u2060') || c == '\uFEFF') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u3000' || Character.isWhitespace(c);
    }

    /** Full-width letters and signs made half-width, all blanks and line breaks dropped, small letters. */
    static String compact(String text) {
        String folded = Normalizer.normalize(tidy(text), Normalizer.Form.NFKC);
        return SPACES.matcher(folded).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** A header as it is looked up: compact, without stars, colons and a number before it. */
    static String header(String text) {
        String compact = LEADING_ORDINAL.matcher(compact(text)).replaceFirst("");
        return MARKS.matcher(compact).replaceAll("");
    }

    /** A header without what stands in brackets: instructions, units, the office that fills it in. */
    static String withoutBrackets(String header) {
        return MARKS.matcher(BRACKETS.matcher(header).replaceAll("")).replaceAll("");
    }

    /** Whether the words say that there is nothing: blank, a dash, 无, NULL. */
    static boolean isNothing(String tidy) {
        return tidy.isEmpty() || (tidy.length() <= 9 && NOTHING.matcher(tidy).matches());
    }
}
