package dev.jieli.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.jieli.application.port.Accounts;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * 限速: how long somebody who gave wrong passwords has to wait. Five in a row, and that account is shut for a quarter of an
 * hour to the address they came from; an address that guesses at many accounts waits as a whole; an account that is guessed
 * at from many addresses waits a little. None of this reaches a browser in which the account's owner has signed in before:
 * it carries a mark that only this server can make, and is counted by itself. So nobody can lock another out, not even from
 * the next desk behind the same address.
 */
final class Throttle {
    private static final int FREE_TRIES = 3;
    private static final int TRIES = 5;
    private static final Duration SHUT = Duration.ofMinutes(15);
    private static final int FREE_TRIES_OF_ACCOUNT = 10;
    private static final Duration LONGEST_OF_ACCOUNT = Duration.ofMinutes(1);
    private static final int TRIES_OF_ADDRESS = 50;
    private static final Duration WINDOW_OF_ADDRESS = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;
    private static final int NONCE_CHARACTERS = 22;
    private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();

    /** Wrong passwords in a row, and when the last came; of an address: in this window, and when it began. */
    private record Tries(int count, Instant at) {}

    /** @param from an address, or the mark of a browser */
    private record Pair(String account, String from) {}

    private final Cache<Pair, Tries> pairs =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, Tries> addresses =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    // ------------------------------------------------------------------ marks

    /** A mark for a browser in which the account's owner has signed in. */
    static String mark(Accounts.Account account, byte[] nonce) {
        String text = BASE64.encode(nonce);
        return text + "." + sealed(account, text);
    }

    private static String sealed(Accounts.Account account, String nonce) {
        return BASE64.encode(Hashing.hmacSha256(account.browserKey().getBytes(UTF_8))
                .hashString("browser " + account.id() + " " + nonce, UTF_8)
                .asBytes());
    }

    /** The mark among these that was made for the account. */
    static Optional<String> known(Optional<Accounts.Account> account, Iterable<String> marks) {
        if (account.isEmpty()) {
            return Optional.empty();
        }
        for (String mark : marks) {
            List<String> parts = Splitter.on('.').splitToList(mark);
            if (parts.size() == 2
                    && parts.get(0).length() == NONCE_CHARACTERS
                    && MessageDigest.isEqual(
                            parts.get(1).getBytes(UTF_8),
                            sealed(account.get(), parts.get(0)).getBytes(UTF_8))) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    // ------------------------------------------------------------------ counting

    /** How long to wait before the next try is looked at; zero for not at all. */
    Duration wait(String name, Optional<Accounts.Account> account, From from, Instant now) {
        Optional<String> mark = known(account, from.marks());
        Duration wait = ofPair(new Pair(name, mark.orElse(from.address())), now);
        if (mark.isPresent()) {
            return wait;
        }
        Tries all = addresses.getIfPresent(from.address());
        if (all != null && all.count() >= TRIES_OF_ADDRESS) {
            wait = longer(wait, left(WINDOW_OF_ADDRESS, all.at(), now));
        }
        if (account.isPresent() && account.get().failedAt().isPresent()) {
            Duration grown = growing(account.get().failures(), FREE_TRIES_OF_ACCOUNT, LONGEST_OF_ACCOUNT);
            wait = longer(wait, left(grown, account.get().failedAt().get(), now));
        }
        return wait;
    }

    private Duration ofPair(Pair pair, Instant now) {
        Tries own = pairs.getIfPresent(pair);
        if (own == null) {
            return Duration.ZERO;
        }
        return left(own.count() >= TRIES ? SHUT : growing(own.count(), FREE_TRIES, SHUT), own.at(), now);
    }

    void failed(String name, Optional<Accounts.Account> account, From from, Instant now) {
        Optional<String> mark = known(account, from.marks());
        pairs.asMap()
                .merge(
                        new Pair(name, mark.orElse(from.address())),
                        new Tries(1, now),
                        (before, one) ->
                                before.at().plus(SHUT).isBefore(now) ? one : new Tries(before.count() + 1, now));
        if (mark.isPresent()) {
            return;
        }
        addresses
                .asMap()
                .merge(
                        from.address(),
                        new Tries(1, now),
                        (before, one) -> before.at().plus(WINDOW_OF_ADDRESS).isBefore(now)
                                ? one
                                : new Tries(before.count() + 1, before.at()));
    }

    void succeeded(String name, Optional<Accounts.Account> account, From from) {
        pairs.invalidate(new Pair(name, known(account, from.marks()).orElse(from.address())));
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
