package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server that was not stopped leaves behind. Its {@code postmaster.pid} alone says little: the process id may be a
 * zombie's or, after a reboot, a stranger's, and PostgreSQL would then refuse to start for ever. What counts is which
 * process really works in the data directory.
 */
final class Leftover {
    private static final Path PROC = Path.of("/proc");
    /** After the cluster's identifier (8 bytes) and two version numbers; the same in 15 to 18. */
    private static final int STATE_IN_CONTROL_FILE = 16;

    private static final int SHUT_DOWN = 1;

    private static final Duration FOR_A_KILL = Duration.ofSeconds(10);

    private Leftover() {}

    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Whether the cluster was not stopped cleanly, or not at all. */
    static boolean in(Path data) throws IOException {
        if (Files.exists(pidFile(data))) {
            return true;
        }
        try (InputStream control = Files.newInputStream(data.resolve("global/pg_control"))) {
            ByteBuffer start = ByteBuffer.wrap(control.readNBytes(20)).order(ByteOrder.nativeOrder());
            return start.getInt(STATE_IN_CONTROL_FILE) != SHUT_DOWN;
        }
    }

    /**
     * Ends what still runs, asking harder each time the patience is at its end, then clears the way. Only for the holder
     * of the home's lock.
     */
    static void end(Path data, Duration patience) throws IOException {
        long postmaster = recorded(pidFile(data));
        if (worksIn(data, postmaster)) {
            signal("INT", List.of(postmaster));
            if (!Waiting.until(() -> !worksIn(data, postmaster), patience)) {
                signal("QUIT", List.of(postmaster));
            }
            if (!Waiting.until(() -> !worksIn(data, postmaster), patience)) {
                signal("KILL", List.of(postmaster));
            }
        }
        // The children of a killed postmaster end by themselves, but not in the middle of something.
        for (String harder : List.of("TERM", "KILL")) {
            if (!Waiting.until(() -> workersIn(data).isEmpty(), patience)) {
                signal(harder, workersIn(data));
            }
        }
        if (!Waiting.until(() -> workersIn(data).isEmpty(), FOR_A_KILL)) {
            String pids = workersIn(data).stream().map(String::valueOf).collect(Collectors.joining(", "));
            throw new CannotStart(CannotStart.Reason.STILL_RUNNING, data, pids);
        }
        Files.deleteIfExists(pidFile(data));
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        for (long pid : processes) {
            Shell.run(List.of("kill", "-" + name, Long.toString(pid)));
        }
    }

    /** The first line of a postmaster.pid; 0 where none can be read. */
    static long recorded(Path pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(pidFile, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).orElse(0L);
        } catch (java.nio.file.NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    private static List<Long> workersIn(Path data) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return List.of();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(pid -> worksIn(data, pid))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean worksIn(Path data, long pid) {
        if (pid <= 0) {
            return false;
        }
        Path process = PROC.resolve(Long.toString(pid));
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().commandLine())
                    .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                    .isPresent();
        }
        try {
            if (!Files.readString(process.resolve("comm"), UTF_8).startsWith("postgres")) {
                return false;
            }
            try {
                return Files.readSymbolicLink(process.resolve("cwd")).equals(data);
            } catch (AccessDeniedException e) {
                String commandLine = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
                return commandLine.contains("\0" + data + "\0");
            }
        } catch (IOException e) {
            return false; // gone, or a zombie: it has no working directory any more
        }
    }
}
