package dev.jieli.office;

import dev.jieli.application.ledger.LedgerFile;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** 打开台账: tells what a file is by what it holds, whatever it is called, and opens it or says why not. */
public final class LedgerFiles {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    /** The name of the stream that an encrypted workbook keeps its content in, as compound files write names. */
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private static final int LOOKED_AT = 1 << 20;

    /** 打开的结果 */
    public sealed interface Opening {

        /** 已打开; whoever opened it closes it. */
        record Opened(LedgerFile file) implements Opening {}

        /** 打不开 */
        record Refused(Problem problem) implements Opening {}
    }

    private LedgerFiles() {}

    /**
     * Opens a file that came under another name, an upload for instance.
     *
     * @param name what the file is called where it comes from, for people
     */
    public static Opening open(Path path, String name) {
        try {
            return opened(path, name);
        } catch (IOException | RuntimeException e) {
            return new Opening.Refused(Problem.of(Kind.UNREADABLE_FILE, Faults.words(e)));
        }
    }

    public static Opening open(Path path) {
        Path last = path.getFileName();
        return open(path, last == null ? path.toString() : last.toString());
    }

    private static Opening opened(Path path, String name) throws IOException {
        if (!Files.isRegularFile(path)) {
            return new Opening.Refused(Problem.of(Kind.UNREADABLE_FILE, name));
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(LOOKED_AT);
        }
        if (head.length == 0) {
            return new Opening.Refused(Problem.of(Kind.EMPTY));
        }
        if (startsWith(head, ZIP)) {
            Optional<Problem> refused = WorkbookGuard.check(path);
            return refused.isPresent() ? new Opening.Refused(refused.get()) : ExcelLedger.open(path, name);
        }
        if (startsWith(head, COMPOUND)) {
            return new Opening.Refused(Problem.of(holds(path, ENCRYPTED) ? Kind.ENCRYPTED : Kind.OLD_WORKBOOK));
        }
        String start = new String(head, 0, Math.min(head.length, 512), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<")
                && (start.contains("<html")
                        || start.contains("<table")
                        || start.contains("<!doctype")
                        || start.contains("<?xml"))) {
            return new Opening.Refused(Problem.of(Kind.WEB_PAGE));
        }
        return CsvLedger.open(path, name);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether these bytes stand anywhere in the file. */
    private static boolean holds(Path path, byte[] what) throws IOException {
        try (InputStream in = new java.io.BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if ((byte) b == what[matched]) {
                    matched++;
                    if (matched == what.length) {
                        return true;
                    }
                } else {
                    matched = (byte) b == what[0] ? 1 : 0;
                }
            }
            return false;
        }
    }
}
