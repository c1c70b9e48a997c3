package dev.jieli.domain.statute;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.domain.statute.Ruling.granted;
import static dev.jieli.domain.statute.Ruling.refused;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableClassToInstanceMap;
import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * 规则集: which rows govern: the editions of the law by date, the stricter rows of a place, and what was chosen where the
 * law is silent.
 */
public final class Rulebook {

    private static final Rulebook NATIONAL = new Rulebook(
            ImmutableList.of(
                    Regulations2022.STATUTE,
                    SimplifiedHandling.MEASURES_2022,
                    Regulations2005.STATUTE,
                    SimplifiedHandling.TRIAL_2016,
                    ChosenTerms.STATUTE),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableClassToInstanceMap.<Policy>builder()
                    .put(Policy.LastDay.class, Policy.LastDay.ROLL_FORWARD)
                    .put(Policy.Hearing.class, Policy.Hearing.BOTH_DAYS_LEFT_OUT)
                    .put(Policy.MissedWindow.class, Policy.MissedWindow.CLOSES)
                    .put(Thresholds.class, Thresholds.DEFAULT)
                    .put(Gathering.class, Gathering.DEFAULT)
                    .build());

    private final ImmutableList<Statute> statutes;
    private final ImmutableList<LocalRulebook> books;
    private final ImmutableList<LocalRow> local;
    private final ImmutableClassToInstanceMap<Policy> choices;

