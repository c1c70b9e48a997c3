package dev.jieli.domain.statute;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.jieli.domain.statute.Ruling.Kind.RULEBOOK_UNREADABLE;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Streams;
import com.google.common.primitives.Ints;
import dev.jieli.domain.statute.Provision.Clause;
import dev.jieli.domain.statute.Ruling.Kind;
import dev.jieli.domain.statute.Ruling.Reason;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 地方规则: what the rules of one place make stricter than the statute, and what they choose where it is silent; a reviewed
 * file that names its sources. Made by {@link #read} only, so that none is looser than the statute.
 */
public final class LocalRulebook {

    /** What a place may choose, by name. */
    private static final ImmutableMap<String, Policy> OFFERED = Streams.concat(
                    Arrays.stream(Policy.LastDay.values()),
                    Arrays.stream(Policy.Hearing.values()),
                    Arrays.stream(Policy.MissedWindow.values()),
                    IntStream.rangeClosed(1, 100).mapToObj(Thresholds::new),
                    IntStream.rangeClosed(2, Gathering.LARGEST_THRESHOLD)
                            .boxed()
                            .flatMap(from -> IntStream.rangeClosed(1, Gathering.MOST_REPRESENTATIVES)
                                    .mapToObj(most -> new Gathering(from, most))))
            .collect(toImmutableMap(Policy::name, policy -> policy));

    private final String text;
    private final Instrument instrument;
    private final Jurisdiction place;
    private final LocalDate from;
    private final Optional<LocalDate> until;
    private final Status status;
    private final Wording standing;
    private final Wording source;
    private final ImmutableList<Rulebook.LocalRow> rows;
    private final ImmutableList<Choice> choices;
    private final ImmutableList<Wording> notes;

    private LocalRulebook(String text, Head head, List<Provision> rows, List<Choice> choices, List<Wording> notes) {
        this.text = text;
        this.instrument = head.instrument();
        this.place = head.place();
        this.from = head.from();
        this.until = head.until();
        this.status = head.status();
        this.standing = head.standing();
        this.source = head.source();
        this.rows = rows.stream().map(head::local).collect(toImmutableList());
        this.choices = ImmutableList.copyOf(choices);
        this.notes = ImmutableList.copyOf(notes);
    }

    /** 效力状态: whether it is known to be in force. */
    public enum Status {
        /** 现行有效 */
        IN_FORCE,
        /** 示例: not known to be in force; for trial, and each of its rows says so. */
        EXAMPLE
    }

    /** 选定: what it chooses where the statute is silent, and under which of its words. */
    public record Choice(Policy policy, Clause clause) {}

    private record Head(
            Instrument instrument,
            Jurisdiction place,
            LocalDate from,
            Optional<LocalDate> until,
            Status status,
            Wording standing,
            Wording source) {

        Rulebook.LocalRow local(Provision row) {
            return new Rulebook.LocalRow(place, from, until, row);
        }
    }

    /**
     * Those that come with the product, as examples: Zhejiang 2016 and Henan 2012. None is in use unless it is adopted,
     * for nothing says whether they still hold beside the Regulations of 2022.
     */
    public static ImmutableList<LocalRulebook> shipped() {
        return Shipped.BOOKS;
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        private static final ImmutableList<LocalRulebook> BOOKS = ImmutableList.of(
                read(resource("zhejiang-2016.csv")).orFault(),
                read(resource("henan-2012.csv")).orFault());

        private static String resource(String name) {
            try (Scanner text =
                    new Scanner(requireNonNull(LocalRulebook.class.getResourceAsStream(name), name), "UTF-8")) {
                return text.useDelimiter("\\A").next();
            }
        }
    }

    /**
     * Reads a rulebook; a title in Chinese and in English, or two sentences that say the same, stand in the last two cells:
     *
     * <pre>
     * rulebook,ZJ2016,浙江省信访条例,Zhejiang Regulations on Petitions (2016)      a short id of its own, and the title
     * place,330000                                                          the division: 6, 9 or 12 digits
     * force,2016-08-01,                                                     the first day; the first day no longer, if any
     * status,EXAMPLE,2022年以后是否有效未查明,nothing says whether it still holds   or IN_FORCE, and how that is known
     * source,地方性法规文本,the published text                                  where its words were read
     * row,NOTICE,5,WORKING_DAYS,20.2,QUOTED,应当自收到之日起五个工作日内决定是否受理     term, how long, article.paragraph.item, words
     * extension,CONCLUDE,30,23.1,PARAPHRASED,经负责人批准可以延长                  by how much the term may be extended
     * hearing,REREVIEW,30.2,QUOTED,听证时间不计算在内                            a hearing is left out of the term
     * policy,CLOSES,25.1.2,QUOTED,未在规定期限内申请信访复查                        the name of a {@link Policy}, for instance YELLOW_60
     * note,第二十三条另有规定,article 23 says more
     * </pre>
     *
     * A row that says nothing of an extension or a hearing allows none. Empty lines and lines that begin with # are passed
     * over. Refused with every reason found, each with its line; where a row is looser than the statute, with the article
     * that it falls short of.
     */
    public static Ruling<LocalRulebook> read(String text) {
        return new Reading(text, false).read();
    }

    /**
     * One that was read before and kept, also where an edition of the statute that came since is stricter: a row that is
     * looser by now rules no more and is left out of {@link #rows}; the text stays as it was. Refused only where it cannot
     * be read at all.
     */
    public static Ruling<LocalRulebook> kept(String text) {
        return new Reading(text, true).read();
    }

    /** As it was read, with its remarks; reads back the same. */
    public String text() {
        return text;
    }

    public Instrument instrument() {
        return instrument;
    }

    public Jurisdiction place() {
        return place;
    }

    /** The first day on which it governs what begins. */
    public LocalDate from() {
        return from;
    }

    /** The first day on which it no longer does; empty while in force. */
    public Optional<LocalDate> until() {
        return until;
    }

    public Status status() {
        return status;
    }

    /** How its status is known, or why it is not. */
    public Wording standing() {
        return standing;
    }

    /** Where its words were read. */
    public Wording source() {
        return source;
    }

    public ImmutableList<Rulebook.LocalRow> rows() {
        return rows;
    }

    public ImmutableList<Choice> choices() {
        return choices;
    }

    /** What else a reader should know: what was cut to the measure of the statute, what was left out. */
    public ImmutableList<Wording> notes() {
        return notes;
    }

    /** What it chooses of one kind; empty where it leaves that open. */
    <P extends Policy> Optional<P> policy(Class<P> kind) {
        return choices.stream()
                .map(Choice::policy)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    boolean governs(LocalDate day, String division) {
        return !day.isBefore(from) && (until.isEmpty() || day.isBefore(until.get())) && place.covers(division);
    }

    /** Whether it yields to the other: of a wider place, or of the same and in force before. */
    boolean isWiderThan(LocalRulebook other) {
        return place.depth() < other.place.depth()
                || (place.depth() == other.place.depth() && from.isBefore(other.from));
    }

    /** Whether it is the other one's next edition: of the same instrument in the same place. */
    public boolean takesThePlaceOf(LocalRulebook other) {
        return instrument.id().equals(other.instrument.id()) && place.equals(other.place);
    }

    /** As a page in Markdown. */
    public String toMarkdown() {
        return TablesPage.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocalRulebook that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "LocalRulebook[" + instrument.id() + " in " + place.code() + " from " + from + "]";
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, String said) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(said))
                .findFirst();
    }

    /** The text being read, line by line. */
    private static final class Reading {
        private static final int MOST_DAYS = 366;
        private static final int MOST_SAID = 100;

        private final String text;
        /** Whether it was adopted before, so that what became looser than the statute is left out and not objected to. */
        private final boolean kept;

        private final ListMultimap<Integer, Reason> objections =
                MultimapBuilder.treeKeys().arrayListValues().build();
        /** The lines that stand once, by their first cell. */
        private final Map<String, Line> head = new LinkedHashMap<>();

        private final Map<Term, Line> rows = new EnumMap<>(Term.class);
        private final Map<Term, Line> extensions = new EnumMap<>(Term.class);
        private final Map<Term, Line> hearings = new EnumMap<>(Term.class);
        private final Map<Class<?>, Line> policies = new LinkedHashMap<>();
        private final List<Line> notes = new ArrayList<>();

        /** A line: its number and its cells, of which the last may hold commas. */
        private record Line(int number, ImmutableList<String> cells) {
            String cell(int i) {
                return cells.get(i);
            }

            Wording wording(int i) {
                return Wording.of(cell(i), cell(i + 1));
            }
        }

        private static final ImmutableMap<String, String> FORMS = ImmutableMap.<String, String>builder()
                .put("rulebook", "rulebook,ZJ2016,中文标题,English title")
                .put("place", "place,330000")
                .put("force", "force,2016-08-01,2022-05-01")
                .put("status", "status,IN_FORCE,中文说明,English words")
                .put("source", "source,中文来源,English source")
                .put("row", "row,CONCLUDE,30,CALENDAR_DAYS,23.1,QUOTED,原文")
                .put("extension", "extension,CONCLUDE,30,23.1,QUOTED,原文")
                .put("hearing", "hearing,REREVIEW,30.2,QUOTED,原文")
                .put("policy", "policy,CLOSES,25.1.2,QUOTED,原文")
                .put("note", "note,中文说明,English words")
                .buildOrThrow();

        private static final String CHOICES = OFFERED.values().stream()
                        .filter(policy -> !(policy instanceof Thresholds || policy instanceof Gathering))
                        .map(Policy::name)
                        .collect(Collectors.joining(", "))
                + ", YELLOW_1–YELLOW_100";

        private static final Set<String> ONCE = Set.of("rulebook", "place", "force", "status", "source");

        Reading(String text, boolean kept) {
            this.text = text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
            this.kept = kept;
        }

        Ruling<LocalRulebook> read() {
            int number = 0;
            for (String line : Splitter.on('\n').split(text)) {
                if (objections.size() >= MOST_SAID) {
                    break;
                }
                number++;
                String said = line.trim();
                if (!said.isEmpty() && !said.startsWith("#")) {
                    line(number, said);
                }
            }
            Optional<Head> read = head();
            List<Provision> provisions = new ArrayList<>();
            List<Choice> choices = new ArrayList<>();
            read.ifPresent(known -> {
                rows.values().forEach(line -> row(known, line).ifPresent(provisions::add));
                policies.values().forEach(line -> choice(known, line).ifPresent(choices::add));
            });
            for (Map<Term, Line> added : List.of(extensions, hearings)) {
                added.forEach((term, line) -> {
                    if (!rows.containsKey(term)) {
                        object(
                                line,
                                "没有" + term.in(Language.ZH) + "这一行；请先写row行",
                                "there is no row for " + term.in(Language.EN) + "; write the row as well");
                    }
                });
            }
            if (objections.isEmpty() && provisions.isEmpty() && choices.isEmpty() && !kept) {
                object(1, "没有任何规定；请至少写一行row或者policy", "it rules nothing; write at least one row or policy");
            }
            return objections.isEmpty()
                    ? Ruling.granted(new LocalRulebook(
                            text,
                            read.orElseThrow(),
                            provisions,
                            choices,
                            notes.stream().map(line -> line.wording(1)).toList()))
                    : new Ruling.Refused<>(
                            objections.values().stream().limit(MOST_SAID).collect(toImmutableList()));
        }

        private void line(int number, String said) {
            String kind = Splitter.on(',').trimResults().split(said).iterator().next();
            String form = FORMS.get(kind);
            if (form == null) {
                object(
                        number,
                        "无法识别“" + kind + "”；应当是" + String.join("、", FORMS.keySet()) + "之一",
                        "\"" + kind + "\" is not understood; write one of " + String.join(", ", FORMS.keySet()));
                return;
            }
            int width = Splitter.on(',').splitToList(form).size();
            ImmutableList<String> cells = ImmutableList.copyOf(
                    Splitter.on(',').trimResults().limit(width).split(kind.equals("force") ? said + "," : said));
            boolean open = kind.equals("force");
            if (cells.size() < width || (!open && cells.contains(""))) {
                object(number, "应当写成“" + form + "”，每格都要填写", "write it like \"" + form + "\", with no cell left empty");
                return;
            }
            Line line = new Line(number, cells);
            if (ONCE.contains(kind)) {
                once(head, kind, line);
            } else if (kind.equals("policy")) {
                Policy policy = OFFERED.get(line.cell(1));
                if (policy == null) {
                    object(
                            line,
                            "没有口径“" + line.cell(1) + "”；可选：" + CHOICES,
                            "there is no policy \"" + line.cell(1) + "\"; choose from " + CHOICES);
                } else {
                    once(policies, policy.getClass(), line);
                }
            } else if (kind.equals("note")) {
                notes.add(line);
            } else {
                Optional<Term> term = word(Term.class, line.cell(1));
                if (term.isEmpty()) {
                    object(
                            line,
                            "没有期限“" + line.cell(1) + "”；应当是" + names(Term.values()) + "之一",
                            "there is no term \"" + line.cell(1) + "\"; write one of " + names(Term.values()));
                } else {
                    once(kind.equals("row") ? rows : kind.equals("hearing") ? hearings : extensions, term.get(), line);
                }
            }
        }

        private <K> void once(Map<K, Line> into, K key, Line line) {
            Line before = into.putIfAbsent(key, line);
            if (before != null) {
                object(
                        line,
                        "与第" + before.number() + "行重复；请只留一行",
                        "says again what line " + before.number() + " says; leave one of the two");
            }
        }

        // -------------------------------------------------------------- the head

        private Optional<Head> head() {
            boolean complete = true;
            for (String kind : ImmutableList.of("rulebook", "place", "force", "status", "source")) {
                if (!head.containsKey(kind)) {
                    complete = false;
                    object(1, "缺少一行“" + FORMS.get(kind) + "”", "a line \"" + FORMS.get(kind) + "\" is missing");
                }
            }
            if (!complete) {
                return Optional.empty();
            }
            Optional<Instrument> instrument = instrument(once("rulebook"));
            Optional<Jurisdiction> place = place(once("place"));
            Line force = once("force");
            Optional<LocalDate> from = day(force, force.cell(1));
            String end = force.cell(2).replace(",", "").trim();
            Optional<LocalDate> until = end.isEmpty() ? Optional.empty() : day(force, end);
            if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
                object(force, "失效日应当晚于施行日；请核对日期", "it ends before it begins; check the dates");
                return Optional.empty();
            }
            Line standing = once("status");
            Optional<Status> status = word(Status.class, standing.cell(1));
            if (status.isEmpty()) {
                object(
                        standing,
                        "状态应当是" + names(Status.values()) + "之一",
                        "the status is one of " + names(Status.values()));
            }
            return instrument.isEmpty() || place.isEmpty() || from.isEmpty() || status.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Head(
                            instrument.get(),
                            place.get(),
                            from.get(),
                            until,
                            status.get(),
                            standing.wording(2),
                            once("source").wording(1)));
        }

        private Line once(String kind) {
            return requireNonNull(head.get(kind), kind);
        }

        private Optional<Instrument> instrument(Line line) {
            String id = line.cell(1);
            boolean national = Rulebook.national().statutes().stream()
                    .anyMatch(statute -> statute.id().equals(id));
            if (national || !id.matches("[A-Za-z0-9-]{1,32}")) {
                object(
                        line,
                        "代号“" + id + "”不能用；请用1至32个字母、数字，不与国家法规相同",
                        "the id \"" + id + "\" cannot be used; give 1 to 32 letters and digits that no national"
                                + " instrument has");
                return Optional.empty();
            }
            return Optional.of(new Instrument(id, line.wording(2)));
        }

        private Optional<Jurisdiction> place(Line line) {
            if (!Jurisdiction.isValid(line.cell(1))) {
                object(
                        line,
                        "“" + line.cell(1) + "”不是行政区划代码；请填6位、9位或12位数字",
                        "\"" + line.cell(1) + "\" is no division code; give 6, 9 or 12 digits");
                return Optional.empty();
            }
            return Optional.of(new Jurisdiction(line.cell(1)));
        }

        private Optional<LocalDate> day(Line line, String said) {
            try {
                if (said.length() == "2026-01-31".length()) {
                    return Optional.of(LocalDate.parse(said));
                }
            } catch (DateTimeParseException unreadable) {
                // said below
            }
            object(
                    line,
                    "“" + said + "”不是日期；请写成2026-01-31的样子",
                    "\"" + said + "\" is no date; write it like 2026-01-31");
            return Optional.empty();
        }

        // -------------------------------------------------------------- what it rules

        private Optional<Provision> row(Head known, Line line) {
            Term term = Term.valueOf(line.cell(1));
            Optional<Integer> days = days(line, line.cell(2));
            Optional<Counting> counting = word(Counting.class, line.cell(3));
            if (counting.isEmpty()) {
                object(
                        line,
                        "应当是" + names(Counting.values()) + "之一",
                        "how to count is one of " + names(Counting.values()));
            }
            Optional<Clause> clause = clause(known, line, 4);
            Line extended = extensions.get(term);
            Optional<Integer> more = extended == null ? Optional.of(0) : days(extended, extended.cell(2));
            Optional<Clause> extension = extended == null ? Optional.empty() : clause(known, extended, 3);
            Line heard = hearings.get(term);
            Optional<Clause> hearing = heard == null ? Optional.empty() : clause(known, heard, 2);
            if (days.isEmpty()
                    || counting.isEmpty()
                    || clause.isEmpty()
                    || more.isEmpty()
                    || (extended != null && extension.isEmpty())
                    || (heard != null && hearing.isEmpty())) {
                return Optional.empty();
            }
            Optional<Wording> trigger = Rulebook.national().statutes().stream()
                    .flatMap(statute -> statute.row(term).stream())
                    .map(Provision::trigger)
                    .findFirst();
            Provision row = new Provision(
                    term,
                    new Span(days.get(), counting.get()),
                    trigger.orElseThrow(),
                    clause.get(),
                    more.get(),
                    extension,
                    hearing,
                    known.status() == Status.EXAMPLE ? Optional.of(example(known)) : Optional.empty());
            if (kept) {
                return Optional.of(row).filter(held -> looser(known, held).isEmpty());
            }
            measure(known, row, line, extended, heard);
            return Optional.of(row);
        }

        private static Wording example(Head known) {
            return Wording.of(
                    "示例，" + known.standing().zh(),
                    "an example: " + known.standing().en());
        }

        /** Objects to what is looser than the statute, at the line that makes it so. */
        private void measure(Head known, Provision row, Line line, @Nullable Line extended, @Nullable Line heard) {
            Provision bare = new Provision(
                    row.term(),
                    row.span(),
                    row.trigger(),
                    row.clause(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    row.chosen());
            boolean idle = Rulebook.national().statutes().stream()
                    .noneMatch(statute -> known.local(row).meets(statute)
                            && statute.row(row.term()).isPresent());
            if (idle) {
                object(
                        Kind.TERM_NOT_IN_EDITION,
                        Optional.empty(),
                        line.number(),
                        "施行期间的国家法规没有规定" + row.term().in(Language.ZH) + "；请删去这一行",
                        "the law of its time knows no term for " + row.term().in(Language.EN) + "; leave the row out");
            }
            ImmutableList<Reason> before = looser(known, bare);
            before.forEach(reason -> object(reason, line));
            if (extended != null) {
                Provision longer = row.extension()
                        .map(words -> bare.extendable(row.maxExtensionDays(), words))
                        .orElse(bare);
                looser(known, longer).stream()
                        .filter(reason -> !before.contains(reason))
                        .forEach(reason -> object(reason, extended));
            }
            if (heard != null) {
                Provision without = row.hearing().map(bare::hearingExcluded).orElse(bare);
                looser(known, without).stream()
                        .filter(reason -> !before.contains(reason))
                        .forEach(reason -> object(reason, heard));
            }
        }

        private static ImmutableList<Reason> looser(Head known, Provision row) {
            return Rulebook.national().withLocal(known.local(row)).reasons();
        }

        private void object(Reason reason, Line line) {
            object(reason.kind(), reason.article(), line.number(), reason.in(Language.ZH), reason.in(Language.EN));
        }

        private Optional<Choice> choice(Head known, Line line) {
            return clause(known, line, 2)
                    .map(clause -> new Choice(requireNonNull(OFFERED.get(line.cell(1)), line.cell(1)), clause));
        }

        private Optional<Integer> days(Line line, String said) {
            Integer days = Ints.tryParse(said);
            if (days == null || days < 1 || days > MOST_DAYS) {
                object(
                        line,
                        "“" + said + "”不是天数；请填1至" + MOST_DAYS,
                        "\"" + said + "\" is no number of days; give 1 to " + MOST_DAYS);
                return Optional.empty();
            }
            return Optional.of(days);
        }

        /** From the cell on: where it stands, whether it is quoted, its words. */
        private Optional<Clause> clause(Head known, Line line, int cell) {
            String where = line.cell(cell);
            boolean quoted = line.cell(cell + 1).equals("QUOTED");
            if (!where.matches("[1-9]\\d{0,3}(\\.\\d{1,2}){0,2}")) {
                object(
                        line,
                        "“" + where + "”不是条款；请写成条.款.项，例如26.2.1",
                        "\"" + where + "\" is no place in it; write article.paragraph.item, for instance 26.2.1");
                return Optional.empty();
            }
            if (!quoted && !line.cell(cell + 1).equals("PARAPHRASED")) {
                object(line, "应当是QUOTED（原文）或者PARAPHRASED（大意）", "words are QUOTED or PARAPHRASED");
                return Optional.empty();
            }
            List<Integer> parts = Splitter.on('.')
                    .splitToStream(where + ".0.0")
                    .map(Integer::valueOf)
                    .toList();
            return Optional.of(new Clause(
                    new Article(known.instrument(), parts.get(0), parts.get(1), parts.get(2)),
                    line.cell(cell + 2),
                    !quoted));
        }

        private static String names(Enum<?>[] constants) {
            return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
        }

        private void object(Line line, String zh, String en) {
            object(line.number(), zh, en);
        }

        private void object(int line, String zh, String en) {
            object(RULEBOOK_UNREADABLE, Optional.empty(), line, zh, en);
        }

        private void object(Kind kind, Optional<Article> article, int line, String zh, String en) {
            objections.put(
                    line, new Reason(kind, article, Wording.of("第" + line + "行：" + zh, "line " + line + ": " + en)));
        }
    }
}
