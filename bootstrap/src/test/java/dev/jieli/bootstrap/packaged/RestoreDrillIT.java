package dev.jieli.bootstrap.packaged;

import static dev.jieli.bootstrap.packaged.Visitor.act;
import static dev.jieli.bootstrap.packaged.Visitor.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 恢复演练: backed up while others write, put back elsewhere, and killed on the way: a half backup is never taken for a whole one,
 * and what was restored by half never starts. {@code -Djieli.kill.rounds=10} is the long form.
 */
class RestoreDrillIT {
    private static final int ROUNDS = Integer.getInteger("jieli.kill.rounds", 1);
    private static final int LONGEST_MILLIS = 4_000;
    private static final int ATTEMPTS = 6;
    private static final String STRICT = "second-factor = EVERYBODY\n";

    @TempDir
    private Path folder;

    private final Random random = new Random(11);

    @Test
    void what_was_backed_up_under_way_is_put_back_whole_or_not_at_all() throws Exception {
        Path data = folder.resolve("demo");
        Path file = folder.resolve("jieli.backup");
        Path key = folder.resolve("backup.key");
        int acknowledged;
        Others others;
        try (Packaged server = Packaged.serving("demo", data)) {
            Visitor clerk = Visitor.of(server, "clerk");
            JsonNode found = clerk.post(
                    "/api/v1/cases",
                    object().put("number", "B-1").put("channel", "VISIT").put("gist", "反映道路破损"),
                    201);
            String acts = "/api/v1/cases/" + found.get("id").asText() + "/acts";
            for (acknowledged = 1; acknowledged < 6; acknowledged++) {
                clerk.post(acts, act("note", acknowledged).put("text", "第" + acknowledged + "次"), 200);
            }
            Files.writeString(data.resolve("sign-in"), STRICT);
            others = new Others(Visitor.of(server, "clerk"));
            Packaged.Answer backup = backup(data, file, key);
            others.rest();
            assertThat(backup.code()).as(backup.err()).isZero();
            assertThat(backup.json().at("/rows/docket_entry").asInt()).isGreaterThan(10_000);
            clerk.post(acts, act("note", acknowledged).put("text", "备份之后"), 200);
            killedBackups(data, file, key);
        }
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        killedRestorations(file, key);
        Path restored = folder.resolve("restored");
        Packaged.Answer back = restore(file, key, restored);
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.json().get("whole").asBoolean()).isTrue();
        assertThat(back.json().at("/policies/0").asText()).isEqualTo("sign-in");
        assertThat(restored.resolve("sign-in"))
                .as("nobody comes back into a laxer house")
                .hasContent(STRICT);
        assertThat(restore(file, key, restored).err()).contains("NOT_EMPTY");
        Path entries = folder.resolve("entries.txt");
        Packaged.Answer copied = Packaged.run(
                "checkpoint",
                folder.resolve("checkpoints.txt").toString(),
                "--entries",
                entries.toString(),
                "--data",
                restored.toString());
        assertThat(copied.code()).as(copied.err()).isZero();
        assertThat(Files.readString(entries))
                .contains("第" + (acknowledged - 1) + "次", "\"BACK_UP\"", "\"RESTORE\"")
                .doesNotContain("备份之后");
        assertThat(others.noted.get()).as("written while it was backed up").isGreaterThan(others.first);
        assertThat(Files.readAllLines(entries).stream().filter(line -> line.startsWith("case/" + others.id + " ")))
                .as("what was acknowledged before, and of what came meanwhile as far as it goes")
                .hasSizeBetween(others.first, others.noted.get());
        Packaged.Answer well = Packaged.run("doctor", "--data", restored.toString(), "--json");
        assertThat(well.out())
                .contains("\"database\"", "\"clock\"", "\"calendar\"")
                .doesNotContain("\"ILL\"");
        assertThat(well.code()).isZero();
        try (Packaged server = Packaged.serving("serve", restored)) {
            assertThat(server.said()).contains("http://127.0.0.1:" + server.port);
        }
    }

    /** Somebody who goes on writing in one case, from before the backup until after it. */
    private static final class Others {
        private final String id;
        private final Thread writing;
        private final int first;
        private volatile boolean resting;
        private final AtomicInteger noted = new AtomicInteger(1);

        Others(Visitor clerk) throws IOException, InterruptedException {
            id = clerk.post(
                            "/api/v1/cases",
                            object().put("number", "B-2")
                                    .put("channel", "VISIT")
                                    .put("gist", "反映噪声扰民"),
                            201)
                    .get("id")
                    .asText();
            writing = new Thread(() -> write(clerk), "others");
            writing.start();
            while (noted.get() < 3 && writing.isAlive()) {
                Thread.sleep(5);
            }
            first = noted.get();
        }

        private void write(Visitor clerk) {
            try {
                while (!resting) {
                    clerk.post(
                            "/api/v1/cases/" + id + "/acts",
                            act("note", noted.get()).put("text", "其间"),
                            200);
                    noted.incrementAndGet();
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        void rest() throws InterruptedException {
            resting = true;
            writing.join();
        }
    }

    private static Packaged.Answer backup(Path data, Path file, Path key) throws Exception {
        return Packaged.run(
                "backup",
                file.toString(),
                "--with-keys",
                "--key-file",
                key.toString(),
                "--data",
                data.toString(),
                "--json");
    }

    private static Packaged.Answer restore(Path file, Path key, Path to) throws Exception {
        return Packaged.run(
                "restore", file.toString(), "--key-file", key.toString(), "--data", to.toString(), "--json");
    }

    private void killedBackups(Path data, Path whole, Path key) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path part = halfBackup(data, Files.size(whole), key, "half-" + round);
            Packaged.Answer answer = restore(part, key, folder.resolve("from-half-" + round));
            assertThat(answer.code()).as("a half backup").isEqualTo(1);
            assertThat(answer.err()).containsAnyOf("DAMAGED", "NOT_A_BACKUP", "WRONG_KEY");
            assertThat(folder.resolve("from-half-" + round)).doesNotExist();
        }
    }

    /** Killed as soon as something of it is in the file; tried again where it was faster than the blow. */
    private Path halfBackup(Path data, long wholeSize, Path key, String name) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path file = folder.resolve(name + "-" + attempt + ".backup");
            Process writing =
                    Packaged.begun("backup", file.toString(), "--key-file", key.toString(), "--data", data.toString());
            while (writing.isAlive() && size(part(file)) == 0 && !Files.exists(file)) {
                Thread.sleep(1);
            }
            kill(writing);
            if (!Files.exists(file)) {
                Path part = part(file);
                assertThat(size(part)).as("bytes of " + wholeSize).isPositive();
                if (size(part) < wholeSize * 9 / 10) {
                    return part;
                }
            }
        }
        throw new AssertionError("no backup was killed half way in " + ATTEMPTS + " attempts");
    }

    /** Where it is written until it is whole: under a name of its own beside the one it will have, which nobody has yet. */
    private static Path part(Path file) throws IOException {
        try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
            return beside.filter(other -> other.toString().startsWith(file + ".")
                            && other.toString().endsWith(".part"))
                    .findFirst()
                    .orElse(file);
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException notYet) {
            return 0;
        }
    }

    private void killedRestorations(Path file, Path key) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path to = halfRestored(file, key, "half-restored-" + round);
            for (List<String> command : ROUNDS == 1
                    ? List.of(List.of("serve", "--port", "0"))
                    : List.of(List.of("serve", "--port", "0"), List.of("verify"), List.of("backup", to + ".backup"))) {
                Packaged.Answer answer =
                        Packaged.run(Stream.concat(command.stream(), Stream.of("--data", to.toString(), "--json"))
                                .toArray(String[]::new));
                assertThat(answer.code()).isEqualTo(1);
                assertThat(answer.err()).contains("RESTORE_UNFINISHED");
            }
            if (ROUNDS > 1) {
                assertThat(restore(file, key, to).err()).contains("NOT_EMPTY");
                clear(to);
                Packaged.Answer again = restore(file, key, to);
                assertThat(again.code()).as(again.err()).isZero();
            }
        }
    }

    /** Killed some time after it has begun, and sooner where it had ended by then. */
    private Path halfRestored(Path file, Path key, String name) throws Exception {
        int within = LONGEST_MILLIS;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++, within /= 2) {
            Path to = folder.resolve(name + "-" + attempt);
            Path mark = to.resolve("restoring");
            Process restoring =
                    Packaged.begun("restore", file.toString(), "--key-file", key.toString(), "--data", to.toString());
            while (restoring.isAlive() && !Files.exists(mark)) {
                Thread.sleep(2);
            }
            boolean ended = restoring.waitFor(random.nextInt(within), TimeUnit.MILLISECONDS);
            kill(restoring);
            if (!ended && Files.exists(mark)) {
                return to;
            }
        }
        throw new AssertionError("no restoration was killed half way in " + ATTEMPTS + " attempts");
    }

    /** As nothing should. */
    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void clear(Path folder) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
                return;
            } catch (IOException databaseIsStopping) {
                Thread.sleep(100);
            }
        }
    }
}
