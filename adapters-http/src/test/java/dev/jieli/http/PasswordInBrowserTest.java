package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.http.browser.Chromium;
import dev.jieli.http.browser.Tab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PasswordInBrowserTest {
    private static final String BUTTON = "#f-password + button";

    @Test
    void a_password_is_shown_to_whoever_wants_to_see_it_and_covered_again_when_it_is_sent() {
        try (Served served = Served.an_office();
                Chromium chromium = Chromium.forTests()) {
            Tab tab = chromium.open().size(390, 844).go(served.url("/sign-in?lang=en"));
            tab.await(BUTTON).fill("#f-account", "nobody").fill("#f-password", "what was typed");
            assertThat(kind(tab)).isEqualTo("password");
            assertThat(tab.textOf(BUTTON)).isEqualTo("Show the password");

            tab.touch(BUTTON);
            assertThat(kind(tab)).isEqualTo("text");
            tab.picture(Path.of("target", "pages", "password-shown.png"));
            tab.touch(BUTTON);
            assertThat(kind(tab)).isEqualTo("password");

            tab.touch(BUTTON);
            tab.run(
                    "window.sent = ''; document.querySelector('#f-password').form.addEventListener('submit',"
                            + " event => { window.sent = document.querySelector('#f-password').type; event.preventDefault(); })");
            tab.touch("form button:not([type=button])");
            assertThat(tab.run("window.sent").asText()).isEqualTo("password");
            assertThat(tab.complaints()).isEmpty();
        }
    }

    private static String kind(Tab tab) {
        return tab.run("document.querySelector('#f-password').type").asText();
    }
}
