package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.organization.OfficialId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** 账号: who may sign in as which official. */
public interface Accounts {

    Optional<Account> named(String name);

    Optional<Account> find(UUID id);

    ImmutableList<Account> all();

    /** Adds, or replaces the one with the same id. False where another has the name. */
    boolean put(Account account);

    /** One more wrong password in a row; nothing else about the account changes, whoever writes to it meanwhile. */
    void failed(UUID account, Instant at);

    /** The row of wrong passwords is over. */
    void succeeded(UUID account);

    void begin(SignIn signIn);

    Optional<SignIn> signIn(String tokenDigest);

    void touch(String tokenDigest, Instant at);

    void end(String tokenDigest);

    /** Ends every sign-in of an account: its password changed, or it was disabled. */
    void endAll(UUID account);

    /** Forgets sign-ins not seen since then. */
    void endIdle(Instant seenBefore);

    /**
     * 账号
     *
     * @param password Argon2id in PHC form
     * @param failures wrong passwords in a row
     * @param failedAt when the last of them was
     */
    record Account(
            UUID id,
            String name,
            OfficialId official,
            String password,
            boolean administrator,
            boolean disabled,
            int failures,
            Optional<Instant> failedAt) {}

    /**
     * 登录: one browser's.
     *
     * @param tokenDigest of the cookie, never the cookie itself
     * @param guard the value that forms carry back (CSRF)
     */
    record SignIn(String tokenDigest, UUID account, String guard, Instant begunAt, Instant seenAt) {}
}
