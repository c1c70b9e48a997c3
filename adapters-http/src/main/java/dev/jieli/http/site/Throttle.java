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
import java.util.stream.Collectors;

/**
 * 限速: how long somebody who gave wrong passwords has to wait. A try is counted when it is taken up, before anything is looked
 * at, and given back where it was right: so tries sent at once are no more than tries one after another. An address that was
 * wrong five times in a row is slow with that name, and all that are slow with it share one try in two minutes; a name that is
 * guessed at from many addresses makes strangers wait as well, an address that guesses at many names waits a little with each.
 * No stranger waits longer than two minutes, and none learns by waiting whether anybody has the name. Nothing of this reaches a
 * browser in which the account's owner has signed in before: it carries a mark that only this server can make, and is counted
 * by itself; of all marks of one account together, which only somebody has who took them from such browsers, there are no more than
 * ten tries before they share one in fifteen minutes. A mark is good until the password or a factor changes.
 */
final class Throttle {
    private static final int FREE_TRIES = 3;
    private static final int TRIES = 5;
    private static final Duration SLOW = Duration.ofMinutes(2);
    /** A browser that is known; and how long an address keeps quiet before it begins anew with a name. */
    private static final Duration SHUT = Duration.ofMinutes(15);

    private static final int FREE_TRIES_OF_NAME = 10;
    private static final Duration WINDOW_OF_NAME = Duration.ofHours(1);
    private static final int TRIES_OF_MARKS = 10;
    private static final int TRIES_OF_ADDRESS = 50;
    private static final Duration SLOW_OF_ADDRESS = Duration.ofSeconds(10);
    private static final Duration WINDOW_OF_ADDRESS = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;
    private static final int NONCE_CHARACTERS = 22;
    private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();

    /**
     * @param count tries that were wrong or are being looked at
     * @param begun when the first of them was taken up, and {@code at}: the last
     */
    private record Tries(int count, Instant begun, Instant at) {
        static final Tries NONE = new Tries(0, Instant.EPOCH, Instant.EPOCH);

        Tries more(Instant now) {
            return new Tries(count + 1, count == 0 ? now : begun, now);
        }
    }

    /** @param from an address, or the mark of a browser */
    private record Pair(String name, String from) {}

    /** Of names that somebody has and of all others by themselves, so that made-up ones push no other out. */
    private record Counts(
            Cache<Pair, Tries> pairs,
            Cache<String, Tries> quick,
            Cache<String, Tries> slow,
            Cache<String, Tries> marked) {
        Counts() {
            this(cache(), cache(), cache(), cache());
        }

        Cache<String, Tries> lane(boolean isMarked, boolean isSlow) {
            return isMarked ? marked : isSlow ? slow : quick;
        }
    }

    /**
     * 一次尝试: taken up and counted, unless there is something to wait for.
     *
     * @param left to wait; zero for a try that was taken up
     * @param mark of the browser that it comes from, where that is known
     * @param isSlow whether it was one of those that share a try in two minutes
     */
    record Try(Duration left, String name, boolean exists, String address, Optional<String> mark, boolean isSlow) {
        private Pair pair() {
            return new Pair(name, mark.orElse(address));
        }
    }

    private final Counts known = new Counts();
    private final Counts unknown = new Counts();
    private final Cache<String, Tries> addresses = cache();

    private static <K, V> Cache<K, V> cache() {
        return CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    }

    // ------------------------------------------------------------------ marks

    /** A mark for a browser in which the account's owner has signed in. */
    static String mark(Accounts.Account account, byte[] nonce) {
        String text = BASE64.encode(nonce);
        return text + "." + sealed(account, text);
    }

