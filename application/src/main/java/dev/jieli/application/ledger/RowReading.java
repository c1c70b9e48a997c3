package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Petitioner;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 读一行: one row under a header, made into a case or into what is wrong with it. */
final class RowReading {

    /**
     * 读得
     *
     * @param row empty where there are problems
     * @param problems why the row cannot be taken
     * @param remarks what was assumed or looks odd; keeps nothing out
     */
    record Read(Optional<LedgerRow> row, ImmutableList<Problem> problems, ImmutableList<Problem> remarks) {}

    /** The longest text that a cell may hold: what a spreadsheet itself can keep. */
    private static final int LONGEST_TEXT = 32_767;

    private static final int LONGEST_NAME = 200;

    /** The digits that a spreadsheet's number keeps. */
    private static final BigDecimal FIFTEEN_DIGITS = new BigDecimal("1e15");

    private static final Pattern UNIT_SEPARATORS = Pattern.compile("[\\n、,,;;]+(?![^((]*[))])");
    private static final Pattern NAME_AND_POST = Pattern.compile("(\\S{2,4})[\\s,,、((]+(\\S{2,30}?)[))]?|(\\S{2,4})");
    private static final Pattern NAME_END = Pattern.compile("[\\s,,;;、:://((]+$");

    private final SheetRow row;
    private final Header header;
    private final LocalDate asOf;
    private final Map<Column, Cell> cells = new EnumMap<>(Column.class);
    private final Map<Column, String> over = new EnumMap<>(Column.class);
    private final List<String> besideName = new ArrayList<>(1);
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();

    private RowReading(SheetRow row, Header header, LocalDate asOf) {
        this.row = row;
        this.header = header;
        this.asOf = asOf;
    }

    static Read read(SheetRow row, Header header, LocalDate asOf) {
        return new RowReading(row, header, asOf).read();
    }

