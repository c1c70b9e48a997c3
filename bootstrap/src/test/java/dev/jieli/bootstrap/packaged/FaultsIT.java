package dev.jieli.bootstrap.packaged;

import static dev.jieli.bootstrap.packaged.Visitor.act;
import static dev.jieli.bootstrap.packaged.Visitor.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed while it writes: what was acknowledged is there, the dockets are whole, and the next start needs no hand.
 * {@code -Djieli.kill.rounds=10} is the long form.
 */
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("jieli.kill.rounds", 2);
    private static final int WRITERS = 4;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger acts = new AtomicInteger();
    private volatile boolean stopping;

    @Test
    void the_server_is_killed_under_a_write_load() throws Exception {
        Path data = folder.resolve("demo");
        for (int round = 0; round < ROUNDS; round++) {
            try (Packaged server = Packaged.serving("demo", data)) {
                lookFor(server);
                whileWriting(server, round, server::kill);
            }
        }
        allIsThere(data);
    }

    @Test
    void the_database_is_killed_under_a_write_load() throws Exception {
        Path data = folder.resolve("demo");
        for (int round = 0; round < Math.max(1, ROUNDS * 3 / 10); round++) {
            try (Packaged server = Packaged.serving("demo", data)) {
                lookFor(server);
                whileWriting(server, round, () -> killDatabase(data));
                assertThat(server.end()).isEqualTo(1);
                assertThat(server.said()).contains("数据库意外停止").doesNotContain("Exception in");
            }
        }
        allIsThere(data);
    }

    @Test
    void a_change_of_keys_is_killed_half_way() throws Exception {
        String data = folder.resolve("demo").toString();
        try (Packaged server = Packaged.serving("demo", folder.resolve("demo"))) {
            assertThat(Packaged.run("keys", "--data", data).code())
                    .as("while the server works")
                    .isEqualTo(1);
        }

        Packaged.killedWhen("已改写", "keys", "--rotate", "--data", data);

        JsonNode halfway = Packaged.run("keys", "--data", data, "--json").json();
        assertThat(halfway.get("current").asText()).isEqualTo("k2");
        assertThat(halfway.at("/counts/k1").asInt()).isPositive();
        assertThat(halfway.at("/counts/k2").asInt()).isPositive();
        assertThat(Packaged.run("keys", "--forget-earlier", "--data", data).code())
                .isEqualTo(1);
        String names = names(data);

        JsonNode whole =
                Packaged.run("keys", "--rotate", "--data", data, "--json").json();
        assertThat(whole.get("current").asText()).isEqualTo("k2");
        assertThat(whole.at("/counts/k1").asInt()).isZero();
        assertThat(Packaged.run("keys", "--forget-earlier", "--data", data).code())
                .isZero();
        assertThat(Files.readString(folder.resolve("demo").resolve("keys")))
                .contains("k2 = ")
                .doesNotContain("k1 = ");
        assertThat(names(data)).isEqualTo(names);
        assertThat(Packaged.run("verify", "--data", data, "--json")
                        .json()
                        .get("whole")
                        .asBoolean())
                .isTrue();
    }

    /** What is kept of petitioners, in clear. */
    private String names(String data) throws Exception {
        Path ledger = folder.resolve("ledger-" + random.nextInt() + ".csv");
        Packaged.Answer written = Packaged.run(
                "export", ledger.toString(), "--plain", "--by", "县信访局/局长", "--purpose", "核对密钥", "--data", data);
        assertThat(written.code()).as(written.err()).isZero();
        String names = Files.readAllLines(ledger).stream()
                .filter(line -> !line.contains("水印："))
                .collect(Collectors.joining("\n"));
        assertThat(names).containsPattern(",100\\d{8},");
        return names;
    }

    /** Something that goes wrong. */
    private interface Blow {
        void strike() throws IOException, InterruptedException;
    }

    private void whileWriting(Packaged server, int round, Blow blow) throws Exception {
        stopping = false;
        List<Thread> writers = new ArrayList<>();
        int before = acts.get();
        for (int writer = 0; writer < WRITERS; writer++) {
            String number = "F-" + round + "-" + writer;
            Visitor clerk = Visitor.of(server, "clerk");
            Thread thread = new Thread(() -> write(clerk, number), "writer-" + writer);
            thread.start();
            writers.add(thread);
        }
        while (acts.get() < before + 20) {
            Thread.sleep(20);
        }
        Thread.sleep(300 + random.nextInt(1_500));
        blow.strike();
        stopping = true;
        for (Thread writer : writers) {
            writer.join();
        }
        System.out.println("round " + round + ": " + (acts.get() - before) + " acts were acknowledged");
    }

    /** Notes one after another, and keeps in mind how far it was told to have come. */
    private void write(Visitor clerk, String number) {
        try {
            ObjectNode petition =
                    object().put("number", number).put("channel", "VISIT").put("gist", "反映道路破损");
            JsonNode found = clerk.post("/api/v1/cases", petition, 201);
            acknowledged.put(number, 1);
            String path = "/api/v1/cases/" + found.get("id").asText() + "/acts";
            int entries = 1;
            while (!stopping) {
                clerk.post(path, act("note", entries).put("text", "第" + entries + "次"), 200);
                entries++;
                acknowledged.put(number, entries);
                acts.incrementAndGet();
            }
        } catch (IOException | AssertionError struck) {
            // then nothing more is acknowledged
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void killDatabase(Path data) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip());
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private void allIsThere(Path data) throws Exception {
        try (Packaged server = Packaged.serving("demo", data)) {
            lookFor(server);
        }
        JsonNode verified =
                Packaged.run("verify", "--data", data.toString(), "--json").json();
        assertThat(verified.get("whole").asBoolean()).as(verified.toString()).isTrue();
        assertThat(acts.get()).isGreaterThan(20);
    }

    private void lookFor(Packaged server) throws Exception {
        Visitor clerk = Visitor.of(server, "clerk");
        for (Map.Entry<String, Integer> act : acknowledged.entrySet()) {
            JsonNode docket =
                    clerk.get("/api/v1/cases/" + act.getKey() + "/docket").get("entries");
            assertThat(docket.size()).as(act.getKey()).isBetween(act.getValue(), act.getValue() + 1);
            for (int i = 0; i < docket.size(); i++) {
                assertThat(docket.get(i).get("entry").get("number").asInt()).isEqualTo(i + 1);
            }
        }
    }
}
