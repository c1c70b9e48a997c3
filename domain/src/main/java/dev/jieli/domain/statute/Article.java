package dev.jieli.domain.statute;

/**
 * 条款: a place in an instrument.
 *
 * @param number the article (条); 0 for the instrument as a whole, where its articles could not be cited
 * @param paragraph the paragraph (款), counted from 1; 0 for none
 * @param item the item (项), counted from 1; 0 for none
 */
public record Article(Instrument instrument, int number, int paragraph, int item) {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String PLACES = "千百十个";
    private static final int[] WORTH = {1000, 100, 10, 1};
    private static final int LAST = 9999;

    public Article {
        if (number < 0 || number > LAST || paragraph < 0 || item < 0 || (number == 0 && paragraph + item > 0)) {
            throw new IllegalArgumentException("no such place: " + number + ", " + paragraph + ", " + item);
        }
    }

    /** An article of the Regulations of 2022. */
    public static Article art(int number) {
        return art(number, 0, 0);
    }

    /** A paragraph of an article of the Regulations of 2022. */
    public static Article art(int number, int paragraph) {
        return art(number, paragraph, 0);
    }

    /** An item of the Regulations of 2022; paragraph 0 where the article has only one. */
    public static Article art(int number, int paragraph, int item) {
        return new Article(Instrument.REGULATIONS_2022, number, paragraph, item);
    }

    /** The instrument as a whole. */
    public static Article whole(Instrument instrument) {
        return new Article(instrument, 0, 0, 0);
    }

    /** The same place in another instrument. */
    public Article of(Instrument other) {
        return new Article(other, number, paragraph, item);
    }

    /** {@code 第二十三条第三款} and {@code art. 23(3)}; the title where the instrument is cited as a whole. */
    public String in(Language language) {
        if (number == 0) {
            return instrument.cited(language);
        }
        return language == Language.ZH
                ? "第" + numeral(number) + "条" + part(paragraph, "款") + part(item, "项")
                : "art. " + number + (paragraph == 0 ? "" : "(" + paragraph + ")") + (item == 0 ? "" : " item " + item);
    }

    /** With the title of the instrument: {@code 《信访工作条例》第三十四条}. */
    public String cited(Language language) {
        if (number == 0) {
            return in(language);
        }
        return language == Language.ZH
                ? instrument.cited(language) + in(language)
                : in(language) + " of the " + instrument.cited(language);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }

    private static String part(int n, String unit) {
        return n == 0 ? "" : "第" + numeral(n) + unit;
    }

    private static String numeral(int n) {
        StringBuilder said = new StringBuilder();
        int rest = n;
        boolean gap = false;
        for (int place = 0; place < PLACES.length(); place++) {
            int worth = WORTH[place];
            int digit = rest / worth;
            rest %= worth;
            if (digit == 0) {
                gap = said.length() > 0;
            } else {
                said.append(gap ? "零" : "")
                        .append(worth == 10 && digit == 1 && said.length() == 0 ? "" : DIGITS.charAt(digit))
                        .append(worth == 1 ? "" : PLACES.charAt(place));
                gap = false;
            }
        }
        return said.toString();
    }
}