    private Read read() {
        for (Column column : Column.values()) {
            pick(column);
        }
        takePeopleApart();
        String number = number();
        Petitioner petitioner = petitioner();
        Optional<LocalDate> petitionedOn = past(Column.PETITIONED_ON);
        Optional<LocalDate> registeredOn = past(Column.REGISTERED_ON);
        Optional<LocalDate> forwardedOn = past(Column.FORWARDED_ON);
        Optional<LocalDate> acceptedOn = past(Column.ACCEPTED_ON);
        Optional<LocalDate> concludedOn = past(Column.CONCLUDED_ON);
        Optional<LocalDate> servedOn = past(Column.SERVED_ON);
        Optional<LocalDate> reviewRequestedOn = past(Column.REVIEW_REQUESTED_ON);
        Optional<LocalDate> reviewedOn = past(Column.REVIEWED_ON);
        Optional<LocalDate> reviewServedOn = past(Column.REVIEW_SERVED_ON);
        Optional<LocalDate> rereviewRequestedOn = past(Column.REREVIEW_REQUESTED_ON);
        Optional<LocalDate> rereviewedOn = past(Column.REREVIEWED_ON);
        Optional<LocalDate> leaderUntil = date(Column.LEADER_UNTIL);
        int persons = persons();
        int repeats = count(Column.REPEATS, 0);
        int extendedDays = count(Column.EXTENDED_DAYS, 0);
        String gist = gist();
        ImmutableList<String> units = units(Column.UNIT);
        String unit = units.isEmpty() ? "" : units.get(0);
        ImmutableList<String> coUnits = ImmutableList.<String>builder()
                .addAll(units.isEmpty() ? units : units.subList(1, units.size()))
                .addAll(units(Column.CO_UNITS))
                .build();
        if (number.isEmpty() && gist.isEmpty() && petitioner.name().isEmpty()) {
            problems.add(Problem.ofRow(row, Kind.NO_CASE));
        }
        Optional<LocalDate> begun = petitionedOn.or(() -> registeredOn);
        if (begun.isEmpty() && hadNoDateProblem()) {
            if (header.has(Column.PETITIONED_ON) || header.has(Column.REGISTERED_ON)) {
                problems.add(Problem.ofRow(row, Kind.NO_DATE));
            } else {
                begun = Stream.of(forwardedOn, acceptedOn, concludedOn)
                        .flatMap(Optional::stream)
                        .min(LocalDate::compareTo);
                remarks.add(
                        begun.isPresent()
                                ? Problem.ofRow(
                                        row,
                                        Kind.ASSUMED_DATE,
                                        Column.PETITIONED_ON.header(),
                                        begun.get().toString())
                                : Problem.ofRow(row, Kind.DATED_AS_OF, asOf.toString()));
            }
        }
        LocalDate receivedOn = begun.orElse(asOf);
        LocalDate entered = registeredOn.orElse(receivedOn);
        Optional<LocalDate> accepted = acceptedOn;
        if (forwardedOn.isPresent()
                && acceptedOn.isPresent()
                && acceptedOn.get().isBefore(forwardedOn.get())) {
            remarks.add(Problem.ofRow(
                    row,
                    Kind.NO_ACCEPTANCE,
                    acceptedOn.get().toString(),
                    forwardedOn.get().toString()));
            accepted = forwardedOn;
        }
        Optional<LocalDate> start = registeredOn.or(() -> petitionedOn);
        inOrder(Column.PETITIONED_ON, petitionedOn, Column.REGISTERED_ON, registeredOn);
        inOrder(Column.REGISTERED_ON, start, Column.FORWARDED_ON, forwardedOn);
        inOrder(Column.REGISTERED_ON, start, Column.ACCEPTED_ON, accepted);
        inOrder(Column.REGISTERED_ON, start, Column.CONCLUDED_ON, concludedOn);
        inOrder(Column.FORWARDED_ON, forwardedOn, Column.CONCLUDED_ON, concludedOn);
        inOrder(Column.ACCEPTED_ON, accepted, Column.CONCLUDED_ON, concludedOn);
        inOrder(Column.CONCLUDED_ON, concludedOn, Column.SERVED_ON, servedOn);
        inOrder(Column.SERVED_ON, servedOn, Column.REVIEW_REQUESTED_ON, reviewRequestedOn);
        inOrder(Column.REVIEW_REQUESTED_ON, reviewRequestedOn, Column.REVIEWED_ON, reviewedOn);
        inOrder(Column.REVIEWED_ON, reviewedOn, Column.REVIEW_SERVED_ON, reviewServedOn);
        inOrder(Column.REVIEW_SERVED_ON, reviewServedOn, Column.REREVIEW_REQUESTED_ON, rereviewRequestedOn);
        inOrder(Column.REREVIEW_REQUESTED_ON, rereviewRequestedOn, Column.REREVIEWED_ON, rereviewedOn);
        Standing byDates = byDates(
                unit,
                forwardedOn,
                accepted,
                concludedOn,
                servedOn,
                reviewRequestedOn,
                reviewedOn,
                reviewServedOn,
                rereviewRequestedOn,
                rereviewedOn);
        Standing standing = standing(byDates, unit, forwardedOn, accepted, concludedOn);
        if (standing.compareTo(Standing.REPLIED) < 0 && concludedOn.isPresent()) {
            concludedOn = Optional.empty();
        }
        if (!problems.isEmpty()) {
            return new Read(Optional.empty(), ImmutableList.copyOf(problems), ImmutableList.copyOf(remarks));
        }
        LedgerRow read = new LedgerRow(
                row.sheet(),
                row.number(),
                number,
                petitioner,
                channel(),
                receivedOn,
                entered,
                text(Column.REGISTERED_AT),
                persons,
                repeats,
                text(Column.PLACE),
                text(Column.CATEGORY),
                gist,
                unit,
                coUnits,
                text(Column.OFFICER),
                forwardedOn,
                accepted,
                extendedDays,
                concludedOn,
                text(Column.REPLY),
                servedOn,
                reviewRequestedOn,
                text(Column.REVIEW_ORGAN),
                reviewedOn,
                reviewServedOn,
                rereviewRequestedOn,
                text(Column.REREVIEW_ORGAN),
                rereviewedOn,
                standing,
                text(Column.LEADER),
                leaderUntil,
                other());
        return new Read(Optional.of(read), ImmutableList.of(), ImmutableList.copyOf(remarks));
    }

    // ------------------------------------------------------------------ cells

    /** The cell that counts for a column: of several the first that says anything. */
    private void pick(Column column) {
        for (Heading heading : header.holding(column)) {
            Cell cell = row.cell(heading.index());
            if (Wording.isNothing(Wording.tidy(cell.text()))) {
                continue;
            }
            if (heading.columns().size() == 2) {
                cell = part(cell, heading, column);
                if (cell.isBlank()) {
                    continue;
                }
            }
            cells.put(column, cell);
            over.put(column, heading.words());
            return;
        }
    }

