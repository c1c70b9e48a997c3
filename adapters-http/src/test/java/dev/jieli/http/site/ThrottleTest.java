package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.organization.OfficialId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final String OFFICE = "192.0.2.1";

    private final Throttle throttle = new Throttle();

    private static final Optional<Accounts.Account> OWNER = Optional.of(Accounts.Account.of(
            new UUID(0, 1), "clerk", new OfficialId(new UUID(0, 2)), Accounts.Password.first("", NOW, false), "a key"));

    private static From from(String address, String... marks) {
        return new From(address, "", ImmutableList.copyOf(marks));
    }

    private static String mark(int number) {
        byte[] nonce = new byte[16];
        nonce[0] = (byte) number;
        return Throttle.mark(OWNER.orElseThrow(), nonce);
    }

    private Duration wrong(From from, Instant now) {
        return throttle.take("clerk", OWNER, from, now).left();
    }

    /** As many wrong ones as it takes until there is something to wait for that is longer than this. */
    private Instant guessed(String name, Optional<Accounts.Account> account, From from, Duration until, Instant begun) {
        Instant now = begun;
        Duration wait = throttle.take(name, account, from, now).left();
        while (wait.compareTo(until) <= 0) {
            now = now.plus(wait);
            wait = throttle.take(name, account, from, now).left();
        }
        return now;
    }

    private Instant guessed(From from) {
        return guessed("clerk", OWNER, from, Duration.ofSeconds(30), NOW);
    }

    @Test
    void three_tries_are_free_and_after_five_an_address_waits_two_minutes_for_each() {
        assertThat(wrong(from(OFFICE), NOW)).isZero();
        assertThat(wrong(from(OFFICE), NOW)).isZero();
        assertThat(wrong(from(OFFICE), NOW)).isZero();
        assertThat(wrong(from(OFFICE), NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(wrong(from(OFFICE), NOW.plusSeconds(1))).isZero();
        assertThat(wrong(from(OFFICE), NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(wrong(from(OFFICE), NOW.plusSeconds(3))).isZero();
        for (int i = 0; i < 5; i++) {
            Instant last = NOW.plusSeconds(3).plus(Duration.ofMinutes(2L * i));
            assertThat(wrong(from(OFFICE), last)).isEqualTo(Duration.ofMinutes(2));
            assertThat(wrong(from(OFFICE), last.plusSeconds(119))).isEqualTo(Duration.ofSeconds(1));
            assertThat(wrong(from(OFFICE), last.plusSeconds(120))).isZero();
        }
    }

    @Test
    void tries_at_once_are_no_more_than_tries_one_after_another() throws Exception {
        for (Optional<Accounts.Account> account : List.of(OWNER, Optional.<Accounts.Account>empty())) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                Callable<Duration> one = () ->
                        throttle.take("somebody", account, from(OFFICE), NOW).left();
                int takenUp = 0;
                for (Future<Duration> wait : threads.invokeAll(Collections.nCopies(400, one))) {
                    takenUp += wait.get().isZero() ? 1 : 0;
                }
                assertThat(takenUp).isEqualTo(3);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void what_was_right_or_not_looked_at_is_not_counted() {
        for (int i = 0; i < 200; i++) {
            Throttle.Try right = throttle.take("clerk", OWNER, from(OFFICE), NOW);
            assertThat(right.left()).isZero();
            throttle.right(right);
            Throttle.Try busy = throttle.take("clerk", OWNER, from(OFFICE), NOW);
            assertThat(busy.left()).isZero();
            throttle.giveBack(busy);
        }
        wrong(from(OFFICE), NOW);
        wrong(from(OFFICE), NOW);
        throttle.giveBack(throttle.take("clerk", OWNER, from(OFFICE), NOW));
        assertThat(wrong(from(OFFICE), NOW)).isZero();
        assertThat(wrong(from(OFFICE), NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_success_begins_anew() {
        Instant now = guessed(from(OFFICE)).plus(Duration.ofMinutes(2));
        Throttle.Try right = throttle.take("clerk", OWNER, from(OFFICE), now);
        assertThat(right.left()).isZero();
        throttle.right(right);
        assertThat(wrong(from(OFFICE), now)).isZero();
        assertThat(wrong(from(OFFICE), now)).isZero();
    }

    @Test
    void from_another_address_the_same_account_does_not_wait() {
        Instant now = guessed(from(OFFICE));
        assertThat(wrong(from("198.51.100.1"), now)).isZero();
        for (int i = 1; i < 30; i++) {
            wrong(from(OFFICE), now.plus(Duration.ofMinutes(2L * i)));
        }
        assertThat(wrong(from("198.51.100.2"), now.plus(Duration.ofHours(1))))
                .as("not even when he goes on")
                .isZero();
    }

    @Test
    void whoever_guesses_behind_the_same_address_does_not_keep_the_owner_out_of_a_browser_that_is_known() {
        Instant now = guessed(from(OFFICE));
        for (int i = 0; i < 60; i++) {
            throttle.take("somebody " + i, Optional.empty(), from(OFFICE), now);
        }
        assertThat(wrong(from(OFFICE, "another.mark", mark(0)), now)).isZero();
        assertThat(wrong(from(OFFICE), now)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void after_five_wrong_passwords_a_known_browser_waits_as_one_that_is_not_known() {
        Instant now = guessed(from(OFFICE, mark(0)));
        assertThat(now).isEqualTo(NOW.plusSeconds(3));
        for (int i = 0; i < 5; i++) {
            assertThat(wrong(from(OFFICE, mark(0)), now)).isEqualTo(Duration.ofMinutes(2));
            assertThat(wrong(from(OFFICE), now)).isEqualTo(Duration.ofMinutes(2));
            assertThat(wrong(from(OFFICE, mark(1)), now))
                    .as("another one, there")
                    .isZero();
            now = now.plus(Duration.ofMinutes(2));
            assertThat(wrong(from(OFFICE, mark(0)), now)).isZero();
        }
        Throttle.Try right = throttle.take("clerk", OWNER, from(OFFICE, mark(0)), now.plus(Duration.ofMinutes(2)));
        assertThat(right.left()).isZero();
        throttle.right(right);
        for (int i = 0; i < 3; i++) {
            assertThat(wrong(from(OFFICE, mark(0)), now.plus(Duration.ofMinutes(2))))
                    .isZero();
        }
    }

    /** He keeps trying with a mark that he took from a browser of the owner's, a copy or one of another, at one address or at many. */
    @Test
    void whoever_took_a_mark_keeps_the_owner_waiting_no_longer_than_a_stranger_does() {
        longestWait(0, 7_200, Duration.ZERO);
        longestWait(1, 7_200, Duration.ZERO);
        longestWait(0, 5, Duration.ofMinutes(2));
        longestWait(1, 5, Duration.ofMinutes(2));
    }

    private void longestWait(int taken, int atAnAddress, Duration expected) {
        Throttle anew = new Throttle();
        Duration longest = Duration.ZERO;
        for (int second = 0; second < 7_200; second++) {
            Instant now = NOW.plusSeconds(second);
            From thief = from("203.0.113." + second / atAnAddress, mark(taken));
            while (anew.take("clerk", OWNER, thief, now).left().isZero()) {}
            Throttle.Try own = anew.take("clerk", OWNER, from(OFFICE, mark(0)), now);
            longest = own.left().compareTo(longest) > 0 ? own.left() : longest;
            if (own.left().isZero()) {
                anew.giveBack(own);
            }
        }
        assertThat(longest)
                .as("a mark of browser %d, an address for %d s", taken, atAnAddress)
                .isEqualTo(expected);
    }

    @Test
    void a_mark_is_good_for_its_account_only_and_cannot_be_made_up() {
        Accounts.Account owner = OWNER.orElseThrow();
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
    void an_address_that_guesses_at_many_names_waits_ten_seconds_for_each() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.take("somebody " + i, Optional.empty(), from(OFFICE), NOW)
                            .left())
                    .isZero();
        }
        assertThat(wrong(from(OFFICE), NOW)).isEqualTo(Duration.ofSeconds(10));
        assertThat(wrong(from("198.51.100.1"), NOW)).isZero();
        assertThat(wrong(from(OFFICE), NOW.plusSeconds(10))).isZero();
        assertThat(throttle.take("nobody", Optional.empty(), from(OFFICE), NOW.plusSeconds(11))
                        .left())
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(throttle.take("nobody", Optional.empty(), from(OFFICE), NOW.plusSeconds(601))
                        .left())
                .isZero();
        assertThat(throttle.take("no other", Optional.empty(), from(OFFICE), NOW.plusSeconds(601))
                        .left())
                .isZero();
    }

    @Test
    void a_name_that_is_guessed_at_from_everywhere_waits_at_most_two_minutes_but_not_in_a_browser_that_is_known() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong(from("192.0.2." + i), NOW)).isZero();
        }
        Instant now = NOW;
        for (int wait : new int[] {1, 2, 4, 8, 16, 32, 64, 120, 120}) {
            assertThat(wrong(from("198.51.100.1"), now)).isEqualTo(Duration.ofSeconds(wait));
            assertThat(wrong(from("198.51.100.2", mark(wait)), now)).isZero();
            now = now.plusSeconds(wait);
            assertThat(wrong(from("203.0.113." + wait), now)).isZero();
        }
    }

    @Test
    void a_name_that_nobody_has_waits_like_one_that_somebody_has() {
        for (int second = 0; second < 2_000; second++) {
            Instant now = NOW.plusSeconds(second);
            From from = from("192.0.2." + second * 7 % 13);
            assertThat(throttle.take("nobody", Optional.empty(), new From("n" + from.address(), "", from.marks()), now)
                            .left())
                    .as("%d", second)
                    .isEqualTo(wrong(from, now));
        }
    }

    @Test
    void nor_with_two_hundred_marks_that_somebody_took_from_browsers_of_the_owner() {
        int tries = 0;
        for (int second = 0; second < 3_600; second++) {
            for (int mark = 0; mark < 200; mark++) {
                if (wrong(from("address " + mark, mark(mark)), NOW.plusSeconds(second))
                        .isZero()) {
                    tries++;
                }
            }
        }
        assertThat(tries).isLessThan(100);
    }

    @Test
    void a_mark_is_worth_nothing_once_the_password_or_a_factor_changed() {
        Accounts.Account owner = OWNER.orElseThrow();
        String mark = Throttle.mark(owner, new byte[16]);
        Accounts.Account changed = owner.with(Accounts.Password.first("$argon2id$", NOW.plusSeconds(60), false));
        assertThat(Throttle.known(Optional.of(owner), List.of(mark))).contains(mark);
        assertThat(Throttle.known(Optional.of(changed), List.of(mark))).isEmpty();

        Accounts.Factor key = new Accounts.Factor(
                new UUID(0, 9), Accounts.Factor.Kind.CODES, "手机", "secret", 0, NOW, Optional.empty());
        Accounts.Account enrolled = owner.with(ImmutableList.of(key), ImmutableSet.of());
        assertThat(Throttle.known(Optional.of(enrolled), List.of(mark))).isEmpty();
        assertThat(Throttle.known(
                        Optional.of(enrolled.with(key.used(3, NOW))), List.of(Throttle.mark(enrolled, new byte[16]))))
                .as("using it changes nothing")
                .isPresent();
    }

    @Test
    void an_address_waits_after_fifty_tries_at_what_has_no_name_and_no_other_does() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.take(from(OFFICE), NOW).left()).isZero();
        }
        assertThat(throttle.take(from(OFFICE), NOW).left()).isEqualTo(Duration.ofSeconds(10));
        assertThat(throttle.take(from("198.51.100.77"), NOW).left()).isZero();
        Throttle.Try right = throttle.take(from(OFFICE), NOW.plusSeconds(10));
        throttle.giveBack(right);
        assertThat(throttle.take(from(OFFICE), NOW.plusSeconds(20)).left()).isZero();
    }

    /** Whoever never lets a try go by, in the browser of the owner, at addresses that are slow, and at as many others as it takes. */
    @Test
    void not_a_hundred_tries_an_hour_are_looked_at_of_one_account() {
        TreeSet<Integer> taken = new TreeSet<>();
        int tries = 0;
        for (int second = 0; second < 3 * 3_600; second++) {
            Instant now = NOW.plusSeconds(second);
            for (From from : List.of(
                    from(OFFICE),
                    from("198.51.100.9"),
                    from("address " + second / 5),
                    from(OFFICE, mark(second % 120)))) {
                while (wrong(from, now).isZero()) {
                    taken.add(second * 100 + tries++ % 100); // never a hundred in one second
                }
            }
        }
        for (int begun = 0; begun < 2 * 3_600; begun++) {
            int inThisHour = taken.subSet(begun * 100, (begun + 3_600) * 100).size();
            assertThat(inThisHour).as("from second %d", begun).isLessThan(100);
        }
    }
}
