package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jieli.application.ledger.Heading.Certainty;
import dev.jieli.application.ledger.Problem.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** 认表头: finds the header of a sheet among its first rows and says what each column holds. */
final class HeaderSearch {
    /** How many rows of a sheet are looked at. */
    static final int WINDOW = 300;

    /** How far down a header may stand, in rows that are not blank. */
    private static final int DEPTH = 40;

    private static final int MOST_LEVELS = 3;
    private static final int LONGEST_HEADER = 60;

    /** Where the values of a column do not fit: at least this many must be there to judge it. */
    private static final int ENOUGH = 3;

    private static final Pattern PARTS = Pattern.compile("[\\n/、,，及和与+＋]+");
    /** What stands alone in a cell like this may be somebody's name, where columns are shifted. */
    private static final Pattern NAME_LIKE = Pattern.compile("\\p{IsHan}{2,4}|\\p{IsHan}+·\\p{IsHan}+");

    private static final Pattern LONG_DIGITS = Pattern.compile(".*\\d{6,}.*");
    private static final Pattern GENERIC = Pattern.compile("姓名|名字|单位|职务|职位|(?:联系)?(?:电话|手机|手机号码?|方式)|电话号码");
    private static final Pattern PHONE_WORDS = Pattern.compile("(?:联系)?(?:电话|手机|手机号码?|方式)|电话号码");
    private static final Pattern ACCUSED = Pattern.compile("被.{0,3}(?:反映|举报|投诉|检举|信访|控告)|涉事人|违纪");
    private static final Pattern LEADER = Pattern.compile("包案|包保|领导");
    private static final Pattern OFFICER = Pattern.compile("责任人|承办人|办理人|经办人|专办|工作人员|(?:化解|属事|责任)单位");
    private static final Pattern PETITIONER = Pattern.compile("信访人|来访人|来信人|投诉人|反映人|举报人|上访人|主访人|诉求人|申请人");
    private static final Pattern NEVER_LIKELY =
            Pattern.compile(".*(?:被|稳控|前任|评价|率|是否|签发|生日|民族|照|类型|次数|批示|原件|登记单位|涉事|责任人联系).*");

    private static final ImmutableSet<Column> CASE_COLUMNS =
            ImmutableSet.of(Column.NUMBER, Column.GIST, Column.REQUEST, Column.PETITIONED_ON, Column.REGISTERED_ON);

    /** What was found: a header, or nothing; and what is wrong with it. A sheet without a header has no problems. */
    record Found(Optional<Header> header, ImmutableList<Problem> problems) {}

    private final String sheet;
    private final List<SheetRow> top;
    private final Mapping mapping;

    private HeaderSearch(String sheet, List<SheetRow> top, Mapping mapping) {
        this.sheet = sheet;
        this.top = top;
        this.mapping = mapping;
    }

    /** @param top the first rows of the sheet, blank ones left out */
    static Found search(String sheet, List<SheetRow> top, Mapping mapping) {
        return new HeaderSearch(sheet, top, mapping).search();
    }

    private Found search() {
        Candidate best = null;
        int end = Math.min(DEPTH, top.size());
        int most = MOST_LEVELS;
        for (int first = 0; first < end; first++) {
            for (int levels = 1; levels <= most && first + levels <= top.size(); levels++) {
                Candidate candidate = candidate(top.subList(first, first + levels));
                if (candidate != null && best == null) {
                    end = Math.min(end, first + 2); // the first header counts: what stands further down are its cases
                }
                if (candidate != null && (best == null || candidate.score > best.score + 1e-9)) {
                    best = candidate;
                }
            }
            most = best == null ? MOST_LEVELS : 1;
        }
        if (best == null) {
            return new Found(Optional.empty(), ImmutableList.of());
        }
        return judge(best);
    }

    private static final class Candidate {
        final List<SheetRow> rows;
        final List<Heading> headings;
        final double score;

        Candidate(List<SheetRow> rows, List<Heading> headings, double score) {
            this.rows = rows;
            this.headings = headings;
            this.score = score;
        }
    }