    /** One of the two things in a cell. */
    private static Cell part(Cell cell, Heading heading, Column column) {
        String text = Wording.tidy(cell.text());
        Column first = heading.columns().get(0);
        Column second = heading.columns().get(1);
        if (first == Column.PHONE || second == Column.PHONE) {
            return Cell.words(column == Column.PHONE ? Phone.within(text).orElse("") : Phone.without(text));
        }
        if (second == Column.LEADER_POST) {
            Matcher matcher = NAME_AND_POST.matcher(text);
            if (matcher.matches()) {
                String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
                String post = matcher.group(2) != null ? matcher.group(2) : "";
                return Cell.words(column == Column.LEADER ? name : post);
            }
            return Cell.words(column == Column.LEADER ? text : "");
        }
        String[] parts = text.contains("\n") ? text.split("\n+", 2) : text.split("[\\s//、,,]+", 2);
        if (parts.length < 2) {
            return Cell.words(column == first ? text : "");
        }
        return Cell.words(Wording.tidy(column == first ? parts[0] : parts[1]));
    }

    /** 王某 13800000000: a name and a number in one cell, also where the header does not say so. */
    private void takePeopleApart() {
        for (Column column : new Column[] {Column.PETITIONER, Column.OFFICER, Column.LEADER}) {
            Cell cell = cells.get(column);
            if (cell == null) {
                continue;
            }
            String text = Wording.tidy(cell.text());
            Optional<String> phone = Phone.within(text);
            if (phone.isPresent()) {
                cells.put(column, Cell.words(Phone.without(text)));
                if (column == Column.PETITIONER) {
                    besideName.add(phone.get());
                    cells.putIfAbsent(Column.PHONE, Cell.words(phone.get()));
                    over.putIfAbsent(Column.PHONE, over.getOrDefault(column, ""));
                }
            }
        }
    }

    private String text(Column column) {
        Cell cell = cells.get(column);
        if (cell == null) {
            return "";
        }
        String text = Wording.tidy(cell.text());
        int longest = column.kind() == Column.Kind.WORDS ? LONGEST_TEXT : LONGEST_NAME;
        if (text.length() > longest) {
            problem(column, Kind.TOO_LONG, Integer.toString(text.length()), Integer.toString(longest));
        }
        return text;
    }

    private void problem(Column column, Kind kind, String... about) {
        problems.add(Problem.ofRow(row, kind, about).under(over.getOrDefault(column, column.header())));
    }

    private void remark(Column column, Kind kind, String... about) {
        remarks.add(Problem.ofRow(row, kind, about).under(over.getOrDefault(column, column.header())));
    }

    // ------------------------------------------------------------------ who and what

    private String number() {
        if (cells.get(Column.NUMBER) instanceof Cell.Figure figure
                && figure.value().abs().compareTo(FIFTEEN_DIGITS) >= 0) {
            problem(Column.NUMBER, Kind.DIGITS_LOST, figure.text());
        }
        return text(Column.NUMBER).replaceAll("\\s+", "");
    }

    private Petitioner petitioner() {
        Optional<String> id = Optional.of(IdNumber.tidy(text(Column.ID_NUMBER))).filter(text -> !text.isEmpty());
        if (cells.get(Column.ID_NUMBER) instanceof Cell.Figure figure
                && figure.value().compareTo(FIFTEEN_DIGITS) >= 0) {
            remark(Column.ID_NUMBER, Kind.DIGITS_LOST, Problem.hidden(figure.text()));
        } else {
            id.ifPresent(number -> IdNumber.flaw(number, asOf)
                    .ifPresent(flaw -> remark(Column.ID_NUMBER, Kind.ID_INVALID, Problem.hidden(number), flaw)));
        }
        Optional<String> phone = phones();
        phone.filter(number -> !Phone.looksRight(number))
                .ifPresent(number -> remark(Column.PHONE, Kind.PHONE_INVALID, Problem.hidden(number)));
        Optional<String> address = addresses();
        return new Petitioner(text(Column.PETITIONER), id, phone, address);
    }

