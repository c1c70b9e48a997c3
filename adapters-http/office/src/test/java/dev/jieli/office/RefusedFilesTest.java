package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no ledger is refused with a sentence that says what to do, never with a stack trace. */
class RefusedFilesTest {
    private static final byte[] COMPOUND = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    @TempDir
    Path folder;

    private Problem refused(String name, byte[] bytes) {
        Problem problem = Ledgers.refused(Ledgers.bytes(folder, name, bytes));
        assertThat(problem.zh()).isNotBlank().doesNotContain("{0}").doesNotContain(folder.toString());
        assertThat(problem.en()).isNotBlank().doesNotContain("{0}").doesNotContain(folder.toString());
        return problem;
    }

    @Test
    void an_old_workbook() {
        assertThat(refused("旧.xls", Arrays.copyOf(COMPOUND, 4096)).kind()).isEqualTo(Kind.OLD_WORKBOOK);
    }

    @Test
    void an_old_workbook_that_calls_itself_new() {
        assertThat(refused("旧.xlsx", Arrays.copyOf(COMPOUND, 4096)).kind()).isEqualTo(Kind.OLD_WORKBOOK);
    }

    @Test
    void a_workbook_with_a_password() {
        byte[] bytes = Arrays.copyOf(COMPOUND, 8192);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, bytes, 5000, name.length);
        assertThat(refused("加密.xlsx", bytes).kind()).isEqualTo(Kind.ENCRYPTED);
    }

    @Test
    void a_web_page_called_a_workbook() {
        for (String page : new String[] {
            "<html><table><tr><td>编号</td></tr></table></html>",
            "\uFEFF\n<table><tr><td>编号</td></tr></table>",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
        }) {
            assertThat(refused("导出.xls", page.getBytes(StandardCharsets.UTF_8)).kind())
                    .isEqualTo(Kind.WEB_PAGE);
        }
    }

    @Test
    void an_empty_file_and_none_at_all() {
        assertThat(refused("空.xlsx", new byte[0]).kind()).isEqualTo(Kind.EMPTY);
        assertThat(Ledgers.refused(folder.resolve("没有.xlsx")).kind()).isEqualTo(Kind.UNREADABLE_FILE);
        assertThat(Ledgers.refused(folder).kind()).isEqualTo(Kind.UNREADABLE_FILE);
    }

    @Test
    void pictures_and_other_papers() throws IOException {
        assertThat(refused("图.xlsx", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0})
                        .kind())
                .isEqualTo(Kind.NOT_A_WORKBOOK);
        assertThat(refused("文.xlsx", zip("word/document.xml", "<w/>")).kind()).isEqualTo(Kind.NOT_A_WORKBOOK);
        assertThat(refused("二进制.xlsx", zip("xl/workbook.bin", "x")).kind()).isEqualTo(Kind.NOT_A_WORKBOOK);
        assertThat(refused("表.ods", zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"))
                        .kind())
                .isEqualTo(Kind.NOT_A_WORKBOOK);
    }

    @Test
    void text_in_no_known_encoding() {
        byte[] bytes = {(byte) 0xFF, 'a', ',', (byte) 0xFF, (byte) 0xFF, 'b', '\n'};
        assertThat(refused("乱码.csv", bytes).kind()).isEqualTo(Kind.UNKNOWN_ENCODING);
    }

    @Test
    void a_workbook_cut_off() throws IOException {
        byte[] whole = Files.readAllBytes(Ledgers.xlsx(folder, Ledgers.row("编号", "信访人", "诉求")));
        assertThat(refused("半.xlsx", Arrays.copyOf(whole, whole.length / 2)).kind())
                .isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_workbook_without_its_parts() throws IOException {
        assertThat(refused("缺.xlsx", zip("xl/workbook.xml", "<workbook/>")).kind())
                .isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_workbook_whose_sheet_lost_its_name() throws IOException {
        byte[] nameless = with(
                "xl/workbook.xml",
                start -> new String(start, StandardCharsets.UTF_8)
                        .replace("<sheet name=", "<sheet nam_=")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(refused("无名.xlsx", nameless).kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_workbook_that_unpacks_to_far_too_much() throws IOException {
        byte[] bomb = with("xl/worksheets/sheet1.xml", start -> {
            byte[] page = new byte[1 << 20];
            Arrays.fill(page, (byte) ' ');
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < 64; i++) {
                bytes.writeBytes(page);
            }
            return bytes.toByteArray();
        });

        assertThat(refused("炸弹.xlsx", bomb).kind()).isEqualTo(Kind.TOO_BIG);
    }

    @Test
    void a_cell_in_a_column_that_cannot_be() throws IOException {
        byte[] far = with(
                "xl/worksheets/sheet1.xml",
                start -> new String(start, StandardCharsets.UTF_8)
                        .replace("r=\"A1\"", "r=\"ZZZZZZ1\"")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(refused("远.xlsx", far).kind()).isEqualTo(Kind.DAMAGED);
    }

    /** A reader makes room for every column before the cell, or for every text before the one asked for, in a file of a few KiB. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r='ZZZZZZ1' t='n'><v>1</v></c>",
                "<c r=\"&#90;ZZZZZ1\"><v>1</v></c>",
                "<c r=\"zzzzzz1\"><v>1</v></c>",
                "<c r=\"$ZZZZZZ$1\"><v>1</v></c>",
                "<c r=\"XFE1\"><v>1</v></c>",
                "<c t=\"s\"><v>2000000000</v></c>",
                "<c t=\"s\"><v>20<!-- -->000<![CDATA[00000]]></v></c>",
                "<c t=\"s\"><v><v>2</v>000000000</v></c>"
            })
    void a_cell_that_would_take_all_memory(String cell) throws IOException {
        assertThat(refused("大.xlsx", with("xl/worksheets/sheet1.xml", start -> sheet(cell)))
                        .kind())
                .isEqualTo(Kind.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/other/sheet.xml", "xl/media/image1.png", "XL/WORKSHEETS/SHEET.BIN", "sheet"})
    void a_cell_that_would_take_all_memory_wherever_its_sheet_lies(String place) throws IOException {
        byte[] elsewhere = with(
                name -> name.equals("xl/worksheets/sheet1.xml") ? place : name,
                "xl/_rels/workbook.xml.rels",
                start -> new String(start, StandardCharsets.UTF_8)
                        .replaceAll("Target=\"[^\"]*sheet1.xml\"", "Target=\"/" + place + "\"")
                        .getBytes(StandardCharsets.UTF_8),
                "xl/worksheets/sheet1.xml",
                start -> sheet("<c r=\"ZZZZZZ1\"><v>1</v></c>"));

        assertThat(refused("别处.xlsx", elsewhere).kind()).isEqualTo(Kind.DAMAGED);
    }

    /** The JDK reads the last of two parts of one name, and another library the first. */
    @ParameterizedTest
    @ValueSource(strings = {"xl/worksheets/sheet1.xml", "XL/worksheets/sheet1.xml"})
    void two_parts_of_one_name(String name) throws IOException {
        String placeholder = "xl/worksheets/sheet2.xml";
        String bytes = new String(
                with(
                        part -> part.equals("docProps/core.xml") ? placeholder : part,
                        "docProps/core.xml",
                        start -> sheet("<c r=\"ZZZZZZ1\"><v>1</v></c>"),
                        "",
                        start -> start),
                StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(placeholder);
        byte[] twice = bytes.replace(placeholder, name).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refused("重名.xlsx", twice).kind()).isEqualTo(Kind.DAMAGED);
    }

    /** Each a few KiB packed: what it comes to stands in memory of one row, or as long as the workbook is read. */
    @Test
    void what_is_small_and_becomes_large_when_it_is_read() throws IOException {
        String cell = "<c t=\"inlineStr\"><is><t>" + "甲".repeat(30_000) + "</t></is></c>";
        String formula = "<c><f t=\"shared\" si=\"0\" ref=\"A1:XFD1\">" + "A1+".repeat(20_000) + "1</f></c>";
        for (String row : new String[] {
            cell.repeat(400),
            formula + "<c><f t=\"shared\" si=\"0\"/></c>".repeat(10_000),
            "<c>" + "<x>".repeat(5_000) + "</x>".repeat(5_000) + "</c>",
            IntStream.range(0, 9_000).mapToObj(i -> "<x" + i + "/>").collect(Collectors.joining())
        }) {
            assertThat(refused("大.xlsx", with("xl/worksheets/sheet1.xml", start -> sheet(row)))
                            .kind())
                    .as(row.substring(0, 40))
                    .isEqualTo(Kind.TOO_BIG);
        }
        byte[] formats = with(
                "xl/styles.xml",
                start -> ("<styleSheet><cellXfs>" + "<xf numFmtId=\"1\"/>".repeat(3_000_000)
                                + "</cellXfs></styleSheet>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(refused("样式.xlsx", formats).kind()).isEqualTo(Kind.TOO_BIG);
    }

    /** Each cell is looked for in each array formula before it: a few hundred KiB would keep the reader busy for minutes. */
    @Test
    void a_workbook_of_array_formulas() throws IOException {
        String row = IntStream.range(1, 70_000)
                .mapToObj(i -> "<c r=\"A1\"><f t=\"array\" ref=\"B" + i + "\">1</f></c>")
                .collect(Collectors.joining());

        assertThat(refused("数组.xlsx", with("xl/worksheets/sheet1.xml", start -> sheet(row)))
                        .kind())
                .isEqualTo(Kind.TOO_BIG);
    }

    @Test
    void a_part_in_an_encoding_that_hides_its_tags() throws IOException {
        byte[] wide = with(
                "xl/worksheets/sheet1.xml",
                start -> new String(sheet("<c r=\"A1\"><v>1</v></c>"), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_16));
        assertThat(refused("宽.xlsx", wide).kind()).isEqualTo(Kind.DAMAGED);
    }

    private static byte[] sheet(String row) {
        return ("<worksheet><sheetData><row r=\"1\">" + row + "</row></sheetData></worksheet>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void entities_that_multiply() throws IOException {
        byte[] laughing = with(
                "xl/worksheets/sheet1.xml",
                start -> ("<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                                + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>")
                        .getBytes(StandardCharsets.UTF_8));
        Path path = Ledgers.bytes(folder, "实体.xlsx", laughing);

        Ledgers.Everything read = Ledgers.read(path);

        assertThat(read.rows()).isEmpty();
        assertThat(read.outlineKinds()).containsAnyOf(Kind.DAMAGED, Kind.NO_HEADER);
    }

    @Test
    void a_workbook_without_a_header_says_what_a_header_is() {
        Ledgers.Everything read = Ledgers.read(Ledgers.xlsx(folder, Ledgers.row("姓名", "电话"), Ledgers.row("甲", "1")));

        assertThat(read.outlineKinds()).containsExactly(Kind.NO_HEADER);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private interface Change {
        byte[] of(byte[] part);
    }

    /** A good workbook with one of its parts changed. */
    private byte[] with(String name, Change change) throws IOException {
        return with(same -> same, name, change, name, change);
    }

    private byte[] with(UnaryOperator<String> names, String one, Change ofOne, String other, Change ofOther)
            throws IOException {
        Path good = Ledgers.xlsx(folder, Ledgers.row("编号", "信访人", "信访日期", "诉求"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(good.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(names.apply(entry.getName())));
                byte[] part = in.getInputStream(entry).readAllBytes();
                out.write(
                        entry.getName().equals(one)
                                ? ofOne.of(part)
                                : entry.getName().equals(other) ? ofOther.of(part) : part);
            }
        }
        return bytes.toByteArray();
    }
}