    private @org.jspecify.annotations.Nullable Candidate candidate(List<SheetRow> rows) {
        SheetRow last = rows.get(rows.size() - 1);
        if (mapping.headerRow().isPresent() && mapping.headerRow().getAsInt() != last.number()) {
            return null;
        }
        boolean told = mapping.headerRow().isPresent();
        for (int i = 0; i < rows.size(); i++) {
            if ((i > 0 && rows.get(i).number() != rows.get(i - 1).number() + 1)
                    || (!told && looksLikeData(rows.get(i)))
                    || rows.get(i).filled() == 0) {
                return null;
            }
        }
        List<Heading> headings = headings(rows);
        double score = -0.25 * (rows.size() - 1);
        Set<Column> seen = new HashSet<>();
        for (Heading heading : headings) {
            if (heading.isRead()) {
                score += heading.columns().contains(Column.SEQUENCE) ? 0.5 : 1;
                seen.addAll(heading.columns());
            }
        }
        boolean given = headings.stream().anyMatch(heading -> heading.certainty() == Certainty.GIVEN);
        boolean enough = seen.size() >= Math.min(3, Math.max(2, headings.size()));
        boolean aboutCases = !Sets.intersection(seen, CASE_COLUMNS).isEmpty();
        return (enough && aboutCases) || (given && !seen.isEmpty()) ? new Candidate(rows, headings, score) : null;
    }

    private static boolean looksLikeData(SheetRow row) {
        int figures = 0;
        for (Cell cell : row.cells()) {
            if (cell instanceof Cell.Moment) {
                return true;
            }
            if (cell instanceof Cell.Figure) {
                figures++;
                continue;
            }
            String text = Wording.tidy(cell.text());
            if (text.length() > LONGEST_HEADER
                    || LONG_DIGITS.matcher(text).matches()
                    || (!text.isEmpty()
                            && Character.isDigit(text.charAt(0))
                            && LedgerDate.of(cell) instanceof LedgerDate.Day)) {
                return true;
            }
        }
        return figures > 0;
    }

    // ------------------------------------------------------------------ what each column is called

    private List<Heading> headings(List<SheetRow> rows) {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        String[] group = new String[rows.size()];
        List<Heading> headings = new ArrayList<>();
        for (int index = 0; index < width; index++) {
            List<String> levels = levels(rows, index, group);
            if (levels.isEmpty()) {
                continue;
            }
            headings.add(named(index, levels, headings));
        }
        return settled(headings);
    }

