package dev.jieli.office;

import static dev.jieli.office.Ledgers.row;
import static dev.jieli.office.Ledgers.xlsx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.ExportLedger;
import dev.jieli.application.ledger.ImportLedger;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerReading;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import dev.jieli.application.ledger.SheetRow;
import dev.jieli.application.ledger.Standing;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Role;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.calendar.Light;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Ending;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.Manner;
import dev.jieli.domain.casefile.Opinion;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.statute.Term;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger comes in: every case with its acts, its terms and somebody who answers, or nothing at all. */
class ImportLedgerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final Object[] HEADER = row(
            "信访件编号", "信访人", "身份证号", "联系电话", "信访形式", "信访日期", "登记日期", "转办日期", "受理日期", "反映问题", "责任单位", "责任人", "包案领导",
            "办理状态", "办结日期", "处理意见", "备注");

    @TempDir
    Path folder;

    private Archive archive = new InMemoryArchive();
    private Given given = Given.an_office(archive);

    @BeforeEach
    void today() {
        archive = new InMemoryArchive();
        given = Given.an_office(archive).on(TODAY);
    }

    private static Object[] line(
            String number,
            String unit,
            String officer,
            String leader,
            String status,
            String accepted,
            String concluded) {
        return row(
                number,
                "赵某甲",
                "330723198001010012",
                "13800138001",
                "来信",
                "2026-09-01",
                "2026-09-02",
                "2026-09-05",
                accepted,
                "赵某甲(13800138001)反映工地噪声",
                unit,
                officer,
                leader,
                status,
                concluded,
                "",
                "");
    }

    private ImportLedger.Report take(Path path, boolean skipBad, boolean dryRun) {
        return take(archive, path, skipBad, dryRun);
    }

    private ImportLedger.Report take(Archive into, Path path, boolean skipBad, boolean dryRun) {
        return take(into, Who.CLERK, path, skipBad, dryRun);
    }

    private ImportLedger.Report take(Archive into, Who by, Path path, boolean skipBad, boolean dryRun) {
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(path)).file()) {
            Outcome<ImportLedger.Report> done = new ImportLedger(into.store(), Law.national())
                    .take(
                            file,
                            new ImportLedger.Order(Mapping.NONE, TODAY, skipBad, dryRun),
                            by.id(),
                            given.now(),
                            rows -> {});
            return ((Outcome.Done<ImportLedger.Report>) done).value();
        }
    }

    private PetitionCase numbered(String number) {
        CaseId id = archive.board(Asker.Job.OPERATOR).numbered(number).orElseThrow();
        return given.now(id);
    }

    private List<Entry> docket(String number) {
        return archive.board(Asker.Job.OPERATOR).docket(numbered(number).subject()).stream()
                .map(Board.EntryLine::entry)
                .toList();
    }

    private Position.Open open(String number) {
        return (Position.Open) numbered(number).position();
    }

    private Path csv(int rows, IntFunction<String> row) {
        StringBuilder text = new StringBuilder("编号,信访人,信访日期,反映问题\n");
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Ledgers.text(folder, StandardCharsets.UTF_8, text.toString());
    }

    @Test
    void a_file_with_more_rows_than_any_office_has_is_not_read_to_its_end_and_nothing_of_it_comes_in() {
        Path tooLong = csv(LedgerReading.MOST_ROWS, row -> "L" + row + ",张某某,2026-09-01,反映噪声");

        ImportLedger.Report report = take(tooLong, true, false);

        assertThat(report.outline().problems()).extracting(Problem::kind).containsExactly(Kind.TOO_MANY_ROWS);
        assertThat(report.isTaken()).isFalse();
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("L1")).isEmpty();
    }

    @Test
    void of_a_file_in_which_nearly_nothing_can_be_taken_no_more_is_kept_than_anybody_mends() {
        Path wrong = csv(20_000, row -> "L" + row + ",张某某," + (row < 1_000 ? "2026-09-01" : "2027-01-05") + ",反映噪声");

        ImportLedger.Report report = take(wrong, true, false);

        assertThat(report.outline().problems()).extracting(Problem::kind).containsExactly(Kind.TOO_MANY_REJECTED);
        assertThat(report.rejected()).as("to be looked at").hasSize(5_001);
        assertThat(report.isTaken()).isFalse();
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("L1")).isEmpty();
    }

    @Test
    void nor_more_of_them_than_a_book_holds() {
        String gist = "反映噪声".repeat(5_000);
        Path wrong = csv(2_000, row -> "L" + row + ",张某某,2027-01-05," + gist);

        ImportLedger.Report report = take(wrong, true, false);

        assertThat(report.outline().problems()).extracting(Problem::kind).containsExactly(Kind.TOO_MANY_REJECTED);
        assertThat(report.rejected()).hasSize(400);
    }

    @Test
    void cells_that_are_coloured_and_empty_to_the_edge_of_the_sheet_are_none() throws IOException {
        Path coloured = folder.resolve("涂色.xlsx");
        try (OutputStream out = Files.newOutputStream(coloured);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("台账");
            Ledgers.fill(sheet, row("编号", "信访人", "信访日期", "反映问题"), row("A1", "张某某", "2026-09-01", "反映噪声"));
            for (int column = 4; column < 400; column++) {
                sheet.style(1, column).fillColor("FFFF00").set();
            }
            sheet.value(1, 300, " ");
        }
        List<SheetRow> rows = new ArrayList<>();
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(coloured)).file()) {
            assertThat(file.read(0, rows::add)).isEmpty();
        }

        assertThat(rows).extracting(row -> row.cells().size()).containsExactly(4, 4);
    }

    @Test
    void an_open_case_gets_its_acts_its_terms_and_its_chain() {
        ImportLedger.Report report =
                take(xlsx(folder, HEADER, line("A1", "县住建局", "丙三", "甲二", "办理中", "2026-10-01", "")), false, false);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.rejected()).isEmpty();
        assertThat(docket("A1"))
                .extracting(entry -> entry.act().getClass().getSimpleName(), Entry::on, Entry::capacity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Register", LocalDate.of(2026, 9, 2), Capacity.LEDGER),
                        org.assertj.core.groups.Tuple.tuple("Transfer", LocalDate.of(2026, 9, 5), Capacity.LEDGER),
                        org.assertj.core.groups.Tuple.tuple("AssignLeader", LocalDate.of(2026, 9, 5), Capacity.LEDGER),
                        org.assertj.core.groups.Tuple.tuple("Accept", LocalDate.of(2026, 10, 1), Capacity.LEDGER));
        Position.Open open = open("A1");
        assertThat(open.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(open.chain().holder()).isEqualTo(Who.COLLEAGUE.id());
        assertThat(open.chain().in(Role.UNIT_HEAD)).hasValue(Who.HEAD.id());
        assertThat(open.chain().in(Role.ASSIGNED_LEADER)).hasValue(Who.DEPUTY.id());
        assertThat(open.running().get(Term.CONCLUDE)).satisfies(conclude -> {
            assertThat(conclude.due()).isEqualTo("2026-11-30");
            assertThat(conclude.light(TODAY)).isEqualTo(Light.YELLOW);
        });
    }

    @Test
    void nobody_s_name_or_number_goes_on_record() {
        take(xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", "")), false, false);

        assertThat(docket("A1").toString()).doesNotContain("赵某甲").doesNotContain("13800138001");
        assertThat(numbered("A1").petition().gist()).isEqualTo("信访人(（电话略）)反映工地噪声");
        assertThat(archive.board(Asker.Job.OPERATOR)
                        .caseFile(numbered("A1").id())
                        .orElseThrow()
                        .petitioner())
                .isEqualTo("赵某某");
    }

    @Test
    void neither_does_what_a_second_column_says_of_where_somebody_lives_or_can_be_called() {
        ImportLedger.Report report = take(
                xlsx(
                        folder,
                        row("编号", "标题", "信访内容", "信访人", "户籍地址", "实际居住地址", "手机号码", "固定电话", "信访日期", "责任单位"),
                        row(
                                "A1",
                                "住某县某镇某村1号的赵某甲反映噪声",
                                "赵某甲（某县某街道2号，0579-87661234）夜不能寐",
                                "赵某甲",
                                "某县某镇某村1号",
                                "某县某街道2号",
                                "13800138001",
                                "0579-87661234",
                                "2026-09-01",
                                "住建局")),
                false,
                false);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(docket("A1").toString())
                .contains("信访内容：信访人（（住址略），（电话略））夜不能寐")
                .doesNotContain("某村1号", "某街道2号", "87661234", "赵某甲");
    }

    @Test
    void every_status_leads_to_where_the_ledger_says_it_stands() {
        String[] statuses = {
            "已登记", "已转送", "办理中", "已答复", "处理意见已送达", "复查中", "已复查", "复核中", "已办结", "复核终结", "已化解", "不予受理", "导入法定途径", "已撤回"
        };
        Object[][] rows = new Object[statuses.length + 1][];
        rows[0] = HEADER;
        for (int i = 0; i < statuses.length; i++) {
            boolean over = i > 2;
            rows[i + 1] = line("S" + i, "住建局", "", "", statuses[i], over ? "2026-09-10" : "", over ? "2026-10-10" : "");
        }

        ImportLedger.Report report = take(xlsx(folder, rows), false, false);

        assertThat(report.rejected()).isEmpty();
        assertThat(report.remarks().stream().map(Problem::kind)).doesNotContain(Kind.STOPPED, Kind.STATUS_UNKNOWN);
        assertThat(open("S0").stage()).isEqualTo(Stage.REGISTERED);
        assertThat(open("S1").stage()).isEqualTo(Stage.FORWARDED);
        assertThat(open("S2").stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(open("S3").stage()).isEqualTo(Stage.REPLIED);
        assertThat(open("S4").stage()).isEqualTo(Stage.REPLY_SERVED);
        assertThat(open("S5").stage()).isEqualTo(Stage.REVIEW_REQUESTED);
        assertThat(open("S6").stage()).isEqualTo(Stage.REVIEWED);
        assertThat(open("S7").stage()).isEqualTo(Stage.REREVIEW_REQUESTED);
        assertThat(ending("S8")).isEqualTo(Ending.NOT_PURSUED);
        assertThat(ending("S9")).isEqualTo(Ending.FINAL);
        assertThat(ending("S10")).isEqualTo(Ending.SETTLED);
        assertThat(ending("S11")).isEqualTo(Ending.NOT_ACCEPTED);
        assertThat(ending("S12")).isEqualTo(Ending.LED_ELSEWHERE);
        assertThat(ending("S13")).isEqualTo(Ending.WITHDRAWN);
        assertThat(((Position.Ended) numbered("S8").position()).on())
                .as("when the window for asking a review was over")
                .isEqualTo("2026-11-10");
        assertThat(archive.audit().verify(entries -> {}).faults()).isEmpty();
    }

    private Ending ending(String number) {
        return ((Position.Ended) numbered(number).position()).ending();
    }

    @Test
    void a_case_concluded_a_moment_ago_stays_open_while_a_review_may_still_be_asked() {
        ImportLedger.Report report =
                take(xlsx(folder, HEADER, line("A1", "住建局", "", "", "已办结", "2026-10-01", "2026-11-20")), false, false);

        assertThat(open("A1").stage()).isEqualTo(Stage.REPLY_SERVED);
        assertThat(report.remarks()).extracting(Problem::kind).contains(Kind.WINDOW_OPEN);
    }

    @Test
    void what_matches_nobody_stays_with_the_registrar_and_is_listed() {
        ImportLedger.Report report = take(
                xlsx(
                        folder,
                        HEADER,
                        line("A1", "县天文台", "", "", "办理中", "2026-10-01", ""),
                        line("A2", "县天文台", "", "", "已转送", "", ""),
                        line("A3", "住建局", "查无此人", "查无此官", "办理中", "2026-10-01", "")),
                false,
                false);

        assertThat(report.imported()).isEqualTo(3);
        assertThat(open("A1").chain().holder()).isEqualTo(Who.CLERK.id());
        assertThat(open("A1").stage()).as("can still be forwarded").isEqualTo(Stage.REGISTERED);
        assertThat(open("A3").chain().holder()).isEqualTo(Who.HANDLER.id());
        assertThat(report.unmatched())
                .containsEntry(new ImportLedger.Unmatched(Kind.UNIT_UNMATCHED, "县天文台"), 2)
                .containsEntry(new ImportLedger.Unmatched(Kind.OFFICER_UNMATCHED, "查无此人"), 1)
                .containsEntry(new ImportLedger.Unmatched(Kind.LEADER_UNMATCHED, "查无此官"), 1);
    }

    @Test
    void units_are_known_by_their_short_forms() {
        String[] ways = {
            "某县住房和城乡建设局", "住房和城乡建设局", "县住房和城乡建设局", "住建局", "县住建局", "某县住建局", "县住建局物业科", "某镇", "某镇人民政府", "某镇政府", "某县某镇人民政府"
        };
        Object[][] rows = new Object[ways.length + 1][];
        rows[0] = HEADER;
        for (int i = 0; i < ways.length; i++) {
            rows[i + 1] = line("W" + i, ways[i], "", "", "已转送", "", "");
        }

        ImportLedger.Report report = take(xlsx(folder, rows), false, false);

        assertThat(report.unmatched()).isEmpty();
        for (int i = 0; i < ways.length; i++) {
            assertThat(open("W" + i).unit()).as(ways[i]).isEqualTo(i < 7 ? Who.Place.BUREAU.id() : Who.Place.TOWN.id());
        }
    }

    @Test
    void a_file_with_a_bad_row_imports_nothing_and_names_it() {
        Path file = xlsx(
                folder,
                HEADER,
                line("A1", "住建局", "", "", "办理中", "2026-10-01", ""),
                line("A2", "住建局", "", "", "办理中", "2026-02-30", ""),
                line("A3", "住建局", "", "", "办理中", "2026-10-01", ""));

        ImportLedger.Report report = take(file, false, false);

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.imported()).isZero();
        assertThat(report.isTaken()).isFalse();
        assertThat(report.rejected()).hasSize(1);
        Problem problem = report.rejected().get(0).problems().get(0);
        assertThat(problem.row()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo("受理日期");
        assertThat(problem.zh()).startsWith("“2026-02-30”：没有这一天。请");
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("A1")).isEmpty();
    }

    @Test
    void skipping_the_bad_ones_the_good_come_in_and_the_rest_can_be_mended_and_imported() throws IOException {
        Path file = xlsx(
                folder,
                HEADER,
                line("A1", "住建局", "", "", "办理中", "2026-10-01", ""),
                line("A2", "住建局", "", "", "办理中", "2026-02-30", ""));

        ImportLedger.Report report = take(file, true, false);

        assertThat(report.imported()).isEqualTo(1);
        Path rest = folder.resolve("退回.xlsx");
        try (OutputStream out = Files.newOutputStream(rest)) {
            RejectedRows.write(out, report, Ledgers.WATERMARK);
        }
        ImportLedger.Report again = take(rest, false, true);
        assertThat(again.rejected()).hasSize(1);
        assertThat(again.rejected().get(0).problems().get(0).column()).isEqualTo("受理日期");

        ImportLedger.Report mended = take(mended(rest, "2026-02-30", "2026-10-02"), false, false);
        assertThat(mended.imported()).isEqualTo(1);
        assertThat(open("A2").stage()).isEqualTo(Stage.ACCEPTED);
    }

    /** The file as a person would save it after mending a cell. */
    private Path mended(Path file, String wrong, String right) {
        List<Object[]> rows = new ArrayList<>();
        try (LedgerFile ledger = ((LedgerFiles.Opening.Opened) LedgerFiles.open(file)).file()) {
            ledger.read(
                    0,
                    line -> rows.add(line.cells().stream()
                            .map(cell -> cell.text().equals(wrong) ? right : cell.text())
                            .toArray()));
        }
        return xlsx(folder, rows.toArray(Object[][]::new));
    }

    @Test
    void a_dry_run_says_what_would_happen_and_does_nothing() {
        Path file = xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", ""));

        ImportLedger.Report report = take(file, false, true);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.dryRun()).isTrue();
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("A1")).isEmpty();
    }

    @Test
    void the_same_file_twice_imports_nothing_twice() {
        Path file = xlsx(
                folder,
                HEADER,
                line("A1", "住建局", "", "", "办理中", "2026-10-01", ""),
                line("", "住建局", "", "", "办理中", "2026-10-01", ""),
                line("", "住建局", "", "", "办理中", "2026-10-01", ""));
        take(file, false, false);
        long entries = archive.audit().verify(n -> {}).entries();

        ImportLedger.Report again = take(file, false, false);

        assertThat(again.imported()).isZero();
        assertThat(again.skipped()).isEqualTo(3);
        assertThat(again.isTaken()).isTrue();
        assertThat(archive.audit().verify(n -> {}).entries()).isEqualTo(entries);
    }

    @Test
    void a_number_that_is_there_with_other_content_is_told_and_not_overwritten() {
        take(xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", "")), false, false);
        Object[] other = line("A1", "住建局", "", "", "办理中", "2026-10-01", "");
        other[9] = "反映另一件事";

        ImportLedger.Report report = take(xlsx(folder, HEADER, other), false, false);

        assertThat(report.rejected().get(0).problems())
                .extracting(Problem::kind)
                .containsExactly(Kind.NUMBER_TAKEN);
        assertThat(numbered("A1").petition().gist()).contains("工地噪声");
    }

    @Test
    void a_number_that_a_colleague_brought_in_and_that_became_an_accusation_comes_in_for_whom_it_is_against() {
        Path file = xlsx(folder, HEADER, line("A1", "没有这个单位", "", "", "办理中", "", ""));
        take(archive, Who.OTHER_CLERK, file, false, false);
        given.does(
                Who.OTHER_CLERK,
                numbered("A1").id(),
                new CaseAct.Classify(
                        Track.ACCUSATION,
                        Optional.empty(),
                        ImmutableSet.of(),
                        ImmutableSet.of(Who.CLERK.official()),
                        "检举控告"));
        Archive other = new InMemoryArchive();
        Given.an_office(other).on(TODAY);

        ImportLedger.Report dry = take(archive, Who.CLERK, file, false, true);
        ImportLedger.Report report = take(archive, Who.CLERK, file, false, false);
        ImportLedger.Report again = take(archive, Who.CLERK, file, false, false);

        assertThat(dry).isEqualTo(take(other, Who.CLERK, file, false, true));
        assertThat(report).isEqualTo(take(other, Who.CLERK, file, false, false));
        assertThat(report.imported()).isEqualTo(1);
        assertThat(again).isEqualTo(take(other, Who.CLERK, file, false, false));
        assertThat(again.skipped()).isEqualTo(1);
    }

    @Test
    void likely_repeats_are_told_with_the_case_that_they_repeat_and_nothing_is_linked() {
        take(xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", "")), false, false);

        ImportLedger.Report report = take(
                xlsx(
                        folder,
                        HEADER,
                        line("A2", "住建局", "", "", "办理中", "2026-10-01", ""),
                        line("A3", "住建局", "", "", "办理中", "2026-10-01", "")),
                false,
                false);

        assertThat(report.remarks())
                .filteredOn(remark -> remark.kind() == Kind.LIKELY_REPEAT)
                .extracting(remark -> remark.about().get(0))
                .containsExactly("A1", "A1");
        assertThat(archive.board(Asker.Job.OPERATOR).linked(numbered("A3").id()))
                .isEmpty();
    }

    @Test
    void a_number_twice_in_one_file_is_told_with_the_row_that_had_it_first() {
        Object[] other = line("A1", "住建局", "", "", "办理中", "2026-10-01", "");
        other[9] = "反映另一件事";
        ImportLedger.Report report =
                take(xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", ""), other), false, false);

        Problem problem = report.rejected().get(0).problems().get(0);
        assertThat(problem.kind()).isEqualTo(Kind.NUMBER_TWICE);
        assertThat(problem.zh()).contains("第 2 行");
    }

    @Test
    void what_the_case_has_no_field_for_is_kept_as_a_note() {
        Object[] line = line("A1", "住建局、某镇", "", "", "办理中", "2026-10-01", "");
        line[16] = "多次越级";
        take(xlsx(folder, HEADER, line), false, false);

        assertThat(docket("A1")).extracting(Entry::act).contains(new CaseAct.Note("台账另载：配合单位：某镇；多次越级"));
    }

    @Test
    void a_file_that_breaks_in_the_middle_imports_nothing() {
        Path file = Ledgers.text(
                folder,
                java.nio.charset.StandardCharsets.UTF_8,
                "信访件编号,信访人,信访日期,反映问题\n"
                        + java.util.stream.IntStream.range(0, 400)
                                .mapToObj(i -> "B" + i + ",赵某,2026-09-01,修路\n")
                                .collect(java.util.stream.Collectors.joining())
                        + "B400,赵某,2026-09-01,\"修路\n");

        ImportLedger.Report report = take(file, true, false);

        assertThat(report.outline().problems()).extracting(Problem::kind).containsExactly(Kind.OPEN_QUOTE);
        assertThat(report.imported()).isZero();
        assertThat(archive.board(Asker.Job.OPERATOR).numbered("B1")).isEmpty();
    }

    @Test
    void who_does_not_sit_imports_nothing() {
        Path path = xlsx(folder, HEADER, line("A1", "住建局", "", "", "办理中", "2026-10-01", ""));
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(path)).file()) {
            assertThat(new ImportLedger(archive.store(), Law.national())
                            .take(
                                    file,
                                    new ImportLedger.Order(Mapping.NONE, TODAY, false, false),
                                    new dev.jieli.domain.accountability.IncumbencyId(java.util.UUID.randomUUID()),
                                    given.now(),
                                    rows -> {}))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    @Tag("slow")
    void ten_thousand_rows_come_in_with_progress() {
        Path path = folder.resolve("万行.xlsx");
        try (OutputStream out = Files.newOutputStream(path);
                LedgerWriter writer = LedgerWriter.to(
                        out,
                        "万行.xlsx",
                        "台账",
                        Arrays.stream(HEADER).map(String.class::cast).toList(),
                        Ledgers.WATERMARK)) {
            for (int i = 0; i < 10_000; i++) {
                writer.row(Arrays.stream(line("N" + i, "住建局", "", "", "办理中", "2026-10-01", ""))
                        .map(cell -> Cell.words((String) cell))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> told = new ArrayList<>();
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(path)).file()) {
            Outcome<ImportLedger.Report> done = new ImportLedger(archive.store(), Law.national())
                    .take(
                            file,
                            new ImportLedger.Order(Mapping.NONE, TODAY, false, false),
                            Who.CLERK.id(),
                            given.now(),
                            told::add);
            assertThat(((Outcome.Done<ImportLedger.Report>) done).value().imported())
                    .isEqualTo(10_000);
        }
        assertThat(told).isSorted().hasSizeGreaterThan(50).endsWith(10_000);
    }

    /** Cases brought to every stage through the use cases, exported, imported elsewhere and exported again. */
    @Test
    void what_is_exported_and_imported_elsewhere_is_the_same_ledger() {
        given.on(LocalDate.of(2026, 3, 2));
        for (Stage stage : Stage.values()) {
            given.later(1).at(stage);
        }
        given.later(1);
        given.final_();
        given.does(Who.HANDLER, given.accepted(), new CaseAct.Settle(true, "调解协议书1号"));
        given.does(Who.CLERK, given.registered(), new CaseAct.Withdraw("信访人要求撤回"));
        given.does(Who.HANDLER, given.forwarded(), new CaseAct.Decline("不属本机关职权", "水务局"));
        given.does(Who.HEAD, given.accepted(), new CaseAct.Extend(20, "需鉴定", given.today()).unasked("单位负责人直接掌握情况"));
        given.taken(given.accepted(), Who.DEPUTY);
        given.receivedDirectly();
        PetitionCase served = given.replyServed();
        given.later(60);
        given.does(Who.HANDLER, served.id(), new CaseAct.Close("逾期未请求复查"));
        given.on(TODAY);

        List<LedgerRow> first = export(archive, "甲.xlsx");
        Archive elsewhere = new InMemoryArchive();
        Given.an_office(elsewhere);
        ImportLedger.Report report = take(elsewhere, folder.resolve("甲.xlsx"), false, false);
        List<LedgerRow> second = export(elsewhere, "乙.csv");

        assertThat(report.rejected()).isEmpty();
        assertThat(report.unmatched()).isEmpty();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first).hasSize(Stage.values().length + 8);
    }

    /** A day lies between any two acts, so that a date of another paper or of an earlier round would be out of order. */
    @Test
    void only_what_stands_now_goes_out_of_a_case_that_was_handled_anew() {
        given.on(LocalDate.of(2026, 3, 2));
        PetitionCase anew = given.reviewRequested();
        PetitionCase setAside = given.rereviewRequested();
        PetitionCase extended = given.accepted();
        PetitionCase resumed = given.executing();
        PetitionCase ended = given.rereviewed();
        given.later(1);
        given.does(Who.REVIEWER, anew.id(), new CaseAct.Revoke("事实不清"));
        given.does(Who.REREVIEWER, setAside.id(), new CaseAct.Revoke("程序不当"));
        given.does(Who.HEAD, extended.id(), new CaseAct.Extend(20, "需鉴定", Optional.empty()).unasked("直接掌握情况"));
        given.does(Who.HANDLER, resumed.id(), new CaseAct.Resume(Who.HANDLER.id(), "协议没有履行"));
        given.does(Who.REREVIEWER, ended.id(), new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.later(1);
        given.does(Who.REVIEWER, anew.id(), new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.does(Who.REREVIEWER, setAside.id(), new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.does(Who.HANDLER, extended.id(), new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.later(1);
        given.does(Who.REVIEWER, anew.id(), new CaseAct.OrderAnew(Who.HANDLER.id(), "重新调查"));
        given.later(1);
        given.does(Who.HANDLER, anew.id(), new CaseAct.Reply(Opinion.EXPLAIN, "经重新调查，已作解释"));
        given.later(1);
        given.does(Who.HANDLER, anew.id(), new CaseAct.Serve(given.today(), Manner.IN_PERSON));
        given.later(1);
        given.does(Who.REVIEWER, anew.id(), new CaseAct.RequestReview(Who.REVIEWER.id(), "仍然不服"));
        given.on(TODAY);

        List<LedgerRow> first = export(archive, "甲.xlsx");
        Archive elsewhere = new InMemoryArchive();
        Given.an_office(elsewhere);
        ImportLedger.Report report = take(elsewhere, folder.resolve("甲.xlsx"), false, false);

        assertThat(report.rejected()).isEmpty();
        assertThat(export(elsewhere, "乙.csv")).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first)
                .filteredOn(row -> row.number().equals(anew.petition().number()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.standing()).isEqualTo(Standing.REVIEW_REQUESTED);
                    assertThat(row.acceptedOn()).contains(LocalDate.of(2026, 3, 5));
                    assertThat(row.concludedOn()).contains(LocalDate.of(2026, 3, 6));
                    assertThat(row.reviewRequestedOn()).contains(LocalDate.of(2026, 3, 8));
                });
        assertThat(first)
                .filteredOn(row -> row.number().equals(setAside.petition().number()))
                .extracting(LedgerRow::standing, LedgerRow::rereviewedOn)
                .containsExactly(tuple(Standing.REREVIEW_REQUESTED, Optional.empty()));
        assertThat(first)
                .filteredOn(row -> row.number().equals(extended.petition().number()))
                .extracting(LedgerRow::standing, LedgerRow::servedOn)
                .containsExactly(tuple(Standing.ACCEPTED, Optional.empty()));
        assertThat(first)
                .filteredOn(row -> row.number().equals(resumed.petition().number()))
                .extracting(LedgerRow::standing, LedgerRow::acceptedOn, LedgerRow::concludedOn)
                .containsExactly(tuple(Standing.ACCEPTED, Optional.of(LocalDate.of(2026, 3, 3)), Optional.empty()));
        assertThat(first)
                .filteredOn(row -> row.number().equals(ended.petition().number()))
                .extracting(LedgerRow::standing, LedgerRow::reviewServedOn)
                .containsExactly(tuple(Standing.FINAL, Optional.of(LocalDate.of(2026, 3, 2))));
    }

    private List<LedgerRow> export(Archive from, String name) {
        List<LedgerRow> rows = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                LedgerWriter writer = LedgerWriter.to(out, name, "台账", LedgerSheet.headers(), Ledgers.WATERMARK)) {
            Outcome<Integer> written = new ExportLedger(from)
                    .write(Asker.Job.OPERATOR, Board.Filter.none(), TODAY, Ledgers.plain(), row -> {
                        rows.add(row);
                        writer.row(LedgerSheet.cells(row));
                    });
            assertThat(written).isInstanceOf(Outcome.Done.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ImmutableList.copyOf(rows);
    }
}
