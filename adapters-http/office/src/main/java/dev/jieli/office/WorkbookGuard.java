package dev.jieli.office;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.ledger.Problem;
import dev.jieli.application.ledger.Problem.Kind;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellAddress;
import org.jspecify.annotations.Nullable;

/**
 * 工作簿检查: unpacks a workbook once, without keeping anything, to know before it is read that it will not take more memory than
 * it should. It asks what the reader would make of every part, unpacked and parsed by the same libraries in the same way, and not by its
 * name: which part is a sheet or the table of texts, the archive says itself, and what it says is not believed.
 */
final class WorkbookGuard {
    /** All parts together. A hundred thousand rows of thirty columns take about 200 MiB. */
    static final long MOST_UNPACKED = 1024L << 20;

    /** What stands in memory as long as a workbook is read: texts, formats, formulas, names of sheets. */
    static final long MOST_KEPT = 128L << 20;

    /** What stands in memory of one row. */
    private static final long MOST_IN_A_ROW = 16L << 20;

    /** How many times its packed size a part may be, once it is big. Sheets of blanks reach about 150. */
    private static final int MOST_RATIO = 400;

    private static final long SMALL = 8L << 20;
    private static final int MOST_PARTS = 5_000;

    /** The longest stretch between two tags; a cell holds 32,767 characters at most. */
    private static final int LONGEST_RUN = 1 << 20;

    /** No spreadsheet has a column beyond XFD, and the reader makes room for all before it. */
    private static final int MOST_COLUMNS = 16_384;

    /** How often the reader may look whether a cell lies in an array formula: each cell is looked for in each of them. */
    private static final long MOST_LOOKS = 2_000_000_000L;

    private static final int DEEPEST = 256;
    private static final int MOST_NAMES = 4_096;

    /** What an object takes beside its text, and a character. */
    private static final int OBJECT = 48;

    private static final int CHARACTER = 2;
    /** A2 becomes XFD1048576 where a formula is filled in to the right and below. */
    private static final int LONGER_WHEN_FILLED_IN = 5;

