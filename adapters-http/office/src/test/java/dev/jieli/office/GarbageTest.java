package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Mapping;
import dev.jieli.application.paper.Sheet;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.statute.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever bytes come in: an answer, never an exception. */
class GarbageTest {
    private static Path folder = Path.of("");
    private static byte[] workbook = {};
    private static byte[] template = {};
    private static final List<String> MAPPING = List.of(
            "{",
            "\"header\":",
            "3",
            ",",
            "\"columns\":",
            "{",
            "\"流水号\":",
            "\"number\"",
            ",",
            "\"C\":",
            "[",
            "\"unit\"",
            ",",
            "\"officer\"",
            "]",
            ",",
            "\"备注\":",
            "null",
            "}",
            "}");
    private static final List<String> ODD = List.of(
            "",
            " ",
            "-1",
            "0",
            "99999999999999",
            "1e999999999",
            "[".repeat(5_000),
            "{\"a\":".repeat(3_000),
            "\"\"",
            "\"\\uD800\"",
            "\u0000",
            "true",
            "\"" + "甲".repeat(9_000) + "\"",
            "\"信访人\"",
            "[[]]",
            "{}",
            "//",
            "NaN");
    private static final List<String> MARKUP = List.of(
            "<w:p>",
            "</w:p>",
            "<w:tbl>",
            "<w:tbl/>",
            "</w:r>",
            "<w:r/>",
            "<w:tc/>",
            "{{",
            "}}",
            "{{?",
            "{{信访人}}",
            "{{序}}",
            "&#0;",
            "&lol;",
            "<!DOCTYPE a>",
            "<![CDATA[",
            "\"",
            "\u0000",
            "xmlns:w=\"urn:other\"",
            "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
            "<w:p>".repeat(3_000),
            "Target=\"http://127.0.0.1/\"",
            "TargetMode='External'");
    private static final byte[] TEXT =
            "信访件编号,信访人,信访日期,信访诉求\r\nA1,甲某,2024/3/5,\"要求,修路\"\r\nA2,乙某,2024/3/6,修桥\r\n".getBytes(StandardCharsets.UTF_8);

    @BeforeContainer
    static void folder() throws IOException {
        folder = Files.createTempDirectory("garbage");
        template = PaperPress.usual(PaperKind.NON_ACCEPTANCE_NOTICE);
        workbook = Files.readAllBytes(Ledgers.xlsx(
                folder,
                Ledgers.row("信访件编号", "信访人", "信访日期", "信访诉求"),
                Ledgers.row("A1", "甲某", "2024/3/5", "修路"),
                Ledgers.row("A2", "乙某", 45359, "修桥")));
    }

    @AfterContainer
    static void away() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property
    void bytes_of_any_kind(@ForAll @Size(max = 300) byte[] bytes) {
        read(bytes);
    }

    @Property
    void a_workbook_with_some_bytes_changed(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int changes) {
        read(changed(workbook, random, changes));
    }

    @Property
    void a_text_with_some_bytes_changed(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int changes) {
        read(changed(TEXT, random, changes));
    }

    @Property
    void a_workbook_cut_anywhere(@ForAll @IntRange(min = 0, max = 4000) int length) {
        read(Arrays.copyOf(workbook, Math.min(length, workbook.length)));
    }

