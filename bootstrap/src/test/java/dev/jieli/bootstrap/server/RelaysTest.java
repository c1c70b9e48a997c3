package dev.jieli.bootstrap.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.application.SweepTerms;
import dev.jieli.application.port.Accounts;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Track;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.UnitAct;
import dev.jieli.http.site.SignIns;
import dev.jieli.messaging.Listener;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 检举控告 (art. 30(3)): who listens on the authority of somebody it is against is told nothing of it. */
class RelaysTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whose unit is accused, who is accused, who is accused and shown every other case of the county; and who is not. */
    private static final ImmutableList<Who> ACCUSED = ImmutableList.of(Who.TOWN_HANDLER, Who.HANDLER, Who.DEPUTY);

    private static final Who NOT_ACCUSED = Who.SUPERVISOR;
    private static final ImmutableList<Who> EVERYBODY =
            ImmutableList.<Who>builder().addAll(ACCUSED).add(NOT_ACCUSED).build();

    private final Map<String, BlockingQueue<String>> arriving = new ConcurrentHashMap<>();
    private HttpServer listening;

    @BeforeEach
    void listen() throws IOException {
        listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/", exchange -> {
            String id = JSON.readTree(exchange.getRequestBody()).get("id").asText();
            arrivingAt(exchange.getRequestURI().getPath().substring(1)).add(id);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listening.start();
    }

    @AfterEach
    void stop() {
        listening.stop(0);
    }

    private BlockingQueue<String> arrivingAt(String listener) {
        return arriving.computeIfAbsent(listener, any -> new LinkedBlockingQueue<>());
    }

    @Test
    void a_listener_whose_account_is_accused_is_told_what_it_is_told_where_nobody_was() throws Exception {
        Given with = lived(true);
        PetitionCase accusation = accusation(with);

        Map<Who, List<String>> told = told(with, EVERYBODY);
        Map<Who, List<String>> expected = told(lived(false), ACCUSED);
        for (Who who : ACCUSED) {
            assertThat(told.get(who))
                    .as(who.name())
                    .isEqualTo(expected.get(who))
                    .anyMatch(id -> id.startsWith("case/"));
        }
        assertThat(told.get(NOT_ACCUSED))
                .contains(accusation.subject() + "/1", accusation.subject() + "/" + accusation.entries());
    }

    @Test
    void a_handover_on_whose_list_an_accusation_stands_goes_to_nobody_whom_that_is_against() throws Exception {
        Given given = lived(true);
        PetitionCase accusation = accusation(given);
        Handover main = given.opened(Who.CLERK.id(), Who.OTHER_CLERK.id(), Who.OFFICE_HEAD.id());
        Handover handover =
                given.look(session -> session.handovers().beside(main.id())).get(0);
        assertThat(handover.items()).containsKey(accusation.id());
        given.completed(handover);
        mark(given);

        String subject = Handover.subject(handover.id()).toString();
        Map<Who, List<String>> told = told(given, EVERYBODY);
        for (Who who : ACCUSED) {
            assertThat(told.get(who)).as(who.name()).noneMatch(id -> id.startsWith(subject));
        }
        assertThat(told.get(NOT_ACCUSED)).contains(subject + "/1", subject + "/2");
    }

    @Test
    void a_listener_whose_account_has_withdrawn_from_a_case_is_told_nothing_of_it() throws Exception {
        Given given = lived(false);
        PetitionCase one = given.look(session -> session.cases().numbered("2026-00001"))
                .map(given::now)
                .orElseThrow();
        given.does(Who.HEAD, one, new CaseAct.Recuse(Who.HANDLER.id(), Optional.of(Who.COLLEAGUE.id()), "与信访人系近姻亲"));
        mark(given);

        Map<Who, List<String>> told = told(given, ImmutableList.of(Who.HANDLER, Who.COLLEAGUE));
        assertThat(told.get(Who.HANDLER)).noneMatch(id -> id.startsWith(one.subject() + "/"));
        assertThat(told.get(Who.COLLEAGUE)).contains(one.subject() + "/1");
    }

    /** Ordinary cases of both organs, and the accusation among them, of which the daily round reminds as well. */
    private static Given lived(boolean accused) {
        Given given = Given.an_office(new InMemoryArchive());
        given.forwarded(Who.HANDLER);
        given.forwarded(Who.TOWN_HANDLER);
        if (accused) {
            given.does(
                    Who.CLERK,
                    given.registered(),
                    new CaseAct.Classify(
                            Track.ACCUSATION,
                            Optional.empty(),
                            ImmutableSet.of(Who.TOWN_HANDLER.unit()),
                            ImmutableSet.of(Who.HANDLER.official(), Who.DEPUTY.official()),
                            "检举控告"));
        }
        given.later(14);
        new SweepTerms(given.store(), given.law()).sweep(given.today(), given.now());
        mark(given);
        return given;
    }

    private static PetitionCase accusation(Given given) {
        return given.now(
                given.look(session -> session.cases().numbered("2026-00003")).orElseThrow());
    }

    /** Something that everybody is told, after everything else. */
    private static void mark(Given given) {
        given.enters(Who.Place.CITY.id(), new UnitAct.NameHeads(Who.Place.CITY.head(), Who.Place.CITY.inCharge()));
    }

    /** Everything that each is told, in its order. */
    private Map<Who, List<String>> told(Given given, Iterable<Who> all) throws InterruptedException {
        String last = new Subject(Subject.Kind.UNIT, Who.Place.CITY.id().value())
                + "/"
                + given.look(session -> session.roster().entries(Who.Place.CITY.id()));
        Instant now = given.now();
        arriving.clear();
        ImmutableList.Builder<Relays.Bound> listeners = ImmutableList.builder();
        for (Who who : all) {
            listeners.add(new Relays.Bound(
                    new Listener(
                            who.name(),
                            URI.create(
                                    "http://127.0.0.1:" + listening.getAddress().getPort() + "/" + who.name()),
                            "twenty-four bytes or more".getBytes(UTF_8)),
                    Optional.of(token(given, who, now))));
        }
        Map<Who, List<String>> told = new EnumMap<>(Who.class);
        try (Relays relays = new Relays(given.archive(), listeners.build(), "urn:jieli:330723", () -> now).start()) {
            for (Who who : all) {
                assertThat(relays.isAuthorized(who.name())).isTrue();
                List<String> ids = told.computeIfAbsent(who, any -> new ArrayList<>());
                for (String id = ""; !id.equals(last); ids.add(id)) {
                    id = Optional.ofNullable(arrivingAt(who.name()).poll(2, TimeUnit.MINUTES))
                            .orElseThrow();
                }
            }
        }
        return told;
    }

    private static String token(Given given, Who who, Instant now) {
        String token = SignIns.TOKEN_PREFIX + who.name();
        Accounts accounts = given.archive().accounts();
        UUID account = who.id().value();
        assertThat(accounts.add(Accounts.Account.of(
                        account, who.name(), who.official(), Accounts.Password.first("", now, false), "")))
                .isTrue();
        assertThat(accounts.issue(
                        new Accounts.Token(
                                account,
                                SignIns.digest(token),
                                account,
                                who.id(),
                                "推送",
                                ImmutableSet.of(Accounts.Scope.FEED),
                                now,
                                now.plus(Duration.ofDays(1)),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        0))
                .isTrue();
        return token;
    }
}
