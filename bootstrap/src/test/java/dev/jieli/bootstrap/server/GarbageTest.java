package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.published.SealKeys;
import dev.jieli.bootstrap.wiring.Keys;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.SealFile;
import dev.jieli.domain.statute.Language;
import dev.jieli.http.site.Settings;
import dev.jieli.testkit.InMemoryArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The files in the data directory, whatever stands in them: they are followed, or the start is refused with their name. */
class GarbageTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Map<String, String> GOOD = Map.of(
            "sign-in",
            """
            # 登录
            password.shortest = 14
            password.kinds = 3
            idle.minutes = 20
            second-factor = everybody
            address = https://xinfang.example
            provider.issuer = https://sso.example
            provider.client = jieli
            provider.secret = a secret
            """,
            "retention",
            """
            decided.years = 30
            other.years = 10
            receipts.days = 30
            """,
            "listeners",
            """
            province https://listener.example/feed 0123456789012345678901234567 jieli_token
            city http://127.0.0.1:1/ 0123456789012345678901234567
            """,
            "syslog",
            """
            one tls://log.example:6514
            two udp://127.0.0.1:514
            """,
            "keys",
            """
            # keys
            k1 = 000102030405060708090a0b0c0d0e0f
            k2 = 100102030405060708090a0b0c0d0e0f
            """,
            "seal-keys",
            SealKeys.none().next(NOW, RANDOM).next(NOW, RANDOM).text());
    private static final List<String> WORDS = List.of(
            "",
            "=",
            "0",
            "-1",
            "99999999999999999999",
            "http://",
            "https://[::1",
            "https://a b",
            "tls://x:99999999",
            "udp://:514",
            "\uFEFF",
            "甲",
            "#",
            "x".repeat(5_000),
            "password.shortest = 14",
            "k1");

    private static Path home = Path.of("");

    @BeforeContainer
    static void folder() throws IOException {
        home = Files.createTempDirectory("garbage");
    }

    @AfterContainer
    static void away() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void read(String name, byte[] bytes) throws IOException {
        Path file = Files.write(home.resolve(name), bytes);
        try {
            switch (name) {
                case "sign-in" -> SignInFile.read(file, Settings.local(0));
                case "retention" -> RetentionFile.in(home);
                case "listeners" -> new Relays(new InMemoryArchive(), Relays.read(file), "office", () -> NOW).close();
                case "syslog" -> Relays.logServers(file, new InMemoryArchive().feed(), "office", () -> NOW);
                case "keys" -> Keys.in(home, RANDOM).current();
                default -> SealFile.of(home, Map.of()).keys(RANDOM, NOW);
            }
        } catch (Refused refused) {
            assertThat(refused.in(Language.ZH)).contains(name);
            assertThat(refused.in(Language.EN)).contains(name);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Property
    void any_of_the_files_with_some_bytes_changed(@ForAll Random random) throws IOException {
        String name = one(GOOD.keySet().stream().sorted().toList(), random);
        byte[] bytes = GOOD.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        read(name, random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
    }

    @Property
    void any_of_the_files_with_a_word_in_anothers_place(@ForAll Random random) throws IOException {
        String name = one(GOOD.keySet().stream().sorted().toList(), random);
        String[] words = GOOD.getOrDefault(name, "").split("(?<=[ \n])", -1);
        for (int i = random.nextInt(2); i >= 0; i--) {
            String word = random.nextInt(3) == 0 ? one(List.of(words), random) : one(WORDS, random);
            words[random.nextInt(words.length)] = word + (random.nextInt(4) == 0 ? "\n" : " ");
        }
        read(name, String.join("", words).getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
