package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.Header;
import dev.jieli.application.ledger.Heading;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Problem;
import dev.jieli.domain.statute.Wording;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 退回的行: the rows that could not be imported, in their own columns and with the reason, to be mended and imported again. */
public final class RejectedRows {
    /** As a watermark names it. The rows are those of the file that came in, unmasked, for they are to be mended. */
    public static final Wording WHAT =
            Wording.of("导入退回的行（含原台账的信访人信息）", "rows that an import refused, with what the ledger says of petitioners");

    private RejectedRows() {}

    /** Writes an .xlsx workbook with a sheet for each that has any; nothing where there are none. */
    public static void write(OutputStream out, ImportLedger.Report report, Watermark watermark) {
        LedgerWriter.@Nullable Xlsx writer = null;
        for (Header header : report.outline().headers()) {
            List<ImportLedger.Rejected> rejected = report.rejected().stream()
                    .filter(one -> one.row().sheet().equals(header.sheet()))
                    .toList();
            if (rejected.isEmpty()) {
                continue;
            }
            int width = width(header);
            if (writer == null) {
                writer = LedgerWriter.xlsx(out, header.sheet(), headers(header, width), watermark);
            } else {
                writer.next(header.sheet(), headers(header, width));
            }
            for (ImportLedger.Rejected one : rejected) {
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    cells.add(one.row().cell(i));
                }
                cells.add(Cell.words(reasons(one.problems())));
                writer.row(cells);
            }
        }
        if (writer != null) {
            writer.close();
        }
    }

    private static int width(Header header) {
        ImmutableList<Heading> headings = header.headings();
        return headings.get(headings.size() - 1).index() + 1;
    }

    /** A header of several levels becomes one of one level that is understood alike. */
    private static List<String> headers(Header header, int width) {
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            headers.add("");
        }
        for (Heading heading : header.headings()) {
            boolean merged = heading.words().contains("/");
            headers.set(
                    heading.index(),
                    merged && heading.columns().size() == 1
                            ? heading.columns().get(0).header()
                            : heading.words());
        }
        headers.add(LedgerSheet.REASON);
        return headers;
    }

    private static String reasons(List<Problem> problems) {
        StringBuilder reasons = new StringBuilder();
        for (Problem problem : problems) {
            if (reasons.length() > 0) {
                reasons.append('\n');
            }
            if (!problem.column().isEmpty()) {
                reasons.append(problem.column()).append("：");
            }
            reasons.append(problem.zh());
        }
        return reasons.toString();
    }
}
