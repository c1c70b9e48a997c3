package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.http.browser.Chromium;
import dev.jieli.http.browser.Tab;
import dev.jieli.http.site.Codes;
import dev.jieli.testkit.Who;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Second factors in a real browser, with its own key (WebAuthn) as far as the browser can tell. */
class FactorsInBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots", "factors");
    private static final String KEY_FORM = "form[data-key]:not([hidden])";

    private static Chromium browser;

    private Served served;

    @BeforeAll
    static void start() {
        browser = Chromium.forTests();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() {
        served = Served.an_office();
    }

    @AfterEach
    void close() {
        served.close();
    }

    /** Keys are bound to a name: an address is none. */
    private String at(String path) {
        return "http://localhost:" + served.port() + path;
    }

    private Tab in(Tab tab) {
        return tab.go(at("/sign-in?lang=zh"))
                .fill("#f-account", Served.name(Who.CLERK))
                .fill("#f-password", Served.PASSWORD)
                .press("form[action='/sign-in'] button:not([type=button])");
    }

    private Tab halfIn() {
        Tab tab = in(browser.open());
        assertThat(tab.address()).contains("/sign-in/second");
        return tab;
    }

    @Test
    void a_key_is_enrolled_lets_in_and_is_removed_and_no_other_key_stands_in_for_it() throws Exception {
        Tab tab = browser.open();
        String key = tab.plugIn();
        in(tab).go(at("/me/factor"))
                .await(KEY_FORM)
                .fill("#f-key", "窗口的密钥")
                .fill("#f-key-proof", Served.PASSWORD)
                .press(KEY_FORM + " button");
        assertThat(tab.text()).contains("请保存恢复码");
        tab.go(at("/me")).picture(PICTURES.resolve("key.png"));
        assertThat(tab.text()).contains("窗口的密钥");

        tab.press("form[action='/sign-out'] button");
        assertThat(in(tab).address()).contains("/sign-in/second");
        tab.go(at("/ledger"));
        assertThat(tab.address()).as("nothing is open to who is half in").contains("/sign-in/second");
        tab.await(KEY_FORM).press(KEY_FORM + " button");
        assertThat(tab.go(at("/ledger")).address()).endsWith("/ledger");

        Tab unknown = halfIn();
        unknown.plugIn();
        unknown.await(KEY_FORM).touch(KEY_FORM + " button").await("[data-failed]:not([hidden])");
        unknown.picture(PICTURES.resolve("unknown.png"));
        assertThat(unknown.go(at("/ledger")).address()).contains("/sign-in/second");

        Tab forged = halfIn();
        forged.plugIn(tab.credential(key), anotherKey());
        forged.await(KEY_FORM).press(KEY_FORM + " button").picture(PICTURES.resolve("forged.png"));
        assertThat(forged.text()).contains("安全密钥没有通过");
        assertThat(forged.go(at("/ledger")).address()).contains("/sign-in/second");

        remove(tab);
        assertThat(tab.text()).contains("还没有注册");
        assertThat(in(browser.open()).go(at("/ledger")).address()).endsWith("/ledger");
        assertThat(tab.complaints()).isEmpty();
    }

    private void remove(Tab tab) {
        tab.go(at("/me"))
                .touch("details:has(form[action='/me/factors']) summary")
                .fill("form[action='/me/factors'] input[name=proof]", Served.PASSWORD)
                .press("form[action='/me/factors'] button");
    }

    /** A private key that the site has never seen, as PKCS #8. */
    private static String anotherKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    }

    @Test
    void a_one_time_code_is_enrolled_asked_for_and_removed() {
        Tab tab = browser.open().size(390, 844);
        in(tab).go(at("/me/factor"));
        String secret = tab.textOf("code.mono");
        assertThat(tab.run("document.querySelector('svg.qr path').getBBox().width > 20")
                        .asBoolean())
                .isTrue();
        tab.fill("#f-code", "000000")
                .fill("#f-proof", Served.PASSWORD)
                .press("form[action='/me/factor'] button:not([type=button])");
        assertThat(tab.text()).contains("动态口令或恢复码不对");
        tab.fill("#f-code", Codes.code(secret, served.now()))
                .fill("#f-proof", "a guess")
                .press("form[action='/me/factor'] button:not([type=button])")
                .picture(PICTURES.resolve("proof-wanted.png"));
        assertThat(tab.text()).contains("请填密码，或者已有的动态口令、恢复码");
        assertThat(tab.textOf("code.mono"))
                .as("the app need not be set up again")
                .isEqualTo(secret);
        tab.fill("#f-code", Codes.code(secret, served.now()))
                .fill("#f-proof", Served.PASSWORD)
                .press("form[action='/me/factor'] button:not([type=button])");
        assertThat(tab.text()).contains("请保存恢复码");
        String recovery = tab.textOf(".codes li");

        served.later(Duration.ofMinutes(1));
        Tab other = halfIn();
        other.fill("#f-code", "123456").press("form[action='/sign-in/second'] button");
        other.picture(PICTURES.resolve("wrong-code.png"));
        assertThat(other.text()).contains("动态口令或恢复码不对");
        other.fill("#f-code", Codes.code(secret, served.now())).press("form[action='/sign-in/second'] button");
        assertThat(other.go(at("/ledger")).address()).endsWith("/ledger");

        Tab lost = halfIn();
        lost.fill("#f-code", recovery).press("form[action='/sign-in/second'] button");
        assertThat(lost.go(at("/ledger")).address()).endsWith("/ledger");
        remove(lost);
        assertThat(lost.text()).contains("还没有注册");
        assertThat(tab.complaints()).isEmpty();
    }
}