    @Property
    void what_is_nearly_a_mapping(@ForAll Random random, @ForAll @IntRange(max = 3) int changes) {
        List<String> cells = new ArrayList<>(MAPPING);
        for (int i = 0; i < changes; i++) {
            String other = random.nextBoolean()
                    ? MAPPING.get(random.nextInt(MAPPING.size()))
                    : ODD.get(random.nextInt(ODD.size()));
            cells.set(random.nextInt(cells.size()), other);
        }
        String json = String.join("", cells);
        MappingFile.Read read = MappingFile.read(json);
        if (read instanceof MappingFile.Read.Refused refused) {
            assertThat(refused.problem().zh()).as(json).isNotBlank();
            assertThat(refused.problem().en()).as(json).hasSizeLessThan(1_000);
            return;
        }
        Mapping mapping = ((MappingFile.Read.Understood) read).mapping();
        assertThat(MappingFile.read(MappingFile.write(mapping))).as(json).isEqualTo(read);
        LedgerFiles.Opening opening = LedgerFiles.open(Ledgers.bytes(folder, "一.csv", TEXT));
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opening).file()) {
            Ledgers.read(file, mapping);
        }
    }

    @Property
    void a_template_with_some_bytes_changed(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int changes) {
        template(changed(template, random, changes));
    }

    @Property
    void a_template_whose_parts_were_changed_and_packed_again(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(template));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                byte[] content = from.readAllBytes();
                boolean left = random.nextInt(10) == 0;
                boolean wrong = !left && (part.getName().endsWith("document.xml") || random.nextInt(5) == 0);
                if (!left) {
                    to.putNextEntry(new ZipEntry(part.getName()));
                    to.write(wrong ? marked(content, random, changes) : content);
                    to.closeEntry();
                }
            }
        }
        template(out.toByteArray());
    }

    @Property(tries = 20)
    void bytes_of_any_kind_as_a_template(@ForAll @Size(max = 300) byte[] bytes) {
        template(bytes);
    }

    /** A word of the markup or of a field put in another's place, or a stretch doubled or left out. */
    private static byte[] marked(byte[] content, Random random, int changes) {
        String xml = new String(content, StandardCharsets.UTF_8);
        for (int i = 0; i < changes && xml.length() > 40; i++) {
            int from = random.nextInt(xml.length() - 20);
            int to = from + random.nextInt(20);
            xml = switch (random.nextInt(4)) {
                case 0 -> xml.substring(0, from) + xml.substring(to);
                case 1 -> xml.substring(0, to) + xml.substring(from);
                case 2 -> {
                    int tag = xml.indexOf('<', from);
                    int end = xml.indexOf('>', Math.max(tag, 0));
                    yield tag < 0 || end < 0 ? xml : xml.substring(0, tag) + xml.substring(end + 1);
                }
                default -> xml.substring(0, from) + MARKUP.get(random.nextInt(MARKUP.size())) + xml.substring(from);
            };
        }
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    /** What is said to be fine can be printed, and what is not says why. */
    private static void template(byte[] bytes) {
        PaperPress.Findings findings = PaperPress.check(PaperKind.NON_ACCEPTANCE_NOTICE, bytes);
        assertThat(findings.in(Language.ZH).isEmpty()).isEqualTo(findings.isFine());
        if (findings.isFine()) {
            byte[] printed = PaperPress.print(new Sheet(
                    PaperKind.NON_ACCEPTANCE_NOTICE,
                    ImmutableMap.of("信访人", "甲某", "标题", "修路"),
                    Optional.of(bytes),
                    "-",
                    LocalDate.of(2026, 3, 2)));
            assertThat(printed).startsWith('P', 'K');
        }
    }

    private static byte[] changed(byte[] good, Random random, int changes) {
        byte[] bytes = good.clone();
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void read(byte[] bytes) {
        LedgerFiles.Opening opening = LedgerFiles.open(Ledgers.bytes(folder, "什么.xlsx", bytes));
        if (opening instanceof LedgerFiles.Opening.Refused refused) {
            assertThat(refused.problem().zh()).isNotBlank();
            return;
        }
        try (LedgerFile file = ((LedgerFiles.Opening.Opened) opening).file()) {
            Ledgers.Everything read = Ledgers.read(file, Mapping.NONE);
            read.outline()
                    .problems()
                    .forEach(problem -> assertThat(problem.zh()).isNotBlank());
            read.problems().forEach(problem -> assertThat(problem.en()).isNotBlank());
        }
    }
}
