package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.LedgerRow;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.application.ledger.SheetRow;
import dev.jieli.application.ledger.Standing;
import dev.jieli.domain.casefile.Channel;
import dev.jieli.domain.casefile.Petitioner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** What is written out and read in again is the same ledger. */
class LedgerRoundTripTest {
    private static Path folder = Path.of("");

    @BeforeContainer
    static void folder() throws IOException {
        folder = Files.createTempDirectory("ledger");
    }

    @AfterContainer
    static void away() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property
    void reading_what_was_written_gives_the_same_rows(
            @ForAll("rows") @Size(min = 1, max = 5) List<LedgerRow> rows, @ForAll boolean csv) {
        Path path = folder.resolve(csv ? "台账.csv" : "台账.xlsx");
        write(path, LedgerSheet.headers(), rows.stream().map(LedgerSheet::cells).toList());

        Ledgers.Everything read = Ledgers.read(path);

        assertThat(read.outline().problems()).isEmpty();
        assertThat(read.problems()).isEmpty();
        assertThat(read.rows().stream().map(LedgerRoundTripTest::placeless))
                .isEqualTo(rows.stream().map(LedgerRoundTripTest::placeless).toList());
    }

    /** Where a cell stands changes; what it says must not. */
    @Property
    void any_text_comes_back_as_it_was(@ForAll("texts") String text, @ForAll boolean csv) {
        Path path = folder.resolve(csv ? "格.csv" : "格.xlsx");
        write(path, List.of("甲", "乙"), List.of(List.of(Cell.words("x"), Cell.words(text))));

        assertThat(raw(path).get(1).cell(1).text().strip()).isEqualTo(text.strip());
    }

    /** In a ledger of one row such a text cuts better than the sign that does cut. */
    @Example
    void a_text_that_is_full_of_other_signs_is_not_cut_by_them() {
        for (String text : List.of(";;;;甲", ",-\t=)a\t\t&>1", "a;\"b\";;;c", "\t\t\t\t\"")) {
            any_text_comes_back_as_it_was("x" + text + "x", true);
        }
    }

    @Property
    void no_cell_of_a_written_text_begins_like_a_formula(@ForAll("texts") String text) throws IOException {
        Path path = folder.resolve("公式.csv");
        write(path, List.of("甲", "乙"), List.of(List.of(Cell.words("x"), Cell.words("=" + text), Cell.words("-1+1"))));

        String written = Files.readString(path, StandardCharsets.UTF_8);

        assertThat(written).containsPattern("x,\"?'=").contains(",'-1+1");
        assertThat(raw(path).get(1).cell(2).text()).isEqualTo("-1+1");
    }

    /** Full-width signs too: what is written with them is taken for a formula where the language of the machine writes so. */
    @Example
    void no_sign_that_begins_a_formula_begins_a_cell_and_each_comes_back() throws IOException {
        for (String sign : List.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'＝", "''\n")) {
            any_text_comes_back_as_it_was(sign + "1甲", true);
            any_text_comes_back_as_it_was(sign + "1甲", false);
            Path path = folder.resolve("符号.csv");
            write(path, List.of("甲", "乙"), List.of(List.of(Cell.words("x"), Cell.words(sign + "1甲"))));

            assertThat(Files.readString(path, StandardCharsets.UTF_8)).containsPattern("x,\"?'");
        }
    }

