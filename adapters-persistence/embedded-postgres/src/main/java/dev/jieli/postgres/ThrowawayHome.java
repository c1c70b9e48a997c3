package dev.jieli.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A home that is gone when it is closed; for {@link EmbeddedPostgres.Options#forTests}. In memory where there is room. */
public record ThrowawayHome(Path path) implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("jieli-throwaway-(\\d+)-.*");
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_MEMORY = 2L << 30;

    public static ThrowawayHome make() {
        try {
            Path parent = parent();
            removeAbandoned(parent);
            String prefix = "jieli-throwaway-" + ProcessHandle.current().pid() + "-";
            return new ThrowawayHome(Files.createTempDirectory(parent, prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it with all that is in it; the server must have been closed. */
    @Override
    public void close() {
        try {
            Trees.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parent() throws IOException {
        boolean inMemory =
                Files.isWritable(IN_MEMORY) && Files.getFileStore(IN_MEMORY).getUsableSpace() >= ENOUGH_MEMORY;
        return inMemory ? IN_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** What JVMs that were killed could not take with them. */
    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> found;
        try (Stream<Path> paths = Files.list(parent)) {
            found = paths.toList();
        }
        for (Path path : found) {
            Matcher name = NAME.matcher(path.getFileName().toString());
            if (name.matches()
                    && Files.isWritable(path)
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                try {
                    Trees.delete(path);
                } catch (DirectoryNotEmptyException e) {
                    // its server is still ending and writes: whoever comes next removes it
                }
            }
        }
    }
}
