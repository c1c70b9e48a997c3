package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
    private static final Duration FOR_A_STOP = Duration.ofSeconds(60);
    private static final Duration FOR_BACKENDS = Duration.ofSeconds(5);

    private Leftover() {}

    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Whether the cluster was not stopped cleanly. */
    static boolean in(Path data) {
        return Files.exists(pidFile(data));
    }

    /** Ends what still runs, then clears the way. Only for the holder of the home's lock. */
    static void end(Path data) throws IOException {
        long postmaster = recorded(pidFile(data));
        if (worksIn(data, postmaster)) {
            Shell.run(List.of("kill", "-INT", Long.toString(postmaster)));
            if (!Waiting.until(() -> !worksIn(data, postmaster), FOR_A_STOP)) {
                throw new CannotStart(CannotStart.Reason.STILL_RUNNING, data, postmaster);
            }
        }
        // The children of a killed postmaster end by themselves, a busy one only when asked.
        if (!Waiting.until(() -> workersIn(data).isEmpty(), FOR_BACKENDS)) {
            for (long pid : workersIn(data)) {
                Shell.run(List.of("kill", "-TERM", Long.toString(pid)));
            }
            if (!Waiting.until(() -> workersIn(data).isEmpty(), FOR_A_STOP)) {
                String pids = workersIn(data).stream().map(String::valueOf).collect(Collectors.joining(", "));
                throw new CannotStart(CannotStart.Reason.STILL_RUNNING, data, pids);
            }
        }
        Files.deleteIfExists(pidFile(data));
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
