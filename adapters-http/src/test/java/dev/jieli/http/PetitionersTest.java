package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.application.port.Store;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Outcome;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A petitioner is shown unmasked to whoever works on the case, for a purpose, and that is on record first. */
class PetitionersTest {
    private final Served served = Served.an_office();
    private final String id = served.given().registered().id().toString();

    @AfterEach
    void stop() {
        served.close();
    }

    private Served.Reply see(Who who, String purpose) {
        return served.as(who).post("/api/v1/cases/" + id + "/petitioner", "{'purpose':'" + purpose + "'}");
    }

    private List<AccountAct.Trace> traces(Who who) {
        UUID account = served.archive()
                .accounts()
                .named(Served.name(who))
                .orElseThrow()
                .id();
        Outcome<List<AccountAct.Trace>> read = served.archive()
                .store()
                .transact(
                        Asker.Job.VERIFY,
                        (Store.Session session) ->
                                Outcome.done(session.dockets().read(AccountAct.subject(account)).stream()
                                        .map(Entry::act)
                                        .filter(AccountAct.Trace.class::isInstance)
                                        .map(AccountAct.Trace.class::cast)
                                        .filter(trace -> trace.kind() == AccountAct.Kind.SEE)
                                        .toList()));
        return ((Outcome.Done<List<AccountAct.Trace>>) read).value();
    }

    @Test
    void whoever_works_on_the_case_sees_all_of_it_once_and_leaves_a_trace_that_names_nobody() {
        Served.Reply seen = see(Who.CLERK, "电话听取意见");

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.at("name")).isEqualTo(Given.petitioner().name());
        assertThat(seen.at("phone")).isEqualTo(Given.petitioner().phone().orElseThrow());
        assertThat(traces(Who.CLERK)).singleElement().satisfies(trace -> {
            assertThat(trace.done()).isTrue();
            assertThat(trace.about().orElseThrow().id().toString()).isEqualTo(id);
            assertThat(trace.details()).containsEntry(AccountAct.Detail.PURPOSE, "电话听取意见");
            assertThat(trace.toString()).doesNotContain(Given.petitioner().name());
        });
    }

    @Test
    void without_a_purpose_nothing_is_shown() {
        for (String none : List.of("", "  ", "长".repeat(201))) {
            Served.Reply refused = served.as(Who.CLERK)
                    .sent(
                            "POST",
                            "/api/v1/cases/" + id + "/petitioner",
                            java.util.Optional.of(("{\"purpose\":\"" + none + "\"}")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(refused.status()).as(none).isIn(400, 415, 422);
            assertThat(refused.text()).doesNotContain(Given.petitioner().name());
        }
        assertThat(see(Who.CLERK, "   ").reason()).isEqualTo("INCOMPLETE");
        assertThat(traces(Who.CLERK)).isEmpty();
    }

    @Test
    void whoever_only_watches_is_refused_and_that_is_on_record_too() {
        Served.Reply refused = see(Who.SUPERVISOR, "看看");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("NOT_YOURS");
        assertThat(traces(Who.SUPERVISOR))
                .singleElement()
                .satisfies(trace -> assertThat(trace.done()).isFalse());
    }

    @Test
    void for_whom_the_case_is_not_there_the_petitioner_is_not_there_either() {
        assertThat(see(Who.HANDLER, "看看").status()).isIn(403, 404);
        assertThat(served.as(Who.CLERK)
                        .post("/api/v1/cases/" + UUID.randomUUID() + "/petitioner", "{'purpose':'核对身份'}")
                        .status())
                .isEqualTo(404);
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/" + id).text())
                .doesNotContain(
                        Given.petitioner().name(), Given.petitioner().phone().orElseThrow());
    }

    @Test
    void the_page_asks_for_the_purpose_first() {
        String cookie = "jieli=" + served.token(Who.CLERK);
        String path = "/cases/" + id + "/petitioner";
        Served.Reply asked = served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", cookie)
                .sent("GET", path);
        assertThat(asked.text())
                .contains("用途")
                .doesNotContain(Given.petitioner().name());
        Served.Reply shown = served.nobody()
                .header("Accept", "text/html")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .sent(
                        "POST",
                        path,
                        java.util.Optional.of("guard=guard-CLERK&purpose=%E6%A0%B8%E5%AF%B9"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).contains(Given.petitioner().name());
        assertThat(shown.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void a_person_is_answered_with_what_is_kept_and_gets_a_copy() throws java.io.IOException {
        String asked = "{'name':'" + Given.petitioner().name() + "','idNumber':'"
                + Given.petitioner().idNumber().orElseThrow() + "','purpose':'本人申请第1号'}";

        Served.Reply found = served.as(Who.CLERK).post("/api/v1/persons", asked);
        Served.Reply copy = served.as(Who.CLERK).post("/api/v1/persons/file", asked);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).contains(id, Given.petitioner().phone().orElseThrow());
        assertThat(copy.status()).isEqualTo(200);
        assertThat(copy.answer().body()).startsWith('P', 'K');
        java.nio.file.Files.createDirectories(java.nio.file.Path.of("target", "papers"));
        java.nio.file.Files.write(
                java.nio.file.Path.of("target", "papers", "person.docx"),
                copy.answer().body());
        assertThat(served.as(Who.HANDLER).post("/api/v1/persons", asked).reason())
                .isEqualTo("NOT_YOURS");
        assertThat(served.as(Who.CLERK)
                        .post(
                                "/api/v1/persons",
                                "{'name':'" + Given.petitioner().name() + "','purpose':'看看'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void what_is_kept_is_put_right_for_a_reason() {
        String path = "/api/v1/cases/" + id + "/petitioner/correction";

        assertThat(served.as(Who.CLERK)
                        .post(path, "{'phone':'13900001111','reason':'本人申请第2号'}")
                        .status())
                .isEqualTo(204);
        assertThat(see(Who.CLERK, "核对").at("phone")).isEqualTo("13900001111");
        assertThat(served.as(Who.CLERK).post(path, "{'reason':'没有改什么'}").status())
                .isEqualTo(422);
        assertThat(served.as(Who.HANDLER)
                        .post(path, "{'phone':'13900001112','reason':'看看'}")
                        .status())
                .isIn(403, 404);
    }
}
