package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.organization.OfficialId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * 账号: who may sign in as which official, who is signed in, and which systems act for somebody.
 *
 * <p>What signs in stands on the posts held at that moment: when one of these incumbencies ends, the sign-ins and tokens
 * that stand on it are over at the same instant, in the same transaction.
 */
public interface Accounts {

    Optional<Account> named(String name);

    Optional<Account> find(UUID id);

    /** Whose account it is with a provider; empty where it is bound to none. */
    Optional<Account> known(Identity identity);

    ImmutableList<Account> all();

    /** Adds. False where another has the name, the id or the identity. */
    boolean add(Account account);

    /**
     * Changes an account as it stands now; two changes at once come one after the other. With another password its sign-ins end,
     * and where it is out of use afterwards its sign-ins and tokens do, for good: with the change, and nothing comes between.
     *
     * @param at when its tokens end, where they do
     * @param how gives it as it is to be; empty where nothing is to change
     * @return the account afterwards; empty where there is none, where nothing was to change, or where another has the
     *     name or the identity
     */
    Optional<Account> change(UUID id, Instant at, Function<Account, Optional<Account>> how);

    /**
     * As {@link #change}, by what all accounts are: of these changes one comes after the other, whichever account they are of.
     *
     * @param how is given the account and all there are, itself among them
     */
    Optional<Account> changeAmong(
            UUID id, Instant at, BiFunction<Account, ImmutableList<Account>, Optional<Account>> how);

    /**
     * One more wrong password in a row; nothing else about the account changes, whoever writes to it meanwhile. Of an account that is
     * not there nothing is kept, and it takes as long.
     */
    void failed(UUID account, Instant at);

    /** The row of wrong passwords is over, and the account was used. */
    void succeeded(UUID account, Instant at);

    // ------------------------------------------------------------------ sign-ins

    /**
     * Somebody is signed in, standing on these incumbencies.
     *
     * @param changes of the account when it was looked at, see {@link Account#changes()}
     * @return false where one of them has ended meanwhile, or there is no such account, or it was changed or is out of use
     */
    boolean begin(SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes);

    /**
     * As {@link #begin}, in place of another sign-in, which ends with it.
     *
     * @return false where that has ended already, too; then nothing begins
     */
    boolean goOn(String tokenDigest, SignIn signIn, ImmutableSet<IncumbencyId> sits, int changes);

    /**
     * The sign-in as it stands now: empty when it has ended, when its account is disabled, and when an incumbency on which
     * it stands has ended.
     */
    Optional<Present<SignIn>> signIn(String tokenDigest);

    /** All that have not ended, the last to be seen first. */
    ImmutableList<SignIn> signIns(UUID account);

    void touch(String tokenDigest, Instant at);

    void end(String tokenDigest);

    /** Ends every sign-in of an account that stays as it is. */
    void endAll(UUID account);

    /** Forgets sign-ins not seen since then. */
    void endIdle(Instant seenBefore);

    // ------------------------------------------------------------------ tokens

    /**
     * A system may act from now on.
     *
     * @param changes of the account when it was looked at, see {@link Account#changes()}
     * @return false where the incumbency has ended meanwhile, or there is no such account, or it was changed or is out of use
     */
    boolean issue(Token token, int changes);

    /** The token as it stands now: empty when it has ended, with its account or its incumbency too. Whether it has expired is for the caller. */
    Optional<Present<Token>> token(String digest);

    /** All that were ever issued, the newest first. */
    ImmutableList<Token> tokens();

    /** The token was used; told at most now and then. */
    void used(UUID token, Instant at);

    /** Ends a token; one that has ended stays as it is. */
    void end(UUID token, Instant at);

