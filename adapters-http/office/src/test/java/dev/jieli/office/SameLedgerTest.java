package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever an office kept: taken over, written out, taken over elsewhere and written out again, it is the same. */
class SameLedgerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Path folder = Path.of("");

    @BeforeContainer
    static void folder() throws IOException {
        folder = Files.createTempDirectory("same");
    }

    @AfterContainer
    static void away() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void import_then_export_then_import_is_the_same_ledger(
            @ForAll("ledgers") @Size(min = 1, max = 12) List<Object[]> lines) {
        Object[][] rows = new Object[lines.size() + 1][];
        rows[0] = Ledgers.row(
                "信访件编号", "信访人", "信访形式", "信访日期", "转办日期", "受理日期", "诉求", "责任单位", "责任人", "状态", "办结日期", "处理意见", "包案领导", "备注",
                "问题属地", "人数");
        for (int i = 0; i < lines.size(); i++) {
            rows[i + 1] = lines.get(i).clone();
            rows[i + 1][0] = "XF" + i;
        }
        Archive one = office();
        ImportLedger.Report first = take(one, Ledgers.xlsx(folder, rows));
        assertThat(first.rejected()).isEmpty();
        assertThat(first.imported()).isEqualTo(lines.size());
        assertThat(one.audit().verify(entries -> {}).faults()).isEmpty();

        List<LedgerRow> written = export(one);
        Archive other = office();
        ImportLedger.Report second = take(other, folder.resolve("出.xlsx"));

        assertThat(second.rejected()).isEmpty();
        assertThat(export(other)).isEqualTo(written);
    }

    private static Archive office() {
        Archive archive = new InMemoryArchive();
        Given.an_office(archive);
        return archive;
    }

    private static ImportLedger.Report take(Archive into, Path path) {
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(path)).file()) {
            return ((Outcome.Done<ImportLedger.Report>) new ImportLedger(into.store(), Law.national())
                            .take(
                                    file,
                                    new ImportLedger.Order(Mapping.NONE, TODAY, false, false),
                                    Who.CLERK.id(),
                                    TODAY.atTime(9, 0)
                                            .atZone(dev.jieli.domain.casefile.PetitionCase.CHINA)
                                            .toInstant(),
                                    rows -> {}))
                    .value();
        }
    }

    private static List<LedgerRow> export(Archive from) {
        List<LedgerRow> rows = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(folder.resolve("出.xlsx"));
                LedgerWriter writer = LedgerWriter.to(out, "出.xlsx", "台账", LedgerSheet.headers(), Ledgers.WATERMARK)) {
            new ExportLedger(from).write(Asker.Job.OPERATOR, Board.Filter.none(), TODAY, Ledgers.plain(), row -> {
                rows.add(row);
                writer.row(LedgerSheet.cells(row));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.sort(java.util.Comparator.comparing(LedgerRow::number));
        return ImmutableList.copyOf(rows);
    }

    @Provide
    Arbitrary<List<Object[]>> ledgers() {
        Arbitrary<String> status = Arbitraries.of(
                "", "已登记", "已转送", "办理中", "未办结", "已答复", "处理意见已送达", "复查中", "已复查", "复核中", "已办结", "复核终结", "已化解", "不予受理",
                "导入法定途径", "撤回", "随便写的");
        Arbitrary<String> unit = Arbitraries.of("", "县住建局", "某镇", "某县信访局", "天文台", "住建局、某镇");
        Arbitrary<String> officer = Arbitraries.of("", "丙二", "丙三", "丁一", "无此人");
        Arbitrary<String> leader = Arbitraries.of("", "", "甲二", "甲三 副县长", "无此人");
        Arbitrary<Integer> gap = Arbitraries.integers().between(0, 90);
        Arbitrary<String> words = Arbitraries.of("", "要求修路", "反映赵某甲欠薪", "=1+1", "多\n行", "予以支持", "不予支持");
        return Combinators.combine(
                        status,
                        unit,
                        officer,
                        leader,
                        gap.list().ofSize(4),
                        words,
                        words,
                        Arbitraries.integers().between(0, 15))
                .as((said, where, who, top, gaps, text, more, there) -> {
                    LocalDate received = LocalDate.of(2026, 1, 5).plusDays(gaps.get(0));
                    LocalDate forwarded = received.plusDays(gaps.get(1));
                    LocalDate accepted = forwarded.plusDays(gaps.get(2) / 2);
                    LocalDate concluded = accepted.plusDays(gaps.get(3));
                    return Ledgers.row(
                            "",
                            "赵某甲",
                            "来信",
                            received,
                            (there & 1) > 0 ? forwarded : null,
                            (there & 2) > 0 ? accepted : null,
                            "述" + text,
                            where,
                            who,
                            said,
                            (there & 4) > 0 ? concluded : null,
                            more,
                            top,
                            text,
                            (there & 8) > 0 ? "某镇" : "别处",
                            1 + there);
                })
                .list();
    }
}
