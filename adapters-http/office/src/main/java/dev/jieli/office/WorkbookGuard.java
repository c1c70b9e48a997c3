package dev.jieli.office;

import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * 工作簿检查: unpacks a workbook once, byte by byte and without keeping anything, to know before it is read that it will
 * not unpack to more than it should. What the archive says about its own sizes is not believed.
 */
final class WorkbookGuard {
    /** All parts together. A hundred thousand rows of thirty columns take about 200 MiB. */
    static final long MOST_UNPACKED = 1024L << 20;

    /** The table of texts stands in memory while a workbook is read. */
    static final long MOST_TEXTS = 96L << 20;

    /** How many times its packed size a part may be, once it is big. Sheets of blanks reach about 150. */
    private static final int MOST_RATIO = 400;

    private static final long SMALL = 8L << 20;
    private static final int MOST_PARTS = 5_000;

    /** The longest stretch between two tags; a cell holds 32,767 characters at most. */
    private static final int LONGEST_RUN = 1 << 20;

    private WorkbookGuard() {}

    static Optional<Problem> check(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            boolean workbook = false;
            long total = 0;
            if (zip.size() > MOST_PARTS) {
                return tooBig(zip.size() + " parts", MOST_PARTS + " parts");
            }
            for (ZipEntry part : Collections.list(zip.entries())) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith("workbook.bin")) {
                    return Optional.of(Problem.of(Kind.NOT_A_WORKBOOK, ".xlsb"));
                }
                if (name.equals("mimetype")) {
                    return Optional.of(Problem.of(Kind.NOT_A_WORKBOOK, ".ods"));
                }
                workbook |= name.endsWith("workbook.xml");
                long limit = name.endsWith("sharedstrings.xml") ? MOST_TEXTS : MOST_UNPACKED;
                Unpacked unpacked;
                try (InputStream in = zip.getInputStream(part)) {
                    unpacked = unpack(in, Math.min(limit, MOST_UNPACKED - total), part, name);
                }
                if (unpacked.problem.isPresent()) {
                    return unpacked.problem;
                }
                total += unpacked.size;
            }
            return workbook ? Optional.empty() : Optional.of(Problem.of(Kind.NOT_A_WORKBOOK, "zip"));
        } catch (java.util.zip.ZipException damaged) {
            return Optional.of(Problem.of(Kind.DAMAGED, Faults.words(damaged)));
        }
    }

    private record Unpacked(long size, Optional<Problem> problem) {}

    private static Unpacked unpack(InputStream in, long most, ZipEntry part, String name) throws IOException {
        byte[] page = new byte[1 << 16];
        boolean sheet = name.contains("worksheets/") && name.endsWith(".xml");
        long size = 0;
        int run = 0;
        int letters = -1;
        for (int n = in.read(page); n >= 0; n = in.read(page)) {
            size += n;
            if (size > most) {
                return new Unpacked(size, tooBig("> " + (most >> 20) + " MiB", (most >> 20) + " MiB"));
            }
            long packed = Math.max(1, part.getCompressedSize());
            if (size > SMALL && size / packed > MOST_RATIO) {
                return new Unpacked(size, tooBig("1 : " + size / packed, "1 : " + MOST_RATIO));
            }
            if (!name.endsWith(".xml")) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                byte b = page[i];
                run = b == '<' ? 0 : run + 1;
                if (run > LONGEST_RUN) {
                    return new Unpacked(size, tooBig("> 1 MiB / cell", "32767"));
                }
                // ="ABCD1": no spreadsheet has a column of four letters, and a reader would make room for all before it
                if (sheet) {
                    letters = b == '"'
                            ? 0
                            : letters >= 0 && b >= 'A' && b <= 'Z'
                                    ? letters + 1
                                    : letters > 3 && b >= '0' && b <= '9' ? Integer.MAX_VALUE : -1;
                    if (letters == Integer.MAX_VALUE) {
                        return new Unpacked(size, Optional.of(Problem.of(Kind.DAMAGED, "column")));
                    }
                }
            }
        }
        return new Unpacked(size, Optional.empty());
    }

    private static Optional<Problem> tooBig(String is, String limit) {
        return Optional.of(Problem.of(Kind.TOO_BIG, is, limit));
    }
}
