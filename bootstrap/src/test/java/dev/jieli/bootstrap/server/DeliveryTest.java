package dev.jieli.bootstrap.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.jieli.application.PerformAct;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.messaging.Listener;
import dev.jieli.messaging.Relay;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 推送: what a listener gets while many write, on PostgreSQL. */
class DeliveryTest {
    private static final int CASES = 4;
    private static final int NOTES = 25;

    @TempDir
    private Path folder;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void a_listener_that_fails_now_and_then_gets_every_entry_and_those_of_a_case_in_order() throws Exception {
        TestPostgres postgres = TestPostgres.shared();
        Place place = new Place(
                folder,
                Optional.of(new Place.Database(
                        postgres.freshDatabase(),
                        postgres.server().user(),
                        postgres.server().password())));
        HttpServer listening = listening();
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given given = Given.an_office(house.archive());
            List<PetitionCase> cases =
                    Stream.generate(given::registered).limit(CASES).toList();
            List<Thread> writers = cases.stream()
                    .map(found -> new Thread(() -> write(house, given, found)))
                    .toList();
            writers.forEach(Thread::start);

            while (writers.stream().anyMatch(Thread::isAlive)) {
                relay(house, listening).run();
                now = now.plus(Duration.ofMinutes(6));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            Relay last = relay(house, listening);
            while (last.run() > 0 || last.notBefore().isAfter(now)) {
                now = now.plus(Duration.ofMinutes(6));
            }

            for (PetitionCase found : cases) {
                assertThat(received.stream()
                                .filter(id -> id.startsWith(found.subject().toString()))
                                .distinct())
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, NOTES + 1)
                                .mapToObj(number -> found.subject() + "/" + number)
                                .toList());
            }
            assertThat(house.archive().feed().asideFor("county")).isEmpty();
        } finally {
            listening.stop(0);
        }
    }

    private static void write(House house, Given given, PetitionCase found) {
        PerformAct perform = new PerformAct(house.archive().store(), given.law());
        for (int entries = 1; entries <= NOTES; entries++) {
            Outcome<PetitionCase> done = perform.perform(
                    found.id(), entries, new CaseAct.Note("第" + entries + "次"), Who.CLERK.id(), Given.DAY, given.now());
            assertThat(done).isInstanceOf(Outcome.Done.class);
        }
    }

    /** A new one each time, as after a start: where it goes on is in the database. */
    private Relay relay(House house, HttpServer listening) {
        URI target = URI.create("http://127.0.0.1:" + listening.getAddress().getPort() + "/");
        return new Relay(
                house.archive().feed(),
                () -> Optional.of(subject -> true),
                new Listener("county", target, "twenty-four bytes or more".getBytes(UTF_8)),
                "urn:jieli:330723",
                http,
                () -> now,
                Duration.ofMinutes(1));
    }

    /** Answers one message in seven with a fault. */
    private HttpServer listening() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] messages = {0};
        server.createContext("/", exchange -> {
            String id = new ObjectMapper()
                    .readTree(exchange.getRequestBody())
                    .get("id")
                    .asText();
            boolean takes = ++messages[0] % 7 != 0;
            if (takes) {
                received.add(id);
            }
            exchange.sendResponseHeaders(takes ? 204 : 503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
