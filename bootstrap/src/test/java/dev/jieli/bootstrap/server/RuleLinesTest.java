package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.retention.Retention;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files by which the place changes rules: what they say holds, what cannot be understood stops the start. */
class RuleLinesTest {
    private static final Settings USUAL = Settings.local(0);

    @TempDir
    private Path home;

    private Settings signIn() {
        return SignInFile.read(home.resolve("sign-in"), USUAL);
    }

    @Test
    void without_a_file_all_is_as_usual() {
        assertThat(signIn()).isEqualTo(USUAL);
        assertThat(RetentionFile.in(home).periods()).isEqualTo(Retention.Periods.USUAL);
    }

    @Test
    void what_is_said_holds_and_the_rest_stays() throws IOException {
        Files.writeString(home.resolve("sign-in"), "# ours\n\nsessions = 3\nidle.minutes=15\n");
        Files.writeString(home.resolve("retention"), "other.years = 0\nreceipts.days = 7\n");

        assertThat(signIn().signIn().sessions()).isEqualTo(3);
        assertThat(signIn().idle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(signIn().longest()).isEqualTo(USUAL.longest());
        assertThat(RetentionFile.in(home).receipts()).isEqualTo(Duration.ofDays(7));
        assertThat(RetentionFile.in(home).periods().other()).isZero();
        assertThat(RetentionFile.in(home).periods().decided()).isEqualTo(Retention.Periods.USUAL.decided());
    }

    @ParameterizedTest
    @CsvSource({"no, false, ''", "yes, true, ''", "mfa, true, mfa", "urn:example:two  mfa, true, urn:example:two mfa"})
    void a_provider_is_taken_at_its_word_or_at_the_words_that_the_place_names(String line, boolean proves, String words)
            throws IOException {
        Files.writeString(home.resolve("sign-in"), """
                address = https://xinfang.example
                provider.issuer = https://sso.example
                provider.client = jieli
                provider.secret = a secret
                provider.second-factor = %s
                """.formatted(line));

        SignInRules.Provider provider = signIn().signIn().provider().orElseThrow();
        assertThat(provider.provesSecondFactor()).isEqualTo(proves);
        assertThat(String.join(" ", provider.proofs())).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session = 3",
                "sessions",
                "sessions = 0",
                "sessions = many",
                "sessions = 3\nsessions = 4",
                "sessions ="
            })
    void what_cannot_be_understood_is_refused_by_name(String text) throws IOException {
        Files.writeString(home.resolve("sign-in"), text);

        assertThatThrownBy(this::signIn).isInstanceOf(Refused.class).hasMessageContaining("session");
    }
}
