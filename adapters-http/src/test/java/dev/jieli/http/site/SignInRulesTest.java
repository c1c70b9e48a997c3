package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInRulesTest {
    private final SignInRules rules = SignInRules.usual();

    @Test
    void a_password_has_twelve_characters_at_least_and_may_have_a_hundred_and_twenty_eight() {
        assertThat(rules.unfit("Kw7-pq2-zLm", "clerk")).isPresent();
        assertThat(rules.unfit("Kw7-pq2-zLmx", "clerk")).isEmpty();
        assertThat(rules.unfit("Kw7-pq2-zLmx".repeat(11).substring(0, 128), "clerk"))
                .isEmpty();
        assertThat(rules.unfit("Kw7-pq2-zLmx".repeat(11).substring(0, 129), "clerk"))
                .isPresent();
    }

    @Test
    void any_sign_that_can_be_typed_may_stand_in_a_password() {
        assertThat(rules.unfit("信访 接力 Ω 🙂 ñ 3 q K 长", "clerk")).isEmpty();
    }
}
