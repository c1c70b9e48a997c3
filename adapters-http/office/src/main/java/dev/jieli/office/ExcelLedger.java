package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.application.ledger.SheetRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** .xlsx 台账 */
final class ExcelLedger implements LedgerFile {
    /** No ledger is wider; a stray cell far to the right costs no more than this. */
    private static final int MOST_COLUMNS = 512;

    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // 10000-01-01

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]");
    private static final Pattern DATE_LETTERS = Pattern.compile("(?i)[yd年月日]|(?<![a-z])m{1,5}(?![a-z])");

    private final ReadableWorkbook workbook;
    private final String name;
    private final ImmutableList<Sheet> sheets;
    private final Map<String, Boolean> dateFormats = new HashMap<>();

    private ExcelLedger(ReadableWorkbook workbook, String name) {
        this.workbook = workbook;
        this.name = name;
        this.sheets = workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .collect(ImmutableList.toImmutableList());
    }

    static LedgerFiles.Opening open(Path path, String name) {
        try {
            ReadableWorkbook workbook = new ReadableWorkbook(path.toFile(), new ReadingOptions(true, true));
            try {
                ExcelLedger ledger = new ExcelLedger(workbook, name);
                if (ledger.sheets.stream().anyMatch(sheet -> sheet.getName() == null)) {
                    workbook.close();
                    return new LedgerFiles.Opening.Refused(Problem.of(Kind.DAMAGED, "xl/workbook.xml"));
                }
                return new LedgerFiles.Opening.Opened(ledger);
            } catch (RuntimeException e) {
                workbook.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            return new LedgerFiles.Opening.Refused(Problem.of(Kind.DAMAGED, Faults.words(e)));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImmutableList<String> sheets() {
        return sheets.stream().map(Sheet::getName).collect(ImmutableList.toImmutableList());
    }

    @Override
    public boolean isDelimited() {
        return false;
    }

    @Override
    public Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader) {
        Sheet from = sheets.get(sheet);
        int number = 0;
        try (Stream<Row> rows = from.openStream()) {
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                Row row = each.next();
                number = Math.max(number + 1, row.getRowNum());
                if (!reader.test(new SheetRow(from.getName(), number, cells(row)))) {
                    break;
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(Problem.of(Kind.DAMAGED, (number + 1) + ": " + Faults.words(e))
                    .in(from.getName()));
        }
    }

    private ImmutableList<Cell> cells(Row row) {
        int width = width(row);
        ImmutableList.Builder<Cell> cells = ImmutableList.builderWithExpectedSize(width);
        for (int i = 0; i < width; i++) {
            org.dhatim.fastexcel.reader.Cell cell = row.getCell(i);
            cells.add(cell == null ? Cell.blank() : cell(cell));
        }
        return cells.build();
    }

    /** Without what stands empty at the end: whole columns are coloured to the edge of the sheet. */
    private static int width(Row row) {
        int width = Math.min(row.getCellCount(), MOST_COLUMNS);
        while (width > 0 && isEmpty(row.getCell(width - 1))) {
            width--;
        }
        return width;
    }

    private static boolean isEmpty(org.dhatim.fastexcel.reader.@Nullable Cell cell) {
        return cell == null
                || (cell.getValue() == null && cell.getRawValue() == null)
                || (cell.getValue() instanceof String text && text.isBlank());
    }

    private Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal figure) {
            return isDate(cell) && figure.signum() >= 0 && figure.compareTo(LAST_DAY) < 0
                    ? moment(figure)
                    : new Cell.Figure(figure);
        }
        if (value instanceof Boolean flag) {
            return Cell.words(flag ? "TRUE" : "FALSE");
        }
        String raw = value == null ? cell.getRawValue() : value.toString();
        if (raw == null) {
            return Cell.blank();
        }
        return Cell.words(FormulaGuard.unguarded(raw));
    }

    /** Days since the end of 1899, with the leap day of 1900 that never was; or since 1904 where the file says so. */
    private Cell moment(BigDecimal serial) {
        long day = serial.longValue();
        if (day == 0 && !workbook.isDate1904()) {
            return new Cell.Figure(serial); // a time of day without a day
        }
        int seconds = serial.subtract(BigDecimal.valueOf(day))
                .multiply(SECONDS_A_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
        LocalDate zero = workbook.isDate1904()
                ? LocalDate.of(1904, 1, 1)
                : day < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDateTime at = zero.plusDays(day).atStartOfDay().plusSeconds(seconds);
        return new Cell.Moment(at);
    }

    private boolean isDate(org.dhatim.fastexcel.reader.Cell cell) {
        String format = cell.getDataFormatString();
        if (format != null && !format.isEmpty()) {
            return dateFormats.computeIfAbsent(
                    format,
                    code -> DATE_LETTERS
                            .matcher(LITERALS.matcher(code.replace("General", ""))
                                    .replaceAll(""))
                            .find());
        }
        Integer id = cell.getDataFormatId();
        // built in: 14-17 and 22 everywhere, 27-36 and 50-58 in Chinese
        return id != null
                && ((id >= 14 && id <= 17)
                        || id == 22
                        || (id >= 27 && id <= 31)
                        || id == 36
                        || (id >= 50 && id <= 54)
                        || id == 57
                        || id == 58);
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
