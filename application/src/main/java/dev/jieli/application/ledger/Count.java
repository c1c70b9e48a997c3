package dev.jieli.application.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 数目: how many, as a ledger says it.
 *
 * @param exact whether it is said; 十余人 and 三五人 say it only roughly, and are taken for the number said and for the greater
 */
record Count(int value, boolean exact) {
    private static final String DIGITS = "(\\d{1,6}|\\d{1,3},\\d{3})(?:\\.0+)?";
    private static final String WORD = "[零〇一二两三四五六七八九十百千万]";
    private static final String ROUGHLY = "(约|大约|近|将近|上)?";
    private static final String MORE = "(余|多|来)?";
    private static final String UNIT = "(?:人次|[人名个位次户件组天日])?";
    private static final String ABOUT = "(左右|以上|上下)?";
    private static final String BEFORE = "(?:共|共计|合计|总计|来访|上访|涉及|人数|集访|联名)*[::]?";

    private static final Pattern FIGURES =
            Pattern.compile(BEFORE + ROUGHLY + DIGITS + "(?:[-~—–至到]" + DIGITS + ")?" + MORE + UNIT + ABOUT);
    private static final Pattern WORDS =
            Pattern.compile(BEFORE + ROUGHLY + "(" + WORD + "{1,9})" + MORE + UNIT + ABOUT);
    private static final Pattern BRACKETS = Pattern.compile("(?<=.)[((][^))]*[))]$");
    /** 三五, 十七八, 二三十: two figures side by side. */
    private static final Pattern ROUGH = Pattern.compile("(十?|[二三四五六七八九]十)([一二两三四五六七八九])([二三四五六七八九])(十?)");

    private static final Pattern WHOLE = Pattern.compile(
            "(?:([一二两三四五六七八九])千)?(零|〇)?(?:([一二两三四五六七八九])百)?(零|〇)?" + "(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?");
    private static final String FIGURE = "零一二三四五六七八九";

    static Optional<Count> of(String text) {
        String compact = BRACKETS.matcher(Wording.compact(text)).replaceAll("");
        Matcher figures = FIGURES.matcher(compact);
        if (figures.matches()) {
            int first = number(figures.group(2));
            int last = figures.group(3) == null ? first : number(figures.group(3));
            boolean rough = figures.group(1) != null
                    || figures.group(3) != null
                    || figures.group(4) != null
                    || figures.group(5) != null;
            return last < first ? Optional.empty() : Optional.of(new Count(last, !rough));
        }
        Matcher words = WORDS.matcher(compact);
        if (!words.matches()) {
            return Optional.empty();
        }
        boolean said = words.group(1) == null && words.group(3) == null && words.group(4) == null;
        return inWords(words.group(2)).map(count -> new Count(count.value, said && count.exact));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.replace(",", ""));
    }

    private static Optional<Count> inWords(String words) {
        Matcher rough = ROUGH.matcher(words);
        if (rough.matches() && figure(rough.group(3)) > figure(rough.group(2))) {
            String tens = rough.group(1);
            if (!tens.isEmpty() && !rough.group(4).isEmpty()) {
                return Optional.empty();
            }
            int above = tens.isEmpty() ? 0 : tens.length() == 1 ? 10 : figure(tens.substring(0, 1)) * 10;
            return Optional.of(
                    new Count(above + figure(rough.group(3)) * (rough.group(4).isEmpty() ? 1 : 10), false));
        }
        if (words.equals("零") || words.equals("〇")) {
            return Optional.of(new Count(0, true));
        }
        Matcher whole = WHOLE.matcher(words);
        if (!whole.matches()) {
            return Optional.empty();
        }
        boolean bare = whole.group(7) != null
                && whole.group(6) == null
                && whole.group(4) == null
                && (whole.group(3) != null || (whole.group(1) != null && whole.group(2) == null));
        if (bare) {
            return Optional.empty(); // 一百二 is 120 to some and 102 to others
        }
        int tens = whole.group(6) == null ? 0 : whole.group(5) == null ? 10 : figure(whole.group(5)) * 10;
        return Optional.of(new Count(
                figure(whole.group(1)) * 1000 + figure(whole.group(3)) * 100 + tens + figure(whole.group(7)), true));
    }

    private static int figure(@org.jspecify.annotations.Nullable String word) {
        return word == null ? 0 : word.equals("两") ? 2 : FIGURE.indexOf(word);
    }
}