    private static String sealed(Accounts.Account account, String nonce) {
        String factors = account.factors().stream()
                .map(factor -> factor.id().toString())
                .sorted()
                .collect(Collectors.joining(" "));
        return BASE64.encode(Hashing.hmacSha256(account.browserKey().getBytes(UTF_8))
                .hashString(
                        "browser " + account.id() + " " + nonce + " "
                                + account.password().setAt().toEpochMilli() + " " + factors,
                        UTF_8)
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

    /**
     * Takes a try up and counts it, or says how long to wait and counts nothing.
     *
     * @param name that is tried, of an account or of none; or what says whose codes are
     */
    synchronized Try take(String name, Optional<Accounts.Account> account, From from, Instant now) {
        Optional<String> mark = known(account, from.marks());
        String digest = Hashing.sha256().hashString(name, UTF_8).toString(); // as long for every name
        Pair pair = new Pair(digest, mark.orElse(from.address()));
        Counts counts = account.isPresent() ? known : unknown;
        Tries own = of(counts.pairs(), pair);
        own = own.at().plus(SHUT).isBefore(now) ? Tries.NONE : own;
        boolean isSlow = own.count() >= TRIES && mark.isEmpty();
        Duration longest = mark.isPresent() ? SHUT : SLOW;
        Duration wait = left(own.count() >= TRIES ? longest : growing(own.count(), FREE_TRIES), own.at(), now);
        Tries all = of(counts.lane(mark.isPresent(), isSlow), digest);
        all = all.at().plus(WINDOW_OF_NAME).isBefore(now) ? Tries.NONE : all;
        Tries address = of(addresses, from.address());
        address = address.begun().plus(WINDOW_OF_ADDRESS).isBefore(now) ? Tries.NONE : address;
        if (mark.isPresent()) {
            wait = longer(wait, left(all.count() < TRIES_OF_MARKS ? Duration.ZERO : SHUT, all.at(), now));
        } else {
            wait = longer(wait, left(isSlow ? SLOW : growing(all.count(), FREE_TRIES_OF_NAME), all.at(), now));
            Duration ofAddress = address.count() < TRIES_OF_ADDRESS ? Duration.ZERO : SLOW_OF_ADDRESS;
            wait = longer(wait, left(ofAddress, address.at(), now));
        }
        if (wait.isZero()) {
            counts.pairs().put(pair, own.more(now));
            counts.lane(mark.isPresent(), isSlow).put(digest, all.more(now));
        }
        if (wait.isZero() && mark.isEmpty()) {
            addresses.put(from.address(), address.more(now));
        }
        return new Try(wait, digest, account.isPresent(), from.address(), mark, isSlow);
    }

    /** Takes up a try at something that has no name, or says how long to wait: an address waits a little after many. */
    synchronized Try take(From from, Instant now) {
        Tries address = of(addresses, from.address());
        address = address.begun().plus(WINDOW_OF_ADDRESS).isBefore(now) ? Tries.NONE : address;
        Duration wait = left(address.count() < TRIES_OF_ADDRESS ? Duration.ZERO : SLOW_OF_ADDRESS, address.at(), now);
        if (wait.isZero()) {
            addresses.put(from.address(), address.more(now));
        }
        return new Try(wait, "", false, from.address(), Optional.empty(), false);
    }

    /** It was right: whoever made it begins anew. */
    synchronized void right(Try taken) {
        giveBack(taken);
        counts(taken).pairs().invalidate(taken.pair());
    }

    /** It was not looked at in the end. */
    synchronized void giveBack(Try taken) {
        less(counts(taken).pairs(), taken.pair());
        less(counts(taken).lane(taken.mark().isPresent(), taken.isSlow()), taken.name());
        if (taken.mark().isEmpty()) {
            less(addresses, taken.address());
        }
    }

    private Counts counts(Try taken) {
        return taken.exists() ? known : unknown;
    }

    private static <K> Tries of(Cache<K, Tries> counted, K whose) {
        Tries found = counted.getIfPresent(whose);
        return found == null ? Tries.NONE : found;
    }

    private static <K> void less(Cache<K, Tries> counted, K whose) {
        counted.asMap()
                .computeIfPresent(
                        whose,
                        (same, before) -> before.count() <= 1
                                ? null
                                : new Tries(before.count() - 1, before.begun(), before.at()));
    }

    private static Duration growing(int tries, int free) {
        if (tries < free) {
            return Duration.ZERO;
        }
        Duration grown = Duration.ofSeconds(1L << Math.min(20, tries - free));
        return grown.compareTo(SLOW) > 0 ? SLOW : grown;
    }

    private static Duration left(Duration wait, Instant since, Instant now) {
        Duration left = Duration.between(now, since.plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
