package dev.jieli.bootstrap.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Audit.Checkpoint;
import dev.jieli.application.port.Audit.Fault;
import dev.jieli.application.port.Audit.Signature;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.CheckpointChain;
import dev.jieli.application.published.Inspection;
import dev.jieli.application.published.Inspection.Mark;
import dev.jieli.application.published.SealKeys;
import dev.jieli.bootstrap.wiring.WholeFile;
import dev.jieli.domain.docket.Subject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * 案卷抄本: the checkpoints in one file and the entries in another, a line each, so that somebody else can keep them and
 * verify them without server and database. Packed where the name ends in {@code .gz}.
 *
 * <pre>
 * jieli-checkpoints 1                                jieli-entries 1
 * key s1 … public key … endorsement                  case/… 1 instant hash {"v":1,…}
 * checkpoint 1 instant below marks digest key signature
 * mark case/… 3 hash
 * </pre>
 */
final class RecordFiles {
    private static final String CHECKPOINTS = "jieli-checkpoints 1";
    private static final String ENTRIES = "jieli-entries 1";
    private static final String NONE = "-";
    private static final int MOST_FAULTS = 1000;
    private static final Splitter CELLS = Splitter.on(' ');

    private RecordFiles() {}

    // ------------------------------------------------------------------ writing

    /** Writes both, or the checkpoints only; what is there already is replaced when all is written and on the disk. */
    static void write(Audit audit, Path checkpoints, Optional<Path> entries) throws IOException {
        List<Path> unfinished = new ArrayList<>();
        try {
            try (BufferedWriter first = writer(checkpoints, unfinished);
                    BufferedWriter second = entries.isPresent()
                            ? writer(entries.get(), unfinished)
                            : new BufferedWriter(BufferedWriter.nullWriter())) {
                line(first, CHECKPOINTS);
                line(second, ENTRIES);
                audit.copy(new Writing(first, second));
            }
            if (Files.isDirectory(checkpoints)) {
                throw new FileSystemException(checkpoints.toString(), null, "a folder of that name is there");
            }
            if (entries.isPresent()) { // first, and then what reaches no further
                WholeFile.named(unfinished.get(1), entries.get());
            }
            WholeFile.named(unfinished.get(0), checkpoints);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (Path left : unfinished) {
                Files.deleteIfExists(left);
            }
        }
    }

    private record Writing(BufferedWriter first, BufferedWriter second) implements Audit.Copy {
        @Override
        public void keys(String text) {
            text.lines().forEach(key -> line(first, "key " + key));
        }

        @Override
        public void checkpoint(Checkpoint next) {
            line(
                    first,
                    "checkpoint " + next.id() + " " + next.at().toEpochMilli() + " " + next.below() + " "
                            + next.marks() + " " + next.digest() + " "
                            + next.signature().map(Signature::key).orElse(NONE) + " "
                            + next.signature().map(Signature::value).orElse(NONE));
        }

        @Override
        public void mark(Subject subject, int length, String hash) {
            line(first, "mark " + subject + " " + length + " " + hash);
        }

        @Override
        public void entry(Sealed entry) {
            line(
                    second,
                    entry.subject() + " " + entry.number() + " " + entry.at().toEpochMilli() + " " + entry.hash() + " "
                            + entry.json());
        }
    }

    private static BufferedWriter writer(Path file, List<Path> unfinished) throws IOException {
        WholeFile.Unnamed begun = WholeFile.begin(file);
        unfinished.add(begun.path());
        return new BufferedWriter(new OutputStreamWriter(
                packed(file) ? new GZIPOutputStream(begun.out()) : begun.out(), StandardCharsets.UTF_8));
    }

