package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM that starts the embedded server, and can be killed. */
final class Child implements AutoCloseable {
    /** Below what is given as home: a name as people in an office choose it. */
    static final String AWKWARD = "县 信访局/接力 数据 'x'";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        Thread reader = new Thread(() -> {
            try (BufferedReader output = process.inputReader(UTF_8)) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add(e.toString());
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(Path home, String... more) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), Map.of(), home, more);
    }

    /** @param more {@code awkward}, {@code writing}, {@code hook}, {@code cache=DIRECTORY} */
    static Child start(
            List<String> prefix, String classPath, Map<String, String> environment, Path home, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath,
                Child.class.getName(),
                home.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** The next line that it prints; fails when none comes. */
    String line() throws InterruptedException {
        String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("The other JVM said nothing more; alive: " + process.isAlive());
        }
        return line;
    }

    /** The server's process id. */
    long ready() throws InterruptedException {
        String line = line();
        if (!line.startsWith("ready ")) {
            throw new AssertionError(line + "\n" + String.join("\n", rest()));
        }
        return Long.parseLong(line.substring("ready ".length()));
    }

    /** What was printed and not read yet, after the end. */
    List<String> rest() throws InterruptedException {
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        TimeUnit.MILLISECONDS.sleep(100);
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        return rest;
    }

    Process process() {
        return process;
    }

    /** As {@code kill -9}: no hook runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end by itself. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> modes = List.of(arguments).subList(1, arguments.length);
        Path home = Path.of(arguments[0]);
        if (modes.contains("awkward")) {
            home = home.resolve(AWKWARD);
        }
        Options options = Options.standard();
        for (String mode : modes) {
            if (mode.startsWith("cache=")) {
                options = options.engineIn(Path.of(mode.substring("cache=".length())));
            }
        }
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        EmbeddedPostgres server;
        try {
            server = EmbeddedPostgres.start(home, options);
        } catch (CannotStart e) {
            out.println(e.reason() + ": " + e.getMessage());
            return;
        }
        server.ensureDatabase("jieli");
        if (modes.contains("hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(500);
                    out.println("still there: " + EmbeddedPostgresTest.ask(server, "SELECT 1"));
                } catch (SQLException | InterruptedException e) {
                    out.println(e);
                }
            }));
        }
        out.println("ready " + server.pid());
        if (modes.contains("writing")) {
            write(server, out);
        }
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        server.close();
    }

    private static void write(EmbeddedPostgres server, PrintStream out) throws SQLException {
        try (Connection connection = server.connect("jieli");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written (id int PRIMARY KEY)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO written VALUES (?)")) {
                for (int id = 1; ; id++) {
                    insert.setInt(1, id);
                    insert.execute();
                    out.println(id);
                }
            }
        }
    }
}