    private Rulebook(
            ImmutableList<Statute> statutes,
            ImmutableList<LocalRulebook> books,
            ImmutableList<LocalRow> local,
            ImmutableClassToInstanceMap<Policy> choices) {
        this.statutes = statutes;
        this.books = books;
        this.local = local;
        this.choices = choices;
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

    /** The national law as shipped: nothing local, rest days roll, yellow at 75 %. */
    public static Rulebook national() {
        return NATIONAL;
    }

    /** The row that governs a term which begins on this day, where no local row does. */
    public Ruling<Provision> provision(Term term, LocalDate from) {
        return provision(term, from, "");
    }

    /**
     * The row that governs a term which begins on this day in this place: the strictest of the local rows, otherwise the
     * statute's; of a petitioner's window the longest. A place makes the terms of the law stricter and adds none.
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
        if (statutory != null) {
            return granted(local.isEmpty() ? statutory : strictest(statutory, from, division));
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

    private Provision strictest(Provision statutory, LocalDate from, String division) {
        Provision strictest = null;
        double latest = Double.MAX_VALUE;
        for (LocalRow row : local) {
            if (row.governs(statutory.term(), from, division)) {
                Provision candidate = row.provision();
                latest = Math.min(latest, inOrdinaryWeeks(candidate.span(), candidate.maxExtensionDays()));
                if (strictest == null || prevails(candidate, strictest)) {
                    strictest = candidate;
                }
            }
        }
        if (strictest == null) {
            return statutory;
        }
        // the shortest term, and no extension past the end that another rule of the place sets
        double left = latest - inOrdinaryWeeks(strictest.span(), 0);
        return strictest.extendableAtMost((int) Math.max(0, left * ordinaryWeek(strictest.span()) + 1e-6));
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
        return granted(new Rulebook(statutes, books, and(local, row), choices));
    }

    /**
     * The rulebook with that of a place, in place of an earlier one of the same instrument there. What is looser than the
     * statute was refused when it was read.
     */
    public Rulebook with(LocalRulebook book) {
        Optional<LocalRulebook> before =
                books.stream().filter(book::takesThePlaceOf).findFirst();
        ImmutableList.Builder<LocalRow> rows = ImmutableList.builder();
        local.stream()
                .filter(row -> before.filter(old -> old.rows().contains(row)).isEmpty())
                .forEach(rows::add);
        ImmutableList.Builder<LocalRulebook> all = ImmutableList.builder();
        books.stream().filter(other -> !book.takesThePlaceOf(other)).forEach(all::add);
        return new Rulebook(
                statutes, all.add(book).build(), rows.addAll(book.rows()).build(), choices);
    }

    /** The rulebook with another choice where the law is silent; of what has no alternative nothing changes. */
    public Rulebook with(Policy choice) {
        ImmutableClassToInstanceMap.Builder<Policy> other = ImmutableClassToInstanceMap.builder();
        choices.forEach((kind, chosen) -> put(other, kind, kind.isInstance(choice) ? choice : chosen));
        return new Rulebook(statutes, books, local, other.build());
    }

    private static <P extends Policy> void put(
            ImmutableClassToInstanceMap.Builder<Policy> into, Class<P> kind, Policy choice) {
        into.put(kind, kind.cast(choice));
    }

    /** The editions, those in force first. */
    public ImmutableList<Statute> statutes() {
        return statutes;
    }

    public ImmutableList<LocalRow> localRows() {
        return local;
    }

    /** The rulebooks of places that are in use. */
    public ImmutableList<LocalRulebook> books() {
        return books;
    }

    /** What was chosen where no place chose otherwise. */
    public <P extends Policy> P policy(Class<P> kind) {
        return requireNonNull(choices.getInstance(kind), kind.getSimpleName());
    }

    /**
     * What is chosen for what begins on this day in this place: by the narrowest place that chose, there by what came into
     * force last, otherwise by the office.
     *
     * @param division the code of the administrative division; empty for none
     */
    public <P extends Policy> P policy(Class<P> kind, LocalDate day, String division) {
        P chosen = policy(kind);
        LocalRulebook by = null;
        for (LocalRulebook book : books) {
            Optional<P> choice = book.governs(day, division) ? book.policy(kind) : Optional.empty();
            if (choice.isPresent() && (by == null || !book.isWiderThan(by))) {
                chosen = choice.get();
                by = book;
            }
        }
        return chosen;
    }

    /** What happens when a last day is a rest day, where no place chose otherwise. */
    public Policy.LastDay lastDay() {
        return policy(Policy.LastDay.class);
    }

    /**
     * What happens when the last day of this term is a rest day. The petitioner's window always moves to the next working
     * day: a stricter reading binds the organ only.
     */
    public Policy.LastDay lastDay(Term term, LocalDate from, String division) {
        return term.binds() == Bound.PETITIONER
                ? Policy.LastDay.ROLL_FORWARD
                : policy(Policy.LastDay.class, from, division);
    }

    public Thresholds thresholds() {
        return policy(Thresholds.class);
    }

    /** All policies that terms are counted by, those that can be chosen otherwise first. */
    public ImmutableList<Policy> policies() {
        return ImmutableList.<Policy>builder()
                .add(lastDay(), policy(Policy.Hearing.class), policy(Policy.MissedWindow.class))
                .add(Policy.Fixed.values())
                .build();
    }

    /** The tables as a page in Markdown, each row with the words that it implements. */
    public String toMarkdown() {
        return TablesPage.of(this);
    }

    private static boolean prevails(Provision candidate, Provision over) {
        double longer = inOrdinaryWeeks(candidate.span(), 0) - inOrdinaryWeeks(over.span(), 0);
        return candidate.term().binds() != Bound.PETITIONER ? longer < 0 : longer > 0;
    }

    private static double inOrdinaryWeeks(Span span, int more) {
        return (span.days() + more) / ordinaryWeek(span);
    }

    private static double ordinaryWeek(Span span) {
        return span.counting() == Counting.CALENDAR_DAYS ? 7 : 5;
    }

    private static ImmutableList<LocalRow> and(ImmutableList<LocalRow> rows, LocalRow row) {
        return ImmutableList.<LocalRow>builder().addAll(rows).add(row).build();
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
        if (row.maxExtensionDays() > statutory.maxExtensionDays()
                || (row.maxExtensionDays() > 0 && mayBeLonger(extended(row), extended(statutory)))) {
            objections.add(reason(
                    Ruling.Kind.LOOSER_THAN_STATUTE,
                    statutory.extension().map(Provision.Clause::article).orElse(article),
                    "地方规定可以延长" + row.span().days(row.maxExtensionDays(), Language.ZH) + "，长于条例允许的"
                            + statutory.span().days(statutory.maxExtensionDays(), Language.ZH) + "，不能采用；请不长于此",
                    "the local row can be extended by " + row.span().days(row.maxExtensionDays(), Language.EN)
                            + ", longer than the "
                            + statutory.span().days(statutory.maxExtensionDays(), Language.EN)
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
        if (row.hearingExcluded() && row.span().counting() != statutory.span().counting()) {
            objections.add(reason(
                    Ruling.Kind.LOOSER_THAN_STATUTE,
                    statutory.hearing().map(Provision.Clause::article).orElse(article),
                    "听证时间按日扣除，扣除听证时间的期限不能改按工作日计算；请改按日计算或者去掉扣除",
                    "the time of a hearing is left out day by day, so a term that leaves it out cannot count working days"
                            + " instead; count calendar days or count that time"));
        }
        return objections.build();
    }

    private static Span extended(Provision row) {
        return new Span(row.span().days() + row.maxExtensionDays(), row.span().counting());
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
