package dev.jieli.bootstrap.packaged;

import static dev.jieli.bootstrap.packaged.Visitor.act;
import static dev.jieli.bootstrap.packaged.Visitor.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.ledger.Cell;
import dev.jieli.application.ledger.Column;
import dev.jieli.application.ledger.LedgerSheet;
import dev.jieli.domain.statute.Language;
import dev.jieli.office.LedgerWriter;
import dev.jieli.office.Watermark;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, as somebody uses it who has just got it. */
class SmokeIT {
    private static final String CLASSES_OF_THE_SERVER =
            "(?s).*(org\\.jooq|org\\.eclipse\\.jetty|io\\.javalin|org\\.postgresql|dev\\.jieli\\.persistence|org\\.apache\\.poi)\\..*";

    /** Whoever was started in the background by a shell ignores interrupts, and so would what it starts. */
    private static final List<String> LISTENING_TO_INTERRUPTS =
            Packaged.can(List.of("env", "--default-signal=INT", "true"))
                    ? List.of("env", "--default-signal=INT")
                    : List.of();

    @TempDir
    private Path folder;

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void a_petition_goes_from_its_registration_to_the_end_and_an_official_leaves() throws Exception {
        Path data = folder.resolve("demo");
        String first;
        try (Packaged server = Packaged.serving("demo", data)) {
            System.out.println("first start of the demonstration: " + server.untilReady);
            assertThat(server.said()).contains("clerk").containsPattern("演示县 \\d+%");
            first = server.demoPassword();
            aPetition(server);
            aDeparture(server);
            assertThat(server.stop()).isEqualTo(143);
        }

        assertThat(Packaged.run("verify", "--data", data.toString(), "--json")
                        .json()
                        .get("whole")
                        .asBoolean())
                .isTrue();
        try (Packaged again = Packaged.serving("demo", data)) {
            System.out.println("second start of the demonstration: " + again.untilReady);
            assertThat(again.said()).doesNotContain("%");
            assertThat(again.demoPassword()).as("drawn at every start").isNotEqualTo(first);
            assertThat(Visitor.of(again, "clerk")
                            .get("/api/v1/cases?text=SMOKE-1")
                            .get("lines"))
                    .hasSize(1);
        }
        Packaged.Answer forReal = Packaged.run("serve", "--data", data.toString(), "--port", "0", "--json");
        assertThat(forReal.code()).isEqualTo(1);
        assertThat(forReal.json().get("reason").asText()).isEqualTo("A_DEMONSTRATION");
        tenThousandRows(data);
    }

