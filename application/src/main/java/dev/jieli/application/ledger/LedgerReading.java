package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Problem.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** 读台账: finds the headers of a ledger, then reads it row by row. */
public final class LedgerReading {

    /**
     * 台账概览: what a ledger looks like before it is read.
     *
     * @param headers one for each sheet that is a ledger
     * @param passedSheets the sheets that hold something and are none
     * @param problems why it cannot be read; then nothing of it is
     */
    public record Outline(
            ImmutableList<Header> headers, ImmutableList<String> passedSheets, ImmutableList<Problem> problems) {
        public boolean isReadable() {
            return problems.isEmpty();
        }

        Outline with(Problem problem) {
            return new Outline(headers, passedSheets, ImmutableList.of(problem));
        }
    }

    /** 读者: is told each row in its order, and each by one of these. */
    public interface Reader {
        /** A row that is a case, with what was assumed or looks odd in it. */
        void row(LedgerRow row, SheetRow raw, ImmutableList<Problem> remarks);

        /** A row that cannot be taken. */
        void rejected(SheetRow raw, ImmutableList<Problem> problems);

        /** A row that is no case. */
        void passed(SheetRow raw, RowShape why);

        /** A row that holds nothing. */
        void blank();

        /** What looks odd in a sheet as a whole; told after its rows. */
        void remarked(Problem remark);

        /** Why it wants to be told no more rows; empty while it does. */
        Optional<Problem> enough();
    }

    /**
     * 读到的
     *
     * @param rows how many rows the sheets under headers have, whatever they hold
     * @param stopped what stopped the reading before the end of the file, where something did
     */
    public record Read(int rows, Optional<Problem> stopped) {}

    /** Of one file; a county has some thousands of cases a year. */
    public static final int MOST_ROWS = 100_000;

    private final LedgerFile file;
    private final Mapping mapping;
    private final LocalDate asOf;

    /** @param asOf no date in the ledger may lie after it */
    public LedgerReading(LedgerFile file, Mapping mapping, LocalDate asOf) {
        this.file = file;
        this.mapping = mapping;
        this.asOf = asOf;
    }

    /** Looks at the first rows of each sheet. */
    public Outline outline() {
        ImmutableList.Builder<Header> headers = ImmutableList.builder();
        ImmutableList.Builder<String> passed = ImmutableList.builder();
        List<Problem> problems = new ArrayList<>();
        boolean any = false;
        for (int sheet = 0; sheet < file.sheets().size(); sheet++) {
            List<SheetRow> top = new ArrayList<>();
            Optional<Problem> stopped = file.read(sheet, row -> {
                if (!row.isBlank()) {
                    top.add(row);
                }
                return top.size() < HeaderSearch.WINDOW;
            });
            stopped.ifPresent(problems::add);
            HeaderSearch.Found found = HeaderSearch.search(file.sheets().get(sheet), top, mapping);
            problems.addAll(found.problems());
            found.header().ifPresent(headers::add);
            any |= found.header().isPresent();
            if (found.header().isEmpty() && !top.isEmpty()) {
                passed.add(file.sheets().get(sheet));
            }
        }
        if (!any && problems.isEmpty()) {
            problems.add(Problem.ofFile(Kind.NO_HEADER));
        }
        return new Outline(headers.build(), passed.build(), ImmutableList.copyOf(problems));
    }

    /** Reads every row of the sheets that have headers. */
    public Read read(Outline outline, Reader reader) {
        int rows = 0;
        for (Header header : outline.headers()) {
            Rows sheet = new Rows(header, reader, MOST_ROWS - rows);
            Optional<Problem> stopped = file.read(file.sheets().indexOf(header.sheet()), sheet);
            rows += sheet.read;
            if (stopped.isPresent() || sheet.stopped.isPresent()) {
                return new Read(rows, stopped.or(() -> sheet.stopped));
            }
            sheet.leftOut();
        }
        return new Read(rows, Optional.empty());
    }

    private final class Rows implements Predicate<SheetRow> {
        private final Header header;
        private final Reader reader;
        private final Map<Kind, Map<Heading, Integer>> leftOut = new EnumMap<>(Kind.class);
        private final int most;
        private int read;
        private boolean afterGuidance;
        private Optional<Problem> stopped = Optional.empty();

        Rows(Header header, Reader reader, int most) {
            this.header = header;
            this.reader = reader;
            this.most = most;
            this.afterGuidance = header.passed().containsValue(RowShape.GUIDANCE)
                    && !header.passed().containsValue(RowShape.SAMPLE);
        }

        @Override
        public boolean test(SheetRow row) {
            if (read == most) {
                stopped = Optional.of(Problem.ofFile(Kind.TOO_MANY_ROWS, Integer.toString(MOST_ROWS)));
                return false;
            }
            stopped = reader.enough();
            if (stopped.isPresent()) {
                return false;
            }
            read++;
            if (row.isBlank()) {
                reader.blank();
                return true;
            }
            Optional<RowShape> passed = shape(row);
            if (passed.isPresent()) {
                reader.passed(row, passed.get());
                return true;
            }
            if (RowShapes.isOtherHeader(row)) {
                stopped = Optional.of(Problem.ofFile(Kind.HEADER_CHANGES, Integer.toString(row.number()))
                        .in(row.sheet()));
                return false;
            }
            if (file.isDelimited() && row.width() > header.width()) {
                reader.rejected(
                        row,
                        ImmutableList.of(
                                Problem.ofRow(row, Kind.TOO_WIDE, Integer.toString(row.width() - header.width()))));
                return true;
            }
            RowReading.Read read = RowReading.read(row, header, asOf);
            ImmutableList<Problem> remarks = read.remarks();
            if (afterGuidance || RowShapes.saysSample(row)) {
                afterGuidance = false;
                remarks = ImmutableList.<Problem>builder()
                        .addAll(remarks)
                        .add(Problem.ofRow(row, Kind.MAY_BE_SAMPLE))
                        .build();
            }
            for (Heading heading : header.headings()) {
                RowReading.leavesOut(row, heading, header)
                        .ifPresent(why -> leftOut.computeIfAbsent(why, none -> new LinkedHashMap<>())
                                .merge(heading, 1, Integer::sum));
            }
            if (read.row().isPresent()) {
                reader.row(read.row().get(), row, remarks);
            } else {
                reader.rejected(row, read.problems());
            }
            return true;
        }

        /** Says once for each column how many rows have something there that was not taken in. */
        void leftOut() {
            leftOut.forEach((why, columns) -> columns.forEach((heading, rows) ->
                    reader.remarked(Problem.ofFile(why, heading.words().replace('\n', ' '), Integer.toString(rows))
                            .in(header.sheet())
                            .under(heading.words()))));
        }

        private Optional<RowShape> shape(SheetRow row) {
            if (row.number() <= header.lastRow()) {
                return Optional.of(row.number() < header.firstRow() ? RowShape.ABOVE_HEADER : RowShape.HEADER);
            }
            RowShape above = header.passed().get(row.number());
            return above == null ? RowShapes.passedOver(row, header) : Optional.of(above);
        }
    }
}
