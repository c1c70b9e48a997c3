package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.authority.Duty;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PaperKind;
import dev.jieli.domain.paper.PaperTable;
import dev.jieli.http.Served.Reply;
import dev.jieli.http.site.Json;
import dev.jieli.office.PaperPress;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Papers over the API, from draft to file. */
class PapersTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static ObjectNode draft(PaperKind kind) {
        ObjectNode draft = Json.object();
        draft.put("kind", kind.name());
        ObjectNode fields = draft.putObject("fields");
        for (PaperTable.Field field : PaperTable.row(kind).written()) {
            if (field.required()) {
                fields.put(
                        field.name(),
                        field.choices().isEmpty()
                                ? "已填" + field.name()
                                : field.choices().get(0));
            }
        }
        return draft;
    }

    private Reply drafted(CaseId about) {
        return served.as(Who.HANDLER).post("/api/v1/cases/" + about + "/papers", draft(PaperKind.OPINION));
    }

    private Reply step(Who who, Reply paper, String step) {
        return served.as(who)
                .post("/api/v1/papers/" + paper.at("id") + "/" + step, "{'digest':'" + paper.at("digest") + "'}");
    }

    @Test
    void a_paper_goes_from_the_draft_to_a_file_that_stays_as_it_is() {
        CaseId about = served.given().accepted().id();
        assertThat(served.as(Who.HANDLER)
                        .get("/api/v1/cases/" + about + "/papers")
                        .json()
                        .get("due")
                        .toString())
                .contains("OPINION", "EXTENSION_NOTICE", "RECEIPT_NOTICE", "SETTLEMENT")
                .doesNotContain("REVIEW_OPINION", "FORWARDING_SLIP");

        Reply drafted = drafted(about);
        assertThat(drafted.status()).isEqualTo(201);
        assertThat(step(Who.HANDLER, drafted, "check").reason()).isEqualTo("CHECKER_IS_DRAFTER");
        assertThat(step(Who.HEAD, drafted, "issue").reason()).isEqualTo("NOT_CHECKED");
        assertThat(step(Who.COLLEAGUE, drafted, "check").at("state")).isEqualTo("CHECKED");
        assertThat(step(Who.HANDLER, drafted, "issue").reason()).isEqualTo("HEAD_ISSUES");
        Reply issued = step(Who.HEAD, drafted, "issue");

        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.at("number")).isEqualTo("住建局处〔2026〕1号");
        Reply file = served.as(Who.HANDLER).post("/api/v1/papers/" + drafted.at("id") + "/file", "{'purpose':'送达'}");
        assertThat(file.status()).isEqualTo(200);
        assertThat(Seal.digest(file.answer().body())).isEqualTo(issued.at("digest"));
        assertThat(served.as(Who.HEAD).get("/api/v1/cases/" + about + "/papers").at("papers/0/number"))
                .isEqualTo("住建局处〔2026〕1号");
    }

    /** What stands in a file that was handed out, the parts of it unpacked. */
    private static String read(Reply file) throws IOException {
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        StringBuilder read = new StringBuilder();
        try (ZipInputStream packed =
                new ZipInputStream(new ByteArrayInputStream(file.answer().body()))) {
            while (packed.getNextEntry() != null) {
                read.append(new String(packed.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return read.toString();
    }

    private Reply registerForm() {
        CaseId about = served.given().registered().id();
        ObjectNode draft = draft(PaperKind.REGISTER_FORM);
        ((ObjectNode) draft.get("fields"))
                .put(
                        "诉求概述",
                        Given.petitioner().name() + "（"
                                + Given.petitioner().phone().orElseThrow() + "）要求修路");
        Reply drafted = served.as(Who.CLERK).post("/api/v1/cases/" + about + "/papers", draft);
        assertThat(drafted.status()).as(drafted.text()).isEqualTo(201);
        return step(Who.OFFICE_HEAD, drafted, "issue");
    }

    @Test
    void whoever_only_watches_a_case_gets_a_masked_copy_of_its_papers() throws IOException {
        Reply issued = registerForm();

        Reply copy = served.as(Who.SUPERVISOR).post("/api/v1/papers/" + issued.at("id") + "/file", "{}");

        assertThat(read(copy))
                .contains(Given.petitioner().maskedName(), "遮盖件", "要求修路")
                .doesNotContain(
                        Given.petitioner().name(),
                        Given.petitioner().idNumber().orElseThrow(),
                        Given.petitioner().phone().orElseThrow(),
                        Given.petitioner().address().orElseThrow());
        assertThat(copy.header("Content-Disposition").orElseThrow()).contains("masked");
    }

    @Test
    void whoever_works_on_a_case_says_for_what_purpose_a_paper_is_fetched_and_gets_it_as_it_was_issued()
            throws IOException {
        Reply issued = registerForm();
        String file = "/api/v1/papers/" + issued.at("id") + "/file";

        Reply without = served.as(Who.CLERK).post(file, "{}");
        assertThat(without.reason()).isEqualTo("INCOMPLETE");
        assertThat(without.text()).contains("用途");
        assertThat(served.as(Who.CLERK)
                        .post(file, "{'purpose':'" + "长".repeat(201) + "'}")
                        .reason())
                .isEqualTo("INCOMPLETE");
        Reply fetched = served.as(Who.CLERK).post(file, "{'purpose':'归档'}");

        assertThat(read(fetched)).contains(Given.petitioner().name());
        assertThat(Seal.digest(fetched.answer().body())).isEqualTo(issued.at("digest"));
        Reply audit = served.as(Duty.AUDIT).get("/api/v1/audit?kind=SEE");
        assertThat(audit.json().get("entries").findValuesAsText("PURPOSE")).containsExactly("归档");
    }

    @Test
    void what_is_missing_in_a_draft_is_named() {
        CaseId about = served.given().accepted().id();
        ObjectNode draft = draft(PaperKind.OPINION);
        ((ObjectNode) draft.get("fields")).remove("查明情况");

        Reply refused = served.as(Who.HANDLER).post("/api/v1/cases/" + about + "/papers", draft);

        assertThat(refused.reason()).isEqualTo("INCOMPLETE");
        assertThat(refused.text()).contains("查明情况");
    }

    @Test
    void a_preview_is_for_the_organ_whose_paper_it_is() {
        Reply drafted = drafted(served.given().accepted().id());

        assertThat(served.as(Who.HEAD)
                        .get("/api/v1/papers/" + drafted.at("id") + "/preview")
                        .status())
                .isEqualTo(200);
        assertThat(served.as(Who.HEAD).get("/api/v1/papers/" + drafted.at("id")).at("fields/查明情况"))
                .isEqualTo("已填查明情况");
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/papers/" + drafted.at("id") + "/preview")
                        .reason())
                .isEqualTo("NOT_YOURS");
        assertThat(served.as(Who.CLERK)
                        .get("/api/v1/papers/" + drafted.at("id"))
                        .json()
                        .has("fields"))
                .isFalse();
    }

    @Test
    void steps_on_papers_are_not_acts_that_are_posted_by_themselves() {
        CaseId about = served.given().accepted().id();

        Reply refused = served.as(Who.HANDLER)
                .header("If-Match", "\"3\"")
                .header("Content-Type", "application/json")
                .sent(
                        "POST",
                        "/api/v1/cases/" + about + "/acts",
                        Optional.of(("{\"type\":\"fetchPaper\",\"paper\":\"" + about + "\",\"kind\":\"OPINION\"}")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void an_office_heads_its_papers_and_replaces_a_template() {
        Reply head = served.as(Who.HEAD)
                .header("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/api/v1/letterhead",
                        Optional.of("{\"mark\":\"某县住房和城乡建设局\",\"code\":\"某建\"}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(head.status()).isEqualTo(200);
        assertThat(served.as(Who.HANDLER).get("/api/v1/letterhead").at("code")).isEqualTo("某建");

        String template = "/api/v1/letterhead/templates/EXTENSION_NOTICE";
        Reply unfit = served.as(Who.HEAD)
                .header("Content-Type", PaperPress.TYPE)
                .send("PUT", template, Optional.of(PaperPress.usual(PaperKind.SERVICE_RECEIPT)));
        assertThat(unfit.reason()).isEqualTo("TEMPLATE_INVALID");
        assertThat(unfit.text()).contains("延期理由", "送达地点");
        assertThat(served.as(Who.HANDLER)
                        .header("Content-Type", PaperPress.TYPE)
                        .send("PUT", template, Optional.of(PaperPress.usual(PaperKind.SERVICE_RECEIPT)))
                        .reason())
                .as("nobody's template is looked at who may not set it")
                .isEqualTo("NOT_YOURS");
        assertThat(served.as(Who.HEAD)
                        .header("Content-Type", PaperPress.TYPE)
                        .send("PUT", template, Optional.of(PaperPress.usual(PaperKind.EXTENSION_NOTICE)))
                        .status())
                .isEqualTo(204);
        assertThat(served.as(Who.HANDLER).get(template).status()).isEqualTo(200);
        assertThat(served.as(Who.HANDLER)
                        .send("DELETE", template, Optional.empty())
                        .reason())
                .isEqualTo("NOT_YOURS");
        assertThat(served.as(Who.HEAD)
                        .send("DELETE", template, Optional.empty())
                        .status())
                .isEqualTo(204);
        Reply audit = served.as(Duty.AUDIT).get("/api/v1/audit?kind=CHANGE_POLICY");
        assertThat(audit.json().get("entries")).hasSize(3);
        assertThat(audit.at("entries/0/details/FIELDS")).isEqualTo("template EXTENSION_NOTICE");
        assertThat(audit.at("entries/0/details/BEFORE"))
                .isEqualTo(Seal.digest(PaperPress.usual(PaperKind.EXTENSION_NOTICE)));
        assertThat(audit.at("entries/0/details/AFTER")).isEqualTo("none");
    }

    @Test
    void the_table_of_papers_is_there_to_be_read() {
        Reply kinds = served.as(Who.CLERK).get("/api/v1/paper-kinds");

        assertThat(kinds.json().get("kinds")).hasSize(PaperKind.values().length);
        assertThat(kinds.at("kinds/0/kind")).isEqualTo("REGISTER_FORM");
    }
}
