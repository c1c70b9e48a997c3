package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Codes;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignIns;
import dev.jieli.testkit.Who;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is who: passwords over time, sign-ins, second factors, tokens for systems, and what a departure does to them. */
class IdentityTest {
    private static final String NEXT = "Another horse entirely ";

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

    private Reply signIn(String name, String password, String code) {
        return served.nobody()
                .post("/api/v1/sign-in", "{'name':'" + name + "','password':'" + password + "','code':'" + code + "'}");
    }

    private Served.Call by(String token) {
        return served.nobody().header("Authorization", "Bearer " + token);
    }

    private Reply delete(String token, String path) {
        return by(token).send("DELETE", path, Optional.empty());
    }

    private void ruled(SignInRules rules) {
        served.close();
        served = Served.an_office(settings -> settings.withSignIn(rules));
    }

    private Accounts.Account account(Who who) {
        return served.archive().accounts().named(Served.name(who)).orElseThrow();
    }

    // ------------------------------------------------------------------ passwords

    @Test
    void none_of_the_last_five_passwords_comes_again() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        String old = Served.PASSWORD;
        for (int i = 1; i <= 5; i++) {
            for (int earlier = i == 5 ? 0 : i - 1; earlier < i; earlier++) {
                String used = earlier == 0 ? Served.PASSWORD : NEXT + earlier;
                assertThat(by(token)
                                .post("/api/v1/password", "{'old':'" + old + "','new':'" + used + "'}")
                                .reason())
                        .as("change %s to password %s", i, earlier)
                        .isEqualTo("PASSWORD_USED_BEFORE");
            }
            Reply changed = by(token).post("/api/v1/password", "{'old':'" + old + "','new':'" + NEXT + i + "'}");
            assertThat(changed.status()).isEqualTo(200);
            token = changed.at("token");
            old = NEXT + i;
        }
        Reply first = by(token).post("/api/v1/password", "{'old':'" + old + "','new':'" + Served.PASSWORD + "'}");
        assertThat(first.status()).as("the sixth to last").isEqualTo(200);
    }

    @Test
    void common_passwords_are_refused_in_any_disguise() {
        for (String weak : List.of(
                "Password123!",
                "P@ssw0rd2026",
                "Admin@123456",
                "Xinfang@2026",
                "Qwerty!2345678",
                "Woaini5201314!",
                "Jieli-demo-1",
                "1234567890Aa",
                "alllower1234",
                "Sh0rt!aa1")) {
            Reply refused = served.as(Who.CLERK)
                    .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + weak + "'}");
            assertThat(refused.reason()).as(weak).isEqualTo("WEAK_PASSWORD");
        }
    }

    @Test
    void a_password_that_an_administrator_set_is_changed_before_anything_else() {
        String at = "/api/v1/accounts/" + account(Who.CLERK).id();
        served.as(Duty.SYSTEM).post(at, "{'password':'" + NEXT + "0'}");
        assertThat(signIn("clerk", NEXT + "0").status())
                .as("nobody granted it yet")
                .isEqualTo(401);
        served.as(Duty.SECURITY).post(at, "{'disabled':false}");
        Reply in = signIn("clerk", NEXT + "0");
        assertThat(in.at("outstanding")).isEqualTo("NEW_PASSWORD");
        String token = in.at("token");
        for (String path : List.of("/api/v1/cases", "/api/v1/me", "/api/v1/tokens", "/api/v1/sign-ins")) {
            assertThat(by(token).get(path).reason()).as(path).isEqualTo("NEW_PASSWORD_NEEDED");
        }
        assertThat(by(token)
                        .post("/api/v1/password", "{'old':'" + NEXT + "0','new':'" + NEXT + "0'}")
                        .reason())
                .isEqualTo("PASSWORD_USED_BEFORE");
        Reply changed = by(token).post("/api/v1/password", "{'old':'" + NEXT + "0','new':'" + NEXT + "1'}");
        assertThat(changed.json().has("outstanding")).isFalse();
        assertThat(by(changed.at("token")).get("/api/v1/cases").status()).isEqualTo(200);
    }

    /** Of a password and a subject one would be entered and done before the other is refused. */
    @Test
    void an_account_is_changed_in_one_way_at_a_time_and_otherwise_not_at_all() {
        Accounts.Account before = account(Who.CLERK);
        String path = "/api/v1/accounts/" + before.id();
        UUID system = served.archive()
                .accounts()
                .named(Served.name(Duty.SYSTEM))
                .orElseThrow()
                .id();
        int entered = traces(system).size();

        Reply two = served.as(Duty.SYSTEM).post(path, "{'password':'" + NEXT + "0','subject':'official-17'}");
        assertThat(two.status()).as(two.text()).isEqualTo(400);
        assertThat(two.text()).contains("\"subject\"");
        for (String other : List.of("'grant':'OFFICIAL'", "'disabled':true", "'disabled':false")) {
            assertThat(served.as(Duty.SYSTEM)
                            .post(path, "{'subject':'official-17'," + other + "}")
                            .status())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(account(Who.CLERK)).isEqualTo(before);
        assertThat(traces(system)).hasSize(entered);
    }

    private Reply reset(Duty by, String account, String password) {
        return served.as(by).post("/api/v1/accounts/" + account, "{'password':'" + password + "'}");
    }

    private Reply resetOnPage(Duty by, String account, String password) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", "lang=zh; jieli=" + served.token(by))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent(
                        "POST",
                        "/organization/accounts/" + account,
                        Optional.of(("guard=guard-" + by + "&do=reset&new="
                                        + URLEncoder.encode(password, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** A right guess at what somebody has or had is answered like any other. */
    @Test
    void no_administrator_learns_by_setting_a_password_what_somebody_s_is_or_was() {
        String guess = NEXT + "0";
        for (Duty by : new Duty[] {Duty.SECURITY, Duty.AUDIT}) {
            String clerk = account(Who.CLERK).id().toString();
            for (String one : List.of(Served.PASSWORD, guess, "short")) {
                assertThat(reset(by, clerk, one).status()).as(one).isEqualTo(403);
                assertThat(resetOnPage(by, clerk, one).status()).as(one).isEqualTo(403);
            }
        }
        String auditor = Served.account(Duty.AUDIT).id().toString();
        for (String one : List.of(Served.PASSWORD, guess)) {
            assertThat(reset(Duty.SYSTEM, auditor, one).reason()).as(one).isEqualTo("LAST_OF_DUTY");
            assertThat(resetOnPage(Duty.SYSTEM, auditor, one).text()).as(one).contains("这是最后一个启用的");
            String own = Served.account(Duty.SYSTEM).id().toString();
            assertThat(reset(Duty.SYSTEM, own, one).reason()).as(one).isEqualTo("OWN_ACCOUNT");
            for (Who who : new Who[] {Who.CLERK, Who.HANDLER}) {
                String id = account(who).id().toString();
                assertThat(reset(Duty.SYSTEM, id, one).status()).as(one).isEqualTo(200);
                assertThat(resetOnPage(Duty.SYSTEM, id, one).status()).as(one).isEqualTo(303);
            }
        }
        assertThat(reset(Duty.SYSTEM, account(Who.CLERK).id().toString(), "short")
                        .reason())
                .isEqualTo("WEAK_PASSWORD");
    }

    @Test
    void a_password_holds_for_ninety_days() {
        ruled(SignInRules.usual());
        served.later(Duration.ofDays(90));
        assertThat(signIn("clerk", Served.PASSWORD).json().has("outstanding")).isFalse();
        served.later(Duration.ofMinutes(1));
        assertThat(signIn("clerk", Served.PASSWORD).at("outstanding")).isEqualTo("NEW_PASSWORD");
    }

    /** A password is looked at for a while, and the old one was right when that began. */
    @Test
    void whoever_is_being_let_in_by_the_old_password_while_it_is_reset_is_not_in_afterwards() {
        List<Who> all = List.of(Who.CLERK, Who.HANDLER, Who.HEAD, Who.SUPERVISOR);
        List<CompletableFuture<Reply>> tried = new ArrayList<>();
        for (Who who : all) {
            for (int i = 0; i < 3; i++) {
                tried.add(CompletableFuture.supplyAsync(
                        () -> signIn(Served.name(who), Served.PASSWORD), task -> new Thread(task).start()));
            }
        }
        for (Who who : all) {
            String account = account(who).id().toString();
            assertThat(reset(Duty.SYSTEM, account, NEXT + "0").status()).isEqualTo(200);
            assertThat(served.as(Duty.SECURITY)
                            .post("/api/v1/accounts/" + account, "{'disabled':false}")
                            .status())
                    .isEqualTo(200);
        }
        for (CompletableFuture<Reply> one : tried) {
            Reply reply = one.join();
            if (reply.status() == 200) {
                assertThat(by(reply.at("token")).get("/api/v1/me").status()).isEqualTo(401);
            }
        }
        assertThat(all)
                .allSatisfy(who -> assertThat(
                                served.archive().accounts().signIns(account(who).id()))
                        .isEmpty());
    }

    // ------------------------------------------------------------------ sign-ins

    @Test
    void everybody_sees_where_he_or_she_is_signed_in_and_ends_what_is_unknown() {
        String one = signIn("clerk", Served.PASSWORD).at("token");
        served.later(Duration.ofMinutes(5));
        String other = signIn("clerk", Served.PASSWORD).at("token");
        Reply list = by(other).get("/api/v1/sign-ins");
        assertThat(list.json().get("signIns")).hasSize(2);
        assertThat(list.at("signIns/0/this")).isEqualTo("true");
        assertThat(list.at("signIns/1/address")).isEqualTo("127.0.0.1");
        assertThat(list.text()).doesNotContain(one, other);

        assertThat(delete(other, "/api/v1/sign-ins/" + list.at("signIns/1/id")).status())
                .isEqualTo(204);
        assertThat(by(one).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(by(other).get("/api/v1/me").status()).isEqualTo(200);
        String foreign = signIn("handler", Served.PASSWORD).at("token");
        String handle = by(foreign).get("/api/v1/sign-ins").at("signIns/0/id");
        assertThat(delete(other, "/api/v1/sign-ins/" + handle).status()).isEqualTo(404);
        assertThat(by(foreign).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void the_sixth_sign_in_takes_the_place_of_the_one_not_seen_for_longest() {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tokens.add(signIn("clerk", Served.PASSWORD).at("token"));
            served.later(Duration.ofMinutes(2));
            if (i == 4) {
                by(tokens.get(0)).get("/api/v1/me");
            }
        }
        assertThat(tokens.stream().map(token -> by(token).get("/api/v1/me").status()))
                .containsExactly(200, 401, 200, 200, 200, 200);
    }

    /** Whoever has a password and no second factor would end what its owner has begun, again and again. */
    @Test
    void a_password_alone_takes_the_place_of_nobody_who_gave_the_second_factor() {
        List<String> recovery = new ArrayList<>();
        String first = signIn("clerk", Served.PASSWORD).at("token");
        String secret = enrolled(first, recovery);
        String proven = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                .at("token");
        for (int i = 0; i < 7; i++) {
            served.later(Duration.ofSeconds(1));
            assertThat(page(Served.PASSWORD, "lang=zh").header("Location").orElse(""))
                    .startsWith("/sign-in/second");
        }

        assertThat(by(proven).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(served.archive().accounts().signIns(account(Who.CLERK).id()))
                .filteredOn(one -> !one.proven())
                .hasSize(5);
        assertThat(signIn("clerk", Served.PASSWORD, recovery.get(0)).status()).isEqualTo(200);
    }

    @Test
    void an_administrator_ends_the_sign_ins_of_another() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        String path = "/api/v1/accounts/" + account(Who.CLERK).id() + "/sign-ins";
        assertThat(served.as(Duty.SYSTEM).get(path).json().get("signIns")).hasSize(1);
        assertThat(delete(served.token(Duty.SYSTEM), path).status()).isEqualTo(204);
        assertThat(by(token).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(served.as(Who.HANDLER).get(path).status()).isEqualTo(403);
    }

    private Reply page(String password, String cookie) {
        return served.nobody()
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookie)
                .sent(
                        "POST",
                        "/sign-in",
                        Optional.of(("account=clerk&password=" + password.replace(' ', '+') + "&next=/")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nobody_locks_another_out_of_a_browser_that_is_known_not_even_from_the_same_address() {
        Reply in = page(Served.PASSWORD, "lang=zh");
        assertThat(in.status()).isEqualTo(303);
        String known = in.headers("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("known="))
                .findFirst()
                .orElseThrow();
        assertThat(known).contains("HttpOnly", "SameSite=Lax");
        String mark = known.substring(0, known.indexOf(';'));

        for (int i = 0; i < 60; i++) {
            assertThat(page("guess " + i, "known=made.up").status()).isIn(401, 429);
            served.later(Duration.ofSeconds(i < 4 ? 3 : 0));
        }
        assertThat(page(Served.PASSWORD, "lang=zh").status()).isEqualTo(429);
        assertThat(page(Served.PASSWORD, mark).status()).isEqualTo(303);
        assertThat(served.archive()
                        .accounts()
                        .find(account(Who.CLERK).id())
                        .orElseThrow()
                        .disabled())
                .isFalse();
    }

    // ------------------------------------------------------------------ second factors

    private String enrolled(String token, List<String> recovery) {
        Reply secret = by(token).post("/api/v1/second-factors/secret", "{}");
        Reply enrolled = by(token)
                .post(
                        "/api/v1/second-factors",
                        "{'name':'手机','secret':'" + secret.at("secret") + "','code':'"
                                + Codes.code(secret.at("secret"), served.now()) + "','proof':'" + Served.PASSWORD
                                + "'}");
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        enrolled.json().get("recoveryCodes").forEach(code -> recovery.add(code.asText()));
        served.later(Duration.ofSeconds(30));
        return secret.at("secret");
    }

    @Test
    void an_administrator_has_to_enrol_a_second_factor_and_then_gives_it_every_time() {
        ruled(SignInRules.usual());
        Reply in = signIn(Served.name(Duty.SYSTEM), Served.PASSWORD);
        assertThat(in.at("outstanding")).isEqualTo("ENROLMENT");
        assertThat(by(in.at("token")).get("/api/v1/cases").reason()).isEqualTo("ENROLMENT_NEEDED");
        assertThat(signIn("clerk", Served.PASSWORD).json().has("outstanding")).isFalse();

        List<String> recovery = new ArrayList<>();
        String secret = enrolled(in.at("token"), recovery);
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        assertThat(by(in.at("token")).get("/api/v1/me").status())
                .as("the half-open sign-in")
                .isEqualTo(401);

        assertThat(signIn(Served.name(Duty.SYSTEM), Served.PASSWORD).reason()).isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(signIn(Served.name(Duty.SYSTEM), Served.PASSWORD, "000000").reason())
                .isEqualTo("WRONG_CODE");
        String code = Codes.code(secret, served.now());
        Reply proven = signIn(Served.name(Duty.SYSTEM), Served.PASSWORD, code);
        assertThat(proven.status()).isEqualTo(200);
        assertThat(by(proven.at("token")).get("/api/v1/accounts").status()).isEqualTo(200);
        assertThat(signIn(Served.name(Duty.SYSTEM), Served.PASSWORD, code).reason())
                .as("a code is good once")
                .isEqualTo("WRONG_CODE");
        String only = by(proven.at("token")).get("/api/v1/second-factors").at("secondFactors/0/id");
        assertThat(by(proven.at("token"))
                        .post("/api/v1/second-factors/" + only + "/remove", "{'proof':'" + Served.PASSWORD + "'}")
                        .reason())
                .isEqualTo("LAST_FACTOR");
    }

    @Test
    void a_recovery_code_is_good_once_and_kept_as_a_digest() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        List<String> recovery = new ArrayList<>();
        String secret = enrolled(token, recovery);
        assertThat(recovery).hasSize(10).allMatch(one -> one.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}")); // 120 bits
        assertThat(account(Who.CLERK).recovery()).doesNotContainAnyElementsOf(recovery);
        assertThat(account(Who.CLERK).toString()).doesNotContain(secret);

        assertThat(signIn("clerk", Served.PASSWORD, recovery.get(3).toUpperCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(200);
        assertThat(signIn("clerk", Served.PASSWORD, recovery.get(3)).reason()).isEqualTo("WRONG_CODE");
        Reply in = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()));
        assertThat(by(in.at("token")).get("/api/v1/second-factors").at("recoveryCodesLeft"))
                .isEqualTo("9");
        Reply others = recovers(in.at("token"), Served.PASSWORD);
        assertThat(others.json().get("recoveryCodes")).hasSize(10);
        assertThat(signIn("clerk", Served.PASSWORD, recovery.get(4)).reason()).isEqualTo("WRONG_CODE");
    }

    @Test
    void whoever_guesses_codes_waits() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        String secret = enrolled(token, new ArrayList<>());
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(signIn("clerk", Served.PASSWORD, "99999" + i).status());
            served.later(Duration.ofSeconds(3));
        }
        assertThat(answers).containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
        assertThat(signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                        .status())
                .isEqualTo(429);
        served.later(Duration.ofMinutes(15));
        assertThat(signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_administrator_resets_the_second_factor_of_somebody_who_lost_it() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        String secret = enrolled(token, new ArrayList<>());
        String in = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                .at("token");
        assertThat(delete(
                                served.token(Duty.SYSTEM),
                                "/api/v1/accounts/" + account(Who.CLERK).id() + "/second-factors")
                        .status())
                .isEqualTo(204);
        assertThat(by(in).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(signIn("clerk", Served.PASSWORD).status())
                .as("nobody granted it yet")
                .isEqualTo(401);
        served.as(Duty.SECURITY).post("/api/v1/accounts/" + account(Who.CLERK).id(), "{'disabled':false}");
        assertThat(signIn("clerk", Served.PASSWORD).status()).isEqualTo(200);
        assertThat(account(Who.CLERK).recovery()).isEmpty();
    }

    @Test
    void ways_of_signing_in_are_changed_soon_after_signing_in_only() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        served.later(Duration.ofMinutes(16));
        Reply late = by(token)
                .post("/api/v1/second-factors", "{'name':'手机','secret':'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP','code':'1'}");
        assertThat(late.reason()).isEqualTo("SIGN_IN_ANEW");
        assertThat(by(token)
                        .post("/api/v1/tokens", "{'name':'x','scopes':['READ'],'days':1}")
                        .reason())
                .isEqualTo("SIGN_IN_ANEW");
    }

    private Reply enrols(String token, String proof) {
        String secret = by(token).post("/api/v1/second-factors/secret", "{}").at("secret");
        return by(token)
                .post(
                        "/api/v1/second-factors",
                        "{'name':'手机','secret':'" + secret + "','code':'" + Codes.code(secret, served.now()) + "'"
                                + (proof.isEmpty() ? "" : ",'proof':'" + proof + "'") + "}");
    }

    @Test
    void whoever_finds_a_browser_open_adds_no_factor_without_the_password_or_a_code() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        assertThat(enrols(token, "").reason()).isEqualTo("PROOF_WANTED");
        assertThat(enrols(token, "a guess at it").reason()).isEqualTo("PROOF_WANTED");
        assertThat(account(Who.CLERK).factors()).isEmpty();

        List<String> recovery = new ArrayList<>();
        String secret = enrolled(token, recovery);
        token = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                .at("token");
        served.later(Duration.ofSeconds(30));
        String code = Codes.code(secret, served.now());
        Reply second = enrols(token, code);
        assertThat(second.status()).as("by a code of the first").isEqualTo(201);
        assertThat(enrols(second.at("token"), code).reason())
                .as("which is good once")
                .isEqualTo("PROOF_WANTED");
        assertThat(enrols(second.at("token"), recovery.get(0)).status()).isEqualTo(201);
        assertThat(account(Who.CLERK).recovery()).hasSize(9);
    }

    @Test
    void whoever_guesses_at_it_waits_as_at_signing_in() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(enrols(token, "99999" + i).status());
            served.later(Duration.ofSeconds(3));
        }
        assertThat(answers).containsExactly(403, 403, 403, 403, 403, 429, 429, 429);
        assertThat(enrols(token, Served.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void whoever_guesses_at_codes_after_wrong_passwords_is_counted_and_on_record_all_the_same() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        String secret = enrolled(token, new ArrayList<>());
        String in = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                .at("token");
        served.later(Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            by(in).post("/api/v1/password", "{'old':'a guess " + i + "','new':'" + NEXT + "1'}");
            served.later(Duration.ofSeconds(3));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(enrols(in, "99999" + i % 10).status()).isEqualTo(429);
        }

        assertThat(enrols(in, Codes.code(secret, served.now())).status()).isEqualTo(429);
        assertThat(account(Who.CLERK).factors()).hasSize(1);
        assertThat(traces(account(Who.CLERK).id()))
                .filteredOn(trace -> trace.kind() == AccountAct.Kind.CHANGE_SECOND_FACTOR && !trace.done())
                .hasSizeBetween(3, 5);
    }

    private Reply recovers(String token, String proof) {
        return by(token).post("/api/v1/recovery-codes", "{'proof':'" + proof + "'}");
    }

    private Reply removes(String token, String proof) {
        String factor = account(Who.CLERK).factors().get(0).id().toString();
        return by(token).post("/api/v1/second-factors/" + factor + "/remove", "{'proof':'" + proof + "'}");
    }

    private Reply issues(String token, String proof) {
        return by(token).post("/api/v1/tokens", "{'name':'x','scopes':['READ'],'days':1,'proof':'" + proof + "'}");
    }

    @Test
    void whoever_finds_a_browser_open_draws_no_codes_removes_no_factor_and_issues_no_token() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        List<String> recovery = new ArrayList<>();
        String secret = enrolled(token, recovery);
        String in = signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                .at("token");
        assertThat(by(in).post("/api/v1/recovery-codes", "{}").reason()).isEqualTo("PROOF_WANTED");
        assertThat(removes(in, "a guess at it").reason()).isEqualTo("PROOF_WANTED");
        assertThat(by(in).post("/api/v1/tokens", "{'name':'x','scopes':['READ'],'days':1}")
                        .reason())
                .isEqualTo("PROOF_WANTED");
        served.later(Duration.ofMinutes(2));
        assertThat(recovers(in, recovery.get(0)).reason())
                .as("a recovery code gets no others")
                .isEqualTo("PROOF_WANTED");
        assertThat(account(Who.CLERK).recovery()).hasSize(10);
        assertThat(account(Who.CLERK).factors()).hasSize(1);
        assertThat(served.archive().accounts().tokens()).isEmpty();

        served.later(Duration.ofMinutes(2));
        assertThat(issues(in, Served.PASSWORD).status()).isEqualTo(201);
        served.later(Duration.ofMinutes(1));
        Reply others = recovers(in, Codes.code(secret, served.now()));
        assertThat(others.json().get("recoveryCodes")).hasSize(10);
        assertThat(removes(in, others.at("recoveryCodes/0")).status()).isEqualTo(204);
    }

    /** By codes alone, as somebody whom the provider knows and who has no password. */
    @Test
    void whoever_lost_a_factor_comes_in_by_a_recovery_code_removes_it_and_adds_another() {
        List<String> recovery = new ArrayList<>();
        enrolled(signIn("clerk", Served.PASSWORD).at("token"), recovery);
        String in = signIn("clerk", Served.PASSWORD, recovery.get(0)).at("token");

        assertThat(removes(in, recovery.get(1)).status()).isEqualTo(204);
        List<String> others = new ArrayList<>();
        String secret = enrolled(in, others);
        assertThat(others).hasSize(10);
        assertThat(signIn("clerk", Served.PASSWORD, Codes.code(secret, served.now()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_account_has_five_factors_at_most() {
        String token = signIn("clerk", Served.PASSWORD).at("token");
        for (int i = 0; i < SignIns.MOST_FACTORS; i++) {
            token = enrols(token, Served.PASSWORD).at("token");
        }
        Reply sixth = enrols(token, Served.PASSWORD);
        assertThat(sixth.reason()).isEqualTo("TOO_MANY_FACTORS");
        assertThat(account(Who.CLERK).factors()).hasSize(5);
    }

    /** Twelve hours after it began a sign-in is over, whatever was done to go on under another token. */
    @Test
    void a_sign_in_does_not_begin_anew_by_adding_factors_or_changing_the_password() {
        Reply in = signIn("clerk", Served.PASSWORD);
        String began = by(in.at("token")).get("/api/v1/sign-ins").at("signIns/0/begun");
        served.later(Duration.ofMinutes(8));
        String token = enrols(in.at("token"), Served.PASSWORD).at("token");
        assertThat(by(token).get("/api/v1/sign-ins").at("signIns/0/begun")).isEqualTo(began);
        served.later(Duration.ofMinutes(8));
        assertThat(enrols(token, Served.PASSWORD).reason()).isEqualTo("SIGN_IN_ANEW");
        token = by(token)
                .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + NEXT + "1'}")
                .at("token");
        assertThat(by(token).get("/api/v1/sign-ins").at("signIns/0/begun")).isEqualTo(began);
        assertThat(by(token).get("/api/v1/sign-ins").at("signIns/0/proven")).isEqualTo("true");
        for (int i = 0; i < 28; i++) {
            served.later(Duration.ofMinutes(25));
            assertThat(by(token).get("/api/v1/me").status()).isEqualTo(200);
        }
        served.later(Duration.ofMinutes(10));
        assertThat(by(token).get("/api/v1/me").status())
                .as("twelve hours after it began, less than twelve after the others")
                .isEqualTo(401);
    }

    // ------------------------------------------------------------------ tokens for systems

    private Reply issued(Who who, String scopes, int days) {
        return by(signIn(Served.name(who), Served.PASSWORD).at("token"))
                .post(
                        "/api/v1/tokens",
                        "{'name':'市平台','scopes':[" + scopes + "],'days':" + days + ",'proof':'" + Served.PASSWORD
                                + "'}");
    }

    @Test
    void a_token_opens_what_it_is_for_and_nothing_else() {
        Reply issued = issued(Who.CLERK, "'READ'", 30);
        assertThat(issued.status()).isEqualTo(201);
        String token = issued.at("token");
        assertThat(token).startsWith("jieli_").hasSizeGreaterThan(45);
        assertThat(served.archive().accounts().tokens().toString()).doesNotContain(token);
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(200);
        assertThat(by(token).get("/api/v1/me").at("official")).isEqualTo(Who.CLERK.fullName());
        String register = "{'number':'T-1','channel':'WEB','gist':'一'}";
        assertThat(by(token).post("/api/v1/cases", register).reason()).isEqualTo("OUT_OF_SCOPE");
        assertThat(by(token).get("/api/v1/listeners").reason()).isEqualTo("OUT_OF_SCOPE");
        assertThat(by(token).get("/api/v1/tokens").reason()).isEqualTo("OUT_OF_SCOPE");
        assertThat(by(token)
                        .post("/api/v1/tokens", "{'name':'x','scopes':['ACT'],'days':1}")
                        .reason())
                .isEqualTo("OUT_OF_SCOPE");
        assertThat(by(token)
                        .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + NEXT + "1'}")
                        .reason())
                .isEqualTo("OUT_OF_SCOPE");
        assertThat(by(token)
                        .header("Accept", "text/html")
                        .sent("GET", "/ledger")
                        .status())
                .as("no page")
                .isEqualTo(403);
        String acting = issued(Who.CLERK, "'READ','ACT'", 30).at("token");
        Reply registered = by(acting).post("/api/v1/cases", register);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(by(acting)
                        .post(registered.header("Location").orElseThrow() + "/petitioner", "{'purpose':'电话听取意见'}")
                        .reason())
                .as("a purpose is a person's")
                .isEqualTo("OUT_OF_SCOPE");
        Reply administrators = by(signIn(Served.name(Duty.SYSTEM), Served.PASSWORD)
                        .at("token"))
                .post("/api/v1/tokens", "{'name':'x','scopes':['READ'],'days':1}");
        assertThat(administrators.reason()).isEqualTo("NO_POST");
    }

    @Test
    void a_token_reads_and_acts_in_its_post_and_in_none_that_its_owner_has_besides() {
        CaseId id = served.given().registered().id();
        String token = issued(Who.TOWN_HANDLER, "'READ','ACT'", 30).at("token");
        served.given().alsoSits(Who.TOWN_HANDLER, Who.CLERK);
        String person = signIn("town_handler", Served.PASSWORD).at("token");
        assertThat(by(person).get("/api/v1/cases").json().get("lines")).hasSize(1);
        assertThat(by(person).get("/api/v1/cases/" + id).status()).isEqualTo(200);

        assertThat(by(token).get("/api/v1/cases").json().get("lines")).isEmpty();
        assertThat(by(token).get("/api/v1/cases/" + id).status()).isEqualTo(404);
        assertThat(by(token)
                        .post("/api/v1/cases/" + id + "/acts", "{'type':'note','text':'看一看','seen':0}")
                        .status())
                .isEqualTo(404);
        assertThat(by(token)
                        .post("/api/v1/cases/" + id + "/papers", "{'kind':'OPINION','fields':{}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_token_expires_is_listed_with_its_last_use_and_is_revoked() {
        Reply issued = issued(Who.CLERK, "'READ'", 30);
        String token = issued.at("token");
        served.later(Duration.ofDays(1));
        by(token).get("/api/v1/cases");
        String own = signIn("clerk", Served.PASSWORD).at("token");
        Reply list = by(own).get("/api/v1/tokens");
        assertThat(list.at("tokens/0/used")).startsWith(served.now().toString().substring(0, 16));
        assertThat(list.at("tokens/0/live")).isEqualTo("true");
        assertThat(list.text()).doesNotContain(token);

        String path = "/api/v1/tokens/" + list.at("tokens/0/id");
        assertThat(delete(signIn("handler", Served.PASSWORD).at("token"), path).status())
                .as("not one's own")
                .isEqualTo(404);
        assertThat(delete(own, path).status()).isEqualTo(204);
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
        String short_ = issued(Who.CLERK, "'READ'", 1).at("token");
        served.later(Duration.ofDays(1));
        assertThat(by(short_).get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(issued(Who.CLERK, "'READ'", 367).status()).isEqualTo(400);
        assertThat(issued(Who.CLERK, "", 1).status()).isEqualTo(400);
    }

    @Test
    void an_account_that_is_disabled_takes_its_tokens_with_it_for_good() {
        String token = issued(Who.CLERK, "'READ'", 30).at("token");
        String path = "/api/v1/accounts/" + account(Who.CLERK).id();
        served.as(Duty.SYSTEM).post(path, "{'disabled':true}");
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
        served.as(Duty.SECURITY).post(path, "{'disabled':false}");
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
    }

    @Test
    void whoever_changes_the_password_ends_the_tokens_where_he_or_she_wants_it_so() {
        String token = issued(Who.CLERK, "'READ'", 30).at("token");
        String calendar = issued(Who.CLERK, "'CALENDAR'", 30).at("token");
        String feed = "/calendar/" + calendar + ".ics";
        Reply kept = by(signIn("clerk", Served.PASSWORD).at("token"))
                .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + NEXT + "1'}");
        assertThat(by(token).get("/api/v1/cases").status())
                .as("a password that was too old only")
                .isEqualTo(200);
        assertThat(served.nobody().sent("GET", feed).status()).isEqualTo(200);

        Reply changed = by(kept.at("token"))
                .post("/api/v1/password", "{'old':'" + NEXT + "1','new':'" + NEXT + "2','endTokens':true}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(served.nobody().sent("GET", feed).status()).isNotEqualTo(200);
        assertThat(traces(account(Who.CLERK).id()))
                .filteredOn(trace -> trace.kind() == AccountAct.Kind.REVOKE_TOKEN)
                .hasSize(2);
    }

    /** Whoever knew the old password may have left a token of either kind behind. */
    @Test
    void an_account_that_is_set_anew_takes_its_tokens_and_its_calendar_with_it_for_good() {
        String path = "/api/v1/accounts/" + account(Who.CLERK).id();
        String token = issued(Who.CLERK, "'READ'", 30).at("token");
        String calendar = issued(Who.CLERK, "'CALENDAR'", 30).at("token");
        String feed = "/calendar/" + calendar + ".ics";
        assertThat(served.nobody().sent("GET", feed).status()).isEqualTo(200);
        served.as(Duty.SYSTEM).post(path, "{'password':'" + NEXT + "0'}");
        served.as(Duty.SECURITY).post(path, "{'disabled':false}");
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(served.nobody().sent("GET", feed).status()).isNotEqualTo(200);
        assertThat(served.archive().accounts().tokens())
                .allSatisfy(one -> assertThat(one.isLive(served.now())).isFalse())
                .hasSize(2);
    }

    // ------------------------------------------------------------------ leaving

    @Test
    void a_departure_ends_sign_ins_and_tokens_at_the_same_instant() {
        String session = signIn("town_handler", Served.PASSWORD).at("token");
        String token = issued(Who.TOWN_HANDLER, "'READ','ACT'", 30).at("token");
        String other = signIn("town_head", Served.PASSWORD).at("token");
        for (String one : ImmutableList.of(session, token, other)) {
            assertThat(by(one).get("/api/v1/cases").status()).isEqualTo(200);
        }
        Outcome<Boolean> left = served.archive().store().transact(Asker.Job.OPERATOR, work -> {
            work.tenures().end(Who.TOWN_HANDLER.id(), served.given().today());
            return Outcome.done(true);
        });
        assertThat(left).isInstanceOf(Outcome.Done.class);

        // no time has passed, and nobody told the server
        assertThat(by(session).get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(by(session).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(by(token).get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(by(token)
                        .post("/api/v1/cases", "{'number':'L-1','channel':'WEB','gist':'一'}")
                        .status())
                .isEqualTo(401);
        assertThat(by(other).get("/api/v1/cases").status()).isEqualTo(200);
        Reply again = signIn("town_handler", Served.PASSWORD);
        assertThat(again.json().get("posts")).isEmpty();
        assertThat(by(again.at("token")).get("/api/v1/cases").reason()).isEqualTo("NO_POST");
    }

    // ------------------------------------------------------------------ the record

    private ImmutableList<AccountAct.Trace> traces(UUID account) {
        return served.given()
                .look(session -> session.dockets().read(AccountAct.subject(account)).stream()
                        .map(entry -> (AccountAct.Trace) entry.act())
                        .collect(ImmutableList.toImmutableList()));
    }

    @Test
    void what_becomes_of_sign_ins_passwords_factors_and_tokens_is_on_record_and_none_of_their_secrets_is() {
        signIn("clerk", "a wrong one");
        String token = signIn("clerk", Served.PASSWORD).at("token");
        List<String> recovery = new ArrayList<>();
        String secret = enrolled(token, recovery);
        String code = Codes.code(secret, served.now());
        token = signIn("clerk", Served.PASSWORD, code).at("token");
        String issued = by(token)
                .post("/api/v1/tokens", "{'name':'市平台','scopes':['READ'],'days':3,'proof':'" + Served.PASSWORD + "'}")
                .at("token");
        String changed = by(token)
                .post("/api/v1/password", "{'old':'" + Served.PASSWORD + "','new':'" + NEXT + "1'}")
                .at("token");
        by(changed).send("POST", "/api/v1/sign-out", Optional.empty());
        signIn("who is this", "nobody knows 1");

        ImmutableList<AccountAct.Trace> traces = traces(account(Who.CLERK).id());
        assertThat(traces.stream().map(trace -> trace.kind() + (trace.done() ? "" : " in vain")))
                .containsExactly(
                        "SIGN_IN in vain",
                        "SIGN_IN",
                        "CHANGE_SECOND_FACTOR",
                        "SIGN_IN",
                        "SIGN_IN",
                        "SIGN_IN",
                        "ISSUE_TOKEN",
                        "CHANGE_PASSWORD",
                        "SIGN_IN",
                        "SIGN_OUT");
        assertThat(traces).allSatisfy(trace -> assertThat(trace.from()).contains("127.0.0.1"));
        assertThat(traces(AccountAct.NOBODY))
                .extracting(AccountAct.Trace::kind)
                .containsExactly(AccountAct.Kind.SIGN_IN);
        assertThat(traces + " " + traces(AccountAct.NOBODY))
                .doesNotContain(
                        "a wrong one",
                        Served.PASSWORD,
                        NEXT,
                        secret,
                        code,
                        token,
                        issued,
                        changed,
                        "who is this",
                        "nobody knows")
                .doesNotContain(recovery);

        String clerk = account(Who.CLERK).id().toString();
        served.as(Duty.SECURITY).post("/api/v1/accounts/" + clerk, "{'disabled':true}");
        assertThat(traces(Served.account(Duty.SECURITY).id())).anySatisfy(trace -> {
            assertThat(trace.kind()).isEqualTo(AccountAct.Kind.WITHDRAW);
            assertThat(trace.about().orElseThrow()).hasToString("account/" + clerk);
        });
    }
}
