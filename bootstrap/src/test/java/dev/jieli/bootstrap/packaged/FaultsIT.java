package dev.jieli.bootstrap.packaged;

import static dev.jieli.bootstrap.packaged.Visitor.act;
import static dev.jieli.bootstrap.packaged.Visitor.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.jieli.application.CheckPaper;
import dev.jieli.application.DraftPaper;
import dev.jieli.application.IssuePaper;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Store;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.paper.Paper;
import dev.jieli.domain.paper.PaperId;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    @Test
    void an_erasure_is_killed_half_way() throws Exception {
        Place place = new Place(folder.resolve("kept"), Optional.empty());
        Map<CaseId, Optional<PaperId>> ended;
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            ended = ended(Given.an_office(house.archive()), 100 * ROUNDS + 150);
            assertThat(erased(house, ended)).isEmpty();
        }
        String list = folder.resolve("list").toString();
        Packaged.Answer listed = Packaged.runLater(
                "retain",
                "--list",
                list,
                "--by",
                "某县信访局/来信科科员",
                "--data",
                place.home().toString());
        assertThat(listed.code()).as(listed.err()).isZero();
        String[] erase = {
            "retain",
            "--erase",
            "--list",
            list,
            "--by",
            "某县信访局/来信科科员",
            "--document",
            "某信销〔2046〕1号",
            "--data",
            place.home().toString()
        };
        int before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Packaged.killedLaterWhen("已删除", erase);
            try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
                int now = erased(house, ended).size();
                assertThat(now).as("round " + round).isGreaterThan(before).isLessThan(ended.size());
                before = now;
                assertThat(house.archive().audit().verify(read -> {}).faults()).isEmpty();
            }
        }

        Packaged.Answer rest = Packaged.runLater(erase);

        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(rest.out()).contains(" " + (ended.size() - before) + " 件");
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            assertThat(erased(house, ended)).hasSameSizeAs(ended.keySet());
            assertThat(house.archive().audit().verify(read -> {}).faults()).isEmpty();
        }
    }

    /** Cases that have ended; for each tenth a paper was issued. */
    private static Map<CaseId, Optional<PaperId>> ended(Given given, int count) {
        Map<CaseId, Optional<PaperId>> ended = new HashMap<>();
        for (int i = 0; i < count; i++) {
            PetitionCase found = i % 10 == 0 ? given.accepted() : given.registered();
            ended.put(found.id(), i % 10 == 0 ? Optional.of(issued(given, found.id())) : Optional.empty());
            given.does(i % 10 == 0 ? Who.HANDLER : Who.CLERK, found.id(), new CaseAct.Withdraw("信访人要求撤回"));
        }
        return ended;
    }

    private static PaperId issued(Given given, CaseId about) {
        Store store = given.archive().store();
        PaperId id = new PaperId(about.value());
        ImmutableMap<String, String> fields = PaperTable.row(PaperKind.RECEIPT_NOTICE).written().stream()
                .collect(ImmutableMap.toImmutableMap(
                        PaperTable.Field::name,
                        field -> field.choices().isEmpty()
                                ? field.name()
                                : field.choices().get(0)));
        Paper drafted = Given.done(new DraftPaper(store, given.law())
                .draft(
                        id,
                        about,
                        new DraftPaper.Draft(PaperKind.RECEIPT_NOTICE, fields, "salt", Optional.empty()),
                        Who.HANDLER.id(),
                        given.today(),
                        given.now()));
        Paper checked = Given.done(new CheckPaper(store, given.law())
                .check(id, drafted.digest(), Who.COLLEAGUE.id(), given.today(), given.now()));
        Given.done(new IssuePaper(store, given.law())
                .issue(
                        id,
                        checked.digest(),
                        sheet -> sheet.fields().toString().getBytes(StandardCharsets.UTF_8),
                        Who.HEAD.id(),
                        given.today(),
                        given.now()));
        return id;
    }

    /** Those that are erased: all of it, with the one entry that says so, or nothing of it. */
    private static Set<CaseId> erased(House house, Map<CaseId, Optional<PaperId>> ended) {
        List<Subject> told = traces(house, AccountAct.Kind.ERASE).stream()
                .map(trace -> trace.about().orElseThrow())
                .toList();
        Set<CaseId> erased = new HashSet<>();
        house.archive().store().transact(Asker.Job.OPERATOR, session -> {
            ended.forEach((id, paper) -> {
                boolean gone = session.cases().petitioner(id).isEmpty();
                assertThat(told.stream().filter(PetitionCase.subject(id)::equals))
                        .as("entries of " + id)
                        .hasSize(gone ? 1 : 0);
                paper.ifPresent(issued -> {
                    assertThat(session.papers().text(issued).isEmpty()).isEqualTo(gone);
                    assertThat(session.papers().file(issued).isEmpty()).isEqualTo(gone);
                });
                if (gone) {
                    erased.add(id);
                }
            });
            return Outcome.done(true);
        });
        assertThat(told).hasSameSizeAs(erased);
        return erased;
    }

    private static List<AccountAct.Trace> traces(House house, AccountAct.Kind kind) {
        Audit.TraceFilter filter = new Audit.TraceFilter(
                Optional.empty(),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<AccountAct.Trace> traces = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Audit.TracePage page = house.archive().audit().traces(filter, after, 200);
            page.lines().forEach(line -> traces.add(line.trace()));
            after = page.next();
        } while (after.isPresent());
        return traces;
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
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (acts.get() < before + 20) {
            assertThat(System.nanoTime()).as("%d acts", acts.get() - before).isLessThan(end);
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