    /**
     * A workbook of 34 columns, in half a gigabyte, which is what the jar is given here; killed on the way first, of which nothing
     * stays.
     */
    private void tenThousandRows(Path data) throws Exception {
        Path ledger = folder.resolve("万行.xlsx");
        Watermark watermark = new Watermark(Language.ZH, "试验", today().atTime(9, 0), "信访事项台账");
        try (OutputStream out = Files.newOutputStream(ledger);
                LedgerWriter writer = LedgerWriter.to(out, ledger.toString(), "台账", LedgerSheet.headers(), watermark)) {
            for (int row = 0; row < 10_000; row++) {
                int number = row;
                writer.row(LedgerSheet.COLUMNS.stream()
                        .map(column -> cell(column, number))
                        .toList());
            }
        }

        Packaged.killedWhen(" ███░", "import", ledger.toString(), "--data", data.toString());
        Packaged.Answer imported = Packaged.run("import", ledger.toString(), "--data", data.toString());

        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.err()).contains("██████████ ");
        assertThat(imported.out()).contains("已导入 10000，以前已导入 0，退回 0", "表中 10002 行：10000 件，略过 2 行");
        assertThat(Packaged.run("import", ledger.toString(), "--data", data.toString(), "--json")
                        .json()
                        .get("skipped")
                        .asInt())
                .isEqualTo(10_000);
    }

    private Cell cell(Column column, int row) {
        return switch (column) {
            case NUMBER -> Cell.words("WH-%05d".formatted(row));
            case PETITIONER -> Cell.words("某某" + row);
            case PHONE -> Cell.words("139%08d".formatted(row));
            case ADDRESS -> Cell.words("演示县某街道某村" + row + "号");
            case CHANNEL -> Cell.words("来信");
            case PETITIONED_ON, REGISTERED_ON ->
                new Cell.Moment(today().minusDays(row % 50).atStartOfDay());
            case PERSONS -> Cell.words("1");
            case GIST -> Cell.words("反映第" + row + "处道路破损要求维修。" + "路面坑洼，雨天积水，老人和孩子出行不便。".repeat(5));
            case UNIT -> Cell.words("交通运输局");
            case CATEGORY -> Cell.words("交通运输");
            case REMARK -> Cell.words("已电话联系，来信附照片" + row % 9 + "张");
            default -> Cell.words("");
        };
    }

    private void aPetition(Packaged server) throws Exception {
        Visitor clerk = Visitor.of(server, "clerk");
        Visitor handler = Visitor.of(server, "handler");
        Visitor reviewer = Visitor.of(server, "reviewer");
        Visitor rereviewer = Visitor.of(server, "rereviewer");
        ObjectNode petition =
                object().put("number", "SMOKE-1").put("channel", "VISIT").put("gist", "反映小区地下车库渗水，要求维修");
        petition.putObject("petitioner").put("name", "王初一").put("phone", "10000000001");
        JsonNode found = clerk.post("/api/v1/cases", petition, 201);
        String acts = "/api/v1/cases/" + found.get("id").asText() + "/acts";

        found = clerk.post(
                acts, act("transfer", entries(found)).put("to", handler.acting).put("material", "登记表"), 200);
        JsonNode refused = clerk.post(acts, act("accept", entries(found)), 403);
        assertThat(refused.get("reason").asText()).isEqualTo("NOT_YOURS");
        found = handler.post(
                acts, act("notify", entries(found)).put("manner", "IN_PERSON").put("text", "已收到"), 200);
        found = handler.post(acts, act("accept", entries(found)), 200);
        found = handler.post(
                acts, act("reply", entries(found)).put("opinion", "EXPLAIN").put("text", "经调查，由物业维修"), 200);
        found = handler.post(acts, served(found), 200);
        found = handler.post(
                acts,
                act("requestReview", entries(found)).put("to", reviewer.acting).put("reason", "不服"),
                200);
        found = reviewer.post(
                acts, act("review", entries(found)).put("finding", "UPHELD").put("text", "予以维持"), 200);
        found = reviewer.post(acts, served(found), 200);
        found = reviewer.post(
                acts,
                act("requestRereview", entries(found))
                        .put("to", rereviewer.acting)
                        .put("reason", "不服"),
                200);
        found = rereviewer.post(
                acts, act("rereview", entries(found)).put("finding", "UPHELD").put("text", "予以维持"), 200);
        found = rereviewer.post(acts, served(found), 200);

        JsonNode file = clerk.get("/api/v1/cases/SMOKE-1");
        assertThat(file.get("ending").asText()).isEqualTo("FINAL");
        assertThat(file.get("docket")).hasSize(entries(found));
        assertThat(file.toString()).doesNotContain("王初一").contains("王某某");
    }

    private ObjectNode served(JsonNode found) {
        return act("serve", entries(found))
                .put("receivedOn", today().toString())
                .put("manner", "IN_PERSON");
    }

    private void aDeparture(Packaged server) throws Exception {
        Visitor receiver = Visitor.of(server, "receiver");
        Visitor supervisor = Visitor.of(server, "supervisor");
        String id = "";
        for (JsonNode line : supervisor.get("/api/v1/handovers").get("handovers")) {
            id = line.get("state").asText().equals("FROZEN") ? line.get("id").asText() : id;
        }
        String steps = "/api/v1/handovers/" + id + "/steps";
        JsonNode list = receiver.get("/api/v1/handovers/" + id);
        JsonNode handover = list.has("handover") ? list.get("handover") : list;
        String digest = handover.get("digest").asText();
        ObjectNode check = act("check", entries(handover));
        ArrayNode items = check.putArray("items");
        handover.get("items").forEach(item -> items.add(item.get("case").asText()));
        assertThat(items).isNotEmpty();

        JsonNode now = receiver.post(steps, check, 200);
        now = receiver.post(steps, act("receive", entries(now)).put("digest", digest), 200);
        supervisor.post(steps, act("witness", entries(now)).put("digest", digest), 200);
        JsonNode effective = supervisor.post("/api/v1/handovers/" + id + "/effect", object(), 200);
        assertThat(effective.get("state").asText()).isEqualTo("EFFECTIVE");

        byte[] paper = supervisor.bytes("/handovers/" + id + "/list.docx");
        assertThat(paper).startsWith('P', 'K').hasSizeGreaterThan(5_000);
        JsonNode chain = supervisor
                .get("/api/v1/cases/" + items.get(0).asText() + "/answering?on=" + today())
                .get("answering");
        assertThat(chain.toString()).contains(receiver.acting);
    }

    private static int entries(JsonNode found) {
        return found.get("entries").asInt();
    }

    @Test
    void an_empty_house_is_set_up_by_the_link_that_was_printed() throws Exception {
        Path data = folder.resolve("real");
        try (Packaged server = Packaged.serving(LISTENING_TO_INTERRUPTS, "serve", data, "--log-json")) {
            Matcher link = Pattern.compile("/set-up\\?token=(\\S+)").matcher(server.said());
            assertThat(link.find()).isTrue();
            Packaged.Answer second = Packaged.run("verify", "--data", data.toString());
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("正由另一个接力程序使用").doesNotContain("Exception");
            Packaged.Answer taken = Packaged.run(
                    "serve",
                    "--port",
                    Integer.toString(server.port),
                    "--data",
                    folder.resolve("other").toString());
            assertThat(taken.code()).isEqualTo(1);
            assertThat(taken.err()).contains("已被占用").doesNotContain("Exception");

            assertThat(server.interrupt()).isEqualTo(130);
            assertThat(server.said()).contains("正在停止");
        }
        eachLineOfTheLogIsAnObject(data.resolve("logs").resolve("jieli.log"));
        assertThat(data.resolve("postgres").resolve("data").resolve("postmaster.pid"))
                .as("the database went with it")
                .doesNotExist();
        withoutNetwork(data);
        assertThat(Packaged.run("demo", "--port", "0", "--data", data.toString())
                        .err())
                .contains("不能用来演示");
        assertThat(Files.getPosixFilePermissions(data.resolve("keys"))).hasSize(2);
    }

    /** As README.md says what is in them. */
    private static void eachLineOfTheLogIsAnObject(Path log) throws Exception {
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSizeGreaterThan(1);
        for (String line : lines) {
            JsonNode object = new ObjectMapper().readTree(line);
            assertThat(object.get("timestamp").asLong()).as(line).isGreaterThan(1_700_000_000_000L);
            assertThat(object.get("level").asText()).isIn("ERROR", "WARN", "INFO");
            assertThat(object.get("loggerName").asText()).isNotBlank();
            assertThat(object.get("threadName").asText()).isNotBlank();
            assertThat(object.get("formattedMessage").asText()).isNotBlank().doesNotContain("{}", "@");
        }
        assertThat(lines).anyMatch(line -> line.contains("stopping, with 0 listeners"));
    }

    /** On a network that has nothing but this machine. */
    private void withoutNetwork(Path data) throws Exception {
        List<String> alone = List.of(
                "unshare",
                System.getProperty("user.name").equals("root") ? "--net" : "--net --map-current-user --keep-caps",
                "sh",
                "-c",
                "ip link set lo up && exec \"$@\"",
                "sh");
        List<String> before = alone.stream()
                .flatMap(word -> word.startsWith("--net") ? Stream.of(word.split(" ")) : Stream.of(word))
                .toList();
        if (!Packaged.can(Stream.concat(before.stream(), Stream.of("true")).toList())) {
            System.out.println("left out: this machine lets nobody be cut off from the network (unshare, ip)");
            return;
        }
        try (Packaged server = Packaged.serving(before, "serve", data)) {
            assertThat(server.said())
                    .contains("接力已就绪：http://127.0.0.1:" + server.port)
                    .doesNotContain("恢复", "Exception");
            assertThat(server.stop()).isEqualTo(143);
        }
    }

    @Test
    void a_deadline_is_reckoned_without_waiting_for_the_server_to_be_loaded() throws Exception {
        Path jar = Path.of(System.getProperty("jieli.jar", "target/jieli.jar"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + folder.resolve("loaded.txt"),
                        "-jar",
                        jar.toString(),
                        "deadline",
                        "CONCLUDE",
                        "--from",
                        "2026-03-02",
                        "--json")
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();

        assertThat(out).contains("\"due\":\"2026-05-06\"");
        assertThat(Files.readString(folder.resolve("loaded.txt")))
                .contains("dev.jieli.bootstrap.command.Deadline")
                .doesNotMatch(CLASSES_OF_THE_SERVER);
    }
}
