package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.http.Served;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.SignIns;
import dev.jieli.office.PaperPress;
import dev.jieli.testkit.Who;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What comes in by forms and is not text: answers of security keys, files with whatever goes around them. */
@SuppressWarnings("NullAway") // fields are filled before the first try
class GarbageTest {
    private static final String ORIGIN = "https://xinfang.example";
    private static final List<String> SIGNED = List.of("authenticatorData", "signature", "clientDataJSON");
    private static final List<String> NAMES = List.of(
            "台账.csv",
            "",
            "/",
            "..",
            "../../etc/passwd",
            "a\u0001b.csv",
            "\\\\",
            "x".repeat(3_000),
            "\u202Efdp.exe",
            ".",
            "a;b\\\"c");
    private static final byte[] LEDGER =
            "信访件编号,信访人,信访日期,信访诉求\r\nA1,甲某,2024/3/5,修路\r\n".getBytes(StandardCharsets.UTF_8);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static Served served;
    /** Where time passes, for wrong answers of a key have to wait. */
    private static Served keyed;

    private static SoftKey key;
    private static Optional<Visitor> half = Optional.empty();
    private static Optional<Visitor> enrolling = Optional.empty();

    @BeforeContainer
    static void start() throws Exception {
        served = office();
        keyed = office();
        key = new SoftKey(1);
        Visitor leader = Visitor.as(keyed, Who.DEPUTY);
        Visitor.Answer page = leader.get("/me/factor");
        leader.send(page.form("/me/factor/key")
                .with("proof", Served.PASSWORD)
                .with("response", key.create(asked(page), ORIGIN)));
    }

    private static Served office() {
        return Served.an_office(settings -> settings.withLimits(200_000, 60_000)
                .withSignIn(SignInRules.usual()
                        .requiring(SignInRules.SecondFactor.NOBODY)
                        .at(URI.create(ORIGIN))));
    }

    @AfterContainer
    static void stop() {
        served.close();
        keyed.close();
    }

