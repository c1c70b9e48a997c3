package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(2);

    @Test
    void a_password_is_kept_as_argon2id_in_phc_form_with_a_salt_of_its_own() {
        String one = passwords.hash("correct horse battery", new SecureRandom());
        String two = passwords.hash("correct horse battery", new SecureRandom());
        assertThat(one).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(two).isNotEqualTo(one);
        assertThat(passwords.matches("correct horse battery", one)).contains(true);
        assertThat(passwords.matches("correct horse batter", one)).contains(false);
    }

    @Test
    void nothing_of_a_long_password_is_cut_off() {
        String one = passwords.hash("🙂".repeat(60) + " Ab3", new SecureRandom());
        assertThat(passwords.matches("🙂".repeat(60) + " Ab3", one)).contains(true);
        assertThat(passwords.matches("🙂".repeat(60) + " Ab4", one)).contains(false);
    }

    @Test
    void the_hash_is_the_one_that_others_reckon_too() {
        // argon2 reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
        assertThat(passwords.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .contains(true);
    }

    @Test
    void nobodys_password_fits_none_and_what_is_no_hash_fits_none() {
        assertThat(passwords.matches("", Passwords.NOBODYS)).contains(false);
        assertThat(passwords.matches("x", "x")).contains(false);
        assertThat(passwords.matches("x", "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA"))
                .contains(false);
    }

    @Test
    void the_salt_comes_from_the_chance_that_is_given() {
        assertThat(passwords.hash("x", new Random(7))).isEqualTo(passwords.hash("x", new Random(7)));
    }
}