    /** All telephones under the headers for them, the more telling first. */
    private Optional<String> phones() {
        Set<String> phones = new LinkedHashSet<>();
        phones.add(Phone.tidy(text(Column.PHONE)));
        header.holding(Column.PHONE).stream()
                .filter(heading -> heading.columns().size() == 1)
                .map(heading -> Wording.tidy(row.cell(heading.index()).text()))
                .filter(text -> !Wording.isNothing(text))
                .map(Phone::tidy)
                .forEach(phones::add);
        phones.addAll(besideName);
        phones.remove("");
        return phones.isEmpty() ? Optional.empty() : Optional.of(String.join("、", phones));
    }

    /** 住址；户籍地址：…: all addresses, each but the first with the header under which it stands. */
    private Optional<String> addresses() {
        String first = text(Column.ADDRESS);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        StringJoiner all = new StringJoiner("；").add(first);
        for (Heading heading : header.holding(Column.ADDRESS)) {
            String text = Wording.tidy(row.cell(heading.index()).text());
            if (heading.columns().size() == 1 && !Wording.isNothing(text) && !text.equals(first)) {
                all.add(label(heading) + "：" + text);
            }
        }
        return Optional.of(all.toString());
    }

    private String gist() {
        String gist = text(Column.GIST);
        String request = text(Column.REQUEST);
        if (gist.isEmpty() || request.isEmpty() || gist.contains(request)) {
            return gist.isEmpty() ? request : gist;
        }
        return request.contains(gist) ? request : gist + "\n诉求：" + request;
    }

    private ImmutableList<String> units(Column column) {
        return UNIT_SEPARATORS
                .splitAsStream(text(column))
                .map(Wording::tidy)
                .filter(unit -> !Wording.isNothing(unit))
                .collect(ImmutableList.toImmutableList());
    }

    private Channel channel() {
        String text = text(Column.CHANNEL);
        if (text.isEmpty()) {
            return Channel.OTHER;
        }
        Optional<Channel> channel = Channels.of(text);
        if (channel.isEmpty()) {
            remark(Column.CHANNEL, Kind.CHANNEL_UNKNOWN, text, Channels.word(Channel.OTHER));
        }
        return channel.orElse(Channel.OTHER);
    }

    private int count(Column column, int none) {
        Cell cell = cells.get(column);
        if (cell == null) {
            return none;
        }
        Optional<Count> count = Count.of(cell.text());
        if (count.isEmpty()) {
            problem(column, Kind.NOT_A_COUNT, cell.text());
        } else if (!count.get().exact()) {
            remark(
                    column,
                    Kind.ABOUT_SO_MANY,
                    cell.text(),
                    Integer.toString(count.get().value()));
        }
        return count.map(Count::value).orElse(none);
    }

    /** Somebody asked, also where a ledger counts nobody. */
    private int persons() {
        int said = count(Column.PERSONS, 1);
        if (said == 0) {
            remark(Column.PERSONS, Kind.ABOUT_SO_MANY, "0", "1");
        }
        return Math.max(1, said);
    }

    /** What the case has no field for, so that nothing that the ledger says is lost. */
    private String other() {
        List<String> parts = new ArrayList<>();
        for (Column column : new Column[] {
            Column.PURPOSE, Column.DUE, Column.LEADER_POST, Column.LEADER_UNIT, Column.REVIEWED, Column.REREVIEWED
        }) {
            String text = column == Column.DUE
                    ? date(Column.DUE, false).map(LocalDate::toString).orElse(text(column))
                    : text(column);
            if (!text.isEmpty()) {
                parts.add(column.header() + "：" + text);
            }
        }
        for (Heading heading : header.holding(Column.PROGRESS)) {
            String text = Wording.tidy(row.cell(heading.index()).text());
            if (!Wording.isNothing(text)) {
                parts.add(Wording.header(heading.words()) + "：" + text);
            }
        }
        for (Heading heading : header.headings()) {
            if (isAdded(heading)) {
                String text = Wording.tidy(row.cell(heading.index()).text());
                boolean said = heading.columns().stream()
                        .map(cells::get)
                        .anyMatch(cell ->
                                cell != null && Wording.tidy(cell.text()).equals(text));
                if (!said && !Wording.isNothing(text)) {
                    parts.add(label(heading) + "：" + text);
                }
            }
        }
        String remark = text(Column.REMARK);
        if (!remark.isEmpty()) {
            parts.add(remark);
        }
        return String.join("；", parts);
    }

