package dev.jieli.domain.tenure;

import static dev.jieli.domain.Given.DAY;
import static dev.jieli.domain.Who.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Who;
import dev.jieli.domain.organization.PostId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncumbencyTest {

    private final Incumbency sitting = new Incumbency(
            HANDLER.id(), HANDLER.official(), new PostId(Who.uuid("post")), DAY, false, Optional.empty());

    @Test
    void it_covers_its_first_and_its_last_day() {
        Incumbency ended = sitting.ended(DAY.plusDays(30));

        assertThat(sitting.sits()).isTrue();
        assertThat(ended.sits()).isFalse();
        assertThat(sitting.covers(DAY.minusDays(1))).isFalse();
        assertThat(sitting.covers(DAY)).isTrue();
        assertThat(sitting.covers(DAY.plusYears(9))).isTrue();
        assertThat(ended.covers(DAY.plusDays(30))).isTrue();
        assertThat(ended.covers(DAY.plusDays(31))).isFalse();
    }
}
