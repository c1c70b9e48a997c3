package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.authority.Duty;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Transport;
import dev.jieli.testkit.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Reply signIn(String name, String password) {
        return served.nobody().post("/api/v1/sign-in", "{'name':'" + name + "','password':'" + password + "'}");
    }

    private Reply with(String token, String path) {
        return served.nobody().header("Authorization", "Bearer " + token).get(path);
    }

    // ------------------------------------------------------------------ in and out

    @Test
    void whoever_signs_in_gets_a_token_and_is_told_who_he_or_she_is() {
        Reply in = signIn("clerk", Served.PASSWORD);
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.at("official")).isEqualTo(Who.CLERK.fullName());
        assertThat(in.at("posts/0/kind")).isEqualTo("CLERK");
        assertThat(in.json().get("capacities").toString()).contains("REGISTRAR");
        assertThat(in.json().has("duty")).isFalse();
        assertThat(in.at("token").length()).isGreaterThanOrEqualTo(43);
        Reply me = with(in.at("token"), "/api/v1/me");
        assertThat(me.at("account")).isEqualTo(in.at("account"));
        assertThat(me.json().has("token")).isFalse();
    }

    @Test
    void only_the_digest_of_a_token_is_kept() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        assertThat(token)
                .hasSize(43)
                .isNotEqualTo(signIn("clerk", Served.PASSWORD).at("token")); // 256 bits
        assertThat(served.archive().accounts().signIn(token)).isEmpty();
        assertThat(served.archive()
                        .accounts()
                        .signIn(com.google.common.hash.Hashing.sha256()
                                .hashString(token, java.nio.charset.StandardCharsets.UTF_8)
                                .toString()))
                .isPresent();
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
        Reply wrong = signIn("clerk", "not the password");
        Reply unknown = signIn("nobody at all", "not the password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.reason()).isEqualTo("WRONG_PASSWORD");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void a_sign_out_counts_at_once() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        assertThat(with(token, "/api/v1/me").status()).isEqualTo(200);
        Reply out = served.nobody()
                .header("Authorization", "Bearer " + token)
                .send("POST", "/api/v1/sign-out", Optional.empty());
        assertThat(out.status()).isEqualTo(204);
        Reply after = with(token, "/api/v1/me");
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.reason()).isEqualTo("NOT_SIGNED_IN");
        assertThat(after.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void a_sign_in_ends_when_it_idles_and_at_the_latest_after_twelve_hours() {
        String idle = signIn("clerk", Served.PASSWORD).at("token");
        served.later(Duration.ofMinutes(29));
        assertThat(with(idle, "/api/v1/me").status()).isEqualTo(200);
        served.later(Duration.ofMinutes(31));
        assertThat(with(idle, "/api/v1/me").status()).isEqualTo(401);

        String busy = signIn("clerk", Served.PASSWORD).at("token");
        for (int i = 0; i < 28; i++) {
            served.later(Duration.ofMinutes(25));
            assertThat(with(busy, "/api/v1/me").status())
                    .as("after " + (i + 1) * 25 + " minutes")
                    .isEqualTo(200);
        }
        served.later(Duration.ofMinutes(25));
        assertThat(with(busy, "/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void a_token_in_an_address_opens_nothing() {
        String token = served.token(Who.CLERK);
        assertThat(with(token, "/api/v1/me").status()).isEqualTo(200);
        for (String name : List.of("token", "access_token", "jieli", "Authorization")) {
            assertThat(served.nobody().get("/api/v1/me?" + name + "=" + token).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void nonsense_for_a_token_is_nobody() {
        for (String token : List.of("x", "token-clerk", "..", "a".repeat(4000))) {
            assertThat(with(token, "/api/v1/me").status()).isEqualTo(401);
        }
        assertThat(served.nobody()
                        .header("Authorization", "Basic Y2xlcms6eA==")
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void without_signing_in_nothing_but_the_calculator_is_open() {
        Stream<String> closed = Published.operations().stream()
                .filter(operation -> operation.startsWith("GET "))
                .map(operation -> operation.substring(4))
                .filter(path -> !List.of(
                                "/health",
                                "/health/live",
                                "/health/ready",
                                "/metrics",
                                "/api/v1/deadlines",
                                "/api/v1/calendar",
                                "/api/v1/legal-paths",
                                "/api/v1/rulebooks")
                        .contains(path))
                .map(path -> path.replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000000"));
        assertThat(closed)
                .allSatisfy(path ->
                        assertThat(served.nobody().get(path).status()).as(path).isEqualTo(401));
        assertThat(Published.operations().stream()
                        .filter(operation -> operation.startsWith("POST "))
                        .map(operation -> operation.substring(5))
                        .filter(path ->
                                !List.of("/api/v1/sign-in", "/api/v1/set-up").contains(path))
                        .map(path -> path.replaceAll("\\{\\w+}", "00000000-0000-0000-0000-000000000000")))
                .allSatisfy(path -> assertThat(served.nobody().post(path, "{}").status())
                        .as(path)
                        .isEqualTo(401));
    }

    // ------------------------------------------------------------------ guessing

    @Test
    void wrong_passwords_make_whoever_guesses_wait_longer_and_longer() {
        for (int i = 0; i < 3; i++) {
            assertThat(signIn("clerk", "guess number " + i).status()).isEqualTo(401);
        }
        Reply wait = signIn("clerk", Served.PASSWORD);
        assertThat(wait.status()).isEqualTo(429);
        assertThat(wait.reason()).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(Integer.parseInt(wait.header("Retry-After").orElseThrow())).isBetween(1, 2);
        served.later(Duration.ofSeconds(2));
        assertThat(signIn("clerk", "guess again and again").status()).isEqualTo(401);
        served.later(Duration.ofSeconds(1));
        assertThat(signIn("clerk", Served.PASSWORD).status()).isEqualTo(429);
        served.later(Duration.ofSeconds(2));
        assertThat(signIn("clerk", Served.PASSWORD).status()).isEqualTo(200);
        assertThat(signIn("clerk", "one more guess").status()).isEqualTo(401);
    }

    @Test
    void who_is_guessed_at_is_not_locked_out_and_others_are_not_touched() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("clerk", "guess number " + i).status()).isEqualTo(401);
            served.later(Duration.ofSeconds(i == 4 ? 0 : 2));
        }
        Reply wait = signIn("clerk", Served.PASSWORD);
        assertThat(wait.status()).isEqualTo(429);
        assertThat(Integer.parseInt(wait.header("Retry-After").orElseThrow())).isBetween(119, 121);
        assertThat(signIn("handler", Served.PASSWORD).status()).isEqualTo(200);
        served.later(Duration.ofMinutes(2));
        assertThat(signIn("clerk", Served.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void wrong_passwords_at_once_are_no_more_than_one_after_another() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            Callable<Integer> guess = () -> signIn("clerk", "guess and guess").status();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(40, guess))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(401, 429);
            assertThat(Collections.frequency(answers, 401)).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nobody_learns_by_guessing_whether_a_name_is_somebodys() {
        try (Served behind = Served.an_office(settings -> settings.withTransport(Transport.Proxied.here()))) {
            List<List<Integer>> answers = new ArrayList<>();
            for (String name : List.of("handler", "nobody.at.all")) {
                List<Integer> told = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    told.add(behind.nobody()
                            .header("X-Forwarded-For", "192.0.2." + i / 3)
                            .post("/api/v1/sign-in", "{'name':'" + name + "','password':'guess and guess'}")
                            .status());
                }
                answers.add(told);
            }
            assertThat(answers.get(0)).endsWith(401, 429, 429).isEqualTo(answers.get(1));
        }
    }

    @Test
    void of_several_lines_that_say_where_somebody_comes_from_the_last_is_the_proxys() throws Exception {
        try (Served behind = Served.an_office(settings -> settings.withTransport(Transport.Proxied.here()))) {
            String guess = "{\"name\":\"handler\",\"password\":\"guess and guess\"}";
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(
                        behind.raw("POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2." + i
                                        + "\r\nX-Forwarded-For: 203.0.113.9\r\nContent-Type: application/json\r\nContent-Length: "
                                        + guess.length() + "\r\nConnection: close\r\n\r\n" + guess)
                                .substring(9, 12));
            }
            assertThat(answers).containsExactly("401", "401", "401", "429");
        }
    }

    // ------------------------------------------------------------------ passwords and accounts

    @Test
    void a_changed_password_ends_every_other_sign_in() {
        String one = signIn("clerk", Served.PASSWORD).at("token");
        String other = signIn("clerk", Served.PASSWORD).at("token");
        Reply changed = served.nobody()
                .header("Authorization", "Bearer " + one)
                .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'Another horse entirely 3'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(with(changed.at("token"), "/api/v1/me").status()).isEqualTo(200);
        assertThat(with(one, "/api/v1/me").status()).isEqualTo(401);
        assertThat(with(other, "/api/v1/me").status()).isEqualTo(401);
        assertThat(signIn("clerk", Served.PASSWORD).status()).isEqualTo(401);
        assertThat(signIn("clerk", "Another horse entirely 3").status()).isEqualTo(200);
    }

    @Test
    void a_weak_password_and_a_wrong_old_one_are_refused() {
        for (String weak :
                List.of("short", "1234567890", "0987654321", "aaaaaaaaaaaa", "my clerk password", "abcabcabcabc")) {
            Reply refused = served.as(Who.CLERK)
                    .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + weak + "'}");
            assertThat(refused.reason()).as(weak).isEqualTo("WEAK_PASSWORD");
        }
        Reply wrong = served.as(Who.CLERK)
                .post("/api/v1/password", "{'old':'not this one','new':'Another horse entirely 3'}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.reason()).isEqualTo("OLD_PASSWORD_WRONG");
    }

    @Test
    void an_administrator_adds_changes_and_disables_accounts() {
        Reply appointed = served.as(Who.OFFICE_HEAD)
                .post("/api/v1/appointments", "{'post':'" + Who.TOWN_HANDLER.post() + "','name':'辛一'}");
        Reply added = served.as(Duty.SYSTEM)
                .post(
                        "/api/v1/accounts",
                        "{'name':'xin.yi','official':'" + appointed.at("official")
                                + "','password':'A first long password 1'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text()).doesNotContain("password", "argon2");
        String at = added.header("Location").orElseThrow();
        assertThat(added.at("disabled")).isEqualTo("true");
        assertThat(signIn("xin.yi", "A first long password 1").status()).isEqualTo(401);
        assertThat(served.as(Duty.SYSTEM).post(at, "{'disabled':false}").status())
                .isEqualTo(403);
        assertThat(served.as(Duty.SECURITY).post(at, "{'disabled':false}").status())
                .isEqualTo(200);
        Reply first = signIn("xin.yi", "A first long password 1");
        assertThat(first.at("outstanding")).isEqualTo("NEW_PASSWORD");
        String token = first.at("token");
        assertThat(with(token, "/api/v1/cases").reason()).isEqualTo("NEW_PASSWORD_NEEDED");

        Reply reset = served.as(Duty.SYSTEM).post(at, "{'password':'A second long password 2'}");
        assertThat(reset.status()).isEqualTo(200);
        assertThat(with(token, "/api/v1/cases").status()).isEqualTo(401);
        served.as(Duty.SECURITY).post(at, "{'grant':'OFFICIAL'}");
        String again = signIn("xin.yi", "A second long password 2").at("token");

        Reply disabled = served.as(Duty.SYSTEM).post(at, "{'disabled':true}");
        assertThat(disabled.at("disabled")).isEqualTo("true");
        assertThat(with(again, "/api/v1/cases").status()).isEqualTo(401);
        assertThat(signIn("xin.yi", "A second long password 2").status()).isEqualTo(401);

        Reply list = served.as(Duty.AUDIT).get("/api/v1/accounts");
        assertThat(ImmutableList.copyOf(list.json().get("accounts")).stream()
                        .map(account -> account.get("name").asText()))
                .contains("xin.yi", "clerk");
        assertThat(list.text()).doesNotContain("argon2");
    }

    @Test
    void accounts_are_refused_where_they_do_not_fit() {
        Reply taken = served.as(Duty.SYSTEM)
                .post(
                        "/api/v1/accounts",
                        "{'name':'clerk','official':'" + Who.HEAD.official()
                                + "','password':'A first long password 1'}");
        assertThat(taken.status()).isEqualTo(409);
        Reply nobody = served.as(Duty.SYSTEM)
                .post(
                        "/api/v1/accounts",
                        "{'name':'x','official':'00000000-0000-0000-0000-000000000000','password':'A first long password 1'}");
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.at("field")).isEqualTo("official");
        Reply own = served.as(Duty.SYSTEM)
                .post(
                        "/api/v1/accounts/"
                                + served.as(Duty.SYSTEM).get("/api/v1/me").at("account"),
                        "{'disabled':true}");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.reason()).isEqualTo("OWN_ACCOUNT");
        assertThat(served.as(Who.CLERK).get("/api/v1/accounts").reason()).isEqualTo("NOT_IN_YOUR_POWER");
        assertThat(served.as(Duty.SYSTEM)
                        .post("/api/v1/accounts/00000000-0000-0000-0000-000000000000", "{}")
                        .status())
                .isEqualTo(404);
    }

    // ------------------------------------------------------------------ cookies

    @Test
    void a_cookie_signs_in_and_then_a_guard_is_needed() {
        String token = served.token(Who.CLERK);
        String body = "{'number':'C-1','channel':'WEB','gist':'一'}";
        assertThat(served.nobody()
                        .header("Cookie", "jieli=" + token)
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(200);
        Reply none = served.nobody().header("Cookie", "jieli=" + token).post("/api/v1/cases", body);
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.reason()).isEqualTo("GUARD_MISSING");
        Reply wrong = served.nobody()
                .header("Cookie", "jieli=" + token)
                .header("X-Guard", "guard-HANDLER")
                .post("/api/v1/cases", body);
        assertThat(wrong.reason()).isEqualTo("GUARD_MISSING");
        Reply right = served.nobody()
                .header("Cookie", "jieli=" + token)
                .header("X-Guard", "guard-CLERK")
                .post("/api/v1/cases", body);
        assertThat(right.status()).isEqualTo(201);
    }

    /** Whoever comes by a cookie is sent away at the door of a route, or asked for the guard; whoever comes without, for where from. */
    @Test
    void no_route_that_changes_anything_takes_a_cookie_alone_or_what_another_site_sends() {
        List<String> wrong = new ArrayList<>();
        int guarded = 0;
        int open = 0;
        for (String route : served.routes().keySet()) {
            String method = route.substring(0, route.indexOf(' '));
            if (method.equals("GET") || method.equals("HEAD")) {
                continue;
            }
            String path = route.substring(route.indexOf(' ') + 1)
                    .replaceAll("[{<][^}>]+[}>]", "00000000-0000-4000-8000-00000000dead");
            for (Who who : List.of(Who.CLERK, Who.HEAD, Who.OFFICE_HEAD)) {
                Reply alone = served.nobody()
                        .header("Cookie", "jieli=" + served.token(who))
                        .header("Accept", "application/json")
                        .sent(method, path);
                guarded += alone.reason().equals("GUARD_MISSING") ? 1 : 0;
                if (alone.status() != 403 && alone.status() != 401) {
                    wrong.add(route + " with " + who + "'s cookie alone: " + alone.status());
                }
            }
            Reply foreign = served.nobody()
                    .header("Accept", "application/json")
                    .header("Origin", "https://elsewhere.example")
                    .sent(method, path);
            open += foreign.reason().equals("FOREIGN_ORIGIN") ? 1 : 0;
            if (!foreign.reason().equals("FOREIGN_ORIGIN") && !foreign.reason().equals("NOT_SIGNED_IN")) {
                wrong.add(route + " from another site: " + foreign.status() + " " + foreign.reason());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(guarded).isGreaterThan(200);
        assertThat(open).as("signing in and setting up, by page and API").isGreaterThanOrEqualTo(4);
    }

    @Test
    void what_another_site_sends_is_not_carried_out() {
        String token = served.token(Who.CLERK);
        for (String[] header : new String[][] {
            {"Origin", "https://elsewhere.example"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        }) {
            Reply foreign = served.nobody()
                    .header("Cookie", "jieli=" + token)
                    .header("X-Guard", "guard-CLERK")
                    .header(header[0], header[1])
                    .post("/api/v1/cases", "{'number':'C-2','channel':'WEB','gist':'一'}");
            assertThat(foreign.reason()).as(header[1]).isEqualTo("FOREIGN_ORIGIN");
        }
        Reply own = served.nobody()
                .header("Cookie", "jieli=" + token)
                .header("X-Guard", "guard-CLERK")
                .header("Origin", served.url(""))
                .post("/api/v1/cases", "{'number':'C-2','channel':'WEB','gist':'一'}");
        assertThat(own.status()).isEqualTo(201);
    }

    @Test
    void a_sign_out_takes_the_cookie_away() {
        Reply out = served.nobody()
                .header("Cookie", "jieli=" + served.token(Who.CLERK))
                .header("X-Guard", "guard-CLERK")
                .send("POST", "/api/v1/sign-out", Optional.empty());
        assertThat(out.headers("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("jieli=;")
                        .contains("Max-Age=0", "HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void behind_tls_cookies_are_for_tls_only_and_the_proxy_says_who_comes() {
        try (Served behind = Served.an_office(settings -> settings.withTransport(Transport.Proxied.here()))) {
            Reply out = behind.nobody()
                    .header("Cookie", "__Host-jieli=" + behind.token(Who.CLERK))
                    .header("X-Guard", "guard-CLERK")
                    .header("X-Forwarded-For", "203.0.113.1")
                    .send("POST", "/api/v1/sign-out", Optional.empty());
            assertThat(out.status()).isEqualTo(204);
            assertThat(out.headers("Set-Cookie"))
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-")
                            .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax"));
            assertThat(out.header("Strict-Transport-Security")).isPresent();
            assertThat(behind.nobody()
                            .header("Cookie", "jieli=" + behind.token(Who.HANDLER))
                            .header("X-Forwarded-For", "203.0.113.1")
                            .get("/api/v1/me")
                            .status())
                    .isEqualTo(401);
            String wrong = "{'name':'handler','password':'guess and guess'}";
            for (int i = 0; i < 3; i++) {
                behind.nobody()
                        .header("X-Forwarded-For", "198.51.100.1, 203.0.113.9")
                        .post("/api/v1/sign-in", wrong);
            }
            String right = "{'name':'handler','password':'" + Served.PASSWORD + "'}";
            assertThat(behind.nobody()
                            .header("X-Forwarded-For", "192.0.2.7, 203.0.113.9")
                            .post("/api/v1/sign-in", right)
                            .status())
                    .isEqualTo(429);
            assertThat(behind.nobody()
                            .header("X-Forwarded-For", "203.0.113.9, 192.0.2.7")
                            .post("/api/v1/sign-in", right)
                            .status())
                    .isEqualTo(200);
        }
    }

    // ------------------------------------------------------------------ set-up

    private static final String OFFICE =
            "'office':{'unit':'某县信访局','region':'330723','official':'壬一','post':'局长','account':'ren.yi'},";
    private static final String SET_UP = "{'token':'one-time'," + OFFICE
            + "'system':{'official':'甲系','account':'jia.xi'},'password':'A first long password 1',"
            + "'security':{'official':'乙安','account':'yi.an'},'auditor':{'official':'丙审','account':'bing.shen'}}";

    @Test
    void the_link_names_the_office_and_its_three_administrators_once() {
        try (Served empty = Served.nothing(settings -> settings.withSetupToken("one-time"))) {
            Reply wrong = empty.nobody().post("/api/v1/set-up", SET_UP.replace("one-time", "guessed"));
            assertThat(wrong.status()).isEqualTo(403);
            assertThat(wrong.reason()).isEqualTo("SETUP_TOKEN_WRONG");
            Reply weak = empty.nobody().post("/api/v1/set-up", SET_UP.replace("A first long password 1", "short"));
            assertThat(weak.reason()).isEqualTo("WEAK_PASSWORD");
            Reply place = empty.nobody().post("/api/v1/set-up", SET_UP.replace("330723", "990000"));
            assertThat(place.status()).isEqualTo(422);
            Reply twice = empty.nobody().post("/api/v1/set-up", SET_UP.replace("yi.an", "bing.shen"));
            assertThat(twice.status()).isEqualTo(409);
            assertThat(empty.archive().accounts().all())
                    .as("all of it or nothing")
                    .isEmpty();

            Reply done = empty.nobody().post("/api/v1/set-up", SET_UP);
            assertThat(done.status()).isEqualTo(201);
            assertThat(done.json().get("accounts")).hasSize(4);
            assertThat(done.at("accounts/1/duty")).isEqualTo("SYSTEM");
            assertThat(done.json().get("accounts").get(1).has("password"))
                    .as("chosen by its owner")
                    .isFalse();
            Reply in = empty.nobody().post("/api/v1/sign-in", "{'name':'jia.xi','password':'A first long password 1'}");
            assertThat(in.at("duty")).isEqualTo("SYSTEM");
            assertThat(in.json().get("posts")).isEmpty();

            for (int i : new int[] {0, 2, 3}) {
                Reply first = empty.nobody()
                        .post(
                                "/api/v1/sign-in",
                                "{'name':'" + done.at("accounts/" + i + "/name") + "','password':'"
                                        + done.at("accounts/" + i + "/password") + "'}");
                assertThat(first.at("outstanding")).isEqualTo("NEW_PASSWORD");
            }
            Reply head = empty.nobody()
                    .post("/api/v1/sign-in", "{'name':'ren.yi','password':'" + done.at("accounts/0/password") + "'}");
            Reply changed = empty.nobody()
                    .header("Authorization", "Bearer " + head.at("token"))
                    .post(
                            "/api/v1/password",
                            "{'old':'" + done.at("accounts/0/password") + "','new':'Quite another one 2'}");
            assertThat(changed.at("posts/0/unit")).isEqualTo("某县信访局");
            assertThat(changed.at("posts/0/kind")).isEqualTo("HEAD");
            Reply registered = empty.nobody()
                    .header("Authorization", "Bearer " + changed.at("token"))
                    .post("/api/v1/cases", "{'number':'1','channel':'WEB','gist':'一'}");
            assertThat(registered.status()).isEqualTo(201);

            Reply again = empty.nobody().post("/api/v1/set-up", SET_UP);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.reason()).isEqualTo("SETUP_CLOSED");
        }
    }

    @Test
    void an_office_from_before_there_were_three_names_them_by_the_link() {
        try (Served empty = Served.nothing(settings -> settings.withSetupToken("one-time"))) {
            dev.jieli.testkit.Given.an_office(empty.archive());
            assertThat(empty.nobody().post("/api/v1/set-up", SET_UP).status()).isEqualTo(409);

            Reply done = empty.nobody().post("/api/v1/set-up", SET_UP.replace(OFFICE, ""));

            assertThat(done.status()).as(done.text()).isEqualTo(201);
            assertThat(done.json().get("accounts")).hasSize(3);
        }
    }

    @Test
    void without_a_link_nothing_is_set_up() {
        try (Served empty = Served.nothing(settings -> settings)) {
            assertThat(empty.nobody().post("/api/v1/set-up", SET_UP).reason()).isEqualTo("SETUP_CLOSED");
        }
        assertThat(served.nobody().post("/api/v1/set-up", SET_UP).reason()).isEqualTo("SETUP_CLOSED");
    }
}
