package dev.jieli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jieli.postgres.CannotStart.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

class EngineTest {
    @AutoClose
    private final ThrowawayHome throwaway = ThrowawayHome.make();

    private final Path home = throwaway.path();

    @Test
    void two_programs_that_unpack_at_once_get_one_whole_engine_in_spite_of_an_earlier_half() throws Exception {
        Path cache = home.resolve("cache");
        Path half = cache.resolve("engine-18.6.0-" + Engine.platform() + ".tmp/bin");
        Files.createDirectories(half);
        Files.writeString(half.resolve("postgres"), "half a progr");
        try (Child one = Child.start(home.resolve("one"), "cache=" + cache);
                Child other = Child.start(home.resolve("other"), "cache=" + cache)) {
            assertThat(one.ready()).isNotEqualTo(other.ready());
        }
        assertThat(namesIn(cache)).containsExactlyInAnyOrder("engine-18.6.0-" + Engine.platform(), "engine.lock");
    }

    @Test
    void a_home_keeps_its_own_engine_and_not_the_one_of_last_year() throws Exception {
        Made.engineIn(home);
        Files.createDirectories(home.resolve("engine-17.1.0-" + Engine.platform() + "/bin"));
        EmbeddedPostgres.start(home).close();
        assertThat(namesIn(home))
                .containsExactlyInAnyOrder(
                        "data",
                        "engine-18.6.0-" + Engine.platform(),
                        "engine.lock",
                        "jvm.lock",
                        "password",
                        "postgres.log");
    }

    /** Of what is inside the archive no bill of materials tells. */
    @Test
    void the_libraries_that_the_archive_brings_stand_on_the_page_of_advisories() throws IOException {
        Pattern library = Pattern.compile("(?:\\./)?lib/(lib[^/]+?)\\.so(?:\\.[0-9.]+)?");
        Set<String> brought = new TreeSet<>();
        try (InputStream packed = Engine.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            assumeTrue(packed != null, "the page is that of linux-x86_64");
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Matcher found = library.matcher(entry.getName());
                if (found.matches()) {
                    brought.add(found.group(1));
                }
            }
        }
        Pattern comma = Pattern.compile(", ");

        assertThat(Files.readAllLines(Path.of("../../docs/advisories.md")).stream()
                        .filter(line -> line.startsWith("| lib") && !line.startsWith("| library"))
                        .map(line -> line.substring(2, line.indexOf(" |", 2)))
                        .flatMap(comma::splitAsStream))
                .containsExactlyInAnyOrderElementsOf(brought);
    }

    @Test
    void a_platform_without_programs_is_told() {
        String hardware = System.setProperty("os.arch", "loongarch64");
        try {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(home))
                    .satisfies(refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.NO_ENGINE);
                        assertThat(refused.message(Locale.CHINESE)).contains("linux-loongarch64");
                    });
        } finally {
            System.setProperty("os.arch", hardware);
        }
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