    @Example
    void what_is_longer_than_a_spreadsheet_goes_on_in_a_further_sheet() throws IOException {
        int rows = 1_048_576 + 10;
        Path path = folder.resolve("长.xlsx");
        try (OutputStream out = Files.newOutputStream(path);
                LedgerWriter writer = LedgerWriter.to(out, path.toString(), "台账", List.of("甲"), Ledgers.WATERMARK)) {
            for (int i = 0; i < rows; i++) {
                writer.row(List.of(new Cell.Figure(BigDecimal.valueOf(i))));
            }
        }
        int last = 0;
        try (ReadableWorkbook workbook = new ReadableWorkbook(path.toFile())) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("台账", "台账 2");
            for (Sheet sheet : workbook.getSheets().toList()) {
                try (Stream<Row> read = sheet.openStream()) {
                    last = read.mapToInt(Row::getRowNum).max().orElseThrow();
                }
                assertThat(last).isLessThanOrEqualTo(1_048_576);
            }
        }
        int onTheFirst = 1_048_576 - 2; // beside the header and the watermark
        assertThat(last).isEqualTo(rows - onTheFirst + 2);
    }

    private static void write(Path path, List<String> headers, List<? extends List<Cell>> rows) {
        try (OutputStream out = Files.newOutputStream(path);
                LedgerWriter writer = LedgerWriter.to(out, path.toString(), "台账", headers, Ledgers.WATERMARK)) {
            rows.forEach(writer::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SheetRow> raw(Path path) {
        List<SheetRow> rows = new java.util.ArrayList<>();
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) LedgerFiles.open(path)).file()) {
            assertThat(file.read(0, rows::add)).isEmpty();
        }
        return rows;
    }

    private static LedgerRow placeless(LedgerRow row) {
        return new LedgerRow(
                "",
                0,
                row.number(),
                row.petitioner(),
                row.channel(),
                row.receivedOn(),
                row.registeredOn(),
                row.registeredAt(),
                row.persons(),
                row.repeats(),
                row.place(),
                row.category(),
                row.gist(),
                row.unit(),
                row.coUnits(),
                row.officer(),
                row.forwardedOn(),
                row.acceptedOn(),
                row.extendedDays(),
                row.concludedOn(),
                row.reply(),
                row.servedOn(),
                row.reviewRequestedOn(),
                row.reviewOrgan(),
                row.reviewedOn(),
                row.reviewServedOn(),
                row.rereviewRequestedOn(),
                row.rereviewOrgan(),
                row.rereviewedOn(),
                row.standing(),
                row.leader(),
                row.leaderUntil(),
                row.other());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("甲乙，。、；：“”\"',;=+-@\t\n 0123456789aZ—（）()[]〔〕\u00A0<>&😀𠮷"
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(signs -> String.join("", signs).strip())
                .filter(text -> !text.isEmpty() && !text.endsWith("\u00A0") && !text.startsWith("\u00A0"));
    }

    @Provide
    Arbitrary<List<LedgerRow>> rows() {
        return row().list();
    }

    private Arbitrary<LedgerRow> row() {
        Arbitrary<String> words = texts().map(text -> "述" + text + "。");
        Arbitrary<Petitioner> petitioner = Combinators.combine(
                        Arbitraries.of("甲某", "欧阳某", "", "丙某、丁某"),
                        Arbitraries.of("330723198001010012", "34052419800101001X", "330723198001010013", "E12345678")
                                .optional(),
                        Arbitraries.of("13800138001", "0579-87661234", "87661234")
                                .optional(),
                        words.optional())
                .as(Petitioner::new);
        Arbitrary<Standing> standing = Arbitraries.of(Standing.class);
        Arbitrary<Integer> gap = Arbitraries.integers().between(0, 40);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 999_999),
                        petitioner,
                        Arbitraries.of(Channel.class),
                        words.list().ofSize(3),
                        standing,
                        gap.list().ofSize(10),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.of("", "县交通局", "壶山街道办事处"))
                .as(LedgerRoundTripTest::made);
    }

    private static LedgerRow made(
            int number,
            Petitioner who,
            Channel channel,
            List<String> said,
            Standing standing,
            List<Integer> gaps,
            int persons,
            String unit) {
        LocalDate[] days = new LocalDate[10];
        LocalDate day = LocalDate.of(2023, 1, 1).plusDays(number % 365);
        for (int i = 0; i < days.length; i++) {
            day = day.plusDays(gaps.get(i));
            days[i] = day;
        }
        int reached = number % 9;
        boolean over = standing.compareTo(Standing.REPLIED) >= 0;
        return new LedgerRow(
                "台账",
                2,
                "XF" + number,
                who,
                channel,
                days[0],
                days[1],
                number % 2 == 0 ? "县信访局" : "",
                persons,
                number % 4,
                number % 2 == 0 ? "壶山街道" : "",
                number % 3 == 0 ? "城乡建设" : "",
                said.get(0),
                unit,
                unit.isEmpty()
                        ? ImmutableList.of()
                        : ImmutableList.of("县财政局", "县司法局").subList(0, number % 3),
                number % 2 == 0 ? "戊某" : "",
                dated(days[2], reached > 1),
                dated(days[3], reached > 2),
                number % 31,
                dated(days[4], over && reached > 3),
                said.get(1),
                dated(days[5], reached > 4),
                dated(days[6], reached > 5),
                number % 7 == 0 ? "某县人民政府" : "",
                dated(days[7], reached > 6),
                dated(days[8], reached > 7),
                dated(days[9], reached > 8),
                number % 7 == 0 ? "某市人民政府" : "",
                Optional.empty(),
                standing,
                number % 5 == 0 ? "己某" : "",
                dated(LocalDate.of(2027, 6, 30), number % 5 == 0),
                said.get(2));
    }

    private static Optional<LocalDate> dated(LocalDate day, boolean there) {
        return there ? Optional.of(day) : Optional.empty();
    }
}
