package dev.jieli.office;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.paper.Sheet;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Wording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;

/** Papers as they are printed, read back. Each stays in {@code target/papers}, to be looked at. */
class PaperPressTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static Sheet sheet(PaperKind kind, boolean everything, Optional<byte[]> template) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : PaperTable.row(kind).fields()) {
            fields.put(
                    field.name(),
                    everything || field.required() || field.name().startsWith("签发人")
                            ? PaperSamples.of(kind, field)
                            : "");
        }
        return new Sheet(kind, fields.buildOrThrow(), template, "0f8e", DAY);
    }

    private static Sheet sheet(PaperKind kind, boolean everything) {
        return sheet(kind, everything, Optional.empty());
    }

    static String text(byte[] file) {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file));
                XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
            return extractor.getText();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static byte[] kept(byte[] file, PaperKind kind, String as) throws IOException {
        Path papers = Path.of("target", "papers");
        Files.createDirectories(papers);
        Files.write(papers.resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + as + ".docx"), file);
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void with_every_field_filled_every_field_stands_on_it(PaperKind kind) throws IOException {
        Sheet sheet = sheet(kind, true);

        String printed = text(kept(PaperPress.print(sheet), kind, "full"));

        assertThat(printed).doesNotContain("{{", "}}");
        for (PaperTable.Field field : PaperTable.row(kind).fields()) {
            boolean shown = text(PaperPress.usual(kind)).contains(field.name() + "}}");
            if (shown || field.required()) {
                assertThat(sheet.fields().getOrDefault(field.name(), "").lines())
                        .as(field.name())
                        .allMatch(printed::contains);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_what_may_be_blank_left_blank_nothing_dangles(PaperKind kind) throws IOException {
        Sheet sheet = sheet(kind, false);

        String printed = text(kept(PaperPress.print(sheet), kind, "bare"));

        assertThat(printed).doesNotContain("{{", "}}", "：。", "《》", "（）").doesNotContainPattern("、\\s*：\\n");
        for (PaperTable.Field field : PaperTable.row(kind).fields()) {
            if (field.required()) {
                assertThat(sheet.fields().getOrDefault(field.name(), "").lines())
                        .as(field.name())
                        .allMatch(printed::contains);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_field_that_is_written_for_a_paper_stands_in_its_usual_template(PaperKind kind) {
        String template = text(PaperPress.usual(kind));

        for (PaperTable.Field field : PaperTable.row(kind).fields()) {
            if (field.source() != PaperTable.Source.ISSUE && !field.name().equals("情形")) {
                assertThat(template).contains("{{" + field.name() + "}}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_sheet_gives_the_same_file(PaperKind kind) {
        byte[] file = PaperPress.print(sheet(kind, true));

        assertThat(PaperPress.print(sheet(kind, true))).isEqualTo(file);
    }

    @Test
    void another_salt_gives_another_digest_and_the_same_text() {
        Sheet sheet = sheet(PaperKind.OPINION, true);
        Sheet other = new Sheet(sheet.kind(), sheet.fields(), sheet.template(), "17aa", sheet.on());

        byte[] file = PaperPress.print(sheet);
        byte[] salted = PaperPress.print(other);

        assertThat(Seal.digest(salted)).isNotEqualTo(Seal.digest(file));
        assertThat(text(salted)).isEqualTo(text(file));
    }

    @ParameterizedTest
    @EnumSource
    void the_usual_template_passes_the_check_and_prints_as_an_offices_own(PaperKind kind) {
        byte[] own = PaperPress.usual(kind);

        assertThat(PaperPress.check(kind, own)).isEqualTo(new PaperPress.Findings(Optional.empty(), list(), list()));
        assertThat(text(PaperPress.print(sheet(kind, true, Optional.of(own)))))
                .isEqualTo(text(PaperPress.print(sheet(kind, true))));
    }

    @Test
    void a_template_says_which_fields_are_missing_and_which_are_unknown() throws IOException {
        byte[] template = document("{{信访人}}：", "{{信访件编号}} {{受理日期}} {{原届满日}} {{延期理由}} {{延长天数}} {{新届满曰}}", "{{成文日期}}");

        PaperPress.Findings findings = PaperPress.check(PaperKind.EXTENSION_NOTICE, template);

        assertThat(findings.missing()).containsExactly("新届满日", "发文字号");
        assertThat(findings.unknown()).containsExactly("新届满曰");
        assertThat(findings.isFine()).isFalse();
    }

    @Test
    void a_field_is_found_where_a_word_processor_has_cut_it_into_pieces() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            var paragraph = document.createParagraph();
            for (String piece : new String[] {"理由：{", "{延期", "理由}", "}。"}) {
                paragraph.createRun().setText(piece);
            }
            document.write(out);
        }
        Sheet sheet = sheet(PaperKind.EXTENSION_NOTICE, true, Optional.of(out.toByteArray()));

        assertThat(PaperPress.check(PaperKind.EXTENSION_NOTICE, out.toByteArray())
                        .missing())
                .doesNotContain("延期理由");
        assertThat(text(PaperPress.print(sheet)).strip())
                .isEqualTo("理由：" + sheet.fields().get("延期理由") + "。");
    }

    @Test
    void what_is_no_document_or_would_run_or_fetch_something_is_no_template() throws IOException {
        assertThat(unusable(new byte[] {1, 2, 3})).startsWith("not a sound .docx");
        assertThat(unusable(zip("word/vbaProject.bin", "x"))).startsWith("macros or embedded objects");
        assertThat(unusable(zip("word/_rels/settings.xml.rels", "<Relationship TargetMode=\"External\"/>")))
                .startsWith("something fetched from elsewhere");
        assertThat(unusable(zip("word/document.xml", "<!DOCTYPE x>"))).startsWith("a document type");
    }

    @Test
    void one_of_a_million_paragraphs_is_refused_before_it_is_built() throws IOException {
        assertThat(unusable(zip("word/document.xml", "<w:p/>".repeat(1_000_000))))
                .startsWith("too much in it");
        assertThat(unusable(zip("word/document.xml", "<p/>".repeat(200_000)))).startsWith("too much in it");
    }

    @Test
    void what_is_fetched_from_elsewhere_is_seen_however_it_is_written() throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph()
                    .createHyperlinkRun("https://other.example/")
                    .setText("{{延期理由}}");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            assertThat(unusable(out.toByteArray())).startsWith("something fetched");
            assertThat(unusable(rewritten(out.toByteArray(), "TargetMode=\"External\"", "TargetMode='External'")))
                    .startsWith("something fetched");
            assertThat(PaperPress.check(PaperKind.OPINION, out.toByteArray()).in(Language.ZH))
                    .startsWith("文件不能使用：引用了别处的内容");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDEPICTURE \"https://other.example/x.png\" \\d",
                " DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k\"",
                "includetext x",
                "PAGEREF x",
                ""
            })
    void a_field_is_calculated_for_the_numbers_of_pages_only_however_it_is_cut(String instruction) throws Exception {
        assertThat(unusable(withField(instruction))).startsWith("a field other than");
        assertThat(unusable(withSimpleField(instruction))).startsWith("a field other than");
        assertThat(unusable(withField(" page \\* MERGEFORMAT "))).isEmpty();
        assertThat(unusable(withSimpleField("NUMPAGES"))).isEmpty();
    }

    /** Cut in the middle, as an editor may. */
    private static byte[] withField(String instruction) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.BEGIN);
            int middle = instruction.length() / 2;
            for (String half : List.of(instruction.substring(0, middle), instruction.substring(middle))) {
                paragraph.createRun().getCTR().addNewInstrText().setStringValue(half);
            }
            paragraph.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.SEPARATE);
            paragraph.createRun().setText("1");
            paragraph.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.END);
            return written(document);
        }
    }

    private static byte[] withSimpleField(String instruction) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().getCTP().addNewFldSimple().setInstr(instruction);
            return written(document);
        }
    }

    private static byte[] written(XWPFDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.write(out);
        return out.toByteArray();
    }

    @Test
    void what_is_brought_along_under_another_name_is_seen_by_what_it_is() throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            PackagePartName name = PackagingURIHelper.createPartName("/word/x.html");
            document.getPackage()
                    .createPart(name, "text/html")
                    .getOutputStream()
                    .close();
            document.getPackagePart()
                    .addRelationship(
                            name,
                            TargetMode.INTERNAL,
                            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk");
            assertThat(unusable(written(document))).startsWith("macros or embedded objects");
        }
    }

    private static String unusable(byte[] template) {
        return PaperPress.check(PaperKind.OPINION, template)
                .unusable()
                .map(Wording::en)
                .orElse("");
    }

    private static byte[] rewritten(byte[] file, String from, String to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream packed = new ZipOutputStream(out)) {
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                byte[] content = parts.readAllBytes();
                packed.putNextEntry(new ZipEntry(part.getName()));
                packed.write(
                        part.getName().endsWith(".rels")
                                ? new String(content, UTF_8).replace(from, to).getBytes(UTF_8)
                                : content);
                packed.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Property(tries = 30)
    void whatever_is_written_is_printed_and_nothing_else_is_read_into_it(
            @ForAll @StringLength(min = 1, max = 60) String written) {
        String plain = written.codePoints()
                .filter(point -> point >= 0x20 && point < 0xD800 && point != 0x7F)
                .filter(point -> !Character.isISOControl(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (plain.isEmpty()) {
            return;
        }
        ImmutableMap<String, String> fields = ImmutableMap.<String, String>builder()
                .putAll(sheet(PaperKind.SERVICE_RECEIPT, false).fields())
                .put("备注", plain + "{{送达人}}")
                .buildKeepingLast();

        String printed =
                text(PaperPress.print(new Sheet(PaperKind.SERVICE_RECEIPT, fields, Optional.empty(), "0f8e", DAY)));

        assertThat(printed).contains(plain + "{{送达人}}");
    }

    private static com.google.common.collect.ImmutableList<String> list() {
        return com.google.common.collect.ImmutableList.of();
    }

    private static byte[] document(String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            for (String line : lines) {
                document.createParagraph().createRun().setText(line);
            }
            document.write(out);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(UTF_8));
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
