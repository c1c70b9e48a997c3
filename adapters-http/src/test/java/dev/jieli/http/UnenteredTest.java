package dev.jieli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Call;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final MuteArchive archive = new MuteArchive();
    private final Served served = Served.an_office(archive);
    private final CaseId id = served.given().accepted().id();

    @BeforeEach
    void quiet() {
        log.setLevel(Level.OFF);
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
        archive.enterNothingMore();
        Reply failed = request.send();
        assertThat(failed.status()).as(failed.text()).isEqualTo(500);
        assertThat(failed.text())
                .doesNotContain(
                        PERSON.name(),
                        PERSON.idNumber().orElseThrow(),
                        PERSON.phone().orElseThrow(),
                        served.given().petition().gist());
        assertThat(failed.header("Content-Type").orElse("")).containsAnyOf("problem+json", "text/html");

        archive.enterAgain();
        assertThat(request.send().status()).isIn(200, 204);
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
        String number = served.given().now(id).petition().number();
        List<Path> before = lying();

        failsWithoutAnEntry(() -> page(Who.CLERK).sent("GET", "/ledger/export?as=csv"));
        failsWithoutAnEntry(() -> form(Who.CLERK, "/ledger/export/plain?as=csv", "purpose", "移送市信访局"));

        List<Path> left = lying();
        left.removeAll(before);
        for (Path file : left) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(number);
        }
    }

    private static List<Path> lying() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith("jieli-export"))
                            .toList());
        }
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
        failsWithoutAnEntry(() -> api(Who.HANDLER, "POST", paper + "/file", "{}"));
        failsWithoutAnEntry(() -> form(Who.HANDLER, "/papers/" + drafted.at("id") + "/file"));
    }
}
