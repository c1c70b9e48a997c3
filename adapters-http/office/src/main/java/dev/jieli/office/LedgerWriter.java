package dev.jieli.office;

import dev.jieli.application.ledger.Cell;
import dev.jieli.domain.statute.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** 写台账: row by row, as .xlsx or as .csv that spreadsheets open with the right characters. */
public abstract class LedgerWriter implements AutoCloseable {
    /** 台账, as a watermark names it. */
    public static final Wording MASKED_LEDGER =
            Wording.of("信访事项台账（信访人信息已遮盖）", "ledger of petition cases, petitioners masked");

    public static final Wording PLAIN_LEDGER =
            Wording.of("信访事项台账（含信访人完整信息）", "ledger of petition cases, petitioners unmasked");

    /** What a spreadsheet can keep in one cell. */
    private static final int LONGEST_CELL = 32_767;

    private static final String CUT_OFF = "…（以下略，见案卷）";

    private LedgerWriter() {}

    /** One row; a text never becomes a formula, a date stays a date. */
    public abstract void row(List<? extends Cell> cells);

    /** Writes what is left and closes the stream. */
    @Override
    public abstract void close();

    /**
     * By the ending of the name: .csv, anything else .xlsx.
     *
     * @param sheet what the sheet's tab says
     * @param watermark stands under the last row, and under every page of a workbook that is printed
     */
    public static LedgerWriter to(
            OutputStream out, String name, String sheet, List<String> headers, Watermark watermark) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv")
                ? new Csv(out, headers, watermark)
                : xlsx(out, sheet, headers, watermark);
    }

    static Xlsx xlsx(OutputStream out, String sheet, List<String> headers, Watermark watermark) {
        return new Xlsx(out, sheet, headers, watermark);
    }

    /** A workbook, sheet after sheet. */
    static final class Xlsx extends LedgerWriter {
        private static final int FLUSHED_ROWS = 500;
        /** A spreadsheet opens no more on one sheet, and under them stands the watermark. */
        private static final int MOST_ROWS = 1_048_576 - 1;

        private static final double NARROW = 12;
        private static final double WIDE = 40;

        /** A spreadsheet keeps 255 characters of a footer, its letters and the number of the page among them. */
        private static final int LONGEST_FOOTER = 150;

        private static final int FOOTER_POINTS = 8;

        private final Workbook workbook;
        private final Watermark watermark;
        private String tab;
        private List<String> headers;
        private int further;
        private Worksheet sheet;
        private int row;

        Xlsx(OutputStream out, String tab, List<String> headers, Watermark watermark) {
            this.watermark = watermark;
            this.tab = tab;
            this.headers = headers;
            workbook = new Workbook(out, "Jieli", "1.0");
            sheet = begun(tab, headers);
        }

        void next(String tab, List<String> headers) {
            this.tab = tab;
            this.headers = headers;
            further = 0;
            goOn(tab);
        }

        private void goOn(String on) {
            ended();
            written(sheet::finish);
            sheet = begun(on, headers);
        }

        private void ended() {
            sheet.inlineString(row, 0, watermark.text());
            sheet.style(row, 0).fontColor("808080").set();
        }

        private Worksheet begun(String tab, List<String> headers) {
            Worksheet sheet = workbook.newWorksheet(tab);
            row = 1;
            for (int i = 0; i < headers.size(); i++) {
                sheet.inlineString(0, i, FormulaGuard.guarded(headers.get(i)));
                sheet.style(0, i).bold().wrapText(true).fillColor("E7E6E6").set();
                sheet.width(
                        i,
                        headers.get(i).matches(".*(?:问题|诉求|意见|备注|住址|原因).*")
                                ? WIDE
                                : NARROW + headers.get(i).length() * 0.8);
            }
            sheet.freezePane(0, 1);
            sheet.repeatRows(0);
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.pageOrientation("landscape");
            String foot = watermark.text();
            sheet.footer(
                    (foot.length() <= LONGEST_FOOTER ? foot : foot.substring(0, LONGEST_FOOTER)).replace("&", "&&"),
                    Position.LEFT,
                    FOOTER_POINTS);
            sheet.footer("&P / &N", Position.RIGHT, FOOTER_POINTS);
            return sheet;
        }

        @Override
        public void row(List<? extends Cell> cells) {
            if (row == MOST_ROWS) {
                further++;
                goOn(tab + " " + (further + 1));
            }
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                if (cell instanceof Cell.Moment moment) {
                    boolean day = moment.at().toLocalTime().toSecondOfDay() == 0;
                    sheet.value(row, i, moment.at());
                    sheet.style(row, i)
                            .format(day ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss")
                            .set();
                } else if (cell instanceof Cell.Figure figure) {
                    sheet.value(row, i, figure.value());
                } else if (!cell.text().isEmpty()) {
                    sheet.inlineString(row, i, fitting(cell));
                    sheet.style(row, i).format("@").set();
                }
            }
            row++;
            if (row % FLUSHED_ROWS == 0) {
                written(sheet::flush);
            }
        }

        @Override
        public void close() {
            ended();
            written(workbook::finish);
        }
    }

    private static final class Csv extends LedgerWriter {
        private final Writer writer;
        private final Watermark watermark;

        Csv(OutputStream out, List<String> headers, Watermark watermark) {
            this.watermark = watermark;
            writer = new java.io.BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            written(() -> writer.write('\uFEFF')); // spreadsheets take a file without it for the local encoding
            row(headers.stream().map(Cell::words).toList());
        }

        @Override
        public void row(List<? extends Cell> cells) {
            written(() -> {
                for (int i = 0; i < cells.size(); i++) {
                    if (i > 0) {
                        writer.write(',');
                    }
                    writer.write(quoted(fitting(cells.get(i))));
                }
                writer.write("\r\n");
            });
        }

        private static String quoted(String text) {
            boolean plain = text.chars()
                    .noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }

        @Override
        public void close() {
            row(List.of(Cell.words(watermark.text())));
            written(writer::close);
        }
    }

    private static String fitting(Cell cell) {
        String text = cell instanceof Cell.Words ? FormulaGuard.guarded(cell.text()) : cell.text();
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - CUT_OFF.length()) + CUT_OFF;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void written(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
