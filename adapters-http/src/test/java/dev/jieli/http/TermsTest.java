package dev.jieli.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.http.Served.Reply;
import dev.jieli.testkit.Who;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TermsTest {
    private Served served;

    @BeforeEach
    void start() {
        served = Served.an_office();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void anybody_can_reckon_a_term_without_signing_in() {
        Reply due = served.nobody().get("/api/v1/deadlines?term=CONCLUDE&from=2026-03-02&extended=30&region=330723");
        assertThat(due.status()).isEqualTo(200);
        assertThat(ImmutableList.copyOf(due.json().fieldNames()))
                .containsExactly("term", "from", "due", "nominal", "provisional", "article", "explanation");
        assertThat(due.at("nominal")).isEqualTo("2026-05-31");
        assertThat(due.at("due")).isEqualTo("2026-06-01");
        Reply heard = served.nobody().in("en").get("/api/v1/deadlines?term=REREVIEW&from=2026-03-02&hearing=3");
        assertThat(heard.text()).contains("Hearing: 3 calendar days");
    }

    @Test
    void what_the_law_does_not_allow_is_refused_with_its_article() {
        Reply tooLong = served.nobody().get("/api/v1/deadlines?term=CONCLUDE&from=2026-03-02&extended=31");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.reason()).isEqualTo("EXTENSION_TOO_LONG");
        assertThat(tooLong.at("article")).isEqualTo("《信访工作条例》第三十四条");
        assertThat(served.nobody()
                        .get("/api/v1/deadlines?term=REVIEW&from=2026-03-02&hearing=1")
                        .reason())
                .isEqualTo("HEARING_NOT_EXCLUDED");
        assertThat(served.nobody()
                        .get("/api/v1/deadlines?term=REVIEW&from=1990-03-02")
                        .reason())
                .isEqualTo("NO_EDITION_IN_FORCE");
    }

    @Test
    void every_wrong_parameter_is_told() {
        Reply wrong = served.nobody()
                .get("/api/v1/deadlines?term=SOON&from=2026-02-30&extended=-1&hearing=x&region=99&colour=red");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(ImmutableList.copyOf(wrong.json().get("errors")).stream()
                        .map(error -> error.get("field").asText() + " "
                                + error.get("why").asText()))
                .containsExactly(
                        "term NOT_ONE_OF",
                        "from NOT_A_DATE",
                        "extended NOT_A_WHOLE_NUMBER",
                        "hearing NOT_A_WHOLE_NUMBER",
                        "region NOT_A_REGION",
                        "colour UNKNOWN");
        assertThat(wrong.at("errors/0/hint")).contains("CONCLUDE");
        Reply missing = served.nobody().get("/api/v1/deadlines");
        assertThat(missing.at("errors/0/why")).isEqualTo("MISSING");
        assertThat(missing.at("errors/1/field")).isEqualTo("from");
    }

    @Test
    void a_years_notice_comes_in_and_running_terms_are_reckoned_again() {
        served.given().on(java.time.LocalDate.of(2026, 11, 20));
        var open = served.given().accepted();
        served.later(java.time.Duration.ofDays(270));
        Reply before = served.as(Who.CLERK).get("/api/v1/cases/" + open.id());
        assertThat(before.at("terms/1/provisional")).isEqualTo("true");
        Reply announced = served.as(Who.CLERK)
                .post(
                        "/api/v1/calendar",
                        "{'year':2027,'number':'国办发明电〔2026〕99号','title':'2027年部分节假日安排',"
                                + "'holidays':{'2027-01-01':'元旦','2027-01-19':'春节','2027-01-20':'春节'},'makeUpDays':{'2027-01-16':'春节'}}");
        assertThat(announced.status()).isEqualTo(201);
        assertThat(announced.json().get("changed").asInt()).isEqualTo(1);
        Reply after = served.as(Who.CLERK).get("/api/v1/cases/" + open.id());
        assertThat(after.at("terms/1/provisional")).isEqualTo("false");
        assertThat(after.at("terms/1/due")).isEqualTo("2027-01-21");
        assertThat(served.nobody().get("/api/v1/calendar").at("announcedUntil")).isEqualTo("2027-12-31");
        assertThat(served.nobody()
                        .get("/api/v1/deadlines?term=CONCLUDE&from=2026-11-20")
                        .at("due"))
                .isEqualTo("2027-01-21");
    }

    @Test
    void a_rulebook_is_tried_then_adopted_and_a_looser_one_is_refused_with_the_article() {
        var open = served.given().accepted();
        String due = served.as(Who.CLERK).get("/api/v1/cases/" + open.id()).at("terms/1/due");
        String book = "{'rulebook':'rulebook,XX1,某市信访工作办法,Measures of a city\\nplace,330700\\nforce,2022-06-01,\\n"
                + "status,IN_FORCE,已核对,compared\\nsource,市政府公报,gazette\\n"
                + "row,CONCLUDE,45,CALENDAR_DAYS,9.1,QUOTED,应当自受理之日起四十五日内办结\\n'}";

        Reply tried = served.as(Who.CLERK).post("/api/v1/rulebooks/trial", book);
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.json().get("cases").asInt()).isEqualTo(1);
        assertThat(tried.at("changes/0/due")).isEqualTo(due);
        assertThat(tried.json().has("refusal")).isFalse();
        assertThat(served.nobody().get("/api/v1/rulebooks").json().get("adopted"))
                .isEmpty();

        Reply adopted = served.as(Who.CLERK).post("/api/v1/rulebooks", book);
        assertThat(adopted.status()).isEqualTo(201);
        assertThat(adopted.json().get("changed").asInt()).isEqualTo(1);
        assertThat(served.as(Who.CLERK).get("/api/v1/cases/" + open.id()).at("terms/1/due"))
                .isEqualTo(tried.at("changes/0/wouldBeDue"));
        String reckoned = "/api/v1/deadlines?term=CONCLUDE&from=2026-03-02";
        assertThat(served.nobody().get(reckoned + "&region=330723").at("due")).isEqualTo("2026-04-16");
        assertThat(served.nobody().get(reckoned).at("due")).isEqualTo("2026-05-06");
        assertThat(served.nobody().in("en").get("/api/v1/rulebooks").at("adopted/0/title"))
                .contains("Measures of a city");

        Reply looser = served.as(Who.CLERK).post("/api/v1/rulebooks", book.replace("CONCLUDE,45", "CONCLUDE,61"));
        assertThat(looser.status()).isEqualTo(422);
        assertThat(looser.reason()).isEqualTo("RULEBOOK_INVALID");
        assertThat(looser.at("article")).contains("第三十四条");
        Reply elsewhere = served.as(Who.CLERK).post("/api/v1/rulebooks", book.replace("330700", "410000"));
        assertThat(elsewhere.reason()).isEqualTo("OF_ANOTHER_PLACE");
        assertThat(served.as(Who.HANDLER).post("/api/v1/rulebooks", book).status())
                .isEqualTo(403);
    }

    @Test
    void an_example_is_tried_and_not_adopted() {
        served.given().accepted();
        String text = served.nobody()
                .get("/api/v1/rulebooks")
                .json()
                .at("/examples/0/text")
                .asText();
        var body = dev.jieli.http.site.Json.object().put("rulebook", text);

        Reply tried = served.as(Who.CLERK).in("en").post("/api/v1/rulebooks/trial", body);
        assertThat(tried.json().get("cases").asInt()).isEqualTo(1);
        assertThat(tried.at("refusal/reason")).isEqualTo("NOT_IN_FORCE");
        assertThat(served.as(Who.CLERK).post("/api/v1/rulebooks", body).reason())
                .isEqualTo("NOT_IN_FORCE");
    }

    @Test
    void a_notice_that_does_not_add_up_is_refused_with_everything_that_is_wrong() {
        Reply wrong = served.as(Who.CLERK)
                .post(
                        "/api/v1/calendar",
                        "{'year':2027,'number':'一','title':'二','holidays':{'2028-01-01':'元旦'},'makeUpDays':{'2027-01-18':'春节'}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.reason()).isEqualTo("NOTICE_INVALID");
        assertThat(wrong.at("problems")).contains("2028-01-01").contains("2027-01-18");
        Reply unreadable = served.as(Who.CLERK)
                .post(
                        "/api/v1/calendar",
                        "{'year':2027,'number':'一','title':'二','holidays':{'soon':'元旦'},'makeUpDays':{}}");
        assertThat(unreadable.status()).isEqualTo(400);
    }
}
