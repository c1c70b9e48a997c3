package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jieli.http.Served;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.SignInRules;
import dev.jieli.testkit.Who;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security keys (WebAuthn) on the pages, with a key made of software. */
class SecurityKeysTest {
    private static final String ORIGIN = "https://xinfang.example";

    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office(settings -> settings.withSignIn(
                SignInRules.usual().requiring(SignInRules.SecondFactor.NOBODY).at(URI.create(ORIGIN))));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static JsonNode asked(Visitor.Answer page) throws Exception {
        Matcher found = Pattern.compile("data-key=\"([^\"]*)\"").matcher(page.html());
        assertThat(found.find()).as(page.text()).isTrue();
        return Json.MAPPER.readTree(
                found.group(1).replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&"));
    }

    private void enrol(SoftKey key) throws Exception {
        Visitor clerk = Visitor.as(served, Who.CLERK);
        Visitor.Answer page = clerk.get("/me/factor");
        Visitor.Answer enrolled = clerk.send(page.form("/me/factor/key")
                .with("proof", Served.PASSWORD)
                .with("response", key.create(asked(page), ORIGIN)));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(200);
        assertThat(enrolled.text()).contains("请保存恢复码");
    }

    /** The password given, on the page that asks for the key. */
    private Visitor halfIn() {
        Visitor nobody = Visitor.nobody(served);
        return nobody.with(nobody.send(
                nobody.get("/sign-in").form("/sign-in").with("account", "clerk").with("password", Served.PASSWORD)));
    }

    @Test
    void a_key_that_was_enrolled_lets_its_owner_in_and_no_other_key_does() throws Exception {
        SoftKey key = new SoftKey(1);
        enrol(key);

        Visitor half = halfIn();
        assertThat(half.get("/ledger").path()).startsWith("/sign-in/second");
        Visitor.Answer page = half.get("/sign-in/second");
        Visitor.Answer in = half.send(page.form("/sign-in/second/key").with("response", key.sign(asked(page), ORIGIN)));
        assertThat(half.with(in).get("/ledger").path()).isEqualTo("/ledger");

        Visitor again = halfIn();
        Visitor.Answer another = again.get("/sign-in/second");
        Visitor.Answer refused = again.send(
                another.form("/sign-in/second/key").with("response", new SoftKey(1).sign(asked(another), ORIGIN)));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("安全密钥没有通过");
    }

    @Test
    void an_answer_counts_once_from_this_site_only_and_not_from_a_copy_of_the_key() throws Exception {
        SoftKey key = new SoftKey(2);
        key.counted(7);
        enrol(key);
        Visitor half = halfIn();
        Visitor.Answer page = half.get("/sign-in/second");
        assertThat(half.send(page.form("/sign-in/second/key")
                                .with("response", key.sign(asked(page), "https://xinfang.example.evil.example")))
                        .status())
                .as("another origin")
                .isEqualTo(401);
        String answer = key.sign(asked(page), ORIGIN);
        assertThat(half.send(page.form("/sign-in/second/key").with("response", answer))
                        .status())
                .as("the challenge was used up")
                .isEqualTo(401);
        Visitor.Answer fresh = half.get("/sign-in/second");
        assertThat(half.send(fresh.form("/sign-in/second/key").with("response", answer))
                        .status())
                .as("an answer to another challenge")
                .isEqualTo(401);
        served.later(Duration.ofMinutes(2));
        for (String nonsense : new String[] {"", "x", "{}", "{\"id\":\"AA\"}", "null"}) {
            Visitor.Answer asking = half.get("/sign-in/second");
            assertThat(half.send(asking.form("/sign-in/second/key").with("response", nonsense))
                            .status())
                    .as(nonsense)
                    .isEqualTo(401);
            served.later(Duration.ofMinutes(2));
        }
        key.counted(2);
        Visitor.Answer last = half.get("/sign-in/second");
        assertThat(half.send(last.form("/sign-in/second/key").with("response", key.sign(asked(last), ORIGIN)))
                        .status())
                .as("its count went back: there are two of it")
                .isEqualTo(401);
    }

    private List<Integer> atOnce(int times, Callable<Integer> what) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(times, what))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void of_one_answer_sent_several_times_at_once_one_counts() throws Exception {
        SoftKey key = new SoftKey(3);
        enrol(key);
        for (int round = 0; round < 10; round++) {
            served.later(Duration.ofDays(1)); // those that did not count were tries, and are forgotten by then
            Visitor half = halfIn();
            Visitor.Answer page = half.get("/sign-in/second");
            key.counted(-1); // says 0 every time, as those do that do not count
            Visitor.Sheet form = page.form("/sign-in/second/key").with("response", key.sign(asked(page), ORIGIN));
            List<Visitor.Answer> in = new ArrayList<>();
            atOnce(3, () -> {
                Visitor.Answer answer = half.send(form);
                synchronized (in) {
                    if (answer.cookies().stream().anyMatch(cookie -> cookie.startsWith("jieli="))) {
                        in.add(answer);
                    }
                }
                return answer.status();
            });
            assertThat(in).as("round %d", round).hasSize(1);
        }
    }

    @Test
    void codes_and_answers_of_keys_count_together_and_at_once_as_one_after_another() throws Exception {
        enrol(new SoftKey(4));
        Visitor half = halfIn();
        Visitor.Sheet code = half.get("/sign-in/second").form("/sign-in/second").with("code", "000000");
        List<Integer> answers = atOnce(12, () -> half.send(code).status());
        assertThat(answers).containsOnly(401, 429);
        assertThat(Collections.frequency(answers, 401)).isEqualTo(3);
        Visitor.Answer page = half.get("/sign-in/second");
        Visitor.Answer wait = half.send(page.form("/sign-in/second/key").with("response", "{}"));
        assertThat(wait.status()).isEqualTo(429);
        assertThat(wait.text()).contains("尝试次数太多");
        Visitor anew = halfIn();
        assertThat(anew.send(anew.get("/sign-in/second").form("/sign-in/second").with("code", "000000"))
                        .status())
                .as("another sign-in by the same password")
                .isEqualTo(429);
    }

    @Test
    void where_nobody_said_under_which_address_browsers_know_the_site_no_key_is_offered() {
        try (Served unknown = Served.an_office()) {
            assertThat(Visitor.as(unknown, Who.CLERK).get("/me/factor").html()).doesNotContain("data-key");
        }
    }
}