    private static final ImmutableSet<String> KEPT =
            ImmutableSet.of("si", "xf", "numFmt", "sheet", "Relationship", "Override");
    private static final ImmutableSet<String> ONCE = ImmutableSet.of("row", "c", "v", "f");
    private static final byte[] OPENS = "<![CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSES = "]]>".getBytes(StandardCharsets.US_ASCII);
    private static final int[][] WIDE = {
        {0xFE, 0xFF}, {0xFF, 0xFE}, {0, '<', 0}, {'<', 0}, {0, 0, 0xFE, 0xFF}, {0, 0, 0, '<'}
    };

    private final XMLInputFactory parser = new InputFactoryImpl();
    private long unpacked;
    private long kept;
    private long texts;
    private long furthestText = -1;

    private WorkbookGuard() {
        // as the reader has it
        parser.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parser.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** Why the reader does not get it; goes no further than this class. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.kind().name());
            this.problem = problem;
        }

        static Refused damaged(String where) {
            return new Refused(Problem.of(Kind.DAMAGED, where));
        }

        static Refused tooBig(String is, String limit) {
            return new Refused(Problem.of(Kind.TOO_BIG, is, limit));
        }
    }

    static Optional<Problem> check(Path path) throws IOException {
        try (ZipFile zip = ZipFile.builder().setFile(path.toFile()).get()) {
            new WorkbookGuard().check(zip);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.problem);
        } catch (ZipException | EOFException damaged) {
            return Optional.of(Problem.of(Kind.DAMAGED, Faults.words(damaged)));
        }
    }

    private void check(ZipFile zip) throws IOException {
        List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
        if (parts.size() > MOST_PARTS) {
            throw Refused.tooBig(parts.size() + " parts", MOST_PARTS + " parts");
        }
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry part : parts) {
            String name = part.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith("workbook.bin")) {
                throw new Refused(Problem.of(Kind.NOT_A_WORKBOOK, ".xlsb"));
            }
            if (name.equals("mimetype")) {
                throw new Refused(Problem.of(Kind.NOT_A_WORKBOOK, ".ods"));
            }
            if (!names.add(name)) {
                throw Refused.damaged(Faults.cut(name)); // which of them is read is anybody's guess
            }
        }
        if (names.stream().noneMatch(name -> name.endsWith("workbook.xml"))) {
            throw new Refused(Problem.of(Kind.NOT_A_WORKBOOK, "zip"));
        }
        for (ZipArchiveEntry part : parts) {
            if (part.getMethod() != ZipEntry.STORED && part.getMethod() != ZipEntry.DEFLATED) {
                throw Refused.damaged(Faults.cut(part.getName()));
            }
            try (Unpacking in = new Unpacking(zip.getInputStream(part), part)) {
                check(in);
            }
        }
        if (furthestText >= texts) {
            throw Refused.damaged("t=\"s\": " + furthestText); // the reader would go on beyond the end of the table
        }
    }

    private void check(Unpacking in) throws IOException {
        try {
            check(parser.createXMLStreamReader(in));
        } catch (XMLStreamException | RuntimeException noXml) {
            if (in.refused.isPresent()) {
                throw in.refused.get();
            }
            // the reader comes no further either
        }
        in.rest();
    }

    private void check(XMLStreamReader xml) throws XMLStreamException, Refused {
        Set<String> names = new HashSet<>();
        StringBuilder value = new StringBuilder();
        Set<String> open = new HashSet<>();
        int depth = 0;
        int intoText = 0;
        long ofRow = 0;
        long ofPart = 0;
        long formula = 0;
        long longestFilledIn = 0;
        long arrays = 0;
        long looks = 0;
        boolean ofTexts = false;
        boolean filledIn = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    name(xml, names);
                    if (++depth > DEEPEST) {
                        throw Refused.tooBig("> " + DEEPEST + " tags", DEEPEST + " tags");
                    }
                    String tag = xml.getLocalName();
                    if (ONCE.contains(tag) && !open.add(tag)) {
                        throw Refused.damaged("<" + tag + "><" + tag + ">"); // which of them counts is anybody's guess
                    }
                    if (KEPT.contains(tag)) {
                        keep(OBJECT + CHARACTER * lengths(xml));
                    }
                    switch (tag) {
                        case "si" -> {
                            intoText++;
                            texts = Math.max(texts, ++ofPart);
                        }
                        case "c" -> {
                            ofTexts = "s".equals(xml.getAttributeValue(null, "t"));
                            ofRow += open.contains("row") ? OBJECT : 0;
                            looks += arrays;
                            column(xml.getAttributeValue(null, "r"));
                        }
                        case "v" -> value.setLength(0);
                        case "f" -> {
                            formula = 0;
                            filledIn = xml.getAttributeValue(null, "ref") != null;
                            arrays += filledIn && "array".equals(xml.getAttributeValue(null, "t")) ? 1 : 0;
                            ofRow += open.contains("row") && !filledIn ? longestFilledIn : 0;
                        }
                        default -> {}
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    open.remove(xml.getLocalName());
                    switch (xml.getLocalName()) {
                        case "row" -> ofRow = 0;
                        case "si" -> intoText--;
                        case "v" -> {
                            if (ofTexts && open.contains("c")) {
                                text(value.toString());
                            }
                        }
                        case "f" -> {
                            if (filledIn) {
                                keep(OBJECT + CHARACTER * formula);
                                longestFilledIn =
                                        Math.max(longestFilledIn, CHARACTER * LONGER_WHEN_FILLED_IN * formula);
                            }
                        }
                        default -> {}
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    int length = xml.getTextLength();
                    ofRow += open.contains("row") ? CHARACTER * (long) length : 0;
                    formula += length;
                    if (intoText > 0) {
                        keep(CHARACTER * (long) length);
                    }
                    if (open.contains("v")) {
                        value.append(xml.getText());
                    }
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> names.add(xml.getPITarget());
                case XMLStreamConstants.ENTITY_REFERENCE -> names.add(xml.getLocalName());
                default -> {}
            }
            if (ofRow > MOST_IN_A_ROW) {
                throw Refused.tooBig("> " + (MOST_IN_A_ROW >> 20) + " MiB / row", (MOST_IN_A_ROW >> 20) + " MiB");
            }
            if (looks > MOST_LOOKS) {
                throw Refused.tooBig(arrays + " array formulas", MOST_LOOKS + " cells × array formulas");
            }
            if (names.size() > MOST_NAMES) {
                throw Refused.tooBig("> " + MOST_NAMES + " names", MOST_NAMES + " names");
            }
        }
    }

    private void keep(long bytes) throws Refused {
        kept += bytes;
        if (kept > MOST_KEPT) {
            throw Refused.tooBig("> " + (MOST_KEPT >> 20) + " MiB", (MOST_KEPT >> 20) + " MiB");
        }
    }

    private static long lengths(XMLStreamReader xml) {
        long all = 0;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            all += xml.getAttributeValue(i).length();
        }
        return all;
    }

    /** The parser keeps every name that it has met. */
    private static void name(XMLStreamReader xml, Set<String> names) {
        names.add(xml.getLocalName());
        names.add(String.valueOf(xml.getPrefix()));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            names.add(String.valueOf(xml.getNamespacePrefix(i)));
        }
    }

    private static void column(@Nullable String reference) throws Refused {
        if (reference == null) {
            return;
        }
        int column;
        try {
            column = new CellAddress(reference).getColumn();
        } catch (IllegalArgumentException none) {
            return; // nor does the reader find one
        }
        if (column >= MOST_COLUMNS) {
            throw Refused.damaged("column");
        }
    }

    /** The number of a text in the table of texts. */
    private void text(String number) {
        try {
            furthestText = Math.max(furthestText, Integer.parseInt(number));
        } catch (NumberFormatException none) {
            // nor does the reader find one
        }
    }

    /** A part as it is unpacked, which ends where it comes to more than it may. */
    private final class Unpacking extends FilterInputStream {
        private final long packed;
        private final byte[] head = new byte[4];
        private long size;
        private int run;
        private int matched;
        private boolean verbatim;
        private boolean parsed = true;
        private Optional<Refused> refused = Optional.empty();

        Unpacking(InputStream in, ZipArchiveEntry part) {
            super(in);
            this.packed = Math.max(1, part.getCompressedSize());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] page, int from, int most) throws IOException {
            int n = super.read(page, from, most);
            try {
                for (int i = from; i < from + n; i++) {
                    seen(page[i]);
                }
            } catch (Refused over) {
                refused = Optional.of(over);
                throw over;
            }
            return n;
        }

        /** What the parser left. */
        void rest() throws IOException {
            parsed = false;
            byte[] page = new byte[1 << 16];
            int n = 0;
            while (n >= 0) {
                n = read(page, 0, page.length);
            }
        }

        private void seen(byte b) throws Refused {
            if (size < head.length) {
                head[(int) size] = b;
            }
            size++;
            unpacked++;
            if (unpacked > MOST_UNPACKED) {
                throw Refused.tooBig("> " + (MOST_UNPACKED >> 20) + " MiB", (MOST_UNPACKED >> 20) + " MiB");
            }
            if (size > SMALL && size / packed > MOST_RATIO) {
                throw Refused.tooBig("1 : " + size / packed, "1 : " + MOST_RATIO);
            }
            if (parsed) {
                if (size == head.length && isWide()) {
                    throw Refused.damaged("UTF-16"); // in which what follows could not be told
                }
                run(b);
            }
        }

        /** In a stretch that stands for itself, a tag is none. */
        private void run(byte b) throws Refused {
            byte[] sought = verbatim ? CLOSES : OPENS;
            if (b == sought[matched]) {
                matched++;
            } else if (!(verbatim && b == ']' && matched == 2)) { // ]]]>
                matched = b == sought[0] ? 1 : 0;
            }
            if (matched == sought.length) {
                verbatim = !verbatim;
                matched = 0;
            }
            run = b == '<' && !verbatim ? 0 : run + 1;
            if (run > LONGEST_RUN) {
                throw Refused.tooBig("> 1 MiB / cell", "32767");
            }
        }

        private boolean isWide() {
            for (int[] beginning : WIDE) {
                boolean same = true;
                for (int i = 0; i < beginning.length; i++) {
                    same &= (head[i] & 0xFF) == beginning[i];
                }
                if (same) {
                    return true;
                }
            }
            return false;
        }
    }
}
