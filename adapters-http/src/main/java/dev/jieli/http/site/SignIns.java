package dev.jieli.http.site;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Board;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.tenure.Incumbency;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * 登录: who is signed in. Of a token only the digest is kept; what is known of a sign-in is remembered for a few seconds, so
 * that not every request asks the store, but a sign-out counts at once.
 */
public final class SignIns {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);
    private static final int TOKEN_BYTES = 32;
    private static final int MOST_REMEMBERED = 10_000;

    /** 登录尝试 */
    public sealed interface Attempt {
        /**
         * 已登录
         *
         * @param token for the cookie or the header; it is told once and never again
         */
        record In(String token, SignedIn who) implements Attempt {}

        /** 不符: no such account, or not its password; which of the two nobody is told. */
        record Wrong() implements Attempt {}

        /** 稍候: too many wrong passwords before. */
        record Wait(Duration left) implements Attempt {}

        /** 繁忙: too many passwords are being looked at. */
        record Busy() implements Attempt {}
    }

    private record Held(SignedIn who, Instant begunAt, Instant seenAt, Instant readAt) {}

    private final Site site;
    private final Passwords passwords;
    private final Throttle throttle = new Throttle();
    private final Cache<String, Held> held =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<String, Boolean> ended =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public SignIns(Site site) {
        this.site = site;
        this.passwords = new Passwords(site.settings().hashesAtOnce());
    }

    /** Looks at a name and a password; takes as long for a name that nobody has. */
    public Attempt signIn(String name, String password, String address) {
        Instant now = site.now();
        Optional<Accounts.Account> account = accounts().named(name);
        Duration wait = throttle.wait(name, account, address, now);
        if (!wait.isZero()) {
            return new Attempt.Wait(wait);
        }
        Optional<Boolean> right = passwords.matches(
                password, account.map(Accounts.Account::password).orElse(Passwords.NOBODYS));
        if (right.isEmpty()) {
            return new Attempt.Busy();
        }
        if (!right.get() || account.isEmpty() || account.get().disabled()) {
            throttle.failed(name, address, now);
            account.ifPresent(known -> accounts().failed(known.id(), now));
            return new Attempt.Wrong();
        }
        throttle.succeeded(name, address);
        if (account.get().failures() > 0) {
            accounts().succeeded(account.get().id());
        }
        accounts().endIdle(now.minus(site.settings().longest()));
        return begin(account.get(), now);
    }

    /** Signs an account in whose password was just given or set. */
    public Attempt.In begin(Accounts.Account account) {
        return begin(account, site.now());
    }

    private Attempt.In begin(Accounts.Account account, Instant now) {
        String token = secret();
        String digest = digest(token);
        Accounts.SignIn begun = new Accounts.SignIn(digest, account.id(), secret(), now, now);
        accounts().begin(begun);
        SignedIn who = read(account, begun);
        held.put(digest, new Held(who, now, now, now));
        return new Attempt.In(token, who);
    }

    /** Whose token this is; empty when it is nobody's any more. */
    public Optional<SignedIn> find(String token) {
        String digest = digest(token);
        if (ended.getIfPresent(digest) != null) {
            return Optional.empty();
        }
        Instant now = site.now();
        Held known = held.getIfPresent(digest);
        if (known == null || Duration.between(known.readAt(), now).compareTo(REMEMBERED) >= 0) {
            Optional<Held> read = read(digest, Optional.ofNullable(known), now);
            if (read.isEmpty()) {
                held.invalidate(digest);
                return Optional.empty();
            }
            known = read.get();
        }
        if (now.isAfter(known.seenAt().plus(site.settings().idle()))
                || now.isAfter(known.begunAt().plus(site.settings().longest()))) {
            end(digest, now);
            return Optional.empty();
        }
        if (Duration.between(known.seenAt(), now).compareTo(TOUCHED_EVERY) >= 0) {
            accounts().touch(digest, now);
            known = new Held(known.who(), known.begunAt(), now, known.readAt());
        }
        held.put(digest, known);
        return ended.getIfPresent(digest) == null ? Optional.of(known.who()) : Optional.empty();
    }

    private Optional<Held> read(String digest, Optional<Held> before, Instant now) {
        return accounts()
                .signIn(digest)
                .flatMap(found -> accounts()
                        .find(found.account())
                        .filter(account -> !account.disabled())
                        .map(account -> new Held(
                                read(account, found),
                                found.begunAt(),
                                before.map(Held::seenAt)
                                        .filter(found.seenAt()::isBefore)
                                        .orElse(found.seenAt()),
                                now)));
    }

    private SignedIn read(Accounts.Account account, Accounts.SignIn signIn) {
        record Person(String name, ImmutableList<Seat> seats) {}
        Outcome<Person> person = site.archive().store().transact(session -> {
            Optional<Official> official = session.roster().official(account.official());
            return official.isEmpty()
                    ? Outcome.refused(Reason.NOT_FOUND)
                    : Outcome.done(new Person(
                            official.get().name(),
                            session.tenures().heldBy(account.official()).stream()
                                    .filter(Incumbency::sits)
                                    .flatMap(held -> session.tenures().seat(held.id()).stream())
                                    .collect(toImmutableList())));
        });
        Board board = site.archive().board();
        Person known = person instanceof Outcome.Done<Person> done
                ? done.value()
                : new Person(account.name(), ImmutableList.of());
        ImmutableList<SignedIn.Sitting> sittings = known.seats().stream()
                .flatMap(
                        seat -> board.named(seat.incumbency()).stream().map(named -> new SignedIn.Sitting(named, seat)))
                .collect(toImmutableList());
        return new SignedIn(
                account, known.name(), sittings, sittings.stream().findFirst(), signIn.guard(), signIn.tokenDigest());
    }

    /** Signs out; from now on the token is nobody's. */
    public void end(SignedIn who) {
        end(who.tokenDigest(), site.now());
    }

    private void end(String digest, Instant now) {
        ended.put(digest, true);
        held.invalidate(digest);
        accounts().end(digest);
        accounts().endIdle(now.minus(site.settings().longest()));
    }

    /** Ends every sign-in of an account here and in the store. */
    public void endAll(UUID account) {
        held.asMap().forEach((digest, known) -> {
            if (known.who().account().id().equals(account)) {
                ended.put(digest, true);
            }
        });
        held.asMap().keySet().removeIf(digest -> ended.getIfPresent(digest) != null);
        accounts().endAll(account);
    }

    /** What is remembered of posts is read again: somebody was appointed, or left. */
    public void readAgain() {
        held.asMap()
                .replaceAll((digest, known) -> new Held(known.who(), known.begunAt(), known.seenAt(), Instant.EPOCH));
    }

    /** Whether this is the account's password; a wrong one counts as at sign-in. */
    public Attempt check(SignedIn who, String password, String address) {
        Instant now = site.now();
        Duration wait = throttle.wait(who.account().name(), Optional.of(who.account()), address, now);
        if (!wait.isZero()) {
            return new Attempt.Wait(wait);
        }
        Optional<Boolean> right = passwords.matches(password, who.account().password());
        if (right.isEmpty()) {
            return new Attempt.Busy();
        }
        if (!right.get()) {
            throttle.failed(who.account().name(), address, now);
            accounts().failed(who.account().id(), now);
            return new Attempt.Wrong();
        }
        return new Attempt.In("", who);
    }

    /** A password as it is kept. */
    public String hash(String password) {
        return passwords.hash(password, site.random());
    }

    private Accounts accounts() {
        return site.archive().accounts();
    }

    private String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(site.bytes(TOKEN_BYTES));
    }

    private static String digest(String token) {
        return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
    }
}
