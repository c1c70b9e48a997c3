package dev.jieli.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.jieli.application.port.Feed;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Subject;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.InMemoryArchive;
import dev.jieli.testkit.Vouched;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {
    private static final byte[] SECRET = "twenty-four bytes or more".getBytes(UTF_8);
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final InMemoryArchive archive = new InMemoryArchive();
    private final Given given = Given.an_office(archive);
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer listener = listening(0);
    private Function<Message, Integer> answer = message -> 204;
    private Instant now = START;
    private Optional<Predicate<Subject>> authority = Optional.of(subject -> true);
    private Relay relay = relay();

    private record Message(Map<String, String> headers, String body) {
        String header(String name) {
            return requireNonNull(headers.get(name));
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        }

        String id() {
            return json().get("id").asText();
        }
    }

    @BeforeEach
    void the_set_up_of_the_office_has_been_sent() {
        relay.run();
        received.clear();
    }

    @AfterEach
    void stop() {
        listener.stop(0);
        threads.shutdownNow();
    }

    @Test
    void without_an_authority_nothing_goes_and_with_another_nothing_was_lost() {
        PetitionCase registered = given.registered();
        authority = Optional.empty();

        assertThat(relay.run()).isZero();
        assertThat(relay.isAuthorized()).isFalse();
        assertThat(received).isEmpty();
        authority = Optional.of(subject -> true);
        assertThat(relay.run()).isEqualTo(1);
        assertThat(received.get(0).id()).isEqualTo(registered.subject() + "/1");
    }

    @Test
    void an_authority_that_ends_while_a_page_goes_out_stops_it_there_and_nothing_is_lost() {
        PetitionCase first = given.registered();
        PetitionCase second = given.registered();
        PetitionCase third = given.registered();
        answer = message -> {
            authority = Optional.empty(); // its token is revoked while the listener takes its time
            return 204;
        };

        assertThat(relay.run()).isEqualTo(1);
        assertThat(received).extracting(Message::id).containsExactly(first.subject() + "/1");

        answer = message -> 204;
        authority = Optional.of(subject -> true);
        assertThat(relay.run()).isEqualTo(2);
        assertThat(received)
                .extracting(Message::id)
                .containsExactly(first.subject() + "/1", second.subject() + "/1", third.subject() + "/1");
    }

    @Test
    void what_is_shown_no_more_while_a_page_goes_out_is_not_sent_with_the_rest_of_it() {
        given.registered();
        PetitionCase kept = given.registered();
        PetitionCase shown = given.registered();
        answer = message -> {
            authority = Optional.of(subject -> !subject.equals(kept.subject())); // one of two posts is left
            return 204;
        };

        assertThat(relay.run()).isEqualTo(3);

        assertThat(received).hasSize(2).extracting(Message::id).endsWith(shown.subject() + "/1");
    }

    @Test
    void an_authority_that_ends_while_it_is_asked_what_it_is_shown_loses_nothing() {
        PetitionCase registered = given.registered();
        authority = Optional.of(subject -> {
            authority = Optional.empty(); // the only post is left, and what was shown by it is shown no more
            return false;
        });

        assertThat(relay.run()).isZero();
        authority = Optional.of(subject -> true);
        assertThat(relay.run()).isEqualTo(1);
        assertThat(received).extracting(Message::id).containsExactly(registered.subject() + "/1");
    }

    @Test
    void what_was_set_aside_goes_again_no_longer_than_its_authority_lasts() {
        given.registered();
        given.registered();
        answer = message -> 400;
        relay.run();
        received.clear();
        answer = message -> {
            authority = Optional.empty();
            return 204;
        };

        assertThat(relay.sendAgain()).isEqualTo(1);
        assertThat(received).hasSize(1);
        assertThat(aside()).hasSize(1);
    }

    @Test
    void what_the_authority_is_not_shown_is_not_sent() {
        PetitionCase kept = given.registered();
        PetitionCase shown = given.registered();
        authority = Optional.of(subject -> !subject.equals(kept.subject()));

        assertThat(relay.run()).isEqualTo(2);

        assertThat(received).extracting(Message::id).containsExactly(shown.subject() + "/1");
    }

    @Test
    void what_was_set_aside_goes_again_only_while_its_authority_is_shown_it() {
        PetitionCase registered = given.registered();
        answer = message -> 400;
        relay.run();
        answer = message -> 204;
        received.clear();
        authority = Optional.empty();

        assertThat(relay.sendAgain()).isZero();
        assertThat(relay.sendAgain(registered.subject() + "/1")).isFalse();
        assertThat(received).isEmpty();
        authority = Optional.of(subject -> true);
        assertThat(relay.sendAgain()).isEqualTo(1);
    }

    @Test
    void an_entry_goes_out_as_a_cloud_event_that_holds_it_byte_for_byte() {
        PetitionCase registered = given.registered();

        assertThat(relay.run()).isEqualTo(1);

        JsonNode event = received.get(0).json();
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo(registered.subject() + "/1");
        assertThat(event.get("type").asText()).isEqualTo("dev.jieli.case.register");
        assertThat(event.get("source").asText()).isEqualTo("urn:jieli:330723");
        assertThat(event.get("subject").asText()).isEqualTo(registered.subject().toString());
        String body = received.get(0).body();
        String data = body.substring(body.indexOf("\"data\":") + 7, body.length() - 1);
        assertThat(event.get("hash").asText()).isEqualTo(Seal.hash(Seal.FIRST, data));
    }

    @Test
    void the_listener_can_tell_who_sent_it_and_that_nobody_changed_it() {
        given.registered();
        relay.run();

        Message message = received.get(0);
        String id = message.header("Webhook-id");
        byte[] body = message.body().getBytes(UTF_8);
        long second = Long.parseLong(message.header("Webhook-timestamp"));
        assertThat(message.header("Webhook-signature"))
                .isEqualTo(Signature.of(SECRET, id, second, body))
                .isNotEqualTo(Signature.of(SECRET, id, second + 1, body))
                .isNotEqualTo(Signature.of("another key of that length".getBytes(UTF_8), id, second, body));
        assertThat(second).isEqualTo(START.getEpochSecond());
    }

    @Test
    void by_tls_it_goes_to_a_listener_for_whom_somebody_vouches_and_to_nobody_else() throws Exception {
        SSLContext own = Vouched.byItself(folder);
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(own));
        listener.stop(0);
        listener = listening(secured);
        given.registered();

        assertThat(relay("https", http, PATIENCE).run()).isZero();
        assertThat(received).isEmpty();
        now = now.plus(Duration.ofHours(1));
        assertThat(relay("https", HttpClient.newBuilder().sslContext(own).build(), PATIENCE)
                        .run())
                .isEqualTo(1);
    }

    @Test
    void nothing_of_who_asked_goes_out() {
        given.registered();
        relay.run();

        assertThat(received.get(0).body())
                .doesNotContain(Given.petitioner().name())
                .doesNotContain(Given.petitioner().phone().orElse("no phone"));
    }

    @Test
    void entries_come_in_their_order_and_once_while_all_is_well() {
        PetitionCase accepted = given.accepted();
        given.does(Who.HANDLER, accepted, new CaseAct.Note("到现场核查"));
        relay.run();
        relay.run();

        assertThat(received)
                .extracting(Message::id)
                .containsExactly(
                        accepted.subject() + "/1",
                        accepted.subject() + "/2",
                        accepted.subject() + "/3",
                        accepted.subject() + "/4");
    }

    @Test
    void a_listener_that_is_away_is_waited_for_longer_each_time_and_misses_nothing() {
        answer = message -> {
            throw new IllegalStateException("it hangs up"); // and goes on holding its port, which others would take
        };
        PetitionCase registered = given.registered();

        List<Duration> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 12; attempt++) {
            assertThat(relay.run()).isZero();
            waits.add(Duration.between(now, relay.notBefore()));
            now = relay.notBefore();
        }
        assertThat(waits).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(waits.get(11)).isEqualTo(Duration.ofMinutes(5));
        assertThat(archive.feed().asideFor("county")).isEmpty();

        answer = message -> 204;
        received.clear();
        assertThat(relay.run()).isEqualTo(1);
        assertThat(received).extracting(Message::id).containsExactly(registered.subject() + "/1");
    }

    @Test
    void nothing_is_sent_before_the_wait_is_over() {
        answer = message -> 503;
        given.registered();
        relay.run();
        relay.run();

        assertThat(received).hasSize(1);
    }

    @Test
    void a_message_that_is_refused_is_set_aside_with_all_that_follow_in_its_subject_and_no_others() {
        PetitionCase refused = given.registered();
        PetitionCase other = given.registered();
        answer = message -> message.id().startsWith(refused.subject().toString()) ? 422 : 204;
        given.does(Who.CLERK, refused, new CaseAct.Note("补充材料"));

        assertThat(relay.run()).isEqualTo(3);

        assertThat(aside()).containsExactly(refused.subject() + "/1", refused.subject() + "/2");
        assertThat(received).extracting(Message::id).containsExactly(refused.subject() + "/1", other.subject() + "/1");
    }

    @Test
    void what_was_set_aside_is_sent_again_in_its_order() {
        PetitionCase refused = given.registered();
        given.does(Who.CLERK, refused, new CaseAct.Note("补充材料"));
        answer = message -> 400;
        relay.run();
        received.clear();

        assertThat(relay.sendAgain()).isZero();
        assertThat(received).hasSize(1);

        answer = message -> 200;
        received.clear();
        assertThat(relay.sendAgain()).isEqualTo(2);
        assertThat(received)
                .extracting(Message::id)
                .containsExactly(refused.subject() + "/1", refused.subject() + "/2");
        assertThat(aside()).isEmpty();
    }

    @Test
    void one_message_is_sent_again_when_the_earlier_ones_of_its_subject_were_taken() {
        PetitionCase refused = given.registered();
        given.does(Who.CLERK, refused, new CaseAct.Note("补充材料"));
        answer = message -> 400;
        relay.run();
        answer = message -> 200;

        assertThat(relay.sendAgain(refused.subject() + "/2")).isFalse();
        assertThat(relay.sendAgain(refused.subject() + "/1")).isTrue();
        assertThat(relay.sendAgain(refused.subject() + "/2")).isTrue();
        assertThat(relay.sendAgain(refused.subject() + "/2")).isFalse();
        assertThat(aside()).isEmpty();
    }

    @Test
    void a_fault_that_does_not_go_away_is_set_aside_in_the_end_so_that_others_get_through() {
        PetitionCase poison = given.registered();
        PetitionCase other = given.registered();
        answer = message -> message.id().startsWith(poison.subject().toString()) ? 500 : 204;

        for (int attempt = 0; attempt < 8; attempt++) {
            relay.run();
            now = now.plus(Duration.ofMinutes(6));
        }

        assertThat(aside()).containsExactly(poison.subject() + "/1");
        assertThat(received).extracting(Message::id).endsWith(other.subject() + "/1");
    }

    @Test
    void a_message_that_brings_the_listener_down_each_time_is_set_aside_in_the_end() {
        PetitionCase poison = given.registered();
        PetitionCase other = given.registered();
        AtomicInteger tries = new AtomicInteger();
        answer = message -> {
            if (!message.id().startsWith(poison.subject().toString())) {
                return 204;
            }
            if (tries.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("it hangs up: nobody can be reached");
            }
            return 500;
        };

        for (int attempt = 0; attempt < 16; attempt++) {
            relay.run();
            now = now.plus(Duration.ofMinutes(6));
        }

        assertThat(aside()).containsExactly(poison.subject() + "/1");
        assertThat(received).extracting(Message::id).endsWith(other.subject() + "/1");
    }

    @Test
    void a_message_on_which_the_listener_hangs_does_not_hold_up_the_others_for_good() {
        PetitionCase poison = given.registered();
        PetitionCase other = given.registered();
        CountDownLatch stopped = new CountDownLatch(1);
        answer = message -> {
            if (message.id().startsWith(poison.subject().toString())) {
                try {
                    stopped.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
            return 204;
        };

        relay = relay("http", http, Duration.ofMillis(500));

        // On a busy machine a try can end before it is connected, which says nothing of the message and is none of the
        // eight.
        for (int attempt = 0; attempt < 40 && aside().isEmpty(); attempt++) {
            relay.run();
            now = now.plus(Duration.ofMinutes(6));
        }
        stopped.countDown();
        relay = relay();
        relay.run();

        assertThat(aside()).containsExactly(poison.subject() + "/1");
        assertThat(received).extracting(Message::id).contains(other.subject() + "/1");
    }

    @Test
    void a_relay_that_starts_again_goes_on_where_the_cursor_stands() {
        PetitionCase before = given.registered();
        relay.run();
        relay = relay();
        given.does(Who.CLERK, before, new CaseAct.Note("补充材料"));

        assertThat(relay.run()).isEqualTo(1);
        assertThat(received).extracting(Message::id).containsExactly(before.subject() + "/1", before.subject() + "/2");
    }

    @Test
    void a_listener_has_a_web_address_and_a_key_that_cannot_be_guessed() {
        assertThatThrownBy(() -> new Listener("county", URI.create("file:///etc/passwd"), SECRET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Listener("county", URI.create("https://county.example/"), new byte[8]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Listener("county", URI.create("https://county.example/in"), SECRET))
                .hasToString("county https://county.example/in");
    }

    private List<String> aside() {
        return archive.feed().asideFor("county").stream()
                .map(Feed.SetAside::entry)
                .map(Feed.Sealed::id)
                .toList();
    }

    private Relay relay() {
        return relay("http", http, PATIENCE);
    }

    private Relay relay(String scheme, HttpClient http, Duration patience) {
        URI target = URI.create(scheme + "://127.0.0.1:" + listener.getAddress().getPort() + "/in");
        return new Relay(
                archive.feed(),
                () -> authority,
                new Listener("county", target, SECRET),
                "urn:jieli:330723",
                http,
                () -> now,
                patience);
    }

    private HttpServer listening(int port) {
        try {
            return listening(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException unable) {
            throw new java.io.UncheckedIOException(unable);
        }
    }

    private HttpServer listening(HttpServer server) {
        server.setExecutor(threads);
        server.createContext("/in", exchange -> {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            Message message =
                    new Message(headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            received.add(message);
            exchange.sendResponseHeaders(answer.apply(message), -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