    private static boolean packed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static void line(BufferedWriter to, String line) {
        try {
            to.write(line);
            to.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ verifying

    /**
     * 核验结果
     *
     * @param keys carried by the file
     * @param newest the instant of the last checkpoint; empty where there is none
     */
    record Verified(Audit.Finding finding, SealKeys keys, Optional<Instant> newest) {}

    /**
     * Reads both files; an {@link IllegalArgumentException} where one of them is none of ours.
     *
     * @param pem the key that is believed; empty to believe those that the file brings
     */
    static Verified verify(Path checkpoints, Path entries, Optional<String> pem) throws IOException {
        ListMultimap<Subject, Mark> marks =
                MultimapBuilder.hashKeys().arrayListValues(2).build();
        StringBuilder keyLines = new StringBuilder();
        CheckpointChain chain = null;
        SealKeys keys = SealKeys.none();
        Optional<Instant> newest = Optional.empty();
        try (BufferedReader lines = reader(checkpoints)) {
            head(lines.readLine(), CHECKPOINTS);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = CELLS.splitToList(line);
                switch (cells.get(0)) {
                    case "key" ->
                        keyLines.append(line.substring("key".length())).append('\n');
                    case "checkpoint" -> {
                        if (chain == null) {
                            SealKeys all = SealKeys.read(keyLines.toString(), Optional.empty());
                            keys = pem.map(all::from).orElse(all);
                            chain = new CheckpointChain(keys);
                        }
                        Checkpoint next = checkpoint(cells);
                        newest = Optional.of(next.at());
                        chain.checkpoint(next);
                    }
                    case "mark" -> {
                        if (chain == null || cells.size() != 4) {
                            throw new IllegalArgumentException(line);
                        }
                        Subject subject = Subject.parse(cells.get(1));
                        Mark mark = new Mark(Integer.parseInt(cells.get(2)), cells.get(3));
                        chain.mark(subject, mark.length(), mark.hash());
                        marks.put(subject, mark);
                    }
                    default -> throw new IllegalArgumentException(line);
                }
            }
        }
        List<Fault> faults = new ArrayList<>();
        if (chain != null) {
            faults.addAll(chain.faults());
        }
        Dockets dockets = new Dockets(marks, faults);
        try (BufferedReader lines = reader(entries)) {
            head(lines.readLine(), ENTRIES);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                dockets.take(entry(line));
            }
        }
        dockets.end();
        return new Verified(
                new Audit.Finding(
                        dockets.read.size(),
                        dockets.entries,
                        chain == null ? 0 : chain.read(),
                        dockets.beyond,
                        faults.stream().limit(MOST_FAULTS).collect(ImmutableList.toImmutableList())),
                keys,
                newest);
    }

    /** Gathers the entries of one docket after another; what is left of the marks at the end has no docket at all. */
    private static final class Dockets {
        private final ListMultimap<Subject, Mark> marks;
        private final List<Fault> faults;
        private final List<Sealed> docket = new ArrayList<>();
        private final Set<Subject> read = new HashSet<>();
        private @Nullable Subject about;
        private long entries;
        private long beyond;

        Dockets(ListMultimap<Subject, Mark> marks, List<Fault> faults) {
            this.marks = marks;
            this.faults = faults;
        }

        void take(Sealed entry) {
            if (!entry.subject().equals(about)) {
                close();
                about = entry.subject();
                if (!read.add(about)) {
                    // the marks went to the docket of that name before it: nothing would vouch for this one
                    faults.add(new Fault(about.toString(), entry.number(), Fault.Kind.INSERTED));
                }
            }
            docket.add(entry);
            entries++;
        }

        private void close() {
            Subject subject = about;
            if (subject == null) {
                return;
            }
            List<Mark> then = marks.removeAll(subject);
            int marked = then.stream().mapToInt(Mark::length).max().orElse(0);
            beyond += Math.max(0, docket.size() - marked);
            faults.addAll(Inspection.of(subject, docket, then));
            docket.clear();
            about = null;
        }

        void end() {
            close();
            marks.keySet().forEach(gone -> faults.add(new Fault(gone.toString(), 1, Fault.Kind.CUT_OFF)));
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                new ShortLines(packed(file) ? new GZIPInputStream(in) : in), StandardCharsets.UTF_8));
    }

    /** A packed file can hold a line that no memory does; none of ours is nearly so long. */
    private static final class ShortLines extends FilterInputStream {
        private static final int LONGEST = 16 << 20;

        private int length;

        ShortLines(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int offset, int most) throws IOException {
            int read = super.read(to, offset, most);
            for (int i = offset; i < offset + read; i++) {
                length = to[i] == '\n' ? 0 : length + 1;
                if (length > LONGEST) {
                    throw new IOException("a line too long");
                }
            }
            return read;
        }
    }

    private static void head(@Nullable String line, String expected) {
        if (!expected.equals(line)) {
            throw new IllegalArgumentException("should begin with " + expected);
        }
    }

    private static Checkpoint checkpoint(List<String> cells) {
        if (cells.size() != 8) {
            throw new IllegalArgumentException(String.join(" ", cells));
        }
        return new Checkpoint(
                Integer.parseInt(cells.get(1)),
                Instant.ofEpochMilli(Long.parseLong(cells.get(2))),
                cells.get(3),
                Long.parseLong(cells.get(4)),
                cells.get(5),
                cells.get(6).equals(NONE) ? Optional.empty() : Optional.of(new Signature(cells.get(6), cells.get(7))));
    }

    private static Sealed entry(String line) {
        List<String> cells = CELLS.limit(5).splitToList(line);
        if (cells.size() != 5) {
            throw new IllegalArgumentException(line);
        }
        return new Sealed(
                Subject.parse(cells.get(0)),
                Integer.parseInt(cells.get(1)),
                Instant.ofEpochMilli(Long.parseLong(cells.get(2))),
                cells.get(4),
                cells.get(3));
    }
}
