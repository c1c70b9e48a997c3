package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.RowShape;
import dev.jieli.application.ledger.SheetRow;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever a ledger looks like, each of its rows is accounted for, and none that has a day and a number or a gist is passed
 * over, but for one at most that shows under instructions how it is done. {@code -Djqwik.tries=20000} is the long form.
 */
class NoRowLostTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ImmutableList<String> HEADERS = ImmutableList.of(
            "序号", "信访件编号", "信访人", "身份证号", "联系电话", "信访形式", "信访日期", "反映问题", "责任单位", "责任人", "办结日期", "办理情况", "备注");
    private static final ImmutableList<String> GISTS = ImmutableList.of(
            "修路",
            "注：某村委会不公开账目",
            "共计拖欠工资三个月",
            "合计三户未安置",
            "反映学校要求如实填写财产信息",
            "请勿在小区建基站",
            "告示说必填多选",
            "住建局/交通局",
            "1.修路 2.修桥",
            "示范村没有路灯",
            "备注：无",
            "填表人：拒绝受理",
            "标题");
    private static final ImmutableList<String> NAMES =
            ImmutableList.of("甲某", "张三", "张某某", "李四/王五", "某某", "测试员", "", "无", "负责人：甲某", "姓名");
    private static final ImmutableList<String> NOTHINGS = ImmutableList.of("", "—", "无", "/", "1900-01-01", "0", "未知");

    /** A ledger in memory. */
    private record Made(List<SheetRow> rows) implements LedgerFile {
        @Override
        public String name() {
            return "台账";
        }

        @Override
        public ImmutableList<String> sheets() {
            return ImmutableList.of("台账");
        }

        @Override
        public boolean isDelimited() {
            return false;
        }

        @Override
        public Optional<Problem> read(int sheet, Predicate<? super SheetRow> reader) {
            for (SheetRow row : rows) {
                if (!reader.test(row)) {
                    break;
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Makes one up, and remembers which rows are cases beyond doubt. */
    private static final class Maker {
        private final Random random;
        private final List<SheetRow> rows = new ArrayList<>();
        private final Set<Integer> cases = new HashSet<>();
        private final List<String> headers = new ArrayList<>();

        Maker(long seed) {
            random = new Random(seed);
            headers.addAll(HEADERS);
            headers.removeIf(header -> !header.equals("信访件编号")
                    && !header.equals("信访日期")
                    && !header.equals("反映问题")
                    && random.nextInt(3) == 0);
            Collections.shuffle(headers, random);
        }

        private String one(ImmutableList<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void add(List<String> cells) {
            rows.add(new SheetRow(
                    "台账", rows.size() + 1, cells.stream().map(Cell::words).collect(ImmutableList.toImmutableList())));
        }

        private String cell(String header, int number) {
            return switch (header) {
                case "序号" -> Integer.toString(random.nextInt(3));
                case "信访件编号" -> random.nextInt(8) == 0 ? "" : "A" + number;
                case "信访人", "责任人" -> one(NAMES);
                case "身份证号" -> random.nextBoolean() ? "330723198001010012" : "111111111111111111";
                case "联系电话" -> random.nextBoolean() ? "13800138000" : "13811111111";
                case "信访形式" -> random.nextBoolean() ? "来信" : "1.信 2.访";
                case "信访日期" ->
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(200)).toString();
                case "责任单位" -> random.nextBoolean() ? "住建局" : "住建局/交通局";
                case "办结日期" -> one(NOTHINGS);
                case "办理情况", "备注" -> random.nextInt(3) == 0 ? one(GISTS) : "";
                default -> one(GISTS);
            };
        }

        private void aCase(int number) {
            cases.add(rows.size() + 1);
            add(headers.stream().map(header -> cell(header, number)).toList());
        }

        private void other() {
            switch (random.nextInt(6)) {
                case 0 -> add(List.of());
                case 1 -> add(List.of("", " ", "　"));
                case 2 -> add(List.of("二月份"));
                case 3 -> add(List.of("合计", "", "", "12"));
                case 4 -> add(List.of("注：每月五日前报送"));
                default -> add(headers);
            }
        }

        Made made() {
            for (int i = random.nextInt(3); i > 0; i--) {
                add(List.of("某县信访台账"));
            }
            add(headers);
            if (random.nextBoolean()) {
                add(headers.stream()
                        .map(header -> header.contains("日期") ? "格式：2024-01-01" : random.nextBoolean() ? "必填" : "")
                        .toList());
                if (random.nextBoolean()) {
                    add(headers.stream()
                            .map(header -> header.equals(headers.get(0)) ? "示例" : cell(header, -1))
                            .toList());
                }
            }
            int most = 1 + random.nextInt(12);
            for (int i = 0; i < most; i++) {
                if (random.nextInt(4) == 0) {
                    other();
                } else {
                    aCase(i);
                }
            }
            return new Made(rows);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void every_row_is_accounted_for_and_no_case_is_passed_over(@ForAll long seed) {
        Maker maker = new Maker(seed);
        Made made = maker.made();

        Outcome<ImportLedger.Report> done = new ImportLedger(new OfficeAnew().archive.store(), Law.national())
                .take(
                        made,
                        new ImportLedger.Order(Mapping.NONE, TODAY, true, true),
                        Who.CLERK.id(),
                        TODAY.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC),
                        read -> {});
        ImportLedger.Report report = ((Outcome.Done<ImportLedger.Report>) done).value();
        if (!report.outline().isReadable()) {
            return; // refused as a whole, which loses nothing
        }

        assertThat(report.inFile()).isEqualTo(made.rows().size());
        assertThat(report.good()
                        + report.skipped()
                        + report.rejected().size()
                        + report.passed().size()
                        + report.blank())
                .isEqualTo(report.inFile());
        assertThat(report.passed())
                .as(() -> made.rows().toString())
                .filteredOn(passed -> maker.cases.contains(passed.row()))
                .extracting(ImportLedger.Passed::why)
                .doesNotHaveDuplicates()
                .isSubsetOf(RowShape.SAMPLE);
    }

    private static final class OfficeAnew {
        private final InMemoryArchive archive = new InMemoryArchive();

        OfficeAnew() {
            Given.an_office(archive).on(TODAY);
        }
    }
}