    /**
     * 账号
     *
     * @param duty of an administrator; empty for an official at work
     * @param disabled whether nobody signs in with it, for it has not been granted yet or no longer; its official's duties
     *     stay where they are
     * @param failures wrong passwords in a row
     * @param failedAt when the last of them was
     * @param usedAt when somebody last signed in with it, or it was made or enabled
     * @param recovery digests of the recovery codes that are left
     * @param identity with a provider of sign-ins; empty where it is bound to none
     * @param browserKey what marks the browsers of its owner are made with; of no use for anything else
     * @param changes how often it was changed
     */
    record Account(
            UUID id,
            String name,
            OfficialId official,
            Password password,
            Optional<Duty> duty,
            boolean disabled,
            int failures,
            Optional<Instant> failedAt,
            Instant usedAt,
            ImmutableList<Factor> factors,
            ImmutableSet<String> recovery,
            Optional<Identity> identity,
            String browserKey,
            int changes) {

        /** A new one, with nothing but a password, in use. */
        public static Account of(UUID id, String name, OfficialId official, Password password, String browserKey) {
            return new Account(
                    id,
                    name,
                    official,
                    password,
                    Optional.empty(),
                    false,
                    0,
                    Optional.empty(),
                    password.setAt(),
                    ImmutableList.of(),
                    ImmutableSet.of(),
                    Optional.empty(),
                    browserKey,
                    0);
        }

        /** Whether it is an administrator's and in use, and no other account in use has its duty. */
        public boolean isLastOfDuty(ImmutableList<Account> all) {
            return duty.isPresent()
                    && !disabled
                    && all.stream()
                            .filter(other -> !other.id().equals(id) && !other.disabled())
                            .noneMatch(other -> other.duty().equals(duty));
        }

        /** The same account, as far as it may change. */
        private Account as(
                Password nowPassword,
                Optional<Duty> nowDuty,
                boolean nowDisabled,
                int nowFailures,
                Optional<Instant> nowFailedAt,
                Instant nowUsedAt,
                ImmutableList<Factor> nowFactors,
                ImmutableSet<String> nowRecovery,
                Optional<Identity> nowIdentity,
                int nowChanges) {
            return new Account(
                    id,
                    name,
                    official,
                    nowPassword,
                    nowDuty,
                    nowDisabled,
                    nowFailures,
                    nowFailedAt,
                    nowUsedAt,
                    nowFactors,
                    nowRecovery,
                    nowIdentity,
                    browserKey,
                    nowChanges);
        }

        /** With another password; the row of wrong ones is over. */
        public Account with(Password next) {
            return as(next, duty, disabled, 0, Optional.empty(), usedAt, factors, recovery, identity, changes);
        }

        /** With this duty, or none. */
        public Account serving(Optional<Duty> other) {
            return as(password, other, disabled, failures, failedAt, usedAt, factors, recovery, identity, changes);
        }

        /** Nobody signs in with it from now on. */
        public Account disable() {
            return as(password, duty, true, failures, failedAt, usedAt, factors, recovery, identity, changes);
        }

        /** It may be used again; the time for which it was not begins anew. */
        public Account enable(Instant at) {
            return as(password, duty, false, 0, Optional.empty(), at, factors, recovery, identity, changes);
        }

        /** With these second factors and recovery codes. */
        public Account with(ImmutableList<Factor> others, ImmutableSet<String> codes) {
            return as(password, duty, disabled, failures, failedAt, usedAt, others, codes, identity, changes);
        }

        /** With this factor in place of the one with the same id. */
        public Account with(Factor factor) {
            return with(
                    factors.stream()
                            .map(one -> one.id().equals(factor.id()) ? factor : one)
                            .collect(ImmutableList.toImmutableList()),
                    recovery);
        }

        /** As it stands after so many changes: for whoever keeps it. */
        public Account after(int counted) {
            return as(password, duty, disabled, failures, failedAt, usedAt, factors, recovery, identity, counted);
        }

        public Account bound(Optional<Identity> to) {
            return as(password, duty, disabled, failures, failedAt, usedAt, factors, recovery, to, changes);
        }
    }

