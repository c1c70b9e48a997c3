package dev.jieli.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every file and print that leaves the house with something of a case, a person or the record says who took it and when. */
class WatermarksTest {
    private static final String WHEN = "2026-03-02 10:00";
    private static final Petitioner PERSON = Given.petitioner();

    private static Served served;
    private static String accepted;

    @BeforeAll
    static void start() {
        served = Served.an_office();
        accepted = served.given().accepted().id().toString();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Served.Call page(Who who) {
        return served.nobody().header("Accept", "text/html").header("Cookie", "jieli=" + served.token(who));
    }

    private static Reply form(Who who, String path, String... fields) {
        StringBuilder body = new StringBuilder("guard=guard-" + who);
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], UTF_8));
        }
        return page(who)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent("POST", path, Optional.of(body.toString().getBytes(UTF_8)));
    }

    /** The text of a file or a page, whatever it is packed in. */
    private static String text(Reply reply) {
        byte[] bytes = reply.answer().body();
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        StringBuilder text = new StringBuilder(new String(bytes, UTF_8));
        if (bytes[0] == 'P' && bytes[1] == 'K') {
            text.setLength(0);
            try {
                Path file = Files.write(Files.createTempFile("taken", ".zip"), bytes);
                try (ZipFile parts = new ZipFile(file.toFile())) {
                    for (ZipEntry part : Collections.list(parts.entries())) {
                        text.append(new String(parts.getInputStream(part).readAllBytes(), UTF_8));
                    }
                }
                Files.delete(file);
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
        return Pattern.compile("&#x([0-9a-f]{1,5});")
                .matcher(text.toString().replaceAll("<[^>]*>", ""))
                .replaceAll(sign -> Character.toString(Integer.parseInt(sign.group(1), 16)));
    }

    private static void marked(Reply taken, String name) {
        assertThat(text(taken)).contains("水印：" + name).contains(WHEN + " 导出");
    }

    @Test
    void ledgers_and_the_rows_that_did_not_come_in() {
        marked(served.as(Who.CLERK).get("/api/v1/export?format=csv"), "乙二");
        marked(served.as(Who.CLERK).get("/api/v1/export?format=xlsx"), "乙二");
        marked(page(Who.CLERK).sent("GET", "/ledger/export"), "乙二");
        marked(page(Who.CLERK).sent("GET", "/ledger/export?as=csv"), "乙二");
        marked(uploaded(served.as(Who.CLERK), "/api/v1/import/rejected"), "乙二");
        Reply looked = uploaded(page(Who.CLERK), "/import");
        assertThat(looked.status()).as(looked.text()).isEqualTo(303);
        marked(page(Who.CLERK).sent("GET", looked.header("Location").orElseThrow() + "/rejected"), "乙二");
    }

    /** A ledger with a row that cannot come in. */
    private static Reply uploaded(Served.Call call, String path) {
        String form = String.join(
                "\r\n",
                "--b",
                "Content-Disposition: form-data; name=\"guard\"",
                "",
                "guard-CLERK",
                "--b",
                "Content-Disposition: form-data; name=\"asOf\"",
                "",
                "2026-03-01",
                "--b",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"",
                "",
                "信访件编号,信访人,登记日期,信访诉求",
                "A1,甲某,不知道哪天,修路",
                "--b--",
                "");
        return call.header("Content-Type", "multipart/form-data; boundary=b")
                .sent("POST", path, Optional.of(form.getBytes(UTF_8)));
    }

    @Test
    void a_persons_own_copy() {
        marked(
                served.as(Who.CLERK)
                        .post(
                                "/api/v1/persons/file",
                                "{'name':'" + PERSON.name() + "','idNumber':'"
                                        + PERSON.idNumber().orElseThrow() + "','purpose':'本人申请第1号'}"),
                "乙二");
        marked(
                form(
                        Who.CLERK,
                        "/persons",
                        "name",
                        PERSON.name(),
                        "idNumber",
                        PERSON.idNumber().orElseThrow(),
                        "purpose",
                        "本人申请第1号",
                        "copy",
                        "yes"),
                "乙二");
    }

    @Test
    void a_handover_as_file_and_as_print() {
        Handover handover = served.given().opened(Who.HANDLER, served.given().successor(Who.HANDLER));
        marked(served.as(Who.HANDLER).get("/api/v1/handovers/" + handover.id() + "/paper"), "丙二");
        marked(page(Who.HANDLER).sent("GET", "/handovers/" + handover.id() + "/list.docx"), "丙二");
        marked(page(Who.HANDLER).sent("GET", "/handovers/" + handover.id() + "/print"), "丙二");
    }

    @Test
    void a_draft_of_a_paper() {
        ObjectNode draft = Json.object().put("kind", PaperKind.OPINION.name());
        Given.filled(PaperKind.OPINION).forEach(draft.putObject("fields")::put);
        String paper = served.as(Who.HANDLER)
                .post("/api/v1/cases/" + accepted + "/papers", draft)
                .at("id");
        marked(served.as(Who.HANDLER).get("/api/v1/papers/" + paper + "/preview"), "丙二");
        marked(page(Who.HANDLER).sent("GET", "/papers/" + paper + "/preview.docx"), "丙二");
    }

    @Test
    void the_record_of_who_did_what() {
        String auditor = Served.name(Duty.AUDIT);
        for (String as : new String[] {"", "?as=csv"}) {
            Reply taken = served.nobody()
                    .header("Accept", "text/html")
                    .header("Cookie", "jieli=" + served.token(Duty.AUDIT))
                    .sent("GET", "/audit/export" + as);
            assertThat(text(taken)).contains("水印：").contains(auditor).contains(WHEN + " 导出");
        }
    }
}
