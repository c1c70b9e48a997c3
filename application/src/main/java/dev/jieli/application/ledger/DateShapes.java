package dev.jieli.application.ledger;

import dev.jieli.application.ledger.Problem.Kind;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 日期写法: the shapes in which ledgers write a date. */
final class DateShapes {
    /** Before it no matter in a ledger can have begun; after it none can be due. */
    private static final int EARLIEST_YEAR = 1949;

    private static final int LATEST_YEAR = 2199;

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T\\s,]*(?<time>.*))?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?:[T\\s,]+(?<time>.*))?");
    private static final Pattern DIGITS =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:\\s*(?<time>\\d{4}|\\d{6}|\\d{9}|\\d{1,2}:.*))?");
    private static final Pattern MONTH_ONLY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})月?");
    private static final Pattern TIME = Pattern.compile("(?:星期.|周.|上午|下午|中午|晚上|[AaPp][Mm])*\\s*"
            + "(?:\\d{1,2}[:时点]\\s*(?:\\d{1,2}(?:[:分]\\s*(?:\\d{1,2}(?:\\.\\d+)?秒?)?)?)?|\\d{4}|\\d{6}|\\d{9})?"
            + "(?:\\s*[AaPp][Mm])?(?:Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:\\.\\d+)?");

    private static final LedgerDate NONE = new LedgerDate.None();

    private DateShapes() {}

    static LedgerDate read(Cell cell) {
        if (cell instanceof Cell.Moment moment) {
            return day(moment.at().toLocalDate(), moment.text());
        }
        if (cell instanceof Cell.Figure figure) {
            return ofFigure(figure.value(), figure.text());
        }
        return ofText(cell.text());
    }

    private static LedgerDate ofText(String raw) {
        String text =
                Normalizer.normalize(Wording.tidy(raw), Normalizer.Form.NFKC).strip();
        if (Wording.isNothing(text) || text.equals("0")) {
            return NONE;
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches() && isTime(yearFirst.group("time"))) {
            int month = Integer.parseInt(yearFirst.group(2));
            return yearFirst.group(2).length() == 2
                            && (month == 0 || (month > 12 && month < 60))
                            && !isNoYear(Integer.parseInt(yearFirst.group(1)))
                    ? unreadable(Kind.MINUTES_FOR_MONTH, text)
                    : day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3), text);
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches() && isTime(digits.group("time"))) {
            return day(digits.group(1), digits.group(2), digits.group(3), text);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        if (monthFirst.matches() && isTime(monthFirst.group("time"))) {
            return day(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2), text);
        }
        Matcher monthOnly = MONTH_ONLY.matcher(text);
        if (monthOnly.matches()) {
            return isNoYear(Integer.parseInt(monthOnly.group(1))) ? NONE : unreadable(Kind.NO_DAY, text);
        }
        if (SERIAL.matcher(text).matches()) {
            return ofFigure(new BigDecimal(text), text);
        }
        return unreadable(Kind.NOT_A_DATE, text);
    }

    /** A number in a column of dates: yyyyMMdd, or the days that spreadsheets count from 1899-12-30. */
    private static LedgerDate ofFigure(BigDecimal value, String text) {
        if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(2)) < 0) {
            return NONE;
        }
        if (text.length() == 8 && DIGITS.matcher(text).matches()) {
            return ofText(text);
        }
        // 1927 to 2201: outside it a number is a number and not a day
        if (value.compareTo(BigDecimal.valueOf(10_000)) < 0 || value.compareTo(BigDecimal.valueOf(110_000)) >= 0) {
            return unreadable(Kind.NOT_A_DATE, text);
        }
        return day(LocalDate.of(1899, 12, 30).plusDays(value.longValue()), text);
    }

    private static LedgerDate day(String year, String month, String day, String text) {
        try {
            return day(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)), text);
        } catch (DateTimeException noSuchDay) {
            return isNoYear(Integer.parseInt(year)) ? NONE : unreadable(Kind.NO_SUCH_DAY, text);
        }
    }

    private static LedgerDate day(LocalDate on, String text) {
        if ((isNoYear(on.getYear()) && on.getDayOfYear() <= 2) || on.getYear() == 1899 || on.getYear() == 9999) {
            return NONE;
        }
        if (on.getYear() < EARLIEST_YEAR || on.getYear() > LATEST_YEAR) {
            return unreadable(Kind.YEAR_OUT_OF_RANGE, text);
        }
        return new LedgerDate.Day(on);
    }

    /** The years whose first day programs print when there is no date. */
    private static boolean isNoYear(int year) {
        return year == 1970 || year == 1900 || year == 1899 || year <= 1;
    }

    private static boolean isTime(@Nullable String time) {
        return time == null || TIME.matcher(time.strip()).matches();
    }

    private static LedgerDate unreadable(Kind why, String text) {
        return new LedgerDate.Unreadable(why, text);
    }
}
