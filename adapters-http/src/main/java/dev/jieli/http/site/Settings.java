package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.jieli.domain.retention.Retention;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * 设置: how the server is set up; everything that a county may want otherwise.
 *
 * @param bind the address it listens on
 * @param port 0 for any free one
 * @param transport what browsers speak to it
 * @param demo the accounts of a demonstration; empty elsewhere. A demonstration listens on the loopback address only
 * @param setupToken lets the first administrator in, once; empty when there is one
 * @param limits what one request may bring, and how many there may be
 * @param idle after how long without a request a sign-in ends
 * @param longest after how long a sign-in ends in any case
 * @param signIn what a password has to be, and who must give a second factor
 * @param patience how long requests under way may take to finish when the server stops
 * @param retention after how many years what identifies petitioners is erased
 */
public record Settings(
        String bind,
        int port,
        Transport transport,
        ImmutableList<DemoAccount> demo,
        Optional<String> setupToken,
        Limits limits,
        Duration idle,
        Duration longest,
        SignInRules signIn,
        Duration patience,
        Retention.Periods retention) {

    /**
     * 限额
     *
     * @param mostBody the largest request that is no file, bytes
     * @param mostUpload the largest file, bytes
     * @param perAccount how many requests a second an account may send for long, and ten times as many after a pause; 0 for
     *     any number. An address, which may be a whole office's, may send ten times that
     * @param hashesAtOnce how many passwords are hashed at once, 19 MiB each
     * @param head how long the head of a request may take to come
     */
    public record Limits(int mostBody, long mostUpload, int perAccount, int hashesAtOnce, Duration head) {}

    /** 演示账号: shown on the sign-in page of a demonstration. */
    public record DemoAccount(String name, String password, String as) {}

    public Settings {
        if (!demo.isEmpty() && !isLoopback(bind)) {
            throw new IllegalArgumentException("a demonstration listens on the loopback address only, not on " + bind);
        }
    }

    /** On this machine only, everything else as is usual. */
    public static Settings local(int port) {
        return new Settings(
                "127.0.0.1",
                port,
                new Transport.Plain(),
                ImmutableList.of(),
                Optional.empty(),
                new Limits(
                        1 << 20,
                        32L << 20,
                        50,
                        Math.max(2, Runtime.getRuntime().availableProcessors()),
                        Duration.ofSeconds(20)),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                SignInRules.usual(),
                Duration.ofSeconds(10),
                Retention.Periods.USUAL);
    }

    public boolean isDemo() {
        return !demo.isEmpty();
    }

    /** The same, as far as somebody wants it otherwise. */
    private Settings as(
            String address,
            Transport how,
            ImmutableList<DemoAccount> accounts,
            Optional<String> token,
            Limits most,
            Duration unseen,
            Duration inAnyCase,
            SignInRules rules,
            Retention.Periods years) {
        return new Settings(address, port, how, accounts, token, most, unseen, inAnyCase, rules, patience, years);
    }

    public Settings withBind(String address) {
        return as(address, transport, demo, setupToken, limits, idle, longest, signIn, retention);
    }

    public Settings withTransport(Transport how) {
        return as(bind, how, demo, setupToken, limits, idle, longest, signIn, retention);
    }

    public Settings withPerAccount(int aSecond) {
        return with(new Limits(limits.mostBody(), limits.mostUpload(), aSecond, limits.hashesAtOnce(), limits.head()));
    }

    public Settings withDemo(ImmutableList<DemoAccount> accounts) {
        return as(bind, transport, accounts, setupToken, limits, idle, longest, signIn, retention);
    }

    public Settings withSetupToken(String token) {
        return as(bind, transport, demo, Optional.of(token), limits, idle, longest, signIn, retention);
    }

    public Settings withLimits(int body, long upload) {
        return with(new Limits(body, upload, limits.perAccount(), limits.hashesAtOnce(), limits.head()));
    }

    public Settings withHead(Duration within) {
        return with(
                new Limits(limits.mostBody(), limits.mostUpload(), limits.perAccount(), limits.hashesAtOnce(), within));
    }

    private Settings with(Limits most) {
        return as(bind, transport, demo, setupToken, most, idle, longest, signIn, retention);
    }

    /** With other rules for signing in, and ends of a sign-in. */
    public Settings withSignIn(SignInRules rules, Duration unseen, Duration inAnyCase) {
        return as(bind, transport, demo, setupToken, limits, unseen, inAnyCase, rules, retention);
    }

    public Settings withSignIn(SignInRules rules) {
        return withSignIn(rules, idle, longest);
    }

    public Settings withPatience(Duration when) {
        return new Settings(bind, port, transport, demo, setupToken, limits, idle, longest, signIn, when, retention);
    }

    public Settings withRetention(Retention.Periods years) {
        return as(bind, transport, demo, setupToken, limits, idle, longest, signIn, years);
    }

    /** Whether only this machine reaches the address; of a name other than localhost that is not known. */
    public static boolean isLoopback(String address) {
        if (!InetAddresses.isInetAddress(address)) {
            return address.equals("localhost");
        }
        InetAddress parsed = InetAddresses.forString(address);
        return parsed.isLoopbackAddress();
    }
}
