package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.county.DemoCounty;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.casefile.Law;
import dev.jieli.http.site.Passwords;
import dev.jieli.testkit.InMemoryArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {
    @TempDir
    private Path folder;

    private final Archive archive = new InMemoryArchive();
    private final House house = new House(
            archive,
            Law.national(),
            InstantSource.fixed(Instant.parse("2026-11-22T01:00:00Z")),
            UUID::randomUUID,
            new SecureRandom(),
            () -> {});

    @Test
    void the_county_is_founded_once_and_opens_with_the_password_of_the_latest_start() throws Exception {
        Path home = folder.resolve("demo");
        List<String> said = new ArrayList<>();
        Demonstration first = new Demonstration(home);
        first.prepare();
        first.found(house, (zh, en) -> said.add(zh), "the first one");
        assertThat(said).first().asString().contains("武义县");
        assertThat(said).last().asString().contains("1200 件");
        Audit.Finding founded = archive.audit().verify(entries -> {});

        said.clear();
        Demonstration second = new Demonstration(home);
        second.prepare();
        second.found(house, (zh, en) -> said.add(zh), "the second one");

        assertThat(said).isEmpty();
        assertThat(archive.audit().verify(entries -> {}).entries()).isEqualTo(founded.entries());
        assertThat(founded.faults()).isEmpty();
        List<String> kept = Demonstration.people().stream()
                .map(DemoCounty.Person::name)
                .map(name ->
                        archive.accounts().named(name).orElseThrow().password().kept())
                .distinct()
                .toList();
        assertThat(kept).hasSize(1);
        assertThat(new Passwords(1).matches("the second one", kept.get(0))).contains(true);
        assertThat(new Passwords(1).matches("the first one", kept.get(0))).contains(false);
        assertThatThrownBy(second::refuse)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.reason()).isEqualTo("A_DEMONSTRATION"));
    }

    @Test
    void what_is_not_the_demonstrations_is_left_alone_and_what_broke_off_begun_again() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.writeString(real.resolve("keys"), "k1 = 00");
        assertThatThrownBy(new Demonstration(real)::prepare).isInstanceOf(Refused.class);
        assertThat(real.resolve("keys")).hasContent("k1 = 00");

        Path home = folder.resolve("demo");
        new Demonstration(home).prepare();
        Path half = Files.createDirectory(home.resolve("postgres"));
        Files.writeString(half.resolve("half"), "done");
        new Demonstration(home).prepare();
        assertThat(half).doesNotExist();
    }
}
