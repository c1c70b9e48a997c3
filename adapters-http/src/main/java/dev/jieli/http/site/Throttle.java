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
 * browser in which the account's owner has signed in before: it carries a mark that only this server can make, and its tries are
 * counted by themselves: five with one mark, ten with all marks of an account together, then one in fifteen minutes. Beyond that a
 * browser with a mark is as good as one without, so that whoever took a mark from such a browser makes its owner wait no longer
 * than a stranger waits. A mark is good until the password or a factor changes.
 */
final class Throttle {
    private static final int FREE_TRIES = 3;
    private static final int TRIES = 5;
    private static final Duration SLOW = Duration.ofMinutes(2);
    /** A mark; and how long an address, or a mark, keeps quiet before it begins anew with a name. */
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

        Cache<String, Tries> of(Lane lane) {
            return lane == Lane.MARKED ? marked : lane == Lane.SLOW ? slow : quick;
        }
    }

    /** 队列: tries at one name that are counted together. */
    private enum Lane {
        /** From browsers that are known. */
        MARKED,
        /** From addresses that were not wrong five times. */
        QUICK,
        /** From those that were: they share one try in two minutes. */
        SLOW
    }

    /**
     * 一次尝试: taken up and counted, unless there is something to wait for.
     *
     * @param left to wait; zero for a try that was taken up
     * @param mark of the browser that it comes from, where that is known
     */
    record Try(Duration left, String name, boolean exists, String address, Optional<String> mark, Lane lane) {
        private Try with(Duration wait, Lane in) {
            return new Try(wait, name, exists, address, mark, in);
        }

        private Pair ofAddress() {
            return new Pair(name, address);
        }

        private Optional<Pair> ofMark() {
            return mark.map(known -> new Pair(name, known));
        }

        private boolean isMarked() {
            return lane == Lane.MARKED;
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
        String digest = Hashing.sha256().hashString(name, UTF_8).toString(); // as long for every name
        Counts counts = account.isPresent() ? known : unknown;
        Optional<String> mark = known(account, from.marks());
        Try stranger = asStranger(
                counts, new Try(Duration.ZERO, digest, account.isPresent(), from.address(), mark, Lane.QUICK), now);
        Try taken = mark.map(carried -> asKnown(counts, stranger, carried, now))
                .filter(known -> known.left().compareTo(stranger.left()) <= 0)
                .orElse(stranger);
        if (taken.left().isZero()) {
            count(counts, taken, now);
        }
        return taken;
    }

    private Try asStranger(Counts counts, Try made, Instant now) {
        Tries own = since(SHUT, of(counts.pairs(), made.ofAddress()), now);
        Lane lane = own.count() >= TRIES ? Lane.SLOW : Lane.QUICK;
        Tries all = since(WINDOW_OF_NAME, of(counts.of(lane), made.name()), now);
        Duration forOwn = lane == Lane.SLOW ? SLOW : growing(own.count(), FREE_TRIES);
        Duration forAll = lane == Lane.SLOW ? SLOW : growing(all.count(), FREE_TRIES_OF_NAME);
        Duration wait = longer(left(forOwn, own.at(), now), left(forAll, all.at(), now));
        return made.with(longer(wait, ofAddress(made.address(), now)), lane);
    }

    private static Try asKnown(Counts counts, Try made, String mark, Instant now) {
        Tries own = since(SHUT, of(counts.pairs(), new Pair(made.name(), mark)), now);
        Tries all = since(WINDOW_OF_NAME, of(counts.of(Lane.MARKED), made.name()), now);
        Duration forOwn = own.count() >= TRIES ? SHUT : growing(own.count(), FREE_TRIES);
        Duration forAll = all.count() < TRIES_OF_MARKS ? Duration.ZERO : SHUT;
        return made.with(longer(left(forOwn, own.at(), now), left(forAll, all.at(), now)), Lane.MARKED);
    }

    /** With a mark it counts for its address at this name as well: where the mark helps no more, no five others are free there. */
    private void count(Counts counts, Try taken, Instant now) {
        more(counts.pairs(), taken.ofAddress(), SHUT, now);
        more(counts.of(taken.lane()), taken.name(), WINDOW_OF_NAME, now);
        if (taken.isMarked()) {
            taken.ofMark().ifPresent(pair -> more(counts.pairs(), pair, SHUT, now));
        } else {
            countAddress(taken.address(), now);
        }
    }

    private void countAddress(String address, Instant now) {
        addresses.put(address, addressSince(address, now).more(now));
    }

    private Duration ofAddress(String address, Instant now) {
        Tries tries = addressSince(address, now);
        return left(tries.count() < TRIES_OF_ADDRESS ? Duration.ZERO : SLOW_OF_ADDRESS, tries.at(), now);
    }

    /** However often: ten minutes after the first of them they are forgotten. */
    private Tries addressSince(String address, Instant now) {
        Tries tries = of(addresses, address);
        return tries.begun().plus(WINDOW_OF_ADDRESS).isBefore(now) ? Tries.NONE : tries;
    }

    /** Takes up a try at something that has no name, or says how long to wait: an address waits a little after many. */
    synchronized Try take(From from, Instant now) {
        Duration wait = ofAddress(from.address(), now);
        if (wait.isZero()) {
            countAddress(from.address(), now);
        }
        return new Try(wait, "", false, from.address(), Optional.empty(), Lane.QUICK);
    }

    /** It was right: whoever made it begins anew. */
    synchronized void right(Try taken) {
        giveBack(taken);
        taken.ofMark().ifPresent(counts(taken).pairs()::invalidate);
        if (!taken.isMarked()) { // else others behind that address would begin anew with whoever is known there
            counts(taken).pairs().invalidate(taken.ofAddress());
        }
    }

    /** It was not looked at in the end. */
    synchronized void giveBack(Try taken) {
        less(counts(taken).pairs(), taken.ofAddress());
        less(counts(taken).of(taken.lane()), taken.name());
        if (taken.isMarked()) {
            taken.ofMark().ifPresent(pair -> less(counts(taken).pairs(), pair));
        } else {
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

    private static Tries since(Duration window, Tries tries, Instant now) {
        return tries.at().plus(window).isBefore(now) ? Tries.NONE : tries;
    }

    private static <K> void more(Cache<K, Tries> counted, K whose, Duration window, Instant now) {
        counted.put(whose, since(window, of(counted, whose), now).more(now));
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
