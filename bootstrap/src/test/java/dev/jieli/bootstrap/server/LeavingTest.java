package dev.jieli.bootstrap.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.http.JieliServer;
import dev.jieli.http.site.Passwords;
import dev.jieli.http.site.Settings;
import dev.jieli.http.site.SignInRules;
import dev.jieli.http.site.Site;
import dev.jieli.messaging.Listener;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 离任: on PostgreSQL and over the running server. With the third signature taken into effect everything ends that lets the
 * leaver in or goes on his authority, and what he answered for has somebody else.
 */
class LeavingTest {
    private static final String PASSWORD = "Correct horse battery 1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private House house;
    private JieliServer server;
    private HttpServer listening;
    private Given given;
    private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final Instant now = Instant.parse("2026-03-02T02:00:00Z");

    @BeforeEach
    void start() throws IOException {
        house = Wiring.open(new Place(folder, Optional.empty()), (zh, en) -> {}, () -> {});
        given = Given.an_office(house.archive());
        server = new JieliServer(new Site(
                        house.archive(),
                        Law.national(),
                        () -> now,
                        UUID::randomUUID,
                        new SecureRandom(),
                        region -> Optional.of(region.digits()),
                        Listeners.none(),
                        Settings.local(0)
                                .withPerAccount(0)
                                .withSignIn(SignInRules.usual().requiring(SignInRules.SecondFactor.NOBODY))))
                .start();
        listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/", exchange -> {
            String id = JSON.readTree(exchange.getRequestBody()).get("id").asText();
            arriving.add(id);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listening.start();
    }

    @AfterEach
    void stop() {
        listening.stop(0);
        server.close();
        house.close();
    }

    private record Reply(int status, JsonNode json) {}

    private Reply send(String method, String path, Optional<String> token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Reply(answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.nullNode());
    }

    private Reply get(String path, String token) throws Exception {
        return send("GET", path, Optional.of(token), "");
    }

    private JsonNode post(String path, String token, String body) throws Exception {
        Reply reply = send("POST", path, Optional.of(token), body);
        assertThat(reply.status()).as(path + " " + reply.json()).isBetween(200, 201);
        return reply.json();
    }

    private void account(String name, OfficialId official) {
        assertThat(house.archive()
                        .accounts()
                        .add(Accounts.Account.of(
                                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                                name,
                                official,
                                Accounts.Password.first(
                                        new Passwords(1).hash(PASSWORD, new SecureRandom()), now, false),
                                "browser key of " + name)))
                .isTrue();
    }

    private String signedIn(String name) throws Exception {
        Reply reply = send(
                "POST", "/api/v1/sign-in", Optional.empty(), "{'name':'%s','password':'%s'}".formatted(name, PASSWORD));
        return reply.json().get("token").asText();
    }

    private String issued(String session, String scopes) throws Exception {
        return post(
                        "/api/v1/tokens",
                        session,
                        "{'name':'对接','scopes':[%s],'days':30,'proof':'%s'}".formatted(scopes, PASSWORD))
                .get("token")
                .asText();
    }

    private String delegated(String session, IncumbencyId absent, IncumbencyId delegate, LocalDate from)
            throws Exception {
        return post(
                        "/api/v1/delegations",
                        session,
                        "{'absent':'%s','delegate':'%s','cause':'TRAINING','from':'%s','until':'%s'}"
                                .formatted(absent, delegate, from, from.plusDays(3)))
                .get("id")
                .asText();
    }

    private int inForceOrToCome() {
        return given.look(session -> session.tenures().delegations()).size();
    }

    private Relays relays(String token) {
        return new Relays(
                house.archive(),
                ImmutableList.of(new Relays.Bound(
                        new Listener(
                                "county",
                                URI.create("http://127.0.0.1:"
                                        + listening.getAddress().getPort() + "/"),
                                "twenty-four bytes or more".getBytes(UTF_8)),
                        Optional.of(token))),
                "urn:jieli:330723",
                () -> now);
    }

