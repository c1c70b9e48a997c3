package dev.jieli.office;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.application.ledger.SheetRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** .csv 台账: whichever encoding and separator it is in. Row numbers count records, as a spreadsheet shows them. */
final class CsvLedger implements LedgerFile {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final int LONGEST_CELL = 1 << 20;
    private static final int MOST_COLUMNS = 512;
    private static final int TRIED_ROWS = 50;

    /** What a row counts that has quotation marks within its cells, beside 1 for any other. */
    private static final double MARKS_WITHIN = 0.1;

    /** ="0012": how exports keep the zeros in front. */
    private static final Pattern KEPT = Pattern.compile("=\"([^\"]*)\"");

    private final Path path;
    private final String name;
    private final Charset charset;
    private final char separator;

    private CsvLedger(Path path, String name, Charset charset, char separator) {
        this.path = path;
        this.name = name;
        this.charset = charset;
        this.separator = separator;
    }

    static LedgerFiles.Opening open(Path path, String name) throws IOException {
        Optional<Charset> charset = charset(path);
        if (charset.isEmpty()) {
            return new LedgerFiles.Opening.Refused(
                    Problem.of(isBinary(path) ? Kind.NOT_A_WORKBOOK : Kind.UNKNOWN_ENCODING, name));
        }
        return new LedgerFiles.Opening.Opened(new CsvLedger(path, name, charset.get(), separator(path, charset.get())));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImmutableList<String> sheets() {
        int dot = name.lastIndexOf('.');
        return ImmutableList.of(dot > 0 ? name.substring(0, dot) : name);
    }

    @Override
    public boolean isDelimited() {
        return true;
    }

    @Override
    public Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader) {
        String tab = sheets().get(sheet);
        try (Records records = new Records(path, charset, separator)) {
            for (List<String> record = records.next(); record != null; record = records.next()) {
                SheetRow row = new SheetRow(
                        tab,
                        records.number,
                        record.stream().map(CsvLedger::cell).collect(ImmutableList.toImmutableList()));
                if (!reader.test(row)) {
                    break;
                }
            }
            return records.openQuote > 0
                    ? Optional.of(Problem.of(Kind.OPEN_QUOTE, Integer.toString(records.openQuote))
                            .in(tab))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Problem.of(Kind.DAMAGED, Faults.words(e)).in(tab));
        }
    }

    private static Cell cell(String text) {
        Matcher kept = KEPT.matcher(text);
        return Cell.words(kept.matches() ? kept.group(1) : FormulaGuard.unguarded(text));
    }

    @Override
    public void close() {} // each reading opens and closes the file by itself

    // ------------------------------------------------------------------ what kind of text

    private static Optional<Charset> charset(Path path) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(3);
        }
        if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
            return decodes(path, StandardCharsets.UTF_16LE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
        }
        if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
            return decodes(path, StandardCharsets.UTF_16BE) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
        }
        if (isBinary(path)) {
            return Optional.empty();
        }
        if (decodes(path, StandardCharsets.UTF_8)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return decodes(path, GB18030) ? Optional.of(GB18030) : Optional.empty();
    }

    private static boolean isBinary(Path path) throws IOException {
        byte[] page = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(page); n >= 0; n = in.read(page)) {
                for (int i = 0; i < n; i++) {
                    if (page[i] == 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean decodes(Path path, Charset charset) throws IOException {
        char[] page = new char[1 << 15];
        try (Reader reader = reader(path, charset)) {
            for (int n = reader.read(page); n >= 0; n = reader.read(page)) {
                if (CharMatcher.is('\0').matchesAnyOf(CharBuffer.wrap(page, 0, n))) {
                    return false; // in UTF-16 it hides from isBinary, and no text can be kept with it
                }
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static Reader reader(Path path, Charset charset) throws IOException {
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(path),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * The sign that cuts the most of the first rows into equally many cells. One that leaves quotation marks within cells has
     * most likely cut what stands between them.
     */
    private static char separator(Path path, Charset charset) throws IOException {
        char best = SEPARATORS[0];
        double most = 0;
        for (char candidate : SEPARATORS) {
            Map<Integer, Double> widths = new HashMap<>();
            try (Records records = new Records(path, charset, candidate)) {
                for (List<String> record = records.next();
                        record != null && records.number <= TRIED_ROWS;
                        record = records.next()) {
                    if (record.size() > 1) {
                        widths.merge(record.size(), records.marksWithin ? MARKS_WITHIN : 1, Double::sum);
                    }
                }
            }
            double rows =
                    widths.values().stream().mapToDouble(Double::doubleValue).sum();
            for (Map.Entry<Integer, Double> width : widths.entrySet()) {
                double cut = (rows + width.getValue()) * Math.log(width.getKey());
                if (cut > most) {
                    most = cut;
                    best = candidate;
                }
            }
        }
        return best;
    }

    // ------------------------------------------------------------------ records

    /** Reads records one by one; a quotation mark counts only where a cell begins. */
    private static final class Records implements AutoCloseable {
        private final PushbackReader in;
        private final char separator;
        private int number;
        private int openQuote;
        /** Whether the last record has a quotation mark within a cell. */
        private boolean marksWithin;

        Records(Path path, Charset charset, char separator) throws IOException {
            this.in = new PushbackReader(reader(path, charset), 1);
            this.separator = separator;
            int first = in.read();
            if (first >= 0 && first != '\uFEFF') {
                in.unread(first);
            }
        }

        /** The next record, or null at the end, or where a quotation mark is never closed. */
        @Nullable
        List<String> next() throws IOException {
            int c = in.read();
            if (c < 0 || openQuote > 0) {
                return null;
            }
            number++;
            marksWithin = false;
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = c == '"';
            boolean atStart = !quoted;
            if (quoted) {
                c = in.read();
            }
            while (true) {
                if (c < 0) {
                    if (quoted) {
                        openQuote = number;
                        return null;
                    }
                    add(cells, cell);
                    return cells;
                }
                if (quoted) {
                    if (c != '"') {
                        cell.append((char) c);
                        if (cell.length() > LONGEST_CELL) {
                            openQuote = number;
                            return null;
                        }
                    } else {
                        int after = in.read();
                        if (after == '"') {
                            cell.append('"');
                        } else {
                            quoted = false;
                            c = after;
                            continue;
                        }
                    }
                } else if (c == '\n' || c == '\r') {
                    if (c == '\r') {
                        int after = in.read();
                        if (after >= 0 && after != '\n') {
                            in.unread(after);
                        }
                    }
                    add(cells, cell);
                    return cells;
                } else if (c == separator) {
                    add(cells, cell);
                    cell.setLength(0);
                    atStart = true;
                    c = in.read();
                    continue;
                } else if (c == '"' && atStart && cell.length() == 0) {
                    quoted = true;
                } else {
                    marksWithin |= c == '"';
                    if (cell.length() < LONGEST_CELL) {
                        cell.append((char) c);
                    }
                    atStart = false;
                }
                c = in.read();
            }
        }

        private static void add(List<String> cells, StringBuilder cell) {
            if (cells.size() < MOST_COLUMNS) {
                cells.add(cell.toString());
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
