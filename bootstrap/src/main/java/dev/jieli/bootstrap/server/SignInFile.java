package dev.jieli.bootstrap.server;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 登录规则文件: the file {@code sign-in} in the data directory, a line each, {@code name = value}; what is not said stays as is
 * usual. A name that nobody knows stops the start, so that no rule is thought to hold that does not.
 */
final class SignInFile {
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
    private final Map<String, String> values = new HashMap<>();

    private SignInFile(Path file) {
        this.file = file;
    }

    /** The settings with the rules of the file; unchanged where there is none. */
    static Settings read(Path file, Settings settings) {
        if (!Files.exists(file)) {
            return settings;
        }
        SignInFile read = new SignInFile(file);
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    read.take(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read.rules(settings);
    }

    private void take(String line) {
        String[] parts = line.split("=", 2);
        String name = parts[0].strip();
        if (parts.length < 2 || !NAMES.contains(name) || values.put(name, parts[1].strip()) != null) {
            throw unfit(name);
        }
    }

    private Settings rules(Settings settings) {
        SignInRules usual = settings.signIn();
        SignInRules rules = new SignInRules(
                number("password.shortest", usual.shortest(), LEAST_SHORTEST, 64),
                number("password.kinds", usual.classes(), 1, 4),
                number("password.history", usual.history(), 1, 24),
                Duration.ofDays(number("password.days", (int) usual.oldest().toDays(), 0, 3650)),
                Duration.ofDays(number("unused.days", (int) usual.unused().toDays(), 0, 3650)),
                number("sessions", usual.sessions(), 1, 100),
                secondFactor(usual.secondFactor()),
                address("address"),
                provider());
        return settings.withSignIn(
                rules,
                Duration.ofMinutes(number("idle.minutes", (int) settings.idle().toMinutes(), 2, 24 * 60)),
                Duration.ofHours(
                        number("longest.hours", (int) settings.longest().toHours(), 1, 24 * 7)));
    }

    private int number(String name, int usual, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw unfit(name);
        }
        throw unfit(name);
    }

    private SignInRules.SecondFactor secondFactor(SignInRules.SecondFactor usual) {
        String value = values.get("second-factor");
        for (SignInRules.SecondFactor one : SignInRules.SecondFactor.values()) {
            if (value == null || Ascii.equalsIgnoreCase(one.name(), value)) {
                return value == null ? usual : one;
            }
        }
        throw unfit("second-factor");
    }

    private Optional<URI> address(String name) {
        String value = values.get(name);
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
        if (!values.containsKey("address")) {
            throw unfit("address"); // a provider sends browsers back to an address that it was told before
        }
        return Optional.of(new SignInRules.Provider(
                values.getOrDefault("provider.name", "统一身份认证"),
                issuer.get(),
                needed("provider.client"),
                needed("provider.secret"),
                values.getOrDefault("provider.second-factor", "no").equals("yes")));
    }

    private String needed(String name) {
        String value = values.getOrDefault(name, "");
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
