package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // 12345678901234567890

    @Test
    void codes_are_those_of_the_standard() { // RFC 6238, appendix B, the last six digits
        assertThat(Codes.code(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Codes.code(SECRET, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
        assertThat(Codes.code(SECRET, Instant.ofEpochSecond(20_000_000_000L))).isEqualTo("353130");
    }

    @Test
    void a_code_is_good_for_its_half_minute_and_the_next_one_to_it_and_once() {
        Instant at = Instant.ofEpochSecond(1_800_000_000);
        String code = Codes.code(SECRET, at);
        assertThat(Codes.step(SECRET, code, 0, at)).hasValue(60_000_000);
        assertThat(Codes.step(SECRET, code, 0, at.plusSeconds(59))).hasValue(60_000_000);
        assertThat(Codes.step(SECRET, code, 0, at.plusSeconds(60))).isEmpty();
        assertThat(Codes.step(SECRET, code, 0, at.minusSeconds(31))).isEmpty();
        assertThat(Codes.step(SECRET, code, 60_000_000, at)).isEmpty();
    }
}