    /**
     * 密码
     *
     * @param kept Argon2id in PHC form
     * @param before earlier ones, the last first, kept alike
     * @param provisional whether somebody else set it, so that its owner has to set another
     */
    record Password(String kept, ImmutableList<String> before, Instant setAt, boolean provisional) {
        /** The first of an account. */
        public static Password first(String kept, Instant at, boolean provisional) {
            return new Password(kept, ImmutableList.of(), at, provisional);
        }

        /** Another in its place, of which this many stay known. */
        public Password then(String next, Instant at, boolean setByAnother, int known) {
            return new Password(
                    next,
                    Stream.concat(Stream.of(kept), before.stream())
                            .limit(known)
                            .collect(ImmutableList.toImmutableList()),
                    at,
                    setByAnother);
        }
    }

    /**
     * 第二鉴别因素: what its owner has, beside what he or she knows.
     *
     * @param name as its owner calls it
     * @param secret of a code generator: the shared secret; of a security key: its credential
     * @param counter the last step or signature that was accepted; none before it is accepted again
     */
    record Factor(
            UUID id, Kind kind, String name, String secret, long counter, Instant addedAt, Optional<Instant> usedAt) {
        /** 第二鉴别因素类别 */
        public enum Kind {
            /** 动态口令 */
            CODES,
            /** 安全密钥 */
            KEY
        }

        /** The same after it was used. */
        public Factor used(long at, Instant when) {
            return new Factor(id, kind, name, secret, at, addedAt, Optional.of(when));
        }

        /** Without its secret. */
        @Override
        public String toString() {
            return "Factor[" + id + " " + kind + "]";
        }
    }

    /** 统一身份: who somebody is with a provider of sign-ins (OpenID Connect). */
    record Identity(String issuer, String subject) {}

    /**
     * 登录: one browser's.
     *
     * @param tokenDigest of the cookie, never the cookie itself
     * @param guard the value that forms carry back (CSRF)
     * @param address where it came from
     * @param browser as it named itself
     * @param means by which it was begun
     * @param proven whether a second factor was given too
     */
    record SignIn(
            String tokenDigest,
            UUID account,
            String guard,
            Instant begunAt,
            Instant seenAt,
            String address,
            String browser,
            Means means,
            boolean proven) {
        /** 登录方式 */
        public enum Means {
            /** 密码 */
            PASSWORD,
            /** 统一身份认证 */
            PROVIDER,
            /** 统一身份认证，应要求重新确认: by the provider, which asked the person anew as it was told to. */
            PROVIDER_ANEW
        }

        /** Names it in a list, and opens nothing. */
        public String handle() {
            return tokenDigest.substring(0, Math.min(16, tokenDigest.length()));
        }
    }

    /**
     * 接口令牌: lets a system act for an account in one of its posts.
     *
     * @param digest of the token, never the token itself
     * @param name what it is for
     * @param usedAt when it was last used, to the minute
     * @param endedAt when it was revoked; a departure ends it too and leaves this empty
     * @param sits whether the incumbency has not ended
     */
    record Token(
            UUID id,
            String digest,
            UUID account,
            IncumbencyId incumbency,
            String name,
            ImmutableSet<Scope> scopes,
            Instant issuedAt,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> endedAt,
            boolean sits) {

        /** Whether it opens anything at that instant, its account's state aside. */
        public boolean isLive(Instant at) {
            return sits && endedAt.isEmpty() && at.isBefore(expiresAt);
        }
    }

    /** 令牌范围: what a token may be used for; what its post may do limits it further. */
    enum Scope {
        /** 查看 */
        READ,
        /** 办理 */
        ACT,
        /** 导入台账 */
        IMPORT,
        /** 读取消息 */
        FEED,
        /** 日历订阅: the terms of what its post holds, and nothing else; stands alone, for it lies in an address */
        CALENDAR
    }

    /**
     * 在线: what lets somebody in, as it stands now.
     *
     * @param changes of the account: see {@link Account#changes()}
     * @param sits all posts that the official holds now
     */
    record Present<T>(T by, int changes, ImmutableSet<IncumbencyId> sits) {}
}
