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
 * @param mostBody the largest request that is no file, bytes
 * @param mostUpload the largest file, bytes
 * @param idle after how long without a request a sign-in ends
 * @param longest after how long a sign-in ends in any case
 * @param perAccount how many requests a second an account may send for long, and ten times as many after a pause; 0 for
 *     any number. An address, which may be a whole office's, may send ten times that
 * @param hashesAtOnce how many passwords are hashed at once, 19 MiB each
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
        int mostBody,
        long mostUpload,
        Duration idle,
        Duration longest,
        int perAccount,
        int hashesAtOnce,
        SignInRules signIn,
        Duration patience,
        Retention.Periods retention) {

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
                1 << 20,
                32L << 20,
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                50,
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                SignInRules.usual(),
                Duration.ofSeconds(10),
                Retention.Periods.USUAL);
    }

    public boolean isDemo() {
        return !demo.isEmpty();
    }

    public Settings withBind(String address) {
        return new Settings(
                address,
                port,
                transport,
                demo,
                setupToken,
                mostBody,
                mostUpload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    public Settings withTransport(Transport how) {
        return new Settings(
                bind,
                port,
                how,
                demo,
                setupToken,
                mostBody,
                mostUpload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    public Settings withPerAccount(int aSecond) {
        return new Settings(
                bind,
                port,
                transport,
                demo,
                setupToken,
                mostBody,
                mostUpload,
                idle,
                longest,
                aSecond,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    public Settings withDemo(ImmutableList<DemoAccount> accounts) {
        return new Settings(
                bind,
                port,
                transport,
                accounts,
                setupToken,
                mostBody,
                mostUpload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    public Settings withSetupToken(String token) {
        return new Settings(
                bind,
                port,
                transport,
                demo,
                Optional.of(token),
                mostBody,
                mostUpload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    public Settings withLimits(int body, long upload) {
        return new Settings(
                bind,
                port,
                transport,
                demo,
                setupToken,
                body,
                upload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                retention);
    }

    /** With other rules for signing in, and ends of a sign-in. */
    public Settings withSignIn(SignInRules rules, Duration unseen, Duration inAnyCase) {
        return new Settings(
                bind,
                port,
                transport,
                demo,
                setupToken,
                mostBody,
                mostUpload,
                unseen,
                inAnyCase,
                perAccount,
                hashesAtOnce,
                rules,
                patience,
                retention);
    }

    public Settings withSignIn(SignInRules rules) {
        return withSignIn(rules, idle, longest);
    }

    /** Whether only this machine reaches the address; of a name other than localhost that is not known. */
    public static boolean isLoopback(String address) {
        if (!InetAddresses.isInetAddress(address)) {
            return address.equals("localhost");
        }
        InetAddress parsed = InetAddresses.forString(address);
        return parsed.isLoopbackAddress();
    }

    public Settings withRetention(Retention.Periods years) {
        return new Settings(
                bind,
                port,
                transport,
                demo,
                setupToken,
                mostBody,
                mostUpload,
                idle,
                longest,
                perAccount,
                hashesAtOnce,
                signIn,
                patience,
                years);
    }
}
