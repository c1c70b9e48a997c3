package dev.jieli.http.site;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.jieli.application.port.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * 限速: how long somebody who gave wrong passwords has to wait. The wait grows for that account from that address; an
 * address that guesses at many accounts waits as a whole; an account that is guessed at from many addresses waits a
 * little, but not where its owner has signed in lately, so that nobody can lock another out.
 */
final class Throttle {
    private static final int FREE_TRIES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int FREE_TRIES_OF_ACCOUNT = 10;
    private static final Duration LONGEST_OF_ACCOUNT = Duration.ofMinutes(1);
    private static final int TRIES_OF_ADDRESS = 50;
    private static final Duration WINDOW_OF_ADDRESS = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;

    /** Wrong passwords in a row, and when the last came; of an address: in this window, and when it began. */
    private record Tries(int count, Instant at) {}

    private record Pair(String account, String address) {}

    private final Cache<Pair, Tries> pairs =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, Tries> addresses =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Pair, Boolean> known =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** How long to wait before the next try is looked at; zero for not at all. */
    Duration wait(String name, Optional<Accounts.Account> account, String address, Instant now) {
        Pair pair = new Pair(name, address);
        Duration wait = Duration.ZERO;
        Tries own = pairs.getIfPresent(pair);
        if (own != null) {
            wait = longer(wait, left(growing(own.count(), FREE_TRIES, LONGEST), own.at(), now));
        }
        Tries all = addresses.getIfPresent(address);
        if (all != null && all.count() >= TRIES_OF_ADDRESS) {
            wait = longer(wait, left(WINDOW_OF_ADDRESS, all.at(), now));
        }
        if (account.isPresent() && account.get().failedAt().isPresent() && known.getIfPresent(pair) == null) {
            Duration grown = growing(account.get().failures(), FREE_TRIES_OF_ACCOUNT, LONGEST_OF_ACCOUNT);
            wait = longer(wait, left(grown, account.get().failedAt().get(), now));
        }
        return wait;
    }

    void failed(String name, String address, Instant now) {
        pairs.asMap()
                .merge(new Pair(name, address), new Tries(1, now), (before, one) -> new Tries(before.count() + 1, now));
        addresses
                .asMap()
                .merge(
                        address,
                        new Tries(1, now),
                        (before, one) -> before.at().plus(WINDOW_OF_ADDRESS).isBefore(now)
                                ? one
                                : new Tries(before.count() + 1, before.at()));
    }

    void succeeded(String name, String address) {
        pairs.invalidate(new Pair(name, address));
        known.put(new Pair(name, address), true);
    }

    private static Duration growing(int tries, int free, Duration longest) {
        if (tries < free) {
            return Duration.ZERO;
        }
        Duration grown = Duration.ofSeconds(1L << Math.min(20, tries - free));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }

    private static Duration left(Duration wait, Instant since, Instant now) {
        Duration left = Duration.between(now, since.plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