    private static JsonNode asked(Visitor.Answer page) throws Exception {
        Matcher found = Pattern.compile("data-key=\"([^\"]*)\"").matcher(page.html());
        assertThat(found.find()).as(page.path() + page.text()).isTrue();
        return Json.MAPPER.readTree(
                found.group(1).replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&"));
    }

    private static Visitor halfIn() {
        Visitor nobody = Visitor.nobody(keyed);
        return nobody.with(nobody.send(nobody.get("/sign-in")
                .form("/sign-in")
                .with("account", "deputy")
                .with("password", Served.PASSWORD)));
    }

    @Property
    void no_answer_that_a_key_did_not_give_just_so_lets_anybody_in(@ForAll Random random) throws Exception {
        keyed.later(Duration.ofMinutes(2));
        Visitor visitor = half.filter(same -> same.get("/sign-in/second").html().contains("data-key"))
                .orElseGet(GarbageTest::halfIn); // nobody may take so long over it
        half = Optional.of(visitor);
        Visitor.Answer page = visitor.get("/sign-in/second");
        ObjectNode answer = (ObjectNode) Json.MAPPER.readTree(key.sign(asked(page), ORIGIN));
        String right = answer.toString();
        ObjectNode response = (ObjectNode) answer.get("response");
        String part = one(SIGNED, random);
        byte[] bytes = Base64.getUrlDecoder().decode(response.get(part).textValue());
        response.put(part, BASE64.encodeToString(changed(bytes, random)));
        String sent = random.nextInt(3) == 0 ? text(changed(bytes(answer), random)) : answer.toString();
        Assume.that(!sent.equals(right)); // zeros left out of a part may be doubled in the text again

        Visitor.Answer refused = visitor.send(page.form("/sign-in/second/key").with("response", sent));

        assertThat(refused.status())
                .as("%s for %s: %s", sent, right, refused.text())
                .isIn(400, 401);
    }

    private static UUID handlers() {
        return handler().id();
    }

    private static Accounts.Account handler() {
        return served.archive().accounts().named(Served.name(Who.HANDLER)).orElseThrow();
    }

    private static Visitor fromTheProvider() {
        Accounts.SignIn signIn = new Accounts.SignIn(
                SignIns.digest("from the provider"),
                handlers(),
                "guard",
                served.now(),
                served.now(),
                "127.0.0.1",
                "test",
                Accounts.SignIn.Means.PROVIDER_ANEW,
                true);
        assertThat(served.archive()
                        .accounts()
                        .begin(
                                signIn,
                                ImmutableSet.of(Who.HANDLER.id()),
                                handler().changes()))
                .isTrue();
        return Visitor.holding(served, "from the provider");
    }

    @Property
    void whatever_is_said_to_be_a_new_key_is_one_or_is_refused(@ForAll Random random) throws Exception {
        Visitor handler = enrolling.orElseGet(GarbageTest::fromTheProvider); // no password to hash each time
        enrolling = Optional.of(handler);
        Visitor.Answer page = handler.get("/me/factor");
        ObjectNode answer = (ObjectNode) Json.MAPPER.readTree(new SoftKey(2).create(asked(page), ORIGIN));
        ObjectNode response = (ObjectNode) answer.get("response");
        byte[] object =
                Base64.getUrlDecoder().decode(response.get("attestationObject").textValue());
        byte[] other = changed(object, random);
        response.put("attestationObject", BASE64.encodeToString(other));
        String sent = random.nextInt(4) == 0 ? text(changed(bytes(answer), random)) : answer.toString();

        Visitor.Answer said = handler.send(page.form("/me/factor/key").with("response", sent));

        assertThat(said.status()).as(sent + said.text()).isIn(200, 400, 401, 403, 422);
        if (said.status() == 200) {
            enrolling = Optional.of(handler.with(said)); // under another token from now on
            served.archive()
                    .accounts()
                    .change(
                            handlers(),
                            served.now(),
                            account -> Optional.of(account.with(ImmutableList.of(), ImmutableSet.of())));
        }
    }

    @Property
    void whatever_is_uploaded_under_whatever_name(@ForAll Random random) {
        boolean ledger = random.nextBoolean();
        Visitor visitor = Visitor.as(served, ledger ? Who.CLERK : Who.HEAD);
        String path = ledger ? "/import" : "/letterhead";
        byte[] file = ledger ? LEDGER : PaperPress.usual(PaperKind.OPINION);
        byte[] content = random.nextInt(3) == 0 ? changed(file, random) : random.nextInt(9) == 0 ? new byte[0] : file;
        Visitor.Answer page = visitor.get(path);
        Visitor.Sheet form = page.form(ledger ? "/import" : "/letterhead/OPINION");

        Visitor.Answer said =
                visitor.send(form, random.nextInt(9) == 0 ? "other" : "file", one(NAMES, random), content);

        assertThat(said.status()).as(said.text()).isLessThan(500);
    }

    /** The bytes of a form with files, cut or changed anywhere, boundaries and headers too. */
    @Property
    void whatever_goes_around_a_file(@ForAll Random random) throws Exception {
        String form = String.join(
                "\r\n",
                "--b",
                "Content-Disposition: form-data; name=\"guard\"",
                "",
                "guard-CLERK",
                "--b",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"",
                "Content-Type: text/csv",
                "",
                "A,B",
                "1,2",
                "--b--",
                "");
        String body =
                new String(changed(form.getBytes(StandardCharsets.ISO_8859_1), random), StandardCharsets.ISO_8859_1);
        String boundary = one(List.of("b", "b", "b", "\"b\"", "", "x", "b; charset=x", "-".repeat(500)), random);
        served.token(Who.CLERK);
        String answer = served.raw("POST " + one(List.of("/import", "/api/v1/import", "/letterhead/OPINION"), random)
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: jieli=token-CLERK\r\n"
                + (random.nextBoolean() ? "X-Guard: guard-CLERK\r\n" : "")
                + "Content-Type: multipart/form-data; boundary=" + boundary + "\r\nContent-Length: "
                + (random.nextInt(5) == 0 ? random.nextInt(2_000) : body.length()) + "\r\n\r\n" + body);

        assertThat(answer).as(body).matches("(?s)(HTTP/1\\.1 [234].*)?").doesNotContain("\tat ");
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Never the same: bytes changed, left out, doubled or cut off. */
    private static byte[] changed(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int from = random.nextInt(bytes.length);
        int to = from + 1 + random.nextInt(Math.min(20, bytes.length - from));
        switch (random.nextInt(4)) {
            case 0 ->
                bytes = com.google.common.primitives.Bytes.concat(
                        java.util.Arrays.copyOf(good, from), java.util.Arrays.copyOfRange(good, to, good.length));
            case 1 ->
                bytes = com.google.common.primitives.Bytes.concat(
                        java.util.Arrays.copyOf(good, to), java.util.Arrays.copyOfRange(good, from, good.length));
            case 2 -> bytes = java.util.Arrays.copyOf(good, from);
            default -> bytes[from] ^= (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
