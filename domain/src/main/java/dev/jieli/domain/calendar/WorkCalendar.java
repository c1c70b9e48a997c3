package dev.jieli.domain.calendar;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.jieli.domain.statute.Article;
import dev.jieli.domain.statute.Counting;
import dev.jieli.domain.statute.Jurisdiction;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Ruling;
import dev.jieli.domain.statute.Span;
import dev.jieli.domain.statute.Term;
import dev.jieli.domain.statute.Wording;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 工作日历: which days are worked. Working-day arithmetic takes the same time however far it reaches. In years without a
 * notice every weekday counts as worked, and what is reckoned there is provisional.
 */
public final class WorkCalendar {

    private static final ImmutableMap<String, String> ENGLISH = ImmutableMap.of(
            "元旦", "New Year's Day",
            "春节", "Spring Festival",
            "清明节", "Qingming Festival",
            "劳动节", "Labour Day",
            "端午节", "Dragon Boat Festival",
            "中秋节", "Mid-Autumn Festival",
            "国庆节", "National Day");
    private static final int EARLIEST_YEAR = 1949;
    private static final int LATEST_YEAR = 9998;
    private static final int LONGEST_HEARING = 3660;
    private static final Wording WEEKEND = Wording.of("周末", "weekend");

    private final ImmutableSortedMap<Integer, YearNotice> notices;
    private final ImmutableListMultimap<Jurisdiction, YearNotice> regional;
    /** The regional notices that this calendar itself follows, the wider place first. */
    private final ImmutableList<YearNotice> followed;
    /** By place with notices of its own, the narrowest first. */
    private final ImmutableMap<Jurisdiction, WorkCalendar> regions;

    private final ImmutableMap<LocalDate, String> holidays;
    private final ImmutableMap<LocalDate, String> makeUpDays;
    private final LocalDate announcedFrom;
    private final LocalDate announcedUntil;
    private final long announcedFirst;
    /** The last day of which the next notice can no longer speak. */
    private final long settledLast;

    /** The days known one by one, as epoch days. Before and after them only weekends are off. */
    private final long first;

    private final long last;
    /** Of day {@code first + i}: how many working days from first to that day, itself included. */
    private final int[] through;
    /** The days of that range, so that none is made anew. */
    private final LocalDate[] days;
    /** The working days of that range in order, so that the n-th is one look. */
    private final LocalDate[] workingDays;

    private WorkCalendar(
            ImmutableSortedMap<Integer, YearNotice> notices,
            ImmutableListMultimap<Jurisdiction, YearNotice> regional,
            ImmutableList<YearNotice> followed) {
        this.notices = notices;
        this.regional = regional;
        this.followed = followed;

        Map<LocalDate, String> off = new TreeMap<>();
        Map<LocalDate, String> worked = new TreeMap<>();
        ImmutableList<YearNotice> inOrder = ImmutableList.<YearNotice>builder()
                .addAll(notices.values())
                .addAll(followed)
                .build();
        for (YearNotice notice : inOrder) {
            off.putAll(notice.holidays());
            worked.keySet().removeAll(notice.holidays().keySet());
            worked.putAll(notice.makeUpDays());
            off.keySet().removeAll(notice.makeUpDays().keySet());
        }
        this.holidays = ImmutableMap.copyOf(off);
        this.makeUpDays = ImmutableMap.copyOf(worked);

        int firstYear = notices.firstKey();
        int untilYear = firstYear;
        while (notices.containsKey(untilYear + 1)) {
            untilYear++;
        }
        this.announcedFrom = LocalDate.of(firstYear, 1, 1);
        this.announcedUntil = LocalDate.of(untilYear, 12, 31);
        this.announcedFirst = announcedFrom.toEpochDay();
        this.settledLast = YearNotice.earliest(untilYear + 1).toEpochDay() - 1;

        int fromYear = inOrder.stream().mapToInt(YearNotice::year).min().orElseThrow();
        int toYear = inOrder.stream().mapToInt(YearNotice::year).max().orElseThrow();
        this.first = YearNotice.earliest(fromYear).toEpochDay();
        this.last = LocalDate.of(toYear, 12, 31).toEpochDay();
        this.through = new int[(int) (last - first + 1)];
        this.days = new LocalDate[through.length];
        LocalDate[] found = new LocalDate[through.length];
        int count = 0;
        for (int i = 0; i < through.length; i++) {
            LocalDate day = LocalDate.ofEpochDay(first + i);
            days[i] = day;
            if (makeUpDays.containsKey(day) || (!holidays.containsKey(day) && !YearNotice.weekend(day))) {
                found[count++] = day;
            }
            through[i] = count;
        }
        this.workingDays = Arrays.copyOf(found, count);

        this.regions = followed.isEmpty()
                ? regional.keySet().stream()
                        .sorted(comparingInt(Jurisdiction::depth).reversed().thenComparing(Jurisdiction::code))
                        .collect(toImmutableMap(identity(), this::following))
                : ImmutableMap.of();
    }

