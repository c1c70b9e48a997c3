package dev.jieli.domain.statute;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.domain.statute.Ruling.granted;
import static dev.jieli.domain.statute.Ruling.refused;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * 规则集: which rows govern: the editions of the law by date, the stricter rows of a place, the counting policy and the
 * thresholds of the lights.
 */
public final class Rulebook {

    private static final Rulebook NATIONAL = new Rulebook(
            ImmutableList.of(
                    Regulations2022.STATUTE,
                    SimplifiedHandling.MEASURES_2022,
                    Regulations2005.STATUTE,
                    SimplifiedHandling.TRIAL_2016),
            ImmutableList.of(),
            Policy.LastDay.ROLL_FORWARD,
            Thresholds.DEFAULT);

    private final ImmutableList<Statute> statutes;
    private final ImmutableList<LocalRow> local;
    private final Policy.LastDay lastDay;
    private final Thresholds thresholds;

    private Rulebook(
            ImmutableList<Statute> statutes,
            ImmutableList<LocalRow> local,
            Policy.LastDay lastDay,
            Thresholds thresholds) {
        this.statutes = statutes;
        this.local = local;
        this.lastDay = lastDay;
        this.thresholds = thresholds;
    }

    /**
     * 地方规定: a stricter row that holds in one place for a time.
     *
     * @param from the first day on which it governs a term that begins
     * @param until the first day on which it no longer does; empty while in force
     */
    public record LocalRow(Jurisdiction place, LocalDate from, Optional<LocalDate> until, Provision provision) {

        public LocalRow {
            if (until.isPresent() && !until.get().isAfter(from)) {
                throw new IllegalArgumentException("a row that ends before it begins");
            }
        }

        boolean governs(Term term, LocalDate day, String division) {
            return provision.term() == term
                    && !day.isBefore(from)
                    && (until.isEmpty() || day.isBefore(until.get()))
                    && place.covers(division);
        }

        boolean meets(Statute statute) {
            return (until.isEmpty() || statute.inForceFrom().isBefore(until.get()))
                    && (statute.supersededOn().isEmpty()
                            || from.isBefore(statute.supersededOn().get()));
        }
    }

    /** The national law as shipped: no local row, rest days roll, yellow at 75 %. */
    public static Rulebook national() {
        return NATIONAL;
    }

    /** The row that governs a term which begins on this day, where no local row does. */
    public Ruling<Provision> provision(Term term, LocalDate from) {
        return provision(term, from, "");
    }

    /**
     * The row that governs a term which begins on this day in this place: the strictest of the local rows, otherwise the
     * statute's; of a petitioner's window the longest.
     *
     * @param division the code of the administrative division; empty for none
     */
    public Ruling<Provision> provision(Term term, LocalDate from, String division) {
        Provision statutory = null;
        boolean anyInForce = false;
        for (Statute statute : statutes) {
            if (statute.inForceOn(from)) {
                anyInForce = true;
                statutory = statute.rows().get(term);
                if (statutory != null) {
                    break;
                }
            }
        }
        Provision stricter = null;
        for (LocalRow row : local) {
            if (row.governs(term, from, division) && (stricter == null || prevails(row.provision(), stricter))) {
                stricter = row.provision();
            }
        }
        if (stricter != null) {
            return granted(stricter);
        }
        if (statutory != null) {
            return granted(statutory);
        }
        return anyInForce
                ? refused(
                        Ruling.Kind.TERM_NOT_IN_EDITION,
                        from + "施行的法规没有规定" + term.in(Language.ZH) + "；请核对起算日",
                        "the law in force on " + from + " knows no term for " + term.in(Language.EN)
                                + "; check the day from which it is reckoned")
                : refused(
                        Ruling.Kind.NO_EDITION_IN_FORCE,
                        from + "尚无已收录的法规施行；请核对起算日",
                        "no edition of the law known here was in force on " + from
                                + "; check the day from which the term is reckoned");
    }

    /**
     * The rulebook with a local row, refused where the row is looser than a statute that it would stand beside: more
     * time for the organ, less for the petitioner, or more that may be left out.
     */
    public Ruling<Rulebook> withLocal(LocalRow row) {
        ImmutableList<Ruling.Reason> objections = statutes.stream()
                .filter(row::meets)
                .map(statute -> statute.rows().get(row.provision().term()))
                .filter(Objects::nonNull)
                .flatMap(statutory -> looser(row.provision(), statutory).stream())
                .collect(toImmutableList());
        if (!objections.isEmpty()) {
            return new Ruling.Refused<>(objections);
        }
        return granted(new Rulebook(
                statutes,
                ImmutableList.<LocalRow>builder().addAll(local).add(row).build(),
                lastDay,
                thresholds));
    }

