package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.tenure.Incumbency;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

final class InMemoryAccounts implements Accounts {
    private final Books books;
    private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, SignIn> signIns = new HashMap<>();
    private final Map<String, ImmutableSet<IncumbencyId>> standingOn = new HashMap<>();
    private final Map<UUID, Token> tokens = new HashMap<>();

    InMemoryAccounts(Books books) {
        this.books = books;
        books.administers = this::administers;
    }

    /** Asked while the books are held, so without holding the accounts. */
    private boolean administers(OfficialId official) {
        return accounts.values().stream()
                .anyMatch(account -> isInDuty(account) && account.official().equals(official));
    }

    @Override
    public synchronized Optional<Account> named(String name) {
        return accounts.values().stream()
                .filter(account -> account.name().equals(name))
                .findFirst();
    }

    @Override
    public synchronized Optional<Account> find(UUID id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized Optional<Account> known(Identity identity) {
        return accounts.values().stream()
                .filter(account -> account.identity().equals(Optional.of(identity)))
                .findFirst();
    }

    @Override
    public synchronized ImmutableList<Account> all() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::name))
                .collect(toImmutableList());
    }

    @Override
    public synchronized boolean add(Account account) {
        if (accounts.containsKey(account.id()) || isTaken(account)) {
            return false;
        }
        accounts.put(account.id(), account);
        return true;
    }

    private boolean isTaken(Account account) {
        return accounts.values().stream()
                .filter(other -> !other.id().equals(account.id()))
                .anyMatch(other -> other.name().equals(account.name())
                        || (other.identity().isPresent() && other.identity().equals(account.identity()))
                        || (isInDuty(other)
                                && isInDuty(account)
                                && other.official().equals(account.official())));
    }

    private static boolean isInDuty(Account account) {
        return account.duty().isPresent() && !account.disabled();
    }

    @Override
    public synchronized Optional<Account> change(UUID id, Instant at, Function<Account, Optional<Account>> how) {
        return changeAmong(id, at, (before, all) -> how.apply(before));
    }

    @Override
    public synchronized Optional<Account> changeAmong(
            UUID id, Instant at, BiFunction<Account, ImmutableList<Account>, Optional<Account>> how) {
        Account before = accounts.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Optional<Account> after = how.apply(before, all())
                .map(account -> account.after(before.changes() + 1))
                .filter(one -> !isTaken(one));
        after.ifPresent(account -> {
            accounts.put(id, account);
            if (account.disabled() || !account.password().equals(before.password())) {
                endAll(id);
            }
            if (account.disabled()) {
                tokens().stream().filter(token -> token.account().equals(id)).forEach(token -> end(token.id(), at));
            }
        });
        return after;
    }

    @Override
    public synchronized void failed(UUID account, Instant at) {
        accounts.computeIfPresent(
                account, (id, before) -> with(before, before.failures() + 1, Optional.of(at), before.usedAt()));
    }

    @Override
    public synchronized void succeeded(UUID account, Instant at) {
        accounts.computeIfPresent(account, (id, before) -> with(before, 0, Optional.empty(), at));
    }

    private static Account with(Account before, int failures, Optional<Instant> failedAt, Instant usedAt) {
        return new Account(
                before.id(),
                before.name(),
                before.official(),
                before.password(),
                before.duty(),
                before.disabled(),
                failures,
                failedAt,
                usedAt,
                before.factors(),
                before.recovery(),
                before.identity(),
                before.browserKey(),
                before.changes());
    }

    // ------------------------------------------------------------------ sign-ins

    @Override
    public synchronized boolean begin(SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes) {
        if (!isAsLookedAt(signIn.account(), changes)
                || signIns.containsKey(signIn.tokenDigest())
                || !sits.stream().allMatch(this::sits)) {
            return false;
        }
        signIns.put(signIn.tokenDigest(), signIn);
        standingOn.put(signIn.tokenDigest(), sits);
        return true;
    }

    @Override
    public synchronized boolean goOn(String tokenDigest, SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes) {
        SignIn before = signIns.get(tokenDigest);
        if (before == null || !stands(before) || !begin(signIn, sits, changes)) {
            return false;
        }
        end(tokenDigest);
        return true;
    }

    private boolean isAsLookedAt(UUID id, int changes) {
        return find(id).filter(account -> !account.disabled() && account.changes() == changes)
                .isPresent();
    }

    private boolean sits(IncumbencyId id) {
        return books.look(() -> books.sitting(id)).isPresent();
    }

    private boolean stands(SignIn signIn) {
        return standingOn.getOrDefault(signIn.tokenDigest(), ImmutableSet.of()).stream()
                .allMatch(this::sits);
    }

    private <T> Optional<Present<T>> present(T by, UUID account) {
        return find(account)
                .filter(found -> !found.disabled())
                .map(found -> new Present<>(
                        by,
                        found.changes(),
                        books.look(() -> books.incumbencies.values().stream()
                                .filter(Incumbency::sits)
                                .filter(held -> held.official().equals(found.official()))
                                .map(Incumbency::id)
                                .collect(toImmutableSet()))));
    }

    @Override
    public synchronized Optional<Present<SignIn>> signIn(String tokenDigest) {
        return Optional.ofNullable(signIns.get(tokenDigest))
                .filter(this::stands)
                .flatMap(found -> present(found, found.account()));
    }

    @Override
    public synchronized ImmutableList<SignIn> signIns(UUID account) {
        return signIns.values().stream()
                .filter(one -> one.account().equals(account))
                .filter(this::stands)
                .sorted(Comparator.comparing(SignIn::seenAt).reversed().thenComparing(SignIn::tokenDigest))
                .collect(toImmutableList());
    }

    @Override
    public synchronized void touch(String tokenDigest, Instant at) {
        signIns.computeIfPresent(
                tokenDigest,
                (digest, seen) -> new SignIn(
                        digest,
                        seen.account(),
                        seen.guard(),
                        seen.begunAt(),
                        at,
                        seen.address(),
                        seen.browser(),
                        seen.means(),
                        seen.proven()));
    }

    @Override
    public synchronized void end(String tokenDigest) {
        signIns.remove(tokenDigest);
    }

    @Override
    public synchronized void endAll(UUID account) {
        signIns.values().removeIf(one -> one.account().equals(account));
    }

    @Override
    public synchronized void endIdle(Instant seenBefore) {
        signIns.values().removeIf(one -> one.seenAt().isBefore(seenBefore));
    }

    // ------------------------------------------------------------------ tokens

    @Override
    public synchronized boolean issue(Token token, int changes) {
        if (!isAsLookedAt(token.account(), changes)
                || tokens.containsKey(token.id())
                || !sits(token.incumbency())
                || tokens.values().stream().anyMatch(other -> other.digest().equals(token.digest()))) {
            return false;
        }
        tokens.put(token.id(), token);
        return true;
    }

    @Override
    public synchronized Optional<Present<Token>> token(String digest) {
        return tokens().stream()
                .filter(token -> token.digest().equals(digest))
                .filter(token -> token.sits() && token.endedAt().isEmpty())
                .findFirst()
                .flatMap(token -> present(token, token.account()));
    }

    @Override
    public synchronized ImmutableList<Token> tokens() {
        return tokens.values().stream()
                .map(token -> with(token, token.usedAt(), token.endedAt()))
                .sorted(Comparator.comparing(Token::issuedAt)
                        .reversed()
                        .thenComparing(token -> token.id().toString()))
                .collect(toImmutableList());
    }

    private Token with(Token token, Optional<Instant> usedAt, Optional<Instant> endedAt) {
        return new Token(
                token.id(),
                token.digest(),
                token.account(),
                token.incumbency(),
                token.name(),
                token.scopes(),
                token.issuedAt(),
                token.expiresAt(),
                usedAt,
                endedAt,
                sits(token.incumbency()));
    }

    @Override
    public synchronized void used(UUID token, Instant at) {
        tokens.computeIfPresent(token, (id, before) -> with(before, Optional.of(at), before.endedAt()));
    }

    @Override
    public synchronized void end(UUID token, Instant at) {
        tokens.computeIfPresent(
                token,
                (id, before) -> with(before, before.usedAt(), before.endedAt().or(() -> Optional.of(at))));
    }
}