    private WorkCalendar following(Jurisdiction place) {
        return new WorkCalendar(
                notices,
                regional,
                regional.keySet().stream()
                        .filter(wider -> wider.covers(place.code()))
                        .sorted(comparingInt(Jurisdiction::depth))
                        .flatMap(wider -> regional.get(wider).stream())
                        .collect(toImmutableList()));
    }

    /** The State Council's notices that the product knows, 2020 to 2026. */
    public static WorkCalendar national() {
        return National.CALENDAR;
    }

    /** Read once, when first asked for. */
    private static final class National {
        private static final WorkCalendar CALENDAR =
                of(YearNotice.readAll(resource()).orFault());

        private static String resource() {
            try (Scanner text = new Scanner(
                    requireNonNull(WorkCalendar.class.getResourceAsStream("working-days.csv"), "working-days.csv"),
                    "UTF-8")) {
                return text.useDelimiter("\\A").next();
            }
        }
    }

    /** A calendar of these notices, one a year, at least one. */
    public static WorkCalendar of(Iterable<YearNotice> notices) {
        ImmutableSortedMap.Builder<Integer, YearNotice> byYear = ImmutableSortedMap.naturalOrder();
        notices.forEach(notice -> byYear.put(notice.year(), notice));
        ImmutableSortedMap<Integer, YearNotice> years = byYear.buildOrThrow();
        if (years.isEmpty()) {
            throw new IllegalArgumentException("a calendar needs a notice");
        }
        return new WorkCalendar(years, ImmutableListMultimap.of(), ImmutableList.of());
    }

    /** The calendar with this notice, in place of an earlier one of the same year. */
    public WorkCalendar with(YearNotice notice) {
        TreeMap<Integer, YearNotice> years = new TreeMap<>(notices);
        years.put(notice.year(), notice);
        return new WorkCalendar(ImmutableSortedMap.copyOf(years), regional, followed);
    }

    /**
     * The calendar with a notice that holds in one place only, on top of the national ones: the customary holidays of an
     * autonomous area. Takes the place of an earlier one of the same place and year. Seen through {@link #forRegion}.
     */
    public WorkCalendar withRegional(Jurisdiction place, YearNotice notice) {
        ImmutableListMultimap.Builder<Jurisdiction, YearNotice> all = ImmutableListMultimap.builder();
        regional.entries().stream()
                .filter(entry ->
                        !(entry.getKey().equals(place) && entry.getValue().year() == notice.year()))
                .forEach(all::put);
        return new WorkCalendar(
                notices,
                all.put(place, notice)
                        .orderValuesBy(Comparator.comparingInt(YearNotice::year))
                        .build(),
                followed);
    }

    /**
     * The calendar as it holds in a place.
     *
     * @param division the code of an administrative division; empty for none
     */
    public WorkCalendar forRegion(String division) {
        for (Map.Entry<Jurisdiction, WorkCalendar> region : regions.entrySet()) {
            if (region.getKey().covers(division)) {
                return region.getValue();
            }
        }
        return this;
    }

    /** The notices by year. */
    public ImmutableSortedMap<Integer, YearNotice> notices() {
        return notices;
    }

    /** The notice of a year, if it is out. */
    public Optional<YearNotice> notice(int year) {
        return Optional.ofNullable(notices.get(year));
    }

    /** The first day for which there is a notice. */
    public LocalDate announcedFrom() {
        return announcedFrom;
    }

    /**
     * The last day up to which there are notices without a gap, a 31 December. What ends in the last week of that year is
     * provisional already, as the next notice may reach back so far.
     */
    public LocalDate announcedUntil() {
        return announcedUntil;
    }

    public boolean isWorkingDay(LocalDate day) {
        return works(day.toEpochDay());
    }

    /** Why a day is off: the name of its holiday, or the weekend; empty for a working day. */
    public Optional<Wording> whyOff(LocalDate day) {
        String holiday = holidays.get(day);
        if (holiday != null) {
            return Optional.of(named(holiday));
        }
        return isWorkingDay(day) ? Optional.empty() : Optional.of(WEEKEND);
    }

    boolean isHoliday(LocalDate day) {
        return holidays.containsKey(day);
    }

    /** The holiday for which this weekend day is worked; empty for any other day. */
    public Optional<Wording> makesUpFor(LocalDate day) {
        return Optional.ofNullable(makeUpDays.get(day)).map(WorkCalendar::named);
    }

