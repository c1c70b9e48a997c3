package dev.jieli.application.ledger;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Problem.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** 读台账: finds the headers of a ledger, then reads it row by row. */
public final class LedgerReading {

    /**
     * 台账概览: what a ledger looks like before it is read.
     *
     * @param headers one for each sheet that is a ledger
     * @param passedSheets the sheets that are none
     * @param problems why it cannot be read; then nothing of it is
     */
    public record Outline(
            ImmutableList<Header> headers, ImmutableList<String> passedSheets, ImmutableList<Problem> problems) {
        public boolean isReadable() {
            return problems.isEmpty();
        }
    }

    /** 读者: is told each row in its order. */
    public interface Reader {
        /** A row that is a case, with what was assumed or looks odd in it. Says whether to go on. */
        boolean row(LedgerRow row, SheetRow raw, ImmutableList<Problem> remarks);

        /** A row that cannot be taken. Says whether to go on. */
        boolean rejected(SheetRow raw, ImmutableList<Problem> problems);

        /** A row that is no case; blank rows are not told. */
        default void passed(SheetRow raw, Header.Passed why) {}
    }

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
            if (found.header().isEmpty()) {
                passed.add(file.sheets().get(sheet));
            }
        }
        if (!any && problems.isEmpty()) {
            problems.add(Problem.ofFile(Kind.NO_HEADER));
        }
        return new Outline(headers.build(), passed.build(), ImmutableList.copyOf(problems));
    }

    /**
     * Reads every row under the headers.
     *
     * @return what stopped the reading before the end of the file, where something did
     */
    public Optional<Problem> read(Outline outline, Reader reader) {
        for (Header header : outline.headers()) {
            Rows rows = new Rows(header, reader);
            Optional<Problem> stopped = file.read(file.sheets().indexOf(header.sheet()), rows);
            if (stopped.isPresent() || rows.stopped.isPresent()) {
                return stopped.or(() -> rows.stopped);
            }
            if (rows.ended) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private final class Rows implements Predicate<SheetRow> {
        private final Header header;
        private final Reader reader;
        private boolean ended;
        private boolean afterGuidance;
        private Optional<Problem> stopped = Optional.empty();

        Rows(Header header, Reader reader) {
            this.header = header;
            this.reader = reader;
            this.afterGuidance = header.passed().containsValue(Header.Passed.GUIDANCE)
                    && !header.passed().containsValue(Header.Passed.SAMPLE);
        }

        @Override
        public boolean test(SheetRow row) {
            if (row.number() <= header.lastRow() || row.isBlank()) {
                return true;
            }
            Header.Passed above = header.passed().get(row.number());
            Optional<Header.Passed> passed = above == null ? RowShapes.passedOver(row, header) : Optional.of(above);
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
                ended = !reader.rejected(
                        row,
                        ImmutableList.of(
                                Problem.ofRow(row, Kind.TOO_WIDE, Integer.toString(row.width() - header.width()))));
                return !ended;
            }
            RowReading.Read read = RowReading.read(row, header, asOf);
            ImmutableList<Problem> remarks = read.remarks();
            if (afterGuidance) {
                afterGuidance = false;
                remarks = ImmutableList.<Problem>builder()
                        .addAll(remarks)
                        .add(Problem.ofRow(row, Kind.MAY_BE_SAMPLE))
                        .build();
            }
            ended = read.row().isPresent()
                    ? !reader.row(read.row().get(), row, remarks)
                    : !reader.rejected(row, read.problems());
            return !ended;
        }
    }
}
