package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.paper.Sheet;
import dev.jieli.domain.casefile.PaperKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who took it, when and of what, on whatever leaves the house. */
class WatermarkTest {
    private static final Watermark WATERMARK = Ledgers.WATERMARK;

    /** As workbooks write what is not ASCII. */
    private static final Pattern LETTER = Pattern.compile("&#x([0-9a-f]+);");

    private static Sheet sheet(PaperKind kind) {
        return new Sheet(kind, ImmutableMap.of("信访人", "赵某某"), Optional.empty(), "0f8e", LocalDate.of(2026, 11, 2));
    }

    @ParameterizedTest
    @EnumSource
    void a_draft_says_on_every_page_who_took_it_and_that_it_is_one(PaperKind kind) throws IOException {
        byte[] draft = PaperPress.draft(sheet(kind), WATERMARK);

        Files.createDirectories(Path.of("target", "papers"));
        Files.write(Path.of("target", "papers", "draft-" + kind + ".docx"), draft);
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(draft))) {
            assertThat(document.getHeaderList())
                    .isNotEmpty()
                    .allMatch(header -> header.getText().contains(WATERMARK.text()));
        }
        assertThat(everything(draft)).contains("string=\"草稿\"");
    }

    @ParameterizedTest
    @EnumSource
    void a_paper_that_is_issued_carries_none(PaperKind kind) throws IOException {
        assertThat(everything(PaperPress.print(sheet(kind)))).doesNotContain("水印", "草稿");
    }

    @Test
    void a_ledger_says_it_under_its_last_row_and_under_every_printed_page() throws IOException {
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        try (LedgerWriter writer = LedgerWriter.to(xlsx, "台账.xlsx", "台账", List.of("信访件编号", "信访人", "诉求"), WATERMARK)) {
            writer.row(List.of(Cell.words("XF1"), Cell.words("赵某某"), Cell.words("修路")));
        }
        Files.createDirectories(Path.of("target", "papers"));
        Files.write(Path.of("target", "papers", "ledger.xlsx"), xlsx.toByteArray());
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (LedgerWriter writer = LedgerWriter.to(csv, "台账.csv", "台账", List.of("信访件编号"), WATERMARK)) {
            writer.row(List.of(Cell.words("XF1")));
        }

        assertThat(everything(xlsx.toByteArray()))
                .containsPattern("(?s)<row r=\"3\">.*" + Pattern.quote(WATERMARK.text()) + "</t>.*<oddFooter>.*"
                        + Pattern.quote(WATERMARK.text()) + ".*</oddFooter>");
        assertThat(csv.toString(StandardCharsets.UTF_8)).endsWith(WATERMARK.text() + "\r\n");
    }

    @Test
    void a_name_does_not_become_a_formula_or_a_command_of_a_footer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Watermark odd = new Watermark(WATERMARK.language(), "=1&P", WATERMARK.at(), "x".repeat(400));
        LedgerWriter.to(out, "a.xlsx", "a", List.of("信访件编号"), odd).close();

        assertThat(everything(out.toByteArray())).contains("=1&amp;&amp;P").doesNotContain("<f>");
    }

    /** Every part as text. */
    private static String everything(byte[] zipped) throws IOException {
        StringBuilder all = new StringBuilder();
        Path file = Files.createTempFile("watermark", ".zip");
        Files.write(file, zipped);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : Collections.list(zip.entries())) {
                String text = new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                all.append(LETTER.matcher(text)
                        .replaceAll(letter ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(letter.group(1), 16)))));
            }
        } finally {
            Files.delete(file);
        }
        return all.toString();
    }
}