    /** The words over a column from the topmost level down; a merged group covers the columns to its right. */
    private static List<String> levels(List<SheetRow> rows, int index, String[] group) {
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < rows.size(); level++) {
            String text = Wording.tidy(rows.get(level).cell(index).text());
            if (!text.isEmpty()) {
                group[level] = text;
                for (int below = level + 1; below < rows.size(); below++) {
                    group[below] = "";
                }
            } else {
                boolean below = false;
                for (int lower = level + 1; lower < rows.size(); lower++) {
                    below |= !rows.get(lower).cell(index).isBlank();
                }
                text = below && group[level] != null ? group[level] : "";
                if (!below) {
                    group[level] = "";
                }
            }
            if (!text.isEmpty()
                    && (levels.isEmpty() || !levels.get(levels.size() - 1).equals(text))) {
                levels.add(text);
            }
        }
        return levels;
    }

    private Heading named(int index, List<String> levels, List<Heading> before) {
        String words = String.join("/", levels);
        Optional<ImmutableList<Column>> given = given(index, levels);
        if (given.isPresent()) {
            return new Heading(index, words, given.get(), Certainty.GIVEN);
        }
        String leaf = levels.get(levels.size() - 1);
        String group = String.join("", levels.subList(0, levels.size() - 1));
        if (ACCUSED.matcher(Wording.header(group)).find()
                || ACCUSED.matcher(Wording.header(leaf)).find()) {
            return new Heading(index, words, ImmutableList.of(), Certainty.UNKNOWN);
        }
        if (!group.isEmpty()) {
            Optional<Column> joined = Column.bySynonym(Wording.header(group + leaf));
            if (joined.isPresent()) {
                return new Heading(index, words, ImmutableList.of(joined.get()), Certainty.EXACT);
            }
        }
        String header = Wording.header(leaf);
        if (GENERIC.matcher(header).matches()) {
            Optional<Heading> byContext = byContext(index, words, header, Wording.header(group), before);
            if (byContext.isPresent()) {
                return byContext.get();
            }
        }
        return byItself(index, words, leaf);
    }

    private Optional<ImmutableList<Column>> given(int index, List<String> levels) {
        if (mapping.columns().isEmpty()) {
            return Optional.empty();
        }
        String leaf = Wording.header(levels.get(levels.size() - 1));
        String all = Wording.header(String.join("/", levels));
        for (Map.Entry<String, ImmutableList<Column>> entry : mapping.columns().entrySet()) {
            String key = Wording.header(entry.getKey());
            if (key.equals(leaf) || key.equals(all)) {
                return Optional.of(entry.getValue());
            }
        }
        for (Map.Entry<String, ImmutableList<Column>> entry : mapping.columns().entrySet()) {
            if (entry.getKey().strip().equalsIgnoreCase(Mapping.letters(index))) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    private static Heading byItself(int index, String words, String leaf) {
        String header = Wording.header(leaf);
        Optional<Column> exact = Column.bySynonym(header);
        if (exact.isPresent()) {
            return new Heading(index, words, ImmutableList.of(exact.get()), Certainty.EXACT);
        }
        Optional<Column> code = Column.byCode(header);
        if (code.isPresent()) {
            return new Heading(index, words, ImmutableList.of(code.get()), Certainty.CODE);
        }
        Optional<Column> bare = Column.bySynonym(Wording.withoutBrackets(header));
        if (bare.isPresent()) {
            return new Heading(index, words, ImmutableList.of(bare.get()), Certainty.BRACKETS);
        }
        ImmutableList<Column> parts = parts(leaf);
        if (!parts.isEmpty()) {
            return new Heading(index, words, parts, Certainty.PARTS);
        }
        Optional<Column> likely = likely(header);
        return likely.isPresent()
                ? new Heading(index, words, ImmutableList.of(likely.get()), Certainty.LIKELY)
                : new Heading(index, words, ImmutableList.of(), Certainty.UNKNOWN);
    }

    /** 责任单位⏎责任人, 包案领导及联系方式: two headers in one cell. An official's telephone is not kept with a case. */
    private static ImmutableList<Column> parts(String leaf) {
        List<String> parts = PARTS.splitAsStream(leaf)
                .map(Wording::header)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() < 2) {
            return ImmutableList.of();
        }
        List<Column> columns = new ArrayList<>();
        for (String part : parts) {
            Column first = columns.isEmpty() ? null : columns.get(0);
            boolean ofOfficial = first == Column.LEADER || first == Column.OFFICER || first == Column.UNIT;
            if (ofOfficial && PHONE_WORDS.matcher(part).matches()) {
                continue;
            }
            if (first == Column.LEADER && part.matches("职务|职位")) {
                columns.add(Column.LEADER_POST);
                continue;
            }
            Optional<Column> column = Column.bySynonym(part).or(() -> Column.bySynonym(Wording.withoutBrackets(part)));
            if (column.isEmpty()) {
                return ImmutableList.of();
            }
            if (!columns.contains(column.get())) {
                columns.add(column.get());
            }
        }
        return columns.size() > 2 ? ImmutableList.of() : ImmutableList.copyOf(columns);
    }

    /** 姓名, 单位, 职务, 电话: whose, is said by the header above or by the person in the column before. */
    private static Optional<Heading> byContext(
            int index, String words, String header, String group, List<Heading> before) {
        Column person = null;
        if (!group.isEmpty()) {
            person = LEADER.matcher(group).find()
                    ? Column.LEADER
                    : PETITIONER.matcher(group).find()
                            ? Column.PETITIONER
                            : OFFICER.matcher(group).find() ? Column.OFFICER : null;
        }
        if (person == null) {
            person = personBefore(before);
        }
        if (person == null || person == Column.PETITIONER) {
            return Optional.empty(); // then the word means what it means by itself
        }
        boolean named = header.equals("姓名") || header.equals("名字");
        if (named && group.isEmpty()) {
            return Optional.empty();
        }
        if (named) {
            return Optional.of(new Heading(index, words, ImmutableList.of(person), Certainty.CONTEXT));
        }
        if (person == Column.LEADER && header.matches("职务|职位")) {
            return Optional.of(new Heading(index, words, ImmutableList.of(Column.LEADER_POST), Certainty.CONTEXT));
        }
        return Optional.of(new Heading(
                index,
                words,
                person == Column.LEADER && header.equals("单位")
                        ? ImmutableList.of(Column.LEADER_UNIT)
                        : ImmutableList.of(),
                Certainty.CONTEXT));
    }

    /** The official in the columns right before, with nothing but his or her particulars between. */
    private static @org.jspecify.annotations.Nullable Column personBefore(List<Heading> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            Heading heading = before.get(i);
            if (heading.isRead()) {
                for (Column person : new Column[] {Column.LEADER, Column.OFFICER, Column.PETITIONER}) {
                    if (heading.columns().contains(person)) {
                        return person;
                    }
                }
                if (!heading.columns().contains(Column.LEADER_POST)
                        && !heading.columns().contains(Column.LEADER_UNIT)) {
                    return null;
                }
            } else if (!GENERIC.matcher(Wording.header(heading.words())).matches()) {
                return null;
            }
        }
        return null;
    }

    private static Optional<Column> likely(String header) {
        if (NEVER_LIKELY.matcher(header).matches()) {
            return Optional.empty();
        }
        String bare = Wording.withoutBrackets(header);
        for (int from = 1; from <= bare.length() - 3; from++) {
            Optional<Column> column = Column.bySynonym(bare.substring(from));
            if (column.isPresent()) {
                return column;
            }
        }
        return Optional.empty();
    }

    /** One column of each kind leads, the more telling by its header; others of the same kind stand behind it. */
    private static List<Heading> settled(List<Heading> headings) {
        Map<Column, List<Heading>> byColumn = new EnumMap<>(Column.class);
        for (Heading heading : headings) {
            if (heading.isRead() && heading.columns().size() == 1) {
                byColumn.computeIfAbsent(heading.columns().get(0), column -> new ArrayList<>())
                        .add(heading);
            }
        }
        Map<Integer, Certainty> changed = new HashMap<>();
        byColumn.forEach((column, rivals) -> rivals.stream()
                .sorted(Comparator.comparing((Heading heading) -> heading.certainty() == Certainty.GIVEN ? 0 : 1)
                        .thenComparing(heading -> column.rank(leaf(heading))))
                .skip(1)
                .filter(heading -> heading.certainty() != Certainty.GIVEN)
                .forEach(heading -> changed.put(heading.index(), Certainty.SECOND)));
        return headings.stream()
                .map(heading -> changed.containsKey(heading.index())
                        ? heading.as(heading.columns(), changed.get(heading.index()))
                        : heading)
                .toList();
    }

    private static String leaf(Heading heading) {
        String header = Wording.header(heading.words().substring(heading.words().lastIndexOf('/') + 1));
        return Column.bySynonym(header).isPresent() || Column.byCode(header).isPresent()
                ? header
                : Wording.withoutBrackets(header);
    }

    // ------------------------------------------------------------------ does it fit what stands below?

    private Found judge(Candidate best) {
        int lastRow = best.rows.get(best.rows.size() - 1).number();
        ImmutableList<ImmutableList<String>> words = best.rows.stream()
                .map(row -> row.cells().stream()
                        .map(cell -> Wording.header(cell.text()))
                        .collect(ImmutableList.toImmutableList()))
                .collect(ImmutableList.toImmutableList());
        List<SheetRow> below =
                top.stream().filter(row -> row.number() > lastRow).toList();
        ImmutableMap<Integer, RowShape> passed = underHeader(best.headings, below, words);
        Header first = new Header(
                sheet, best.rows.get(0).number(), lastRow, ImmutableList.copyOf(best.headings), words, passed);
        List<SheetRow> cases = below.stream()
                .takeWhile(row -> !RowShapes.isOtherHeader(row))
                .filter(row -> !passed.containsKey(row.number())
                        && RowShapes.passedOver(row, first).isEmpty())
                .toList();
        List<Problem> problems = new ArrayList<>();
        List<Heading> headings = new ArrayList<>();
        for (Heading heading : best.headings) {
            headings.add(byContent(heading, best.headings, cases));
        }
        mappingProblems(best.headings, problems);
        leaveOutTwins(headings, cases, problems);
        for (Heading heading : headings) {
            if (heading.isRead()) {
                misfit(heading, cases).ifPresent(problems::add);
            }
        }
        Header header = new Header(sheet, first.firstRow(), lastRow, ImmutableList.copyOf(headings), words, passed);
        return new Found(Optional.of(header), ImmutableList.copyOf(problems));
    }

    private void mappingProblems(List<Heading> headings, List<Problem> problems) {
        Map<Column, List<String>> given = new LinkedHashMap<>();
        for (Heading heading : headings) {
            if (heading.certainty() == Certainty.GIVEN) {
                heading.columns()
                        .forEach(column -> given.computeIfAbsent(column, c -> new ArrayList<>())
                                .add(heading.words()));
            }
        }
        given.forEach((column, over) -> {
            if (over.size() > 1) {
                problems.add(Problem.ofFile(Kind.COLUMN_TAKEN, column.header(), String.join("、", over))
                        .in(sheet));
            }
        });
        mapping.columns().forEach((key, columns) -> {
            if (!columns.isEmpty() && headings.stream().noneMatch(heading -> matches(key, heading))) {
                problems.add(Problem.ofFile(Kind.NO_SUCH_COLUMN, key).in(sheet));
            }
        });
    }

    private static boolean matches(String key, Heading heading) {
        String compact = Wording.header(key);
        return compact.equals(Wording.header(heading.words()))
                || compact.equals(
                        Wording.header(heading.words().substring(heading.words().lastIndexOf('/') + 1)))
                || key.strip().equalsIgnoreCase(Mapping.letters(heading.index()));
    }

    /** Headers that mean one thing here and another there: decided by what stands in the cells. */
    private static Heading byContent(Heading heading, List<Heading> all, List<SheetRow> cases) {
        if (heading.certainty() == Certainty.GIVEN || heading.columns().size() != 1) {
            return heading;
        }
        Column column = heading.columns().get(0);
        List<String> values = values(heading.index(), cases);
        if (values.isEmpty()) {
            return heading;
        }
        if ((column == Column.REPLY || column == Column.PROGRESS)
                && leaf(heading).matches("办理情况|目前状况|化解情况")
                && all.stream().noneMatch(other -> other.holds(Column.STATUS))
                && most(values, value -> Standing.of(value).isPresent())) {
            return heading.as(ImmutableList.of(Column.STATUS), Certainty.CONTENT);
        }
        if (column == Column.LEADER && most(values, value -> Flag.of(value).isPresent())) {
            return heading.as(ImmutableList.of(), Certainty.CONTENT); // 领导包案: 是/否, and no name
        }
        if (column == Column.DUE && !most(values, value -> isDateLike(Cell.words(value)))) {
            return heading.as(ImmutableList.of(), Certainty.CONTENT); // 办理期限: 60日; the law has the terms
        }
        if ((column == Column.REVIEWED || column == Column.REREVIEWED)
                && !most(values, value -> Flag.of(value).isPresent())) {
            return heading.as(ImmutableList.of(), Certainty.CONTENT);
        }
        if (column == Column.STATUS
                && leaf(heading).contains("结")
                && most(values, value -> LedgerDate.of(Cell.words(value)) instanceof LedgerDate.Day)) {
            return heading.as(ImmutableList.of(Column.CONCLUDED_ON), Certainty.CONTENT);
        }
        return heading;
    }

    /** The same header twice: the petitioner stands first; elsewhere only columns that say the same are taken. */
    private void leaveOutTwins(List<Heading> headings, List<SheetRow> cases, List<Problem> problems) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i);
            if (!heading.isRead() || heading.certainty() == Certainty.GIVEN) {
                continue;
            }
            String words = Wording.header(heading.words());
            Integer earlier = first.putIfAbsent(words, i);
            if (earlier == null) {
                continue;
            }
            Heading leftmost = headings.get(earlier);
            headings.set(i, heading.as(heading.columns(), Certainty.LEFT_OUT));
            if (leftmost.certainty() == Certainty.SECOND && heading.certainty() != Certainty.SECOND) {
                headings.set(earlier, leftmost.as(leftmost.columns(), heading.certainty()));
            }
            Column column = heading.columns().get(0);
            boolean ofPetitioner = column == Column.PETITIONER
                    || column == Column.ID_NUMBER
                    || column == Column.PHONE
                    || column == Column.ADDRESS
                    || column == Column.SEQUENCE
                    || column == Column.REMARK
                    || column == Column.PROGRESS;
            boolean same = cases.stream()
                    .allMatch(row -> row.cell(heading.index())
                                    .text()
                                    .equals(row.cell(leftmost.index()).text())
                            || row.cell(heading.index()).isBlank());
            if (!ofPetitioner && !same) {
                problems.add(Problem.ofFile(
                                Kind.HEADER_TWICE,
                                heading.words(),
                                Mapping.letters(leftmost.index()) + "、" + Mapping.letters(heading.index()))
                        .in(sheet));
            }
        }
    }

    private Optional<Problem> misfit(Heading heading, List<SheetRow> cases) {
        Column column = heading.columns().get(0);
        int filled = 0;
        int fitting = 0;
        int minutes = 0;
        String odd = "";
        Optional<SheetRow> oddRow = Optional.empty();
        String minute = "";
        for (SheetRow row : cases) {
            Cell cell = row.cell(heading.index());
            if (Wording.isNothing(Wording.tidy(cell.text()))) {
                continue;
            }
            filled++;
            if (heading.columns().size() > 1 || fits(column.kind(), cell)) {
                fitting++;
            } else if (odd.isEmpty()) {
                String text = Wording.tidy(cell.text());
                odd = column.isOfPerson() || NAME_LIKE.matcher(text).matches()
                        ? Problem.hidden(text)
                        : shortened(cell.text());
                oddRow = Optional.of(row);
            }
            if (column.kind() == Column.Kind.DATE
                    && LedgerDate.of(cell) instanceof LedgerDate.Unreadable unreadable
                    && unreadable.why() == Kind.MINUTES_FOR_MONTH) {
                minutes++;
                minute = cell.text();
            }
        }
        if (minutes >= 2 && minutes * 4 >= filled) {
            return Optional.of(Problem.ofFile(Kind.MINUTES_AS_MONTH, heading.words(), minute)
                    .in(sheet));
        }
        if (filled >= ENOUGH && fitting * 2 < filled) {
            String said = odd;
            return oddRow.map(row -> Problem.ofRow(row, Kind.MISFIT, heading.words(), said));
        }
        return Optional.empty();
    }

    private static boolean fits(Column.Kind kind, Cell cell) {
        String text = Wording.tidy(cell.text());
        int digits = (int) text.chars().filter(Character::isDigit).count();
        int masked = (int) text.chars().filter(c -> c == '*' || c == '＊').count();
        return switch (kind) {
            case ORDINAL -> true;
            case DATE -> isDateLike(cell);
            case NUMBER -> digits > 0 && !isWrittenDate(cell);
            case ID -> digits + masked >= 6 && !isWrittenDate(cell);
            case PHONE -> digits + masked >= 5 && !isWrittenDate(cell);
            case COUNT ->
                Count.of(text).isPresent() || (digits > 0 && digits <= 6 && text.length() <= 8 && !isWrittenDate(cell));
            case NAME, UNITS -> text.codePoints().anyMatch(Character::isLetter) && !isWrittenDate(cell);
            case FLAG, CODE, STATUS -> digits < 8 && !isWrittenDate(cell);
            case WORDS -> (digits < 15 || text.codePoints().anyMatch(Character::isLetter)) && !isWrittenDate(cell);
        };
    }

    private static boolean isDateLike(Cell cell) {
        return !(LedgerDate.of(cell) instanceof LedgerDate.Unreadable unreadable
                && unreadable.why() == Kind.NOT_A_DATE);
    }

    /** A date that nobody takes for a number: a true one, or one with its marks. */
    private static boolean isWrittenDate(Cell cell) {
        return cell instanceof Cell.Moment
                || (cell instanceof Cell.Words
                        && LedgerDate.of(cell) instanceof LedgerDate.Day
                        && !Wording.tidy(cell.text()).chars().allMatch(Character::isDigit));
    }

    private static List<String> values(int index, List<SheetRow> cases) {
        return cases.stream()
                .map(row -> Wording.tidy(row.cell(index).text()))
                .filter(text -> !Wording.isNothing(text))
                .toList();
    }

    private static boolean most(List<String> values, java.util.function.Predicate<String> fits) {
        return values.stream().filter(fits).count() * 5 >= values.size() * 4L;
    }

    private static String shortened(String text) {
        String line = Wording.tidy(text).replace('\n', ' ');
        return line.length() <= 20 ? line : line.substring(0, 20) + "…";
    }

    // ------------------------------------------------------------------ rows under the header that are no cases

    private static ImmutableMap<Integer, RowShape> underHeader(
            List<Heading> headings, List<SheetRow> below, ImmutableList<ImmutableList<String>> words) {
        ImmutableMap.Builder<Integer, RowShape> passed = ImmutableMap.builder();
        boolean guided = false;
        for (int i = 0; i < Math.min(below.size(), 4); i++) {
            SheetRow row = below.get(i);
            Optional<SheetRow> next = i + 1 < below.size() ? Optional.of(below.get(i + 1)) : Optional.empty();
            if (RowShapes.isSample(row, next, headings, guided)) {
                passed.put(row.number(), RowShape.SAMPLE);
                break; // one shows how it is done
            }
            if (RowShapes.isCase(row, headings)) {
                break;
            }
            if (RowShapes.isNumbers(row)) {
                passed.put(row.number(), RowShape.NUMBERS);
            } else if (RowShapes.isGuidance(row, words, headings)) {
                passed.put(row.number(), RowShape.GUIDANCE);
                guided = true;
            } else {
                break;
            }
        }
        return passed.build();
    }
}
