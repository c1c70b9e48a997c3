package dev.jieli.bootstrap.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jieli.bootstrap.command.Later;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar, started as a process of its own on a data directory. */
final class Packaged implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("jieli.jar", "target/jieli.jar"));
    private static final Pattern READY = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)$");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String END = "\u0004";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();
    final int port;
    final Duration untilReady;

    /** What a command that ends by itself answered. */
    record Answer(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out.isBlank() ? err : out);
        }
    }

    private Packaged(Process process) throws InterruptedException {
        long began = System.nanoTime();
        this.process = process;
        Thread reader = new Thread(this::read, "said");
        reader.setDaemon(true);
        reader.start();
        this.port = awaitReady();
        this.untilReady = Duration.ofNanos(System.nanoTime() - began);
    }

    /** A server that has said where it listens. */
    static Packaged serving(String command, Path data, String... more) throws IOException, InterruptedException {
        return serving(List.of(), command, data, more);
    }

    /** @param before what it is started by, such as {@code env} */
    static Packaged serving(List<String> before, String command, Path data, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command, "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(more));
        ProcessBuilder builder = process(arguments.toArray(String[]::new));
        builder.command().addAll(0, before);
        return new Packaged(builder.redirectErrorStream(true).start());
    }

    /** Whether there is such a program here that lets that be done. */
    static boolean can(List<String> program) {
        try {
            Process process = new ProcessBuilder(program)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Answer run(String... arguments) throws IOException, InterruptedException {
        return run(process(arguments));
    }

    /** The same, when the time of what is closed today is over. */
    static Answer runLater(String... arguments) throws IOException, InterruptedException {
        return run(later(arguments));
    }

    private static Answer run(ProcessBuilder command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("jieli", ".err");
        Process process = command.redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Answer answer = new Answer(process.exitValue(), out, Files.readString(err));
        Files.delete(err);
        return answer;
    }

    /** A command that is killed as soon as it has said this. */
    static void killedWhen(String said, String... arguments) throws IOException, InterruptedException {
        killedWhen(said, process(arguments));
    }

    /** The same, as it will be when the time of what is closed today is over. */
    static void killedLaterWhen(String said, String... arguments) throws IOException, InterruptedException {
        killedWhen(said, later(arguments));
    }

    private static void killedWhen(String said, ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        StringBuilder all = new StringBuilder();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null && !line.contains(said)) {
                all.append(line).append('\n');
                line = in.readLine();
            }
            assertThat(line).as(all.toString()).isNotNull();
            process.destroyForcibly();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A command under way, for whoever wants to kill it; what it says goes nowhere. */
    static Process begun(String... arguments) throws IOException {
        return process(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessBuilder process(String... arguments) {
        return process(List.of("-jar", JAR.toString()), arguments);
    }

    private static ProcessBuilder later(String... arguments) {
        String tests =
                Later.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        return process(List.of("-cp", JAR + File.pathSeparator + tests, Later.class.getName()), arguments);
    }

    private static ProcessBuilder process(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            lines.add(String.valueOf(gone.getMessage()));
        } finally {
            lines.add(END);
        }
    }

    /** The last thing that it says when it is ready is how to stop it. */
    private int awaitReady() throws InterruptedException {
        int listening = 0;
        while (true) {
            String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not start: " + said);
            }
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                listening = Integer.parseInt(ready.group(1));
            }
            if (line.contains("Ctrl-C")) {
                return listening;
            }
        }
    }

    /** What it has said so far. */
    String said() {
        lines.drainTo(said);
        return String.join("\n", said);
    }

    /** The password that the demonstration drew for this start. */
    String demoPassword() {
        Matcher told = Pattern.compile("密码都是 (\\S+)").matcher(said());
        assertThat(told.find()).isTrue();
        return told.group(1);
    }

    /** As Ctrl-C stops it. */
    int interrupt() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        return end();
    }

    /** As a service manager stops it. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** As nothing should: kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Waits for it to end by itself. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
