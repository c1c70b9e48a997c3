package dev.jieli.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.domain.statute.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path home;

    @Test
    void data_lie_where_they_were_said_to() {
        assertThat(Place.home(Optional.of(Path.of("/srv/a")), false, Map.of("JIELI_DATA", "/srv/b")))
                .isEqualTo(Path.of("/srv/a"));
        assertThat(Place.home(Optional.empty(), false, Map.of("JIELI_DATA", "/srv/b", "XDG_DATA_HOME", "/srv/c")))
                .isEqualTo(Path.of("/srv/b"));
        assertThat(Place.home(Optional.empty(), false, Map.of("XDG_DATA_HOME", "/srv/c")))
                .isEqualTo(Path.of("/srv/c/jieli"));
    }

    @Test
    void the_demonstration_lies_beside_the_real_data_and_never_in_them() {
        assertThat(Place.home(Optional.empty(), true, Map.of("JIELI_DATA", "/srv/b")))
                .isEqualTo(Path.of("/srv/b-demo"));
        assertThat(Place.home(Optional.empty(), true, Map.of("XDG_DATA_HOME", "/srv/c")))
                .isEqualTo(Path.of("/srv/c/jieli-demo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 14, 19, 20})
    void a_server_that_is_too_old_or_too_new_is_refused_with_those_that_are_not(int server) {
        assertThatThrownBy(() -> Wiring.refuseUnknown(server)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo("DATABASE_VERSION");
            assertThat(refused.in(Language.ZH)).contains("PostgreSQL " + server, "15 至 18");
            assertThat(refused.in(Language.EN)).contains("PostgreSQL " + server, "15 to 18");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void the_servers_in_between_are_not_refused(int server) {
        assertThatCode(() -> Wiring.refuseUnknown(server)).doesNotThrowAnyException();
    }

    @Test
    void a_password_is_not_told_with_the_database() {
        assertThat(new Place.Database("jdbc:postgresql://host/db", "user", "secret").toString())
                .doesNotContain("secret");
    }

    @Test
    void keys_are_drawn_once_and_nobody_else_can_read_them() throws IOException {
        Keys drawn = Keys.in(home, random);
        Keys again = Keys.in(home, random);

        assertThat(drawn.fresh()).isTrue();
        assertThat(again.fresh()).isFalse();
        assertThat(again.byName().get("k1"))
                .hasSize(16)
                .isEqualTo(drawn.byName().get("k1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Keys.file(home))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_last_key_is_the_one_to_write_with_and_earlier_ones_stay_readable() throws IOException {
        Files.writeString(
                Keys.file(home),
                "# keys\nk1 = 00112233445566778899aabbccddeeff\n\nk2 = ffeeddccbbaa99887766554433221100\n");

        Keys keys = Keys.in(home, random);

        assertThat(keys.current()).isEqualTo("k2");
        assertThat(keys.byName()).containsOnlyKeys("k1", "k2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# keys\n",
                "k1",
                "k1 = ",
                "k1 = not hexadecimal\n",
                "k1 = 00112233445566778899aabbccddee",
                "k1 = 00112233445566778899aabbccddeeff\nk2 = ffee"
            })
    void a_damaged_key_file_is_refused_before_anything_is_written_and_not_replaced(String content) throws IOException {
        Files.writeString(Keys.file(home), content);

        assertThatThrownBy(() -> Keys.in(home, random)).isInstanceOf(Refused.class);
        assertThat(Keys.file(home)).hasContent(content);
        Files.writeString(home.resolve("seal-keys"), content);
        assertThatThrownBy(() -> SealFile.of(home, Map.of()).keys(random, Instant.EPOCH))
                .isInstanceOf(Refused.class);
        assertThat(home.resolve("seal-keys")).hasContent(content);
    }

    @Test
    void what_a_kill_left_of_a_file_is_not_taken_for_it_and_stands_in_nobodys_way() throws IOException {
        Files.writeString(home.resolve("keys.new"), "k1 = 0011");

        Keys drawn = Keys.in(home, random);
        Keys next = drawn.withAnother(home, random);

        assertThat(next.current()).isEqualTo("k2");
        assertThat(Keys.in(home, random).byName()).containsOnlyKeys("k1", "k2");
        assertThat(next.withoutEarlier(home).byName()).containsOnlyKeys("k2");
        assertThat(Keys.in(home, random).byName()).containsOnlyKeys("k2");
        assertThat(home.resolve("keys.new")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Keys.file(home))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_directory_that_is_ours_is_shut_to_others_and_one_that_is_not_is_left_alone() throws IOException {
        Path fresh = home.resolve("fresh");
        Wiring.makeHome(fresh);
        assertThat(permissions(fresh)).isEqualTo("rwx------");

        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxrwxr-x"));
        Wiring.makeHome(fresh);
        assertThat(permissions(fresh)).isEqualTo("rwx--x--x");

        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(fresh.resolve("letter.txt"), "somebody's");
        Wiring.makeHome(fresh);
        assertThat(permissions(fresh)).isEqualTo("rwxr-xr-x");
        Keys.in(fresh, random);
        Wiring.makeHome(fresh);
        assertThat(permissions(fresh)).isEqualTo("rwx--x--x");
    }

    private static String permissions(Path directory) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }

    @Test
    void ids_grow_with_time() {
        Instant early = Instant.parse("2026-03-02T01:00:00Z");
        UUID first = Ids.at(early, new Random(1));
        UUID second = Ids.at(early.plusMillis(1), new Random(0));

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(early.toEpochMilli());
    }
}