    public Rulebook withLastDay(Policy.LastDay other) {
        return new Rulebook(statutes, local, other, thresholds);
    }

    public Rulebook withThresholds(Thresholds others) {
        return new Rulebook(statutes, local, lastDay, others);
    }

    /** The editions, those in force first. */
    public ImmutableList<Statute> statutes() {
        return statutes;
    }

    public ImmutableList<LocalRow> localRows() {
        return local;
    }

    /** What happens when a last day is a rest day. */
    public Policy.LastDay lastDay() {
        return lastDay;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** All policies that this rulebook counts by. */
    public ImmutableList<Policy> policies() {
        return ImmutableList.<Policy>builder()
                .add(lastDay)
                .add(Policy.Fixed.values())
                .build();
    }

    /** The tables as a page in Markdown, each row with the words that it implements. */
    public String toMarkdown() {
        return TablesPage.of(this);
    }

    private static boolean prevails(Provision candidate, Provision over) {
        double longer = inOrdinaryWeeks(candidate.span()) - inOrdinaryWeeks(over.span());
        return candidate.term().binds() == Bound.ORGAN ? longer < 0 : longer > 0;
    }

    private static double inOrdinaryWeeks(Span span) {
        return span.counting() == Counting.CALENDAR_DAYS ? span.days() / 7.0 : span.days() / 5.0;
    }

    private static List<Ruling.Reason> looser(Provision row, Provision statutory) {
        Article article = statutory.article();
        String zhLaw = article.cited(Language.ZH) + "规定的" + statutory.span().in(Language.ZH);
        String enLaw = statutory.span().in(Language.EN) + " of " + article.cited(Language.EN);
        if (row.term().binds() == Bound.PETITIONER) {
            return mayBeLonger(statutory.span(), row.span())
                    ? List.of(reason(
                            Ruling.Kind.SHORTENS_PETITIONERS_WINDOW,
                            article,
                            "地方规定给信访人的时间少于" + zhLaw + "，不能采用；请不短于此",
                            "the local row gives the petitioner less than the " + enLaw
                                    + " and cannot be used; make it no shorter"))
                    : List.of();
        }
        ImmutableList.Builder<Ruling.Reason> objections = ImmutableList.builder();
        if (mayBeLonger(row.span(), statutory.span())) {
            objections.add(reason(
                    Ruling.Kind.LOOSER_THAN_STATUTE,
                    article,
                    "地方规定的" + row.span().in(Language.ZH) + "长于" + zhLaw + "，不能采用；请不长于此",
                    "the local row's " + row.span().in(Language.EN) + " can be longer than the " + enLaw
                            + " and cannot be used; make it no longer"));
        }
        if (row.maxExtensionDays() > statutory.maxExtensionDays()) {
            objections.add(reason(
                    Ruling.Kind.LOOSER_THAN_STATUTE,
                    statutory.extension().map(Provision.Clause::article).orElse(article),
                    "地方规定可以延长" + row.maxExtensionDays() + "日，长于条例允许的" + statutory.maxExtensionDays() + "日，不能采用；请不长于此",
                    "the local row can be extended by " + row.maxExtensionDays() + " days, longer than the "
                            + statutory.maxExtensionDays()
                            + " that the statute allows, and cannot be used; make it no longer"));
        }
        if (row.hearingExcluded() && !statutory.hearingExcluded()) {
            objections.add(reason(
                    Ruling.Kind.LOOSER_THAN_STATUTE,
                    article,
                    "地方规定扣除听证时间，条例没有扣除，不能采用；请去掉扣除",
                    "the local row leaves out the time of a hearing and the statute does not; it cannot be used: count"
                            + " that time"));
        }
        return objections.build();
    }

    /** Whether one span can end later than the other: working days take at least as long as as many calendar days. */
    private static boolean mayBeLonger(Span one, Span other) {
        boolean spreads = one.counting() == Counting.WORKING_DAYS && other.counting() == Counting.CALENDAR_DAYS;
        return (spreads ? atMostCalendarDays(one) : one.days()) > other.days();
    }

    /**
     * The longest that a span can be in calendar days: for working days the weeks that they fill and a holiday of 8 days in
     * every 35 of them, which no notice since 2020 exceeds.
     */
    private static int atMostCalendarDays(Span span) {
        int days = span.days();
        return span.counting() == Counting.CALENDAR_DAYS ? days : (days + 4) / 5 * 7 + 8 * (1 + days / 35);
    }

    private static Ruling.Reason reason(Ruling.Kind kind, Article article, String zh, String en) {
        return new Ruling.Reason(kind, Optional.of(article), Wording.of(zh, en));
    }
}
