package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** What is sealed here others open, and the other way round. */
class KeyRingTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sm4_gcm_is_that_of_rfc_8998() { // appendix A.1
        KeyParameter key = new KeyParameter(HEX.parseHex("0123456789abcdeffedcba9876543210"));
        byte[] nonce = HEX.parseHex("00001234567800000000abcd");
        byte[] bound = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] open = HEX.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        String sealed = "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                + "83de3541e4c2b58177e065a9bf7b62ec";

        assertThat(HEX.formatHex(KeyRing.gcm(true, key, nonce, bound, open))).isEqualTo(sealed);
        assertThat(KeyRing.gcm(false, key, nonce, bound, HEX.parseHex(sealed))).isEqualTo(open);
    }

    /** It is reckoned from them: nothing has to be drawn, and none can be drawn twice. */
    @Test
    void a_nonce_comes_again_only_for_the_same_text_at_the_same_place_under_the_same_key() {
        UUID place = new UUID(1, 1);
        KeyRing ring = KeyRing.of("k1", new byte[16]);
        byte[] other = new byte[16];
        other[0] = 1;

        assertThat(ring.seal("paper", place, "某某")).isEqualTo(ring.seal("paper", place, "某某"));
        assertThat(Stream.of(
                                ring.seal("paper", place, "某某"),
                                ring.seal("paper", place, "某甲"),
                                ring.seal("paper", new UUID(1, 2), "某某"),
                                KeyRing.of("k2", new byte[16]).seal("paper", place, "某某"),
                                KeyRing.of("k1", other).seal("paper", place, "某某"))
                        .map(whole -> HEX.formatHex(whole, 0, 12)))
                .doesNotHaveDuplicates();
    }

    /** A paper and its issued file have one id, and one key. */
    @Test
    void what_was_sealed_in_one_table_does_not_open_in_another() {
        KeyRing ring = KeyRing.of("k1", new byte[16]);
        UUID id = new UUID(1, 1);
        byte[] sealed = ring.seal("paper", id, "某某");

        assertThat(ring.open("paper", id, "k1", sealed)).isEqualTo("某某");
        assertThatIllegalStateException().isThrownBy(() -> ring.open("issued_paper", id, "k1", sealed));
        assertThatIllegalStateException().isThrownBy(() -> ring.open("paper", new UUID(1, 2), "k1", sealed));
    }

    @Test
    void what_was_sealed_before_tables_were_named_in_it_opens_still() {
        byte[] nonce = new byte[12];
        UUID id = new UUID(1, 1);
        byte[] rest = KeyRing.gcm(
                true, new KeyParameter(new byte[16]), nonce, (id + " k1").getBytes(UTF_8), "某某".getBytes(UTF_8));
        byte[] earlier = Arrays.copyOf(nonce, 12 + rest.length);
        System.arraycopy(rest, 0, earlier, 12, rest.length);

        assertThat(KeyRing.of("k1", new byte[16]).open("paper", id, "k1", earlier))
                .isEqualTo("某某");
    }
}
