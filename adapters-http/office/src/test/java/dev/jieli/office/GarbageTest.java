package dev.jieli.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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
    private static final byte[] TEXT =
            "信访件编号,信访人,信访日期,信访诉求\r\nA1,甲某,2024/3/5,\"要求,修路\"\r\nA2,乙某,2024/3/6,修桥\r\n".getBytes(StandardCharsets.UTF_8);

    @BeforeContainer
    static void folder() throws IOException {
        folder = Files.createTempDirectory("garbage");
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
