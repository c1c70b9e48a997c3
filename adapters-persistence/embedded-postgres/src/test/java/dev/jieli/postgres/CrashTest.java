package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever dies, and however: no server stays behind, and the next start needs no hand. */
class CrashTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @AutoClose
    private final ThrowawayHome throwaway = ThrowawayHome.make();

    private final Path home = throwaway.path();

    private final List<Progress> steps = new ArrayList<>();
    private Options options = Options.standard();
    private String cache = "";

    @BeforeEach
    void a_cluster() throws Exception {
        Made.clusterIn(home);
        cache = "cache=" + Engine.userCache();
        options = Options.standard().engineIn(Engine.userCache()).reporting(steps::add);
    }

    @Test
    void a_killed_server_is_noticed_and_recovers_at_the_next_start() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            EmbeddedPostgresTest.execute(server, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
            signal("KILL", server.pid());
            assertThat(server.ended()).succeedsWithin(LONG);
        }
        steps.clear();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThat(EmbeddedPostgresTest.ask(server, "SELECT id FROM kept")).isEqualTo("7");
        }
        assertThat(steps).containsExactly(Progress.RECOVERING, Progress.STARTING, Progress.READY);
    }

    @Test
    void when_the_program_is_killed_the_server_ends_by_itself_and_cleanly() throws Exception {
        Child child = Child.start(home, cache);
        child.ready();
        child.kill();
        assertThat(Waiting.until(() -> Files.notExists(Leftover.pidFile(home.resolve("data"))), LONG))
                .isTrue();
        // it says so after it has put its file away
        assertThat(Waiting.until(
                        () -> content(home.resolve("postgres.log")).endsWith("database system is shut down\n"), LONG))
                .as(content(home.resolve("postgres.log")))
                .isTrue();
        steps.clear();
        EmbeddedPostgres.start(home, options).close();
        assertThat(steps).containsExactly(Progress.STARTING, Progress.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "program and server"})
    void no_acknowledged_commit_is_lost_when_killed_while_writing(String killed) throws Exception {
        Child child = Child.start(home, cache, "writing");
        long pid = child.ready();
        for (int id = 1; id <= 200; id++) {
            assertThat(child.line()).isEqualTo("" + id);
        }
        if (killed.contains("server")) {
            signal("KILL", pid);
        }
        child.kill();
        // At once, while the other server may still be stopping.
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            long acknowledged = 200
                    + child.rest().stream().filter(line -> line.matches("\\d+")).count();
            assertThat(EmbeddedPostgresTest.ask(server, "SELECT max(id) = count(*) FROM written"))
                    .isEqualTo("t");
            assertThat(Long.parseLong(EmbeddedPostgresTest.ask(server, "SELECT count(*) FROM written")))
                    .isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void a_server_without_watchdog_or_program_is_stopped_and_replaced() throws Exception {
        Child child = Child.start(home, cache);
        long orphan = child.ready();
        List<ProcessHandle> watchdogs = watchdogsOf(child);
        assertThat(watchdogs).hasSize(2);
        watchdogs.forEach(ProcessHandle::destroyForcibly);
        assertThat(Waiting.until(() -> watchdogs.stream().noneMatch(shell -> isRunning(shell.pid())), LONG))
                .isTrue();
        child.kill();
        assertThat(isRunning(orphan)).isTrue();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(isRunning(orphan)).isFalse();
        }
    }

    @Test
    void a_server_that_cannot_stop_cleanly_is_stopped_all_the_same() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options, null, Duration.ofSeconds(1))) {
            EmbeddedPostgresTest.execute(server, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
            signal("STOP", childOf(server.pid(), "checkpointer"));
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home, options)) {
            assertThat(EmbeddedPostgresTest.ask(server, "SELECT id FROM kept")).isEqualTo("7");
        }
        assertThat(steps).contains(Progress.RECOVERING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_left_over_and_hangs_is_killed(boolean postmasterToo) throws Exception {
        Child child = Child.start(home, cache);
        long pid = child.ready();
        watchdogsOf(child).forEach(ProcessHandle::destroyForcibly);
        signal("STOP", childOf(pid, "background writer"));
        signal(postmasterToo ? "STOP" : "KILL", pid);
        child.kill();
        EmbeddedPostgres.start(home, options, null, Duration.ofMillis(300)).close();
        assertThat(steps).contains(Progress.RECOVERING);
        assertThat(isRunning(pid)).isFalse();
    }

    @Test
    void a_process_id_that_belongs_to_somebody_else_by_now_is_not_believed() throws Exception {
        EmbeddedPostgres other = TestPostgres.shared().server();
        for (long pid : List.of(ProcessHandle.current().pid(), other.pid(), 1L)) {
            pidFile(Long.toString(pid));
            EmbeddedPostgres.start(home, options).close();
        }
        assertThat(ProcessHandle.of(other.pid()).orElseThrow().isAlive()).isTrue();
        TestPostgres.shared().freshDatabase();
    }

    @Test
    void neither_a_zombie_nor_an_empty_file_is_a_running_server() throws Exception {
        // A parent that never asks after its child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
        try {
            String zombie = parent.inputReader().readLine();
            assertThat(Waiting.until(() -> said(parent.pid(), "comm").equals("sleep\n"), LONG))
                    .isTrue();
            signal("KILL", Long.parseLong(zombie));
            assertThat(Waiting.until(() -> said(Long.parseLong(zombie), "stat").contains(") Z "), LONG))
                    .isTrue();
            pidFile(zombie);
            EmbeddedPostgres.start(home, options).close();
        } finally {
            parent.destroyForcibly();
        }
        Files.writeString(Leftover.pidFile(home.resolve("data")), "");
        EmbeddedPostgres.start(home, options).close();
    }

    @Test
    void ctrl_c_stops_the_program_first_and_the_server_after_it() throws Exception {
        // Away from this JVM's own process group, as a terminal gives every command one of its own, and heeding the
        // signal, which a build that was itself started in the background would have it ignore.
        Child child = Child.start(
                List.of("setsid", "env", "--default-signal=INT"),
                System.getProperty("java.class.path"),
                java.util.Map.of(),
                home,
                cache,
                "hook");
        child.ready();
        Shell.run(List.of("kill", "-INT", "--", "-" + child.process().pid()));
        assertThat(child.rest()).contains("still there: 1");
        assertThat(Waiting.until(() -> Files.notExists(Leftover.pidFile(home.resolve("data"))), LONG))
                .isTrue();
    }

    /** As a server leaves it that was not stopped. */
    private void pidFile(String pid) throws IOException {
        Path data = home.resolve("data");
        Files.writeString(Leftover.pidFile(data), """
                %s
                %s
                1795300000
                5432

                127.0.0.1
                        1         0
                ready
                """.formatted(pid, data));
    }

    /** The part of the shell that listens, first, for it is told when the other ends; then the shell. */
    private static List<ProcessHandle> watchdogsOf(Child child) {
        return child.process()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("sh"))
                .sorted(Comparator.comparing(process -> process.children().count()))
                .toList();
    }

    /** A process gives itself its title a little after it was made. */
    private static long childOf(long postmaster, String title) {
        assertThat(Waiting.until(() -> childrenOf(postmaster, title).findAny().isPresent(), LONG))
                .isTrue();
        return childrenOf(postmaster, title).findFirst().orElseThrow();
    }

    private static Stream<Long> childrenOf(long postmaster, String title) {
        return ProcessHandle.of(postmaster)
                .orElseThrow()
                .children()
                .map(ProcessHandle::pid)
                .filter(pid -> said(pid, "cmdline").contains(title));
    }

    /** A zombie has no working directory. */
    private static boolean isRunning(long pid) {
        return Files.exists(Path.of("/proc", "" + pid, "cwd"));
    }

    private static String said(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", "" + pid, file));
        } catch (IOException e) {
            return "";
        }
    }

    private static void signal(String name, long pid) throws IOException {
        assertThat(Shell.run(List.of("kill", "-" + name, Long.toString(pid))))
                .extracting(Shell.Outcome::ok)
                .isEqualTo(true);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
