package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** Runs the small programs around the server, in an environment that cannot change what they do. */
final class Shell {
    private Shell() {}

    record Outcome(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    /** Both outputs together; waits for the end. */
    static Outcome run(List<String> command) throws IOException {
        return run(command, "");
    }

    /** As {@link #run(List)}, with something short to read. */
    static Outcome run(List<String> command, String input) throws IOException {
        Process process = prepared(command).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException endedAlready) {
            // its output says why
        }
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Outcome(Waiting.forEnd(process), output.strip());
    }

    /** As {@link #run}, where a program that is not there is only one more way to fail. */
    static boolean succeeds(String... command) {
        try {
            return run(List.of(command)).ok();
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Whether a program of this name can be started. */
    static boolean isThere(String program) {
        return succeeds("sh", "-c", "command -v " + program);
    }

    /**
     * Nothing of the caller's environment but what finds programs: a PGOPTIONS would change the server, an
     * LD_LIBRARY_PATH would win over the libraries that it brings, a locale would translate what is read from it.
     */
    static ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LC_ALL", "C");
        return builder;
    }
}
