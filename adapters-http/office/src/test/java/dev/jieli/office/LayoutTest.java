package dev.jieli.office;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.CharMatcher;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.jieli.application.paper.Sheet;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHdrFtr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

/**
 * The measures of GB/T 9704-2012, by their numbers in that standard, in what every paper says of itself; and the papers as an
 * office suite lays them out, where one is installed.
 */
class LayoutTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final double TWIPS_A_MM = 1440 / 25.4;

    private static final ImmutableSet<PaperKind> LETTERS =
            ImmutableSet.of(PaperKind.FORWARDING_SLIP, PaperKind.ASSIGNMENT_LETTER);

    private static byte[] paper(PaperKind kind) {
        ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
        for (PaperTable.Field field : PaperTable.row(kind).fields()) {
            fields.put(field.name(), PaperSamples.of(kind, field));
        }
        return PaperPress.print(new Sheet(kind, fields.buildOrThrow(), Optional.empty(), "0f8e", DAY));
    }

    private static byte[] handoverList() {
        Given given = Given.an_office(new InMemoryArchive());
        for (int i = 0; i < 30; i++) {
            given.accepted();
        }
        Handover handover = given.effective(given.opened(Who.HANDLER, given.successor(Who.HANDLER)));
        return HandoverPaperTest.printed(given, handover);
    }

    private static XWPFDocument read(byte[] file) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(file));
    }

    private static double number(Object measure) {
        return measure instanceof BigInteger whole ? whole.doubleValue() : Double.parseDouble(measure.toString());
    }

    private static double mm(Object twips) {
        return number(twips) / TWIPS_A_MM;
    }

    /** 5.1, 5.2.1: A4; 37 mm above, 28 mm at the binding, 156 × 225 mm of text, each within the millimetre that is allowed. */
    private static void upright(CTSectPr section) {
        CTPageSz size = section.getPgSz();
        CTPageMar margins = section.getPgMar();
        assertThat(mm(size.getW())).isCloseTo(210, within(0.1));
        assertThat(mm(size.getH())).isCloseTo(297, within(0.1));
        assertThat(mm(margins.getTop())).isCloseTo(37, within(0.1));
        assertThat(mm(margins.getLeft()) + mm(margins.getGutter())).isCloseTo(28, within(0.1));
        assertThat(mm(margins.getRight())).isCloseTo(210 - 28 - 156, within(0.1));
        assertThat(mm(margins.getBottom())).isCloseTo(297 - 37 - 225, within(0.1));
    }

    @ParameterizedTest
    @EnumSource
    void every_paper_has_the_page_the_lines_and_the_letters_of_the_standard(PaperKind kind) throws IOException {
        try (XWPFDocument document = read(paper(kind))) {
            CTSectPr section = document.getDocument().getBody().getSectPr();
            upright(section);

            double height = number(section.getPgSz().getH())
                    - number(section.getPgMar().getTop())
                    - number(section.getPgMar().getBottom());
            double width = number(section.getPgSz().getW())
                    - number(section.getPgMar().getLeft())
                    - number(section.getPgMar().getRight());
            double pitch = number(section.getDocGrid().getLinePitch());
            assertThat((int) (height / pitch)).as("lines on a page, 5.2.3").isEqualTo(22);
            assertThat(document.getParagraphs())
                    .filteredOn(paragraph -> fonts(paragraph).contains("仿宋_GB2312"))
                    .filteredOn(paragraph -> sizes(paragraph).contains(32))
                    .allSatisfy(paragraph -> assertThat(
                                    number(paragraph.getCTPPr().getSpacing().getLine()))
                            .as(paragraph.getText())
                            .isEqualTo(pitch));
            for (XWPFRun run : runs(document, 32)) {
                double advance = 16 * 20
                        + number(run.getCTR().getRPr().getSpacingArray(0).getVal());
                assertThat((int) (width / advance))
                        .as("characters on a line, 5.2.3: " + run.text())
                        .isEqualTo(28);
            }
            assertThat(document.getStyles().getCtStyles().toString())
                    .contains("仿宋_GB2312")
                    .contains("w:val=\"32\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_paper_has_a_title_of_size_two_and_numbers_its_pages_between_dashes(PaperKind kind) throws IOException {
        try (XWPFDocument document = read(paper(kind))) {
            assertThat(document.getParagraphs())
                    .filteredOn(paragraph ->
                            paragraph.getAlignment() == org.apache.poi.xwpf.usermodel.ParagraphAlignment.CENTER)
                    .filteredOn(paragraph -> fonts(paragraph).equals(ImmutableSet.of("方正小标宋简体"))
                            && sizes(paragraph).contains(44))
                    .as("7.3.1")
                    .isNotEmpty();
            for (XWPFFooter footer : numbered(document)) {
                XWPFParagraph number = footer.getParagraphs().get(0);
                assertThat(number.getText().replace(" ", ""))
                        .as("7.5")
                        .startsWith("—")
                        .endsWith("—");
                assertThat(sizes(number)).containsExactly(28);
                assertThat(fonts(number)).containsExactly("宋体");
                assertThat(number.getCTP().toString()).contains("PAGE");
            }
            assertThat(numbered(document)).as("the even and the odd pages").hasSize(2);
            assertThat(document.getSettings().getEvenAndOddHeadings()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_letter_has_its_own_head_and_no_number_on_its_first_page(PaperKind kind) throws IOException {
        try (XWPFDocument document = read(paper(kind))) {
            CTSectPr section = document.getDocument().getBody().getSectPr();
            boolean letter = section.isSetTitlePg();
            assertThat(letter).isEqualTo(LETTERS.contains(kind));
            if (!letter) {
                return;
            }
            assertThat(mm(section.getPgMar().getHeader()))
                    .as("10.1: from the edge of the page")
                    .isCloseTo(30, within(0.5));
            String first = document.getHeaderFooterPolicy()
                    .getFirstPageHeader()
                    ._getHdrFtr()
                    .toString();
            assertThat(first).contains("thickThinSmallGap", "E60012");
            assertThat(document.getHeaderFooterPolicy()
                            .getFirstPageFooter()
                            ._getHdrFtr()
                            .toString())
                    .contains("thinThickSmallGap", "E60012")
                    .doesNotContain("PAGE");
        }
    }

    /** 7.4: copies in size four between lines of 0.35 mm as wide as the text, at the foot of it, and a full stop at the end. */
    @ParameterizedTest
    @EnumSource
    void the_imprint_stands_between_lines_at_the_foot(PaperKind kind) throws IOException {
        try (XWPFDocument document = read(paper(kind))) {
            for (XWPFParagraph paragraph : document.getParagraphs()) {
                if (!paragraph.getText().strip().startsWith("抄送：")) {
                    continue;
                }
                assertThat(paragraph.getText()).endsWith("。");
                assertThat(sizes(paragraph)).containsExactly(28);
                var frame = paragraph.getCTPPr().getFramePr();
                assertThat(mm(frame.getW())).isCloseTo(156, within(0.2));
                assertThat(frame.getYAlign().toString()).isEqualTo("bottom");
                var lines = paragraph.getCTPPr().getPBdr();
                for (CTBorder line : List.of(lines.getTop(), lines.getBottom())) {
                    assertThat(number(line.getSz()) / 8 * 25.4 / 72).isCloseTo(0.35, within(0.01));
                }
            }
        }
    }

    @Test
    void the_handover_list_stands_upright_with_its_columns_on_pages_that_lie_sideways() throws IOException {
        try (XWPFDocument document = read(handoverList())) {
            upright(document.getDocument().getBody().getSectPr());
            List<CTSectPr> sections = document.getParagraphs().stream()
                    .filter(paragraph -> paragraph.getCTP().getPPr() != null
                            && paragraph.getCTP().getPPr().isSetSectPr())
                    .map(paragraph -> paragraph.getCTP().getPPr().getSectPr())
                    .toList();
            assertThat(sections).hasSize(2);
            upright(sections.get(0));
            assertThat(sections.get(1).getPgSz().getOrient()).isEqualTo(STPageOrientation.LANDSCAPE);
            assertThat(mm(sections.get(1).getPgSz().getW())).isCloseTo(297, within(0.1));
            assertThat(runs(document, 44)).extracting(XWPFRun::text).contains("离任重点信访事项交接清单");
        }
    }

    private static List<XWPFFooter> numbered(XWPFDocument document) {
        return document.getFooterList().stream()
                .filter(footer -> !footer.getParagraphs().isEmpty())
                .filter(footer -> document.getDocument().getBody().getSectPr().getFooterReferenceList().stream()
                        .anyMatch(reference -> reference.getType() != STHdrFtr.FIRST
                                && document.getRelationById(reference.getId()) == footer))
                .toList();
    }

    private static List<XWPFRun> runs(XWPFDocument document, int halfPoints) {
        List<XWPFRun> runs = new ArrayList<>();
        document.getParagraphs()
                .forEach(paragraph -> paragraph.getRuns().stream()
                        .filter(run -> !run.text().isBlank() && size(run) == halfPoints)
                        .forEach(runs::add));
        return runs;
    }

    private static int size(XWPFRun run) {
        return run.getCTR().isSetRPr() && run.getCTR().getRPr().sizeOfSzArray() > 0
                ? (int) number(run.getCTR().getRPr().getSzArray(0).getVal())
                : 0;
    }

    private static ImmutableSet<Integer> sizes(XWPFParagraph paragraph) {
        return paragraph.getRuns().stream()
                .filter(run -> !run.text().isBlank())
                .map(LayoutTest::size)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static ImmutableSet<String> fonts(XWPFParagraph paragraph) {
        return paragraph.getRuns().stream()
                .filter(run -> !run.text().isBlank() && run.getCTR().isSetRPr())
                .filter(run -> run.getCTR().getRPr().sizeOfRFontsArray() > 0)
                .map(run -> run.getCTR().getRPr().getRFontsArray(0).getEastAsia())
                .collect(ImmutableSet.toImmutableSet());
    }

    // ------------------------------------------------------------------ as an office suite lays them out

    /** One start of the suite for all papers; their pages stay in {@code target/papers}, to be looked at. */
    @Test
    void an_office_suite_lays_every_paper_out_on_the_page_that_it_says(@TempDir Path profile) throws Exception {
        assumeTrue(
                Stream.of("soffice", "pdfinfo", "pdftotext", "pdffonts").allMatch(LayoutTest::isInstalled),
                "no office suite is installed");
        Path folder = Files.createDirectories(Path.of("target", "papers", "rendered"));
        List<String> convert = new ArrayList<>(List.of(
                "soffice",
                "-env:UserInstallation=" + profile.toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.toString()));
        for (PaperKind kind : PaperKind.values()) {
            Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".docx");
            convert.add(Files.write(file, paper(kind)).toString());
        }
        convert.add(Files.write(folder.resolve("handover.docx"), handoverList()).toString());
        said(convert);

        for (PaperKind kind : PaperKind.values()) {
            Path pdf = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + ".pdf");
            String text = shown(pdf);
            assertThat(pages(pdf)).as(kind.name()).isBetween(1, 3);
            Multiset<Integer> missing = signs(PaperPressTest.text(paper(kind)));
            Multisets.removeOccurrences(
                    missing, signs(text + "— 1 —— 1 —")); // as its two feet have it until it is laid out
            assertThat(missing).as(kind.name()).isEmpty();
            assertThat(text)
                    .contains(read(
                            PaperSamples.of(kind, PaperTable.row(kind).fields().get(0))));
        }
        Path list = folder.resolve("handover.pdf");
        assertThat(pages(list)).isBetween(3, 12);
        assertThat(shown(list)).contains("离任重点信访事项交接清单", "202600001", "202600030", "监交人");
        assertThat(said(List.of("pdfinfo", "-f", "1", "-l", "2", list.toString())))
                .containsPattern("Page +1 size: +595\\.\\d+ x 841\\.\\d+")
                .containsPattern("Page +2 size: +841\\.\\d+ x 595\\.\\d+");
    }

    /** Each sign as often as it stands there: in a table an office suite goes from cell to cell as it likes. */
    private static Multiset<Integer> signs(String text) {
        return read(text).codePoints().boxed().collect(HashMultiset::create, HashMultiset::add, HashMultiset::addAll);
    }

    private static String read(String text) {
        return CharMatcher.whitespace()
                .or(CharMatcher.is('-')) // lost where a line ends with it
                .removeFrom(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** The text without what breaks its lines; no sign of it is one that stands for a letter that is missing. */
    private static String shown(Path pdf) throws Exception {
        String text = said(List.of("pdftotext", "-q", "-enc", "UTF-8", pdf.toString(), "-"));
        assertThat(text).as(pdf.toString()).doesNotContain("\uFFFD", "□");
        assertThat(said(List.of("pdfinfo", pdf.toString())))
                .containsPattern("Page size: +595\\.\\d+ x 841\\.\\d+ pts \\(A4\\)");
        return read(text);
    }

    private static int pages(Path pdf) throws Exception {
        return said(List.of("pdfinfo", pdf.toString()))
                .lines()
                .filter(line -> line.startsWith("Pages:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .sum();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String said(List<String> command) throws Exception {
        Path out = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(out, UTF_8);
        Files.delete(out);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
