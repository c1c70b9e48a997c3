package dev.jieli.office;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerReading;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.RowShape;
import dev.jieli.application.ledger.SheetRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Ledgers made for tests, and what is read from them. */
final class Ledgers {
    static final Watermark WATERMARK = new Watermark(
            dev.jieli.domain.statute.Language.ZH,
            "乙一（某县信访局 登记岗位）",
            java.time.LocalDateTime.of(2026, 11, 2, 9, 30),
            "信访事项台账（信访人信息已遮盖）");

    /** By whom a test takes everything out unmasked. */
    static java.util.Optional<dev.jieli.application.ledger.ExportLedger.Plain> plain() {
        return java.util.Optional.of(new dev.jieli.application.ledger.ExportLedger.Plain(
                "核对",
                dev.jieli.domain.account.AccountAct.NOBODY,
                java.util.Optional.empty(),
                dev.jieli.testkit.Who.CLERK.id(),
                java.time.Instant.parse("2026-11-02T01:30:00Z")));
    }

    static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    private Ledgers() {}

    static @Nullable Object[] row(@Nullable Object... cells) {
        return cells;
    }

    /** A workbook with one sheet; null is a blank cell, a {@link LocalDate} a true date. */
    static Path xlsx(Path folder, @Nullable Object[]... rows) {
        return xlsx(folder, "台账", rows);
    }

    static Path xlsx(Path folder, String tab, @Nullable Object[]... rows) {
        Path path = folder.resolve("台账.xlsx");
        try (OutputStream out = Files.newOutputStream(path);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            fill(workbook.newWorksheet(tab), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    static void fill(Worksheet sheet, @Nullable Object[]... rows) {
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                Object value = rows[r][c];
                if (value instanceof String text) {
                    sheet.value(r, c, text);
                } else if (value instanceof LocalDate day) {
                    sheet.value(r, c, day);
                    sheet.style(r, c).format("yyyy/m/d").set();
                } else if (value instanceof LocalDateTime moment) {
                    sheet.value(r, c, moment);
                    sheet.style(r, c).format("yyyy-mm-dd hh:mm").set();
                } else if (value instanceof Number number) {
                    sheet.value(r, c, number);
                }
            }
        }
    }

    static Path text(Path folder, Charset charset, String text) {
        return bytes(folder, "台账.csv", text.getBytes(charset));
    }

    static Path bytes(Path folder, String name, byte[] bytes) {
        Path path = folder.resolve(name);
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    /** Everything that was read from a file. */
    record Everything(
            LedgerReading.Outline outline,
            List<LedgerRow> rows,
            List<Problem> remarks,
            List<Problem> problems,
            List<RowShape> passed, // below the header
            List<SheetRow> rejected,
            Optional<Problem> stopped) {
        LedgerRow row(int index) {
            return rows.get(index);
        }

        List<Problem.Kind> kinds() {
            return problems.stream().map(Problem::kind).toList();
        }

        List<Problem.Kind> outlineKinds() {
            return outline.problems().stream().map(Problem::kind).toList();
        }
    }

    static Everything read(Path path) {
        return read(path, Mapping.NONE);
    }

    static Everything read(Path path, Mapping mapping) {
        LedgerFiles.Opening opening = LedgerFiles.open(path);
        if (opening instanceof LedgerFiles.Opening.Refused refused) {
            throw new AssertionError(refused.problem().zh());
        }
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opening).file()) {
            return read(file, mapping);
        }
    }

    static Everything read(LedgerFile file, Mapping mapping) {
        LedgerReading reading = new LedgerReading(file, mapping, AS_OF);
        LedgerReading.Outline outline = reading.outline();
        Everything everything = new Everything(
                outline,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Optional.empty());
        if (!outline.isReadable()) {
            return everything;
        }
        LedgerReading.Read done = reading.read(outline, new LedgerReading.Reader() {
            @Override
            public void row(LedgerRow row, SheetRow raw, ImmutableList<Problem> remarks) {
                everything.rows.add(row);
                everything.remarks.addAll(remarks);
            }

            @Override
            public void rejected(SheetRow raw, ImmutableList<Problem> problems) {
                everything.rejected.add(raw);
                everything.problems.addAll(problems);
            }

            @Override
            public void passed(SheetRow raw, RowShape why) {
                if (why != RowShape.HEADER && why != RowShape.ABOVE_HEADER) {
                    everything.passed.add(why);
                }
            }

            @Override
            public void blank() {}

            @Override
            public void remarked(Problem remark) {
                everything.remarks.add(remark);
            }

            @Override
            public Optional<Problem> enough() {
                return Optional.empty();
            }
        });
        return new Everything(
                outline,
                everything.rows,
                everything.remarks,
                everything.problems,
                everything.passed,
                everything.rejected,
                done.stopped());
    }

    static Problem refused(Path path) {
        LedgerFiles.Opening opening = LedgerFiles.open(path);
        if (opening instanceof LedgerFiles.Opening.Opened opened) {
            opened.file().close();
            throw new AssertionError("was opened: " + path.getFileName());
        }
        return ((LedgerFiles.Opening.Refused) opening).problem();
    }
}
