package dev.jieli.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import dev.jieli.application.port.Accounts;
import dev.jieli.http.wording.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * 登录规则: what a password has to be, how long it holds, who must give a second factor. GB/T 22239-2019, 8.1.4.1 asks for
 * complexity, regular change, a limit of failures and two factors; the numbers are *chosen*, as assessors expect them.
 *
 * @param shortest a password, characters
 * @param classes how many of capital letters, small letters, digits and others it has
 * @param history how many passwords may not come again, the present one among them
 * @param oldest after how long a password has to be changed; zero for never
 * @param unused after how long an account that nobody uses is disabled; zero for never
 * @param sessions how many sign-ins an account may have at once; the one not seen for longest gives way
 * @param secondFactor who must give one
 * @param address under which browsers know this site; empty where nobody said so
 * @param provider of sign-ins by OpenID Connect; empty where there is none
 */
public record SignInRules(
        int shortest,
        int classes,
        int history,
        Duration oldest,
        Duration unused,
        int sessions,
        SecondFactor secondFactor,
        Optional<URI> address,
        Optional<Provider> provider) {

    private static final int LONGEST = 128;
    private static final int FEWEST_CHARACTERS = 5;
    private static final int DRAWN_BYTES = 10;
    private static final CharMatcher LETTERS = CharMatcher.inRange('a', 'z');
    private static final ImmutableSet<String> COMMON = common();

    /** 第二鉴别因素要求 */
    public enum SecondFactor {
        /** 都不要求 */
        NOBODY,
        /** 管理员 */
        ADMINISTRATORS,
        /** 所有人 */
        EVERYBODY
    }

    /**
     * 统一身份认证
     *
     * @param name on the button
     * @param provesSecondFactor whether it asks for a second factor itself, so that none is asked for here
     * @param proofs one of which its answer has to give then, as the {@code acr} or among the {@code amr} of the ID token (OpenID
     *     Connect Core 1.0, 2); empty where its answer alone is enough
     */
    public record Provider(
            String name,
            URI issuer,
            String client,
            String secret,
            boolean provesSecondFactor,
            ImmutableSet<String> proofs) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }

    /** 不合要求之处 */
    public record Unfit(Flaw flaw, ImmutableMap<String, String> facts) {}

    /** As is usual. */
    public static SignInRules usual() {
        return new SignInRules(
                12,
                3,
                5,
                Duration.ofDays(90),
                Duration.ofDays(90),
                5,
                SecondFactor.ADMINISTRATORS,
                Optional.empty(),
                Optional.empty());
    }

    public SignInRules requiring(SecondFactor who) {
        return new SignInRules(shortest, classes, history, oldest, unused, sessions, who, address, provider);
    }

    /** With passwords that hold that long; zero for ever. */
    public SignInRules keeping(Duration longest) {
        return new SignInRules(shortest, classes, history, longest, unused, sessions, secondFactor, address, provider);
    }

    public SignInRules at(URI known) {
        return new SignInRules(
                shortest, classes, history, oldest, unused, sessions, secondFactor, Optional.of(known), provider);
    }

    public SignInRules trusting(Provider other) {
        return new SignInRules(
                shortest, classes, history, oldest, unused, sessions, secondFactor, address, Optional.of(other));
    }

    /** What is wrong with a password for an account of that name; empty where it will do. */
    public Optional<Unfit> unfit(String password, String name) {
        boolean fits = password.length() >= shortest
                && password.length() <= LONGEST
                && password.chars().distinct().count() >= FEWEST_CHARACTERS
                && classesOf(password) >= classes
                && (name.isBlank() || !Ascii.toLowerCase(password).contains(Ascii.toLowerCase(name)))
                && !isCommon(password);
        return fits
                ? Optional.empty()
                : Optional.of(new Unfit(
                        Flaw.WEAK_PASSWORD,
                        ImmutableMap.of("shortest", Integer.toString(shortest), "classes", Integer.toString(classes))));
    }

    private static long classesOf(String password) {
        return password.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= '0' && c <= '9' ? 2 : 3)
                .distinct()
                .count();
    }

    /**
     * Whether somebody who guesses would try it early: what is left without its letters' disguise and without the digits and
     * signs around is one of the commonest words, or it is little else than a run along the keyboard.
     */
    private static boolean isCommon(String password) {
        String small = Ascii.toLowerCase(password);
        String plain = LETTERS.retainFrom(LETTERS.negate()
                .trimFrom(small)
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('3', 'e'));
        return COMMON.contains(LETTERS.retainFrom(small))
                || COMMON.contains(plain)
                || isRun(CharMatcher.inRange('0', '9').or(LETTERS).retainFrom(small));
    }

    /** 1234567890, abcdefghij, 0987654321. */
    private static boolean isRun(String password) {
        return IntStream.of(1, -1)
                .anyMatch(step -> IntStream.range(1, password.length()).allMatch(i -> {
                    int found = password.charAt(i) - password.charAt(i - 1);
                    return found == step || found == -9 * step;
                }));
    }

    private static ImmutableSet<String> common() {
        try {
            return Resources.asCharSource(Resources.getResource(SignInRules.class, "common-passwords.txt"), UTF_8)
                    .readLines()
                    .stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(ImmutableSet.toImmutableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A password that will do under any name, for somebody who has to change it. */
    public String drawn(RandomGenerator random) {
        StringBuilder drawn = new StringBuilder("Aa-1");
        do {
            byte[] bytes = new byte[DRAWN_BYTES];
            random.nextBytes(bytes);
            drawn.append('-')
                    .append(BaseEncoding.base32().omitPadding().lowerCase().encode(bytes));
        } while (drawn.length() < shortest);
        return drawn.toString();
    }

    /** Whether its password is too old, or somebody else chose it. */
    boolean mustChange(Accounts.Password password, Instant now) {
        return password.provisional()
                || (!oldest.isZero() && now.isAfter(password.setAt().plus(oldest)));
    }

    /** Who that is with the provider; empty for a blank, and where there is no provider. */
    public Optional<Accounts.Identity> identity(String subject) {
        return provider.filter(there -> !subject.isBlank())
                .map(there -> new Accounts.Identity(there.issuer().toString(), subject.strip()));
    }

    /** Whether the account must have a second factor. */
    public boolean mustProve(Accounts.Account account) {
        return switch (secondFactor) {
            case NOBODY -> false;
            case ADMINISTRATORS -> account.duty().isPresent();
            case EVERYBODY -> true;
        };
    }
}
