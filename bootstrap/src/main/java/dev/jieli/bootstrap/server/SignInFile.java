package dev.jieli.bootstrap.server;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * 登录规则文件: the file {@code sign-in} in the data directory, a line each, {@code name = value}; what is not said stays as is
 * usual. A name that nobody knows stops the start, so that no rule is thought to hold that does not.
 */
public final class SignInFile {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of(
            "password.shortest",
            "password.kinds",
            "password.history",
            "password.days",
            "unused.days",
            "sessions",
            "idle.minutes",
            "longest.hours",
            "second-factor",
            "address",
            "provider.name",
            "provider.issuer",
            "provider.client",
            "provider.secret",
            "provider.second-factor");
    private static final int LEAST_SHORTEST = 8; // as GB/T 22239 assessments expect at least

    private final Path file;
    private final RuleLines lines;

    private SignInFile(Path file) {
        this.file = file;
        this.lines = RuleLines.read(file, NAMES, this::unfit);
    }

    /** The settings with the rules of the file; unchanged where there is none. */
    public static Settings read(Path file, Settings settings) {
        return Files.exists(file) ? new SignInFile(file).rules(settings) : settings;
    }

    private Settings rules(Settings settings) {
        SignInRules usual = settings.signIn();
        SignInRules rules = new SignInRules(
                lines.number("password.shortest", usual.shortest(), LEAST_SHORTEST, 64),
                lines.number("password.kinds", usual.classes(), 1, 4),
                lines.number("password.history", usual.history(), 1, 24),
                Duration.ofDays(
                        lines.number("password.days", (int) usual.oldest().toDays(), 0, 3650)),
                Duration.ofDays(lines.number("unused.days", (int) usual.unused().toDays(), 0, 3650)),
                lines.number("sessions", usual.sessions(), 1, 100),
                secondFactor(usual.secondFactor()),
                address("address"),
                provider());
        return settings.withSignIn(
                rules,
                Duration.ofMinutes(
                        lines.number("idle.minutes", (int) settings.idle().toMinutes(), 2, 24 * 60)),
                Duration.ofHours(
                        lines.number("longest.hours", (int) settings.longest().toHours(), 1, 24 * 7)));
    }

    private SignInRules.SecondFactor secondFactor(SignInRules.SecondFactor usual) {
        String value = lines.values().get("second-factor");
        for (SignInRules.SecondFactor one : SignInRules.SecondFactor.values()) {
            if (value == null || Ascii.equalsIgnoreCase(one.name(), value)) {
                return value == null ? usual : one;
            }
        }
        throw unfit("second-factor");
    }

    private Optional<URI> address(String name) {
        String value = lines.values().get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            URI address = new URI(value);
            boolean here = "http".equals(address.getScheme())
                    && ("localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost()));
            if (address.getHost() != null && ("https".equals(address.getScheme()) || here)) {
                return Optional.of(address);
            }
        } catch (java.net.URISyntaxException unreadable) {
            throw unfit(name);
        }
        throw unfit(name);
    }

    private Optional<SignInRules.Provider> provider() {
        Optional<URI> issuer = address("provider.issuer");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (!lines.values().containsKey("address")) {
            throw unfit("address"); // a provider sends browsers back to an address that it was told before
        }
        String proof = lines.values().getOrDefault("provider.second-factor", "no");
        return Optional.of(new SignInRules.Provider(
                lines.values().getOrDefault("provider.name", "统一身份认证"),
                issuer.get(),
                needed("provider.client"),
                needed("provider.secret"),
                !proof.equals("no"),
                proof.equals("no") || proof.equals("yes")
                        ? ImmutableSet.of()
                        : ImmutableSet.copyOf(Splitter.on(CharMatcher.whitespace())
                                .omitEmptyStrings()
                                .split(proof))));
    }

    private String needed(String name) {
        String value = lines.values().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw unfit(name);
        }
        return value;
    }

    private Refused unfit(String name) {
        return new Refused(
                "SIGN_IN_RULES",
                file + " 中“" + name + "”一项不对或缺少。请对照说明改正后再启动。",
                file + ": \"" + name + "\" is wrong or missing. Mend it as the documentation says and start again.");
    }
}
