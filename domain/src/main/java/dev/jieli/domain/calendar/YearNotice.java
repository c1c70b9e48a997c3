package dev.jieli.domain.calendar;

import static dev.jieli.domain.statute.Ruling.Kind.HOLIDAY_AND_MAKE_UP;
import static dev.jieli.domain.statute.Ruling.Kind.MAKE_UP_NOT_ON_WEEKEND;
import static dev.jieli.domain.statute.Ruling.Kind.NOTICE_OUTSIDE_YEAR;
import static dev.jieli.domain.statute.Ruling.Kind.NOTICE_UNREADABLE;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Ruling.Kind;
import dev.jieli.domain.statute.Ruling.Reason;
import dev.jieli.domain.statute.Wording;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 节假日安排通知: a year's notice of the State Council (or of an autonomous area): which days are off, and which weekend
 * days are worked instead (调休).
 *
 * @param year the year that the notice is about
 * @param number its document number (文号)
 * @param holidays each day off with the name of its holiday, the weekends within a stretch included; days of the year, or
 *     of the last week of the December before it, from where a New Year's holiday may start
 * @param makeUpDays the Saturdays and Sundays that are worked, each with the name of the holiday that it makes up for
 */
public record YearNotice(
        int year,
        String number,
        String title,
        ImmutableSortedMap<LocalDate, String> holidays,
        ImmutableSortedMap<LocalDate, String> makeUpDays) {

    private static final int LONGEST_STRETCH = 31;
    private static final int MOST_SAID = 100;

    public YearNotice {
        List<Reason> objections = objections(year, number, holidays, makeUpDays);
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(objections.toString());
        }
    }

    /** A notice, or every reason for which it cannot be one. */
    public static Ruling<YearNotice> of(
            int year, String number, String title, Map<LocalDate, String> holidays, Map<LocalDate, String> makeUpDays) {
        ImmutableList<Reason> objections = objections(year, number, holidays, makeUpDays);
        return objections.isEmpty()
                ? Ruling.granted(new YearNotice(
                        year,
                        number,
                        title,
                        ImmutableSortedMap.copyOf(holidays),
                        ImmutableSortedMap.copyOf(makeUpDays)))
                : new Ruling.Refused<>(objections);
    }

    /**
     * Reads one notice:
     *
     * <pre>
     * notice,2026,国办发明电〔2025〕7号,国务院办公厅关于2026年部分节假日安排的通知
     * off,元旦,2026-01-01,2026-01-03
     * work,元旦,2026-01-04
     * </pre>
     *
     * Empty lines and lines that begin with # are passed over. Refused with every reason found, each with its line, up to a
     * hundred.
     */
    public static Ruling<YearNotice> read(String text) {
        return readAll(text)
                .then(notices -> notices.size() == 1
                        ? Ruling.granted(notices.get(0))
                        : Ruling.refused(
                                NOTICE_UNREADABLE,
                                "应当只有一份通知，读到" + notices.size() + "份；请每份通知单独导入",
                                "one notice was expected and " + notices.size()
                                        + " were found; import each by itself"));
    }

    /** Reads any number of notices, one after another. */
    public static Ruling<ImmutableList<YearNotice>> readAll(String text) {
        return new Reading().of(text);
    }

    private static ImmutableList<Reason> objections(
            int year, String number, Map<LocalDate, String> holidays, Map<LocalDate, String> makeUpDays) {
        ImmutableList.Builder<Reason> objections = ImmutableList.builder();
        if (number.isBlank()) {
            objections.add(
                    reason(NOTICE_UNREADABLE, "通知没有文号；请写明文号", "the notice has no document number; give the number"));
        }
        if (holidays.isEmpty()) {
            objections.add(reason(
                    NOTICE_UNREADABLE, "通知没有列出放假日；请核对通知全文", "the notice names no day off; compare it with its text"));
        }
        for (LocalDate day : Sets.union(holidays.keySet(), makeUpDays.keySet())) {
            if (!belongs(year, day)) {
                objections.add(reason(
                        NOTICE_OUTSIDE_YEAR,
                        day + "不属于" + year + "年（可以早至上一年12月25日）；请核对日期",
                        day + " is not of the year " + year
                                + " (nor of the last week of the December before); check the date"));
            }
            if (makeUpDays.containsKey(day) && !weekend(day)) {
                objections.add(reason(
                        MAKE_UP_NOT_ON_WEEKEND,
                        day + "不是周六、周日，不能是调休上班日；请核对日期",
                        day + " is no Saturday or Sunday and cannot be a make-up working day; check the date"));
            }
            if (makeUpDays.containsKey(day) && holidays.containsKey(day)) {
                objections.add(reason(
                        HOLIDAY_AND_MAKE_UP,
                        day + "既列为放假又列为上班；请只留一项",
                        day + " is both off and worked; leave one of the two"));
            }
        }
        return objections.build();
    }

    private static boolean belongs(int year, LocalDate day) {
        return !day.isBefore(earliest(year)) && day.getYear() <= year;
    }

    /** The first day of which a year's notice may speak: a New Year's holiday can begin in the December before. */
    static LocalDate earliest(int year) {
        return LocalDate.of(year - 1, Month.DECEMBER, 25);
    }

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Reason reason(Kind kind, String zh, String en) {
        return new Reason(kind, Optional.empty(), Wording.of(zh, en));
    }

    /** The text being read, line by line. */
    private static final class Reading {
        private final List<YearNotice> notices = new ArrayList<>();
        private final List<Reason> objections = new ArrayList<>();
        private @Nullable Block block;

        private record Block(
                int year,
                String number,
                String title,
                TreeMap<LocalDate, String> holidays,
                TreeMap<LocalDate, String> makeUpDays) {}

        Ruling<ImmutableList<YearNotice>> of(String text) {
            int number = 0;
            for (String line : Splitter.on('\n').split(text)) {
                if (objections.size() >= MOST_SAID) {
                    break;
                }
                number++;
                String said = line.replace("\uFEFF", "").trim();
                if (!said.isEmpty() && !said.startsWith("#")) {
                    line(number, said, Splitter.on(',').trimResults().splitToList(said));
                }
            }
            close();
            if (notices.isEmpty() && objections.isEmpty()) {
                object(
                        1,
                        "没有通知；第一行应当是“notice,年份,文号,标题”",
                        "there is no notice; begin with \"notice,year,number,title\"");
            }
            return objections.isEmpty()
                    ? Ruling.granted(ImmutableList.copyOf(notices))
                    : new Ruling.Refused<>(
                            objections.stream().limit(MOST_SAID).collect(ImmutableList.toImmutableList()));
        }

        private void line(int number, String said, List<String> cells) {
            String kind = cells.get(0);
            if (kind.equals("notice") && cells.size() == 4 && cells.get(1).matches("[12]\\d{3}")) {
                close();
                block = new Block(
                        Integer.parseInt(cells.get(1)), cells.get(2), cells.get(3), new TreeMap<>(), new TreeMap<>());
                return;
            }
            Block into = block;
            if (into == null) {
                object(number, "第一行应当是“notice,年份,文号,标题”", "begin with \"notice,year,number,title\"");
                return;
            }
            try {
                if (kind.equals("off") && cells.size() == 4) {
                    stretch(number, into, cells.get(1), day(cells.get(2)), day(cells.get(3)));
                } else if (kind.equals("work") && cells.size() == 3) {
                    put(number, into.makeUpDays(), day(cells.get(2)), cells.get(1));
                } else {
                    object(
                            number,
                            "无法识别“" + said + "”；应当是“off,节名,首日,末日”或“work,节名,日期”",
                            "\"" + said + "\" is not understood; write \"off,holiday,first day,last day\" or"
                                    + " \"work,holiday,day\"");
                }
            } catch (DateTimeParseException unreadable) {
                object(
                        number,
                        "“" + unreadable.getParsedString() + "”不是日期；请写成2026-01-31的样子",
                        "\"" + unreadable.getParsedString() + "\" is no date; write it like 2026-01-31");
            }
        }

        private static LocalDate day(String said) {
            if (said.length() != "2026-01-31".length()) {
                throw new DateTimeParseException("no day", said, 0);
            }
            return LocalDate.parse(said);
        }

        private void stretch(int number, Block into, String name, LocalDate first, LocalDate last) {
            if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_STRETCH - 1))) {
                object(
                        number,
                        "放假自" + first + "至" + last + "，应当是1至" + LONGEST_STRETCH + "天；请核对日期",
                        "a holiday from " + first + " to " + last + " should last from 1 to " + LONGEST_STRETCH
                                + " days; check the dates");
                return;
            }
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                put(number, into.holidays(), day, name);
            }
        }

        private void put(int number, Map<LocalDate, String> days, LocalDate day, String name) {
            if (days.put(day, name) != null) {
                object(number, day + "写了两次；请只留一项", day + " is named twice; leave one of the two");
            }
        }

        private void close() {
            if (block != null) {
                Ruling<YearNotice> read = YearNotice.of(
                        block.year(), block.number(), block.title(), block.holidays(), block.makeUpDays());
                read.toOptional().ifPresent(notices::add);
                objections.addAll(read.reasons());
                block = null;
            }
        }

        private void object(int line, String zh, String en) {
            objections.add(reason(NOTICE_UNREADABLE, "第" + line + "行：" + zh, "line " + line + ": " + en));
        }
    }
}