    @Test
    void with_the_handover_ends_at_that_instant_everything_that_stood_on_the_incumbency() throws Exception {
        PetitionCase held = given.forwarded(Who.TOWN_HANDLER);
        IncumbencyId successor = given.successor(Who.TOWN_HANDLER);
        OfficialId next =
                given.look(session -> session.tenures().official(successor)).orElseThrow();
        account("leaver", Who.TOWN_HANDLER.official());
        account("next", next);
        account("head", Who.TOWN_HEAD.official());
        account("witness", Who.OFFICE_HEAD.official());
        String leaver = signedIn("leaver");
        String elsewhere = signedIn("leaver");
        String receiver = signedIn("next");
        String witness = signedIn("witness");
        String head = signedIn("head");
        String reads = issued(leaver, "'READ','ACT'");
        String feed = issued(leaver, "'FEED'");
        String calendar = issued(leaver, "'CALENDAR'");
        LocalDate today = given.today();
        delegated(leaver, Who.TOWN_HANDLER.id(), Who.TOWN_HEAD.id(), today);
        delegated(head, Who.TOWN_HEAD.id(), Who.TOWN_HANDLER.id(), today.plusDays(10));

        String opened = post(
                        "/api/v1/handovers",
                        leaver,
                        "{'outgoing':'%s','incoming':'%s','witness':'%s','cause':'TRANSFERRED','leavesOn':'%s','dueOn':'%s'}"
                                .formatted(
                                        Who.TOWN_HANDLER.id(),
                                        successor,
                                        Who.OFFICE_HEAD.id(),
                                        today,
                                        today.plusDays(10)))
                .get("id")
                .asText();
        String steps = "/api/v1/handovers/" + opened + "/steps";
        post(
                steps,
                leaver,
                ("{'seen':1,'type':'complete','items':['%s'],'account':"
                                + "{'history':'已接访','commitments':'','nextStep':'约谈','risk':'YELLOW'}}")
                        .formatted(held.id()));
        String digest =
                post(steps, leaver, "{'seen':2,'type':'freeze'}").get("digest").asText();
        post(steps, receiver, "{'seen':3,'type':'check','items':['%s']}".formatted(held.id()));
        post(steps, receiver, "{'seen':4,'type':'receive','digest':'%s'}".formatted(digest));
        post(steps, witness, "{'seen':5,'type':'witness','digest':'%s'}".formatted(digest));

        assertThat(get("/api/v1/me", leaver).status()).isEqualTo(200);
        assertThat(get("/api/v1/me", elsewhere).status()).isEqualTo(200);
        assertThat(get("/api/v1/cases", reads).status()).isEqualTo(200);
        assertThat(send("GET", "/calendar/" + calendar + ".ics", Optional.empty(), "")
                        .status())
                .isEqualTo(200);
        assertThat(inForceOrToCome()).isEqualTo(2);
        try (Relays relays = relays(feed)) {
            assertThat(relays.isAuthorized("county")).isTrue();
        }

        post("/api/v1/handovers/" + opened + "/effect", witness, "{}");

        assertThat(get("/api/v1/me", leaver).status()).isEqualTo(401);
        assertThat(get("/api/v1/me", elsewhere).status()).isEqualTo(401);
        assertThat(get("/api/v1/cases", reads).status()).isEqualTo(401);
        assertThat(send("GET", "/calendar/" + calendar + ".ics", Optional.empty(), "")
                        .status())
                .isEqualTo(404);
        assertThat(inForceOrToCome()).isZero();
        assertThat(get("/api/v1/me", head).status()).isEqualTo(200);
        try (Relays relays = relays(feed).start()) {
            assertThat(relays.isAuthorized("county")).isFalse();
        }
        assertThat(arriving).isEmpty();
        assertThat(archived(held).position().chain().holder()).isEqualTo(successor);

        PetitionCase after = given.does(successor, archived(held), new CaseAct.Note("接手"));
        List<String> told = new ArrayList<>();
        try (Relays relays = relays(issued(head, "'FEED'")).start()) {
            assertThat(relays.isAuthorized("county")).isTrue();
            String newest = after.subject() + "/" + after.entries();
            for (String id = ""; !newest.equals(id); told.add(id)) {
                id = Optional.ofNullable(arriving.poll(2, TimeUnit.MINUTES)).orElseThrow();
            }
        }
        assertThat(told)
                .contains(held.subject() + "/1", after.subject() + "/" + after.entries())
                .noneMatch(id -> id.startsWith("account/"));
    }

    private PetitionCase archived(PetitionCase found) {
        return house.archive()
                .board(Asker.Job.OPERATOR)
                .caseFile(found.id())
                .orElseThrow()
                .petitionCase();
    }
}