    /** Whether its cells go with the rest: they hold what is not of the petitioner and is said elsewhere, or in no field. */
    private static boolean isAdded(Heading heading) {
        return switch (heading.certainty()) {
            case SECOND -> !heading.holds(Column.PROGRESS) && !isOfPerson(heading) && !heading.holds(Column.SEQUENCE);
            case LEFT_OUT ->
                heading.columns().contains(Column.REMARK) || heading.columns().contains(Column.PROGRESS);
            case CONTENT -> heading.columns().isEmpty();
            default -> false;
        };
    }

    private static boolean isOfPerson(Heading heading) {
        return heading.columns().stream().anyMatch(Column::isOfPerson);
    }

    private static String label(Heading heading) {
        return Wording.header(heading.words());
    }

    /**
     * Why what stands under a heading is not taken in, where it is not. A telephone beside the name of an official is left
     * out too, under the heading of both.
     */
    static Optional<Kind> leavesOut(SheetRow row, Heading heading, Header header) {
        String text = Wording.tidy(row.cell(heading.index()).text());
        if (Wording.isNothing(text) || isAdded(heading) || heading.words().equals(LedgerSheet.REASON)) {
            return Optional.empty();
        }
        boolean official =
                heading.columns().contains(Column.OFFICER) || heading.columns().contains(Column.LEADER);
        return switch (heading.certainty()) {
            case UNKNOWN, LIKELY -> Optional.of(Kind.COLUMN_UNREAD);
            case CONTEXT ->
                heading.columns().isEmpty()
                        ? Optional.of(Phone.within(text).isPresent() ? Kind.PERSON_NOT_KEPT : Kind.COLUMN_UNREAD)
                        : Optional.empty();
            case SECOND ->
                (heading.holds(Column.PETITIONER) || heading.holds(Column.ID_NUMBER))
                                && header.holding(heading.columns().get(0)).stream()
                                        .map(other -> Wording.tidy(
                                                row.cell(other.index()).text()))
                                        .filter(other -> !Wording.isNothing(other))
                                        .findFirst()
                                        .filter(first -> !first.equals(text))
                                        .isPresent()
                        ? Optional.of(Kind.PERSON_NOT_KEPT)
                        : Optional.empty();
            case LEFT_OUT ->
                heading.columns().contains(Column.SEQUENCE)
                                || header.headings().stream()
                                        .filter(other ->
                                                other.isRead() && label(other).equals(label(heading)))
                                        .anyMatch(other -> Wording.tidy(
                                                        row.cell(other.index()).text())
                                                .equals(text))
                        ? Optional.empty()
                        : Optional.of(isOfPerson(heading) ? Kind.PERSON_NOT_KEPT : Kind.COLUMN_UNREAD);
            default ->
                official && Phone.within(text).isPresent() ? Optional.of(Kind.PERSON_NOT_KEPT) : Optional.empty();
        };
    }

    // ------------------------------------------------------------------ when

    private boolean hadNoDateProblem() {
        return problems.stream()
                .noneMatch(problem -> problem.column().equals(over.getOrDefault(Column.PETITIONED_ON, " "))
                        || problem.column().equals(over.getOrDefault(Column.REGISTERED_ON, " ")));
    }

    private Optional<LocalDate> past(Column column) {
        Optional<LocalDate> day = date(column);
        if (day.filter(on -> on.isAfter(asOf)).isPresent()) {
            problem(column, Kind.IN_THE_FUTURE, day.get().toString(), asOf.toString());
        }
        return day;
    }

    private Optional<LocalDate> date(Column column) {
        return date(column, true);
    }

    private Optional<LocalDate> date(Column column, boolean report) {
        Cell cell = cells.get(column);
        LedgerDate read = cell == null ? new LedgerDate.None() : LedgerDate.of(cell);
        if (read instanceof LedgerDate.Day day) {
            return Optional.of(day.on());
        }
        if (report && read instanceof LedgerDate.Unreadable unreadable) {
            problem(column, unreadable.why(), unreadable.text());
        }
        return Optional.empty();
    }

    private void inOrder(Column earlier, Optional<LocalDate> first, Column later, Optional<LocalDate> then) {
        boolean told = problems.stream()
                .anyMatch(problem -> problem.column().equals(over.getOrDefault(later, later.header())));
        if (!told && first.isPresent() && then.isPresent() && then.get().isBefore(first.get())) {
            String from = over.getOrDefault(earlier, earlier.header()) + " " + first.get();
            problem(later, Kind.OUT_OF_ORDER, over.getOrDefault(later, later.header()) + " " + then.get(), from);
        }
    }

