package dev.jieli.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void a_damaged_key_file_is_refused_and_not_replaced() throws IOException {
        Files.writeString(Keys.file(home), "k1 = not hexadecimal\n");

        assertThatThrownBy(() -> Keys.in(home, random)).isInstanceOf(Refused.class);
        assertThat(Keys.file(home)).hasContent("k1 = not hexadecimal\n");
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
