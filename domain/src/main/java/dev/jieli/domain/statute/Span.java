package dev.jieli.domain.statute;

/**
 * 时长: how long a term is, always with its unit.
 *
 * @param days at least 1
 */
public record Span(int days, Counting counting) {

    public Span {
        if (days < 1) {
            throw new IllegalArgumentException("a span lasts at least a day, not " + days);
        }
    }

    public static Span calendarDays(int days) {
        return new Span(days, Counting.CALENDAR_DAYS);
    }

    public static Span workingDays(int days) {
        return new Span(days, Counting.WORKING_DAYS);
    }

    /** {@code 60日}, {@code 5个工作日}; {@code 60 calendar days}, {@code 5 working days}. */
    public String in(Language language) {
        return days(days, counting, language);
    }

    /** So many days of this span's unit, in words: 15日, 15 calendar days. */
    public String days(int count, Language language) {
        return days(count, counting, language);
    }

    private static String days(int count, Counting counting, Language language) {
        return switch (language) {
            case ZH -> count + (counting == Counting.WORKING_DAYS ? "个工作日" : "日");
            case EN ->
                count
                        + (counting == Counting.WORKING_DAYS ? " working day" : " calendar day")
                        + (count == 1 ? "" : "s");
        };
    }
}
