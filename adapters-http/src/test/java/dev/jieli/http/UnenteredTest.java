package dev.jieli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petition;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.http.Served.Call;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Codes;
import dev.jieli.http.site.Json;
import dev.jieli.http.site.SignIns;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What has to be on record is not shown, handed out or printed where it cannot be entered, and goes well once it can. */
class UnenteredTest {
    private static final Petitioner PERSON = Given.petitioner();
    private static final String ASKED =
            "{'name':'" + PERSON.name() + "','idNumber':'" + PERSON.idNumber().orElseThrow() + "','purpose':'本人申请第1号'}";

    private final Logger log = (Logger) LoggerFactory.getLogger(JieliServer.class);
    private final FaultyArchive archive = new FaultyArchive();
    private final Served served = Served.an_office(archive.archive());
    private final CaseId id = served.given().accepted().id();

    @BeforeEach
    void quiet() {
        log.setLevel(Level.OFF);
        for (Who who : Who.values()) {
            served.token(who); // who is signed in is compared below
        }
    }

    @AfterEach
    void stop() {
        log.setLevel(null);
        served.close();
    }

    /** Something that is asked for. */
    private interface Request {
        Reply send();
    }

    /** Fails, with nothing in the answer but that it failed, as long as it cannot be entered. */
    private void failsWithoutAnEntry(Request request) {
        failsWithoutAnEntry(200, request);
    }

    private void failsWithoutAnEntry(int then, Request request) {
        Accounts accounts = served.archive().accounts();
        ImmutableList<Accounts.Account> before = accounts.all();
        ImmutableList<Accounts.SignIn> signedIn = signIns();
        ImmutableList<Accounts.Token> tokens = accounts.tokens();
        archive.enterNothingMore();
        Reply failed = request.send();
        assertThat(accounts.all()).isEqualTo(before);
        assertThat(signIns()).isEqualTo(signedIn);
        assertThat(accounts.tokens()).isEqualTo(tokens);
        assertThat(failed.status()).as(failed.text()).isEqualTo(500);
        assertThat(failed.text())
                .doesNotContain(
                        PERSON.name(),
                        PERSON.idNumber().orElseThrow(),
                        PERSON.phone().orElseThrow(),
                        served.given().petition().gist());
        assertThat(failed.header("Content-Type").orElse("")).containsAnyOf("problem+json", "text/html");

        archive.enterAgain();
        Reply answered = request.send();
        assertThat(answered.status() == 204 ? 200 : answered.status())
                .as(answered.text())
                .isEqualTo(then);
    }

    private ImmutableList<Accounts.SignIn> signIns() {
        Accounts accounts = served.archive().accounts();
        return accounts.all().stream()
                .flatMap(account -> accounts.signIns(account.id()).stream())
                .collect(ImmutableList.toImmutableList());
    }

    private Reply api(Who who, String method, String path, String json) {
        Call call = served.as(who);
        // sent as it is: what is published does not say that the house itself may break
        return json.isEmpty()
                ? call.sent(method, path)
                : call.header("Content-Type", "application/json")
                        .sent(method, path, Optional.of(json.replace('\'', '"').getBytes(UTF_8)));
    }

    private Call page(Who who) {
        return served.nobody().header("Accept", "text/html").header("Cookie", "jieli=" + served.token(who));
    }