    // ------------------------------------------------------------------ how far

    private static Standing byDates(
            String unit,
            Optional<LocalDate> forwardedOn,
            Optional<LocalDate> acceptedOn,
            Optional<LocalDate> concludedOn,
            Optional<LocalDate> servedOn,
            Optional<LocalDate> reviewRequestedOn,
            Optional<LocalDate> reviewedOn,
            Optional<LocalDate> reviewServedOn,
            Optional<LocalDate> rereviewRequestedOn,
            Optional<LocalDate> rereviewedOn) {
        if (rereviewedOn.isPresent()) {
            return Standing.FINAL;
        }
        if (rereviewRequestedOn.isPresent()) {
            return Standing.REREVIEW_REQUESTED;
        }
        if (reviewServedOn.isPresent()) {
            return Standing.REVIEW_SERVED;
        }
        if (reviewedOn.isPresent()) {
            return Standing.REVIEWED;
        }
        if (reviewRequestedOn.isPresent()) {
            return Standing.REVIEW_REQUESTED;
        }
        if (servedOn.isPresent()) {
            return Standing.REPLY_SERVED;
        }
        if (concludedOn.isPresent()) {
            return Standing.CONCLUDED;
        }
        if (acceptedOn.isPresent()) {
            return Standing.ACCEPTED;
        }
        return forwardedOn.isPresent() || !unit.isEmpty() ? Standing.FORWARDED : Standing.REGISTERED;
    }

    private Standing standing(
            Standing byDates,
            String unit,
            Optional<LocalDate> forwardedOn,
            Optional<LocalDate> acceptedOn,
            Optional<LocalDate> concludedOn) {
        Standing standing = said(byDates, unit, forwardedOn, acceptedOn, concludedOn);
        boolean rereviewed = yes(Column.REREVIEWED);
        if (standing == Standing.CONCLUDED && rereviewed) {
            return Standing.FINAL;
        }
        if (standing == Standing.REPLIED || standing == Standing.REPLY_SERVED) {
            return rereviewed
                    ? Standing.REREVIEW_REQUESTED
                    : yes(Column.REVIEWED) ? Standing.REVIEW_REQUESTED : standing;
        }
        return standing;
    }

    private boolean yes(Column column) {
        String text = text(column);
        if (text.isEmpty()) {
            return false;
        }
        Optional<Boolean> flag = Flag.of(text);
        if (flag.isEmpty()) {
            problem(column, Kind.NOT_YES_OR_NO, text);
        }
        return flag.orElse(false);
    }

    private Standing said(
            Standing byDates,
            String unit,
            Optional<LocalDate> forwardedOn,
            Optional<LocalDate> acceptedOn,
            Optional<LocalDate> concludedOn) {
        Optional<String> unknown = Optional.empty();
        for (Heading heading : header.holding(Column.STATUS)) {
            String text = Wording.tidy(row.cell(heading.index()).text());
            if (text.isEmpty()) {
                continue;
            }
            if (Standing.saysNotOver(text)) {
                if (!byDates.isOver()) {
                    return byDates;
                }
                remark(
                        Column.STATUS,
                        Kind.STILL_OPEN,
                        text,
                        concludedOn.map(LocalDate::toString).orElse(""));
                return acceptedOn.isPresent()
                        ? Standing.ACCEPTED
                        : forwardedOn.isPresent() || !unit.isEmpty() ? Standing.FORWARDED : Standing.REGISTERED;
            }
            Optional<Standing> standing = Standing.of(text);
            if (standing.isPresent()) {
                Standing said = standing.get();
                if (said.compareTo(Standing.REPLIED) < 0 && concludedOn.isPresent()) {
                    remark(
                            Column.STATUS,
                            Kind.STILL_OPEN,
                            text,
                            concludedOn.get().toString());
                }
                return said;
            }
            unknown = Optional.of(text);
        }
        unknown.ifPresent(text -> remark(
                Column.STATUS,
                Kind.STATUS_UNKNOWN,
                NAME_END.matcher(text.length() > 30 ? text.substring(0, 30) + "…" : text)
                        .replaceAll(""),
                byDates.word()));
        return byDates;
    }
}
