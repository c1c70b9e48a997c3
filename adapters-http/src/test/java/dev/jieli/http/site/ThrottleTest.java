package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.organization.OfficialId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final String OFFICE = "192.0.2.1";

    private final Throttle throttle = new Throttle();

    private static Accounts.Account account(int failures, Instant failedAt) {
        Accounts.Account fresh = Accounts.Account.of(
                new UUID(0, 1),
                "clerk",
                new OfficialId(new UUID(0, 2)),
                Accounts.Password.first("", NOW, false),
                "a key");
        return new Accounts.Account(
                fresh.id(),
                fresh.name(),
                fresh.official(),
                fresh.password(),
                fresh.duty(),
                false,
                failures,
                Optional.of(failedAt),
                NOW,
                fresh.factors(),
                fresh.recovery(),
                fresh.identity(),
                fresh.browserKey(),
                0);
    }

    private static From from(String address, String... marks) {
        return new From(address, "", ImmutableList.copyOf(marks));
    }

    private void failed(String name, From from) {
        throttle.failed(name, Optional.of(account(0, NOW)), from, NOW);
    }

    private Duration wait(String address, Instant now) {
        return throttle.wait("clerk", Optional.empty(), from(address), now);
    }

    @Test
    void three_tries_are_free_and_after_five_that_address_is_shut_for_a_quarter_of_an_hour() {
        Duration[] waits = new Duration[8];
        for (int i = 0; i < waits.length; i++) {
            failed("clerk", from(OFFICE));
            waits[i] = wait(OFFICE, NOW);
        }
        assertThat(waits[0]).isZero();
        assertThat(waits[1]).isZero();
        assertThat(waits[2]).isEqualTo(Duration.ofSeconds(1));
        assertThat(waits[3]).isEqualTo(Duration.ofSeconds(2));
        assertThat(waits[4]).isEqualTo(Duration.ofMinutes(15));
        assertThat(waits[7]).isEqualTo(Duration.ofMinutes(15));
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(15)))).isZero();
    }

    @Test
    void from_another_address_the_same_account_does_not_wait() {
        for (int i = 0; i < 9; i++) {
            failed("clerk", from(OFFICE));
        }
        assertThat(wait("198.51.100.1", NOW)).isZero();
    }

    @Test
    void whoever_guesses_behind_the_same_address_does_not_keep_the_owner_out_of_a_browser_that_is_known() {
        Accounts.Account owner = account(500, NOW);
        String mark = Throttle.mark(owner, new byte[16]);
        for (int i = 0; i < 200; i++) {
            throttle.failed("clerk", Optional.of(owner), from(OFFICE), NOW);
        }
        assertThat(throttle.wait("clerk", Optional.of(owner), from(OFFICE, "another.mark", mark), NOW))
                .isZero();
        assertThat(throttle.wait("clerk", Optional.of(owner), from(OFFICE), NOW))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void in_a_known_browser_five_wrong_passwords_shut_that_browser_only() {
        Accounts.Account owner = account(0, NOW);
        String mark = Throttle.mark(owner, new byte[16]);
        byte[] other = new byte[16];
        other[0] = 1;
        for (int i = 0; i < 5; i++) {
            throttle.failed("clerk", Optional.of(owner), from(OFFICE, mark), NOW);
        }
        assertThat(throttle.wait("clerk", Optional.of(owner), from(OFFICE, mark), NOW))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(throttle.wait("clerk", Optional.of(owner), from("192.0.2.99", mark), NOW))
                .as("from elsewhere too")
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(throttle.wait("clerk", Optional.of(owner), from(OFFICE, Throttle.mark(owner, other)), NOW))
                .isZero();
        assertThat(throttle.wait("clerk", Optional.of(owner), from(OFFICE), NOW))
                .isZero();
    }

    @Test
    void a_mark_is_good_for_its_account_only_and_cannot_be_made_up() {
        Accounts.Account owner = account(0, NOW);
        Accounts.Account other =
                Accounts.Account.of(new UUID(0, 3), "other", owner.official(), owner.password(), "another key");
        String mark = Throttle.mark(owner, new byte[16]);
        assertThat(Throttle.known(Optional.of(owner), List.of(mark))).contains(mark);
        assertThat(Throttle.known(Optional.of(other), List.of(mark))).isEmpty();
        assertThat(Throttle.known(Optional.empty(), List.of(mark))).isEmpty();
        assertThat(Throttle.known(
                        Optional.of(owner),
                        List.of("", ".", "x.y", mark + "x", mark.substring(1), mark.replace('.', '~'))))
                .isEmpty();
    }

    @Test
    void a_success_begins_anew() {
        for (int i = 0; i < 5; i++) {
            failed("clerk", from(OFFICE));
        }
        throttle.succeeded("clerk", Optional.empty(), from(OFFICE));
        assertThat(wait(OFFICE, NOW)).isZero();
    }

    @Test
    void an_address_that_guesses_at_many_accounts_waits_as_a_whole_for_ten_minutes() {
        for (int i = 0; i < 49; i++) {
            failed("somebody " + i, from(OFFICE));
        }
        assertThat(wait(OFFICE, NOW)).isZero();
        failed("somebody else", from(OFFICE));
        assertThat(wait(OFFICE, NOW)).isEqualTo(Duration.ofMinutes(10));
        assertThat(wait("198.51.100.1", NOW)).isZero();
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(10)))).isZero();
        throttle.failed("clerk", Optional.empty(), from(OFFICE), NOW.plus(Duration.ofMinutes(11)));
        assertThat(wait(OFFICE, NOW.plus(Duration.ofMinutes(11)))).isZero();
    }

    @Test
    void an_account_that_is_guessed_at_from_everywhere_waits_at_most_a_minute_but_not_in_a_browser_that_is_known() {
        String mark = Throttle.mark(account(0, NOW), new byte[16]);
        for (int failures : new int[] {9, 10, 12, 500}) {
            assertThat(throttle.wait("clerk", Optional.of(account(failures, NOW)), from(OFFICE, mark), NOW))
                    .isZero();
        }
        assertThat(throttle.wait("clerk", Optional.of(account(9, NOW)), from("198.51.100.1"), NOW))
                .isZero();
        assertThat(throttle.wait("clerk", Optional.of(account(12, NOW)), from("198.51.100.1"), NOW))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(throttle.wait("clerk", Optional.of(account(500, NOW)), from("198.51.100.1"), NOW))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