    /**
     * The n-th working day after a day, which is not counted; the day itself for 0.
     *
     * @param n not negative
     */
    public LocalDate plusWorkingDays(LocalDate day, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("working days are counted forward, not " + n);
        }
        return n == 0 ? day : nth(through(day.toEpochDay()) + n);
    }

    /** The day itself when it is worked, otherwise the next working day. */
    public LocalDate workingDayFrom(LocalDate day) {
        long epochDay = day.toEpochDay();
        return works(epochDay) ? day : nth(through(epochDay) + 1);
    }

    /** How many working days come after {@code from}, up to and including {@code to}; negative when to is before from. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        return Math.toIntExact(through(to.toEpochDay()) - through(from.toEpochDay()));
    }

    /** How many calendar days lie between two days; negative when to is before from. */
    public static int daysBetween(LocalDate from, LocalDate to) {
        return Math.toIntExact(to.toEpochDay() - from.toEpochDay());
    }

    /** The days of a hearing that are left out; refused when it closes before it opens. */
    public static Ruling<Integer> hearingDays(LocalDate opened, LocalDate closed, Policy.Hearing policy) {
        return closed.isBefore(opened)
                ? Ruling.refused(
                        Ruling.Kind.NEGATIVE_DAYS,
                        "听证结束日" + closed + "早于开始日" + opened + "；请核对日期",
                        "the hearing closes on " + closed + ", before it opens on " + opened + "; check the dates")
                : Ruling.granted(daysBetween(opened, closed) + (policy == Policy.Hearing.BOTH_DAYS_LEFT_OUT ? 1 : 0));
    }

    /** When a term that begins on this day is due, without extension and hearing. */
    public Due due(Provision provision, LocalDate from, Policy.LastDay policy) {
        return reckon(provision, from, 0, 0, policy);
    }

    /** When a term of the national law that begins on this day is due; refused where the law of that day knows no such term. */
    public Ruling<Due> due(Rulebook law, Term term, LocalDate from) {
        return law.provision(term, from).then(row -> due(row, from, 0, 0, law.lastDay(term, from, "")));
    }

    /**
     * When a term that begins on this day is due.
     *
     * @param extendedDays by how much it was extended, in the unit of its span; refused above what the law allows
     * @param hearingDays how many days of a hearing are left out; refused where the law leaves none out
     */
    public Ruling<Due> due(
            Provision provision, LocalDate from, int extendedDays, int hearingDays, Policy.LastDay policy) {
        if (from.getYear() < EARLIEST_YEAR || from.getYear() > LATEST_YEAR || hearingDays > LONGEST_HEARING) {
            return Ruling.refused(
                    Ruling.Kind.OUT_OF_RANGE,
                    "起算日应当在" + EARLIEST_YEAR + "年至" + LATEST_YEAR + "年之间，听证不超过" + LONGEST_HEARING + "日；请核对",
                    "a term begins in the years " + EARLIEST_YEAR + " to " + LATEST_YEAR
                            + " and a hearing takes at most " + LONGEST_HEARING + " days; check the figures");
        }
        if (extendedDays < 0 || hearingDays < 0) {
            return Ruling.refused(
                    Ruling.Kind.NEGATIVE_DAYS, "天数不能是负数；请填0或正数", "days cannot be negative; give 0 or more");
        }
        if (extendedDays > 0 && provision.maxExtensionDays() == 0) {
            return Ruling.refused(
                    Ruling.Kind.NOT_EXTENDABLE,
                    provision.article(),
                    provision.article().cited(Language.ZH) + "没有规定"
                            + provision.term().in(Language.ZH) + "可以延长；请按原期限办理",
                    "the term for " + provision.term().in(Language.EN) + " cannot be extended under "
                            + provision.article().cited(Language.EN) + "; keep to the term");
        }
        if (extendedDays > provision.maxExtensionDays()) {
            Article article =
                    provision.extension().map(Provision.Clause::article).orElse(provision.article());
            return Ruling.refused(
                    Ruling.Kind.EXTENSION_TOO_LONG,
                    article,
                    article.cited(Language.ZH) + "规定延长不得超过"
                            + provision.span().days(provision.maxExtensionDays(), Language.ZH) + "，不能延长" + extendedDays
                            + "日；请缩短",
                    article.cited(Language.EN) + " allows at most "
                            + provision.span().days(provision.maxExtensionDays(), Language.EN) + " of extension, not "
                            + extendedDays + "; shorten it");
        }
        if (hearingDays > 0 && !provision.hearingExcluded()) {
            return Ruling.refused(
                    Ruling.Kind.HEARING_NOT_EXCLUDED,
                    provision.article(),
                    provision.article().cited(Language.ZH) + "没有规定"
                            + provision.term().in(Language.ZH) + "扣除听证时间；请不填听证天数",
                    "the term for " + provision.term().in(Language.EN)
                            + " does not leave out the time of a hearing under "
                            + provision.article().cited(Language.EN) + "; give no hearing days");
        }
        return Ruling.granted(reckon(provision, from, extendedDays, hearingDays, policy));
    }

    /** The days that one of the two calendars works and the other does not. */
    public ImmutableSortedSet<LocalDate> differencesFrom(WorkCalendar other) {
        ImmutableSortedSet.Builder<LocalDate> differing = ImmutableSortedSet.naturalOrder();
        for (long day = Math.min(first, other.first); day <= Math.max(last, other.last); day++) {
            if (works(day) != other.works(day)) {
                differing.add(LocalDate.ofEpochDay(day));
            }
        }
        return differing.build();
    }

    /** A term whose last day an act says: nothing is reckoned, and nothing moves it. */
    public Due set(Provision provision, LocalDate from, LocalDate last) {
        int days = Math.max(1, Math.toIntExact(last.toEpochDay() - from.toEpochDay()));
        return reckon(provision.lasting(Span.calendarDays(days)), from, 0, 0, Policy.LastDay.NO_ROLL);
    }

    Due reckon(Provision provision, LocalDate from, int extendedDays, int hearingDays, Policy.LastDay policy) {
        long start = from.toEpochDay();
        long length = (long) provision.span().days() + extendedDays + hearingDays;
        if (provision.span().counting() == Counting.WORKING_DAYS) {
            LocalDate due = nth(through(start) + length);
            boolean provisional = !settled(start + 1, due.toEpochDay());
            return new Due(provision, from, extendedDays, hearingDays, due, due, provisional, policy, this);
        }
        long end = start + length;
        LocalDate nominal = date(end);
        if (policy == Policy.LastDay.NO_ROLL) {
            return new Due(provision, from, extendedDays, hearingDays, nominal, nominal, false, policy, this);
        }
        LocalDate due = works(end) ? nominal : nth(through(end) + 1);
        boolean provisional = !settled(end, due.toEpochDay());
        return new Due(provision, from, extendedDays, hearingDays, nominal, due, provisional, policy, this);
    }

    private boolean settled(long from, long to) {
        return from >= announcedFirst && to <= settledLast;
    }

    private boolean works(long day) {
        if (day < first || day > last) {
            return Math.floorMod(day + 3, 7) < 5;
        }
        int i = (int) (day - first);
        return through[i] != (i == 0 ? 0 : through[i - 1]);
    }

    private LocalDate date(long day) {
        return day < first || day > last ? LocalDate.ofEpochDay(day) : days[(int) (day - first)];
    }

    /** How many working days up to and including a day, the day before {@link #first} being 0. */
    private long through(long day) {
        if (day < first) {
            return weekdaysThrough(day) - weekdaysThrough(first - 1);
        }
        if (day > last) {
            return workingDays.length + weekdaysThrough(day) - weekdaysThrough(last);
        }
        return through[(int) (day - first)];
    }

    /** The working day up to which there are n: the inverse of {@link #through}. */
    private LocalDate nth(long n) {
        if (n < 1) {
            return LocalDate.ofEpochDay(weekday(weekdaysThrough(first - 1) + n));
        }
        return n <= workingDays.length
                ? workingDays[(int) n - 1]
                : LocalDate.ofEpochDay(weekday(weekdaysThrough(last) + n - workingDays.length));
    }

    /** How many weekdays up to and including an epoch day, from Monday 1969-12-29 on. */
    private static long weekdaysThrough(long epochDay) {
        long sinceMonday = epochDay + 3;
        return Math.floorDiv(sinceMonday, 7) * 5 + Math.min(Math.floorMod(sinceMonday, 7) + 1, 5);
    }

    /** The epoch day of the n-th weekday: the inverse of {@link #weekdaysThrough}. */
    private static long weekday(long n) {
        return Math.floorDiv(n - 1, 5) * 7 + Math.floorMod(n - 1, 5) - 3;
    }

    private static Wording named(String holiday) {
        StringBuilder english = new StringBuilder();
        for (String part : Splitter.on('、').split(holiday)) {
            english.append(english.length() == 0 ? "" : " and ").append(ENGLISH.getOrDefault(part, part));
        }
        return Wording.of(holiday, english.toString());
    }

    /** The same notices, followed in the same place. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof WorkCalendar that
                        && notices.equals(that.notices)
                        && regional.equals(that.regional)
                        && followed.equals(that.followed));
    }

    @Override
    public int hashCode() {
        return Objects.hash(notices.keySet(), followed.size());
    }

    @Override
    public String toString() {
        return "WorkCalendar[" + announcedFrom + " to " + announcedUntil + (followed.isEmpty() ? "" : ", regional")
                + "]";
    }
}