    private Reply form(Who who, String path, String... fields) {
        List<String> body = new ArrayList<>(List.of("guard=guard-" + who));
        for (int i = 0; i < fields.length; i += 2) {
            body.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return page(who)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent("POST", path, Optional.of(String.join("&", body).getBytes(UTF_8)));
    }

    @Test
    void a_petitioner_is_not_shown() {
        failsWithoutAnEntry(
                () -> api(Who.HANDLER, "POST", "/api/v1/cases/" + id + "/petitioner", "{'purpose':'电话听取意见'}"));
        failsWithoutAnEntry(() -> form(Who.HANDLER, "/cases/" + id + "/petitioner", "purpose", "电话听取意见"));
    }

    private CaseId accusation() {
        return served.given()
                .does(
                        Who.HANDLER,
                        served.given().accepted(),
                        new CaseAct.Classify(
                                Track.ACCUSATION,
                                Optional.empty(),
                                ImmutableSet.of(),
                                ImmutableSet.of(Who.TOWN_HEAD.official()),
                                "检举控告"))
                .id();
    }

    /** Each asked of a case of its own: once a day is enough. */
    @Test
    void no_file_is_opened_by_any_way_to_it() {
        for (String path : List.of("", "/docket", "/road", "/answering", "/papers")) {
            CaseId one = accusation();
            failsWithoutAnEntry(() -> api(Who.HANDLER, "GET", "/api/v1/cases/" + one + path, ""));
        }
        for (String path : List.of("", "/acts/Note", "/papers/OPINION", "/correction")) {
            CaseId one = served.given().accepted().id();
            failsWithoutAnEntry(() -> page(Who.HANDLER).sent("GET", "/cases/" + one + path));
        }
    }

    /** Each asked of a list of its own: once a day is enough. */
    @Test
    void no_list_of_a_handover_is_shown_by_any_way_to_it() {
        HandoverId one = leaving(Who.HANDLER);
        failsWithoutAnEntry(() -> api(Who.HANDLER, "GET", "/api/v1/handovers/" + one, ""));
        HandoverId other = leaving(Who.COLLEAGUE);
        failsWithoutAnEntry(() -> page(Who.COLLEAGUE).sent("GET", "/handovers/" + other));
    }

    private HandoverId leaving(Who who) {
        served.given().accepted(who);
        return served.given().opened(who, served.given().successor(who)).id();
    }

    /** What somebody who is late has not seen is in the answer. */
    @Test
    void who_is_late_is_not_told_what_was_done_meanwhile() {
        CaseId one = accusation();
        String note = "'type':'note','text':'接待来访一次'";
        failsWithoutAnEntry(
                409, () -> api(Who.HANDLER, "POST", "/api/v1/cases/" + one + "/acts", "{" + note + ",'seen':0}"));
        CaseId other = accusation();
        failsWithoutAnEntry(
                412,
                () -> served.as(Who.HANDLER)
                        .header("If-Match", "\"0\"")
                        .header("Content-Type", "application/json")
                        .sent(
                                "POST",
                                "/api/v1/cases/" + other + "/acts",
                                Optional.of(
                                        ("{" + note + "}").replace('\'', '"').getBytes(UTF_8))));
        CaseId third = accusation();
        failsWithoutAnEntry(
                409,
                () -> form(Who.HANDLER, "/cases/" + third + "/acts/Note", "seen", "0", "on", today(), "text", "一次"));
    }

    private String today() {
        return served.given().today().toString();
    }

    /** What may be done instead tells how far the case is. */
    @Test
    void who_may_not_do_something_is_not_told_what_to_do_instead() {
        CaseId one = served.given().accepted().id();
        int seen = served.given().now(one).entries();
        failsWithoutAnEntry(
                409,
                () -> api(
                        Who.HANDLER,
                        "POST",
                        "/api/v1/cases/" + one + "/acts",
                        "{'type':'accept','seen':" + seen + "}"));
    }

    @Test
    void what_a_paper_says_is_not_told() {
        ObjectNode draft = Json.object().put("kind", PaperKind.OPINION.name());
        Given.filled(PaperKind.OPINION).forEach(draft.putObject("fields")::put);
        Reply drafted = served.as(Who.HANDLER).post("/api/v1/cases/" + id + "/papers", draft);

        failsWithoutAnEntry(() -> api(Who.HANDLER, "GET", "/api/v1/papers/" + drafted.at("id"), ""));
        failsWithoutAnEntry(() -> page(Who.COLLEAGUE).sent("GET", "/papers/" + drafted.at("id")));
    }

    @Test
    void a_person_is_not_answered_and_gets_no_copy() {
        failsWithoutAnEntry(() -> api(Who.CLERK, "POST", "/api/v1/persons", ASKED));
        failsWithoutAnEntry(() -> api(Who.CLERK, "POST", "/api/v1/persons/file", ASKED));
    }

    @Test
    void a_ledger_does_not_go_out_masked_or_plain() {
        failsWithoutAnEntry(() -> api(Who.CLERK, "GET", "/api/v1/export?format=csv", ""));
        failsWithoutAnEntry(() -> api(Who.CLERK, "POST", "/api/v1/export?format=csv", "{'purpose':'移送市信访局'}"));
    }

    @Test
    void a_ledger_that_did_not_go_out_does_not_lie_about_either() throws IOException {
        String number = ProcessHandle.current().pid() + "-" + System.nanoTime();
        Petition petition = served.given().petition();
        served.given()
                .registered(
                        new Petition(
                                number,
                                petition.channel(),
                                petition.receivedOn(),
                                petition.gist(),
                                petition.place(),
                                petition.category(),
                                petition.persons(),
                                petition.repeats()),
                        Who.CLERK);

        failsWithoutAnEntry(() -> page(Who.CLERK).sent("GET", "/ledger/export?as=csv"));
        failsWithoutAnEntry(() -> form(Who.CLERK, "/ledger/export/plain?as=csv", "purpose", "移送市信访局"));

        assertThat(lying()).noneSatisfy(file -> assertThat(file).contains(number));
    }

    /** What stands in the exports that lie about: other programs' come and go meanwhile. */
    private static List<String> lying() throws IOException {
        List<String> contents = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "jieli-export*")) {
            for (Path file : files) {
                contents.add(new String(Files.readAllBytes(file), UTF_8));
            }
        } catch (NoSuchFileException gone) {
            return lying();
        }
        return contents;
    }

    // ------------------------------------------------------------------ who comes in, and by what

    private static final String NEXT = "Another horse entirely 1";

    private Reply with(String token, String method, String path, String json) {
        return served.nobody()
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .sent(
                        method,
                        path,
                        json.isEmpty()
                                ? Optional.empty()
                                : Optional.of(json.replace('\'', '"').getBytes(UTF_8)));
    }

    private Accounts.Account clerk() {
        return served.archive().accounts().named(Served.name(Who.CLERK)).orElseThrow();
    }

    /** A sign-in that is there already. */
    private String signedIn(boolean proven) {
        String token = "token " + signIns++;
        Accounts.SignIn signIn = new Accounts.SignIn(
                SignIns.digest(token),
                clerk().id(),
                "guard",
                served.now(),
                served.now(),
                "127.0.0.1",
                "test",
                Accounts.SignIn.Means.PASSWORD,
                proven);
        assertThat(served.archive().accounts().begin(signIn, ImmutableSet.of(Who.CLERK.id()), clerk().changes()))
                .isTrue();
        return token;
    }

    private int signIns;

    @Test
    void nobody_comes_in_or_goes_out() {
        String named = "{'name':'clerk','password':'" + Served.PASSWORD + "'}";
        failsWithoutAnEntry(() -> with("", "POST", "/api/v1/sign-in", named));
        failsWithoutAnEntry(401, () -> with("", "POST", "/api/v1/sign-in", named.replace("Correct", "Wrong")));
        String token = signedIn(true);
        failsWithoutAnEntry(() -> with(token, "POST", "/api/v1/sign-out", ""));
        String other = SignIns.digest(signedIn(true)).substring(0, 16);
        String here = signedIn(true);
        failsWithoutAnEntry(() -> with(here, "DELETE", "/api/v1/sign-ins/" + other, ""));
    }

    @Test
    void no_password_is_changed() {
        String token = signedIn(true);
        String change = "{'old':'" + Served.PASSWORD + "','new':'" + NEXT + "','endTokens':true}";
        failsWithoutAnEntry(() -> with(token, "POST", "/api/v1/password", change));
        String account = "/api/v1/accounts/" + clerk().id();
        String reset = "{'password':'" + NEXT + "'}";
        String system = served.token(Duty.SYSTEM);
        String security = served.token(Duty.SECURITY);
        failsWithoutAnEntry(() -> with(system, "POST", account, reset));
        failsWithoutAnEntry(() -> with(system, "POST", account, "{'subject':''}"));
        failsWithoutAnEntry(() -> with(security, "POST", account, "{'disabled':false}"));
        failsWithoutAnEntry(() -> with(security, "POST", account, "{'disabled':true}"));
        String added = "{'name':'new','official':'" + Who.HEAD.official() + "','password':'" + NEXT + "'}";
        failsWithoutAnEntry(201, () -> with(system, "POST", "/api/v1/accounts", added));
    }

    @Test
    void no_second_factor_comes_goes_or_lets_in() {
        String secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        String enrol = "{'name':'手机','secret':'" + secret + "','code':'" + Codes.code(secret, served.now())
                + "','proof':'" + Served.PASSWORD + "'}";
        String token = signedIn(true);
        failsWithoutAnEntry(201, () -> with(token, "POST", "/api/v1/second-factors", enrol));

        served.later(Duration.ofSeconds(30));
        String half = signedIn(false);
        String code = "guard=guard&code=" + Codes.code(secret, served.now());
        failsWithoutAnEntry(
                303,
                () -> served.nobody()
                        .header("Accept", "text/html")
                        .header("Cookie", "jieli=" + half)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .sent("POST", "/sign-in/second", Optional.of(code.getBytes(UTF_8))));

        String again = signedIn(true);
        String proof = "{'proof':'" + Served.PASSWORD + "'}";
        failsWithoutAnEntry(201, () -> with(again, "POST", "/api/v1/recovery-codes", proof));
        String factor = "/api/v1/second-factors/" + clerk().factors().get(0).id() + "/remove";
        failsWithoutAnEntry(() -> with(again, "POST", factor, proof));
    }

    @Test
    void no_token_is_issued_or_revoked() {
        String token = signedIn(true);
        failsWithoutAnEntry(
                201,
                () -> with(
                        token,
                        "POST",
                        "/api/v1/tokens",
                        "{'name':'x','scopes':['READ'],'days':1,'proof':'" + Served.PASSWORD + "'}"));
        String issued =
                "/api/v1/tokens/" + served.archive().accounts().tokens().get(0).id();
        failsWithoutAnEntry(() -> with(token, "DELETE", issued, ""));
    }

    @Test
    void nothing_is_printed() {
        Handover handover = served.given().opened(Who.HANDLER, served.given().successor(Who.HANDLER));
        String list = "/api/v1/handovers/" + handover.id() + "/paper";
        failsWithoutAnEntry(() -> api(Who.HANDLER, "GET", list, ""));
        failsWithoutAnEntry(() -> page(Who.HANDLER).sent("GET", "/handovers/" + handover.id() + "/print"));
        failsWithoutAnEntry(() -> page(Who.HANDLER).sent("GET", "/handovers/" + handover.id() + "/list.docx"));
    }

    @Test
    void a_paper_is_not_previewed_not_issued_and_not_handed_out() {
        ObjectNode draft = Json.object().put("kind", PaperKind.OPINION.name());
        Given.filled(PaperKind.OPINION).forEach(draft.putObject("fields")::put);
        Reply drafted = served.as(Who.HANDLER).post("/api/v1/cases/" + id + "/papers", draft);
        String paper = "/api/v1/papers/" + drafted.at("id");
        String digest = "{'digest':'" + drafted.at("digest") + "'}";

        failsWithoutAnEntry(() -> api(Who.HANDLER, "GET", paper + "/preview", ""));
        failsWithoutAnEntry(() -> page(Who.HANDLER).sent("GET", "/papers/" + drafted.at("id") + "/preview.docx"));
        failsWithoutAnEntry(() -> api(Who.COLLEAGUE, "POST", paper + "/check", digest));
        failsWithoutAnEntry(() -> api(Who.HEAD, "POST", paper + "/issue", digest));
        failsWithoutAnEntry(() -> api(Who.HANDLER, "POST", paper + "/file", "{'purpose':'送达'}"));
        failsWithoutAnEntry(() -> form(Who.HANDLER, "/papers/" + drafted.at("id") + "/file", "purpose", "送达"));
    }
}
