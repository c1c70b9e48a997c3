package dev.jieli.application.ledger;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 电话: found inside whatever else stands in a cell. */
final class Phone {
    private static final String MOBILE = "1[3-9]\\d{9}";
    private static final String LANDLINE = "0\\d{2,3}-?[2-9]\\d{6,7}(?:-\\d{1,6})?";
    private static final String SHORT = "[2-8]\\d{6,7}";
    private static final Pattern WHOLE =
            Pattern.compile(MOBILE + "|" + LANDLINE + "|" + SHORT + "|[48]00-?\\d{3}-?\\d{4}|\\d{3,6}");
    private static final Pattern WITHIN =
            Pattern.compile("(?<!\\d)(?:(?:\\+|00)?86-?)?(" + MOBILE + "|" + LANDLINE + "|" + SHORT + ")(?!\\d)");
    private static final Pattern PREFIX = Pattern.compile("^(?:\\+|00)?86-?(?=1[3-9]\\d{9}$)");
    private static final Pattern GAPS = Pattern.compile("(?<=\\d)[\\s\\u00A0\\u3000-](?=\\d)");
    private static final Pattern LEFT_OVER = Pattern.compile("[\\s\\u00A0\\u3000,,;;、/()()::]*(?:电话|手机|联系方式|tel|TEL)?"
            + "[\\s\\u00A0\\u3000,,;;、/()()::]*$|^[\\s\\u00A0\\u3000,,;;、/()()::]+");

    private Phone() {}

    /** A number without its country code and without the blanks inside it. */
    static String tidy(String text) {
        String compact = Wording.compact(text);
        String joined = GAPS.matcher(compact).replaceAll("");
        String number = PREFIX.matcher(joined).replaceFirst("");
        return number.matches(MOBILE) ? number : PREFIX.matcher(compact).replaceFirst("");
    }

    static boolean looksRight(String tidy) {
        for (String one : tidy.split("[,;、/]", -1)) {
            if (!WHOLE.matcher(one).matches()) {
                return false;
            }
        }
        return true;
    }

    /** The numbers in a text, in their order, with a sign between them. */
    static Optional<String> within(String text) {
        Matcher matcher = WITHIN.matcher(text);
        StringJoiner numbers = new StringJoiner("、");
        while (matcher.find()) {
            numbers.add(matcher.group(1));
        }
        return numbers.length() == 0 ? Optional.empty() : Optional.of(numbers.toString());
    }

    /** A text without the numbers in it: 王某 13800000000 gives 王某. */
    static String without(String text) {
        String names = WITHIN.matcher(text).replaceAll(" ");
        return LEFT_OVER.matcher(Wording.tidy(names)).replaceAll("").strip();
    }
}
