package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.published.SealKeys;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the record as they come from elsewhere, whatever was done to them: whole, or told why not; never a fault. */
class GarbageTest {
    private static Path folder = Path.of("");
    private static Path checkpoints = folder;
    private static Path entries = folder;
    private static Path packed = folder;
    private static Path pem = folder;

    @BeforeContainer
    static void write() throws IOException {
        folder = Files.createTempDirectory("garbage");
        checkpoints = folder.resolve("checkpoints.txt");
        entries = folder.resolve("entries.txt");
        packed = folder.resolve("entries.txt.gz");
        SealKeys keys = SealKeys.none().next(Instant.parse("2020-01-01T00:00:00Z"), new SecureRandom());
        InMemoryArchive archive = new InMemoryArchive(keys);
        Given given = Given.an_office(archive);
        given.accepted();
        archive.audit().checkpoint(given.now());
        RecordFiles.write(archive.audit(), checkpoints, Optional.of(entries));
        RecordFiles.write(archive.audit(), checkpoints, Optional.of(packed));
        pem = Files.writeString(folder.resolve("key.pem"), keys.pem());
    }

    @AfterContainer
    static void away() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void verify(Path checkpoints, Path entries, Path pem) {
        Called called = Called.jieli(
                "verify",
                "--checkpoint",
                checkpoints.toString(),
                "--entries",
                entries.toString(),
                "--key",
                pem.toString());
        assertThat(called.code()).as(called.err()).isIn(0, 1);
        assertThat(called.code() == 1).as(called.out()).isEqualTo(!called.err().isBlank());
        assertThat(called.err()).doesNotContain("Exception");
    }

    @Property
    void any_of_the_files_with_some_bytes_changed(@ForAll Random random) throws IOException {
        Path good = one(List.of(checkpoints, entries, packed, pem), random);
        byte[] bytes = Files.readAllBytes(good);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        instead(good, Files.write(folder.resolve(good.equals(packed) ? "other.gz" : "other.txt"), bytes));
    }

    @Property
    void any_of_the_files_with_a_word_in_anothers_place(@ForAll Random random) throws IOException {
        Path good = one(List.of(checkpoints, entries), random);
        List<String> lines = Files.readAllLines(good);
        int at = random.nextInt(lines.size());
        String[] words = lines.get(at).split(" ", -1);
        words[random.nextInt(words.length)] =
                one(List.of("", "-", "0", "-1", "99999999999999999999", "case/x", "key", "mark", "00", "{}"), random);
        lines.set(at, String.join(" ", random.nextInt(3) == 0 ? Arrays.copyOf(words, 1) : words));
        instead(good, Files.write(folder.resolve("other.txt"), lines));
    }

    private static void instead(Path good, Path other) {
        verify(
                good.equals(checkpoints) ? other : checkpoints,
                good.equals(entries) || good.equals(packed) ? other : entries,
                good.equals(pem) ? other : pem);
    }

    @Test
    void a_small_file_that_unpacks_into_one_long_line_is_refused(@TempDir Path here) throws IOException {
        Path bomb = here.resolve("entries.txt.gz");
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            to.write("jieli-entries 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] some = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                to.write(some);
            }
        }
        Path empty = Files.writeString(here.resolve("checkpoints.txt"), "jieli-checkpoints 1\n");

        assertThat(Called.jieli("verify", "--checkpoint", empty.toString(), "--entries", bomb.toString())
                        .err())
                .contains("重新索取");
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
