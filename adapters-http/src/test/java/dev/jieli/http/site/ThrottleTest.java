package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Accounts;
import dev.jieli.domain.organization.OfficialId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final String OFFICE = "192.0.2.1";

    private final Throttle throttle = new Throttle();

    private static Optional<Accounts.Account> account(int failures, Instant failedAt) {
        return Optional.of(new Accounts.Account(
                new UUID(0, 1),
                "clerk",
                new OfficialId(new UUID(0, 2)),
                "",
                false,
                false,
                failures,
                Optional.of(failedAt)));
    }

    private Duration wait(String address, Instant now) {
        return throttle.wait("clerk", Optional.empty(), address, now);
    }

    @Test
    void three_tries_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        Duration[] waits = new Duration[16];
        for (int i = 0; i < waits.length; i++) {
            throttle.failed("clerk", OFFICE, NOW);
            waits[i] = wait(OFFICE, NOW);
        }
        assertThat(waits[0]).isZero();
        assertThat(waits[1]).isZero();
        assertThat(waits[2]).isEqualTo(Duration.ofSeconds(1));
        assertThat(waits[3]).isEqualTo(Duration.ofSeconds(2));
        assertThat(waits[7]).isEqualTo(Duration.ofSeconds(32));
        assertThat(waits[15]).isEqualTo(Duration.ofMinutes(15));
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(15)))).isZero();
    }

    @Test
    void from_another_address_the_same_account_does_not_wait() {
        for (int i = 0; i < 9; i++) {
            throttle.failed("clerk", OFFICE, NOW);
        }
        assertThat(wait("198.51.100.1", NOW)).isZero();
    }

    @Test
    void a_success_begins_anew() {
        for (int i = 0; i < 5; i++) {
            throttle.failed("clerk", OFFICE, NOW);
        }
        throttle.succeeded("clerk", OFFICE);
        assertThat(wait(OFFICE, NOW)).isZero();
    }

    @Test
    void an_address_that_guesses_at_many_accounts_waits_as_a_whole_for_ten_minutes() {
        for (int i = 0; i < 49; i++) {
            throttle.failed("somebody " + i, OFFICE, NOW);
        }
        assertThat(wait(OFFICE, NOW)).isZero();
        throttle.failed("somebody else", OFFICE, NOW);
        assertThat(wait(OFFICE, NOW)).isEqualTo(Duration.ofMinutes(10));
        assertThat(wait("198.51.100.1", NOW)).isZero();
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(10)))).isZero();
        throttle.failed("clerk", OFFICE, NOW.plus(Duration.ofMinutes(11)));
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(11)))).isZero();
    }

    @Test
    void an_account_that_is_guessed_at_from_everywhere_waits_at_most_a_minute_but_not_where_its_owner_signed_in() {
        throttle.succeeded("clerk", OFFICE);
        for (int failures : new int[] {9, 10, 12, 500}) {
            assertThat(throttle.wait("clerk", account(failures, NOW), OFFICE, NOW))
                    .isZero();
        }
        assertThat(throttle.wait("clerk", account(9, NOW), "198.51.100.1", NOW)).isZero();
        assertThat(throttle.wait("clerk", account(12, NOW), "198.51.100.1", NOW))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(throttle.wait("clerk", account(500, NOW), "198.51.100.1", NOW))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
