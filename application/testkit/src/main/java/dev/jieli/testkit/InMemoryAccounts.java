package dev.jieli.testkit;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

final class InMemoryAccounts implements Accounts {
    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Map<String, SignIn> signIns = new HashMap<>();

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
    public synchronized ImmutableList<Account> all() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::name))
                .collect(toImmutableList());
    }

    @Override
    public synchronized boolean put(Account account) {
        if (named(account.name())
                .filter(other -> !other.id().equals(account.id()))
                .isPresent()) {
            return false;
        }
        accounts.put(account.id(), account);
        return true;
    }

    @Override
    public synchronized void failed(UUID account, Instant at) {
        accounts.computeIfPresent(account, (id, before) -> with(before, before.failures() + 1, Optional.of(at)));
    }

    @Override
    public synchronized void succeeded(UUID account) {
        accounts.computeIfPresent(account, (id, before) -> with(before, 0, Optional.empty()));
    }

    private static Account with(Account before, int failures, Optional<Instant> failedAt) {
        return new Account(
                before.id(),
                before.name(),
                before.official(),
                before.password(),
                before.administrator(),
                before.disabled(),
                failures,
                failedAt);
    }

    @Override
    public synchronized void begin(SignIn signIn) {
        signIns.put(signIn.tokenDigest(), signIn);
    }

    @Override
    public synchronized Optional<SignIn> signIn(String tokenDigest) {
        return Optional.ofNullable(signIns.get(tokenDigest));
    }

    @Override
    public synchronized void touch(String tokenDigest, Instant at) {
        signIns.computeIfPresent(
                tokenDigest, (digest, seen) -> new SignIn(digest, seen.account(), seen.guard(), seen.begunAt(), at));
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
}
