package dev.jieli.bootstrap.command;

import static dev.jieli.bootstrap.command.Called.jieli;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    @Test
    void tells_the_day_and_why_line_by_line() {
        Called called = jieli("deadline", "CONCLUDE", "--from", "2024-12-01");

        assertThat(called.code()).isZero();
        assertThat(called.out())
                .contains("到期日  2025-02-05")
                .contains("顺延前的期满日 2025-01-30")
                .contains("《信访工作条例》第三十四条")
                .contains("春节");
        assertThat(called.err()).isEmpty();
    }

    @Test
    void speaks_english_when_asked_or_when_the_environment_does() {
        assertThat(jieli("deadline", "OBJECTION", "--from", "2024-09-27", "--lang", "en")
                        .out())
                .contains("Due           2024-10-10");
        assertThat(Called.in("en_US.UTF-8", "deadline", "OBJECTION", "--from", "2024-09-27")
                        .out())
                .contains("Due           2024-10-10");
        assertThat(Called.in("zh_CN.UTF-8", "deadline", "OBJECTION", "--from", "2024-09-27")
                        .out())
                .contains("到期日  2024-10-10");
    }

    @Test
    void gives_a_machine_the_same_as_json() throws Exception {
        Called called = jieli("deadline", "rereview", "--from=2024-06-03", "--hearing=10", "--json");

        JsonNode json = new ObjectMapper().readTree(called.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("term", "from", "due", "nominal", "provisional", "article", "explanation");
        assertThat(json.get("term").asText()).isEqualTo("REREVIEW");
        assertThat(json.get("due").asText()).isEqualTo("2024-07-15");
        assertThat(json.get("nominal").asText()).isEqualTo("2024-07-13");
        assertThat(json.get("provisional").isBoolean()).isTrue();
        assertThat(json.get("explanation").isArray()).isTrue();
    }

    @Test
    void says_where_the_calendar_is_not_announced_yet() {
        assertThat(jieli("deadline", "CONCLUDE", "--from", "2026-11-20").out()).contains("（暂定）");
    }

    @Test
    void names_the_place() {
        assertThat(jieli("deadline", "REVIEW", "--from", "2026-03-02", "--region", "330723102")
                        .out())
                .contains("浙江省金华市武义县桐琴镇");
    }

    @Test
    void refuses_what_the_law_does_not_let_be() {
        Called called = jieli("deadline", "REVIEW", "--from", "2026-03-02", "--extended", "3");

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("第三十五条").doesNotContain("Exception");
        assertThat(called.out()).isEmpty();
    }

    @Test
    void refuses_in_json_when_asked_in_json() throws Exception {
        Called called = jieli("deadline", "CONCLUDE", "--from", "2026-03-02", "--extended", "31", "--json");

        assertThat(called.code()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(called.err()).get("reason").asText())
                .isEqualTo("EXTENSION_TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource({
        "DISPATCH, 2026-03-17, 第二十二条第一款",
        "DIRECT_NOTICE, 2026-03-17, 第二十三条第二款",
        "NOTICE, 2026-03-17, 第二十三条第三款",
        "OBJECTION, 2026-03-09, 第二十三条第三款",
        "CONCLUDE, 2026-05-06, 第三十四条",
        "REQUEST_REVIEW, 2026-04-01, 第三十五条",
        "REVIEW, 2026-04-01, 第三十五条",
        "REQUEST_REREVIEW, 2026-04-01, 第三十六条第一款",
        "REREVIEW, 2026-04-01, 第三十六条第一款",
        "SIMPLE_ACCEPT, 2026-03-05, 《信访事项简易办理办法》",
        "SIMPLE_CONCLUDE, 2026-03-16, 《信访事项简易办理办法》",
    })
    void knows_every_term_by_its_name(String term, String due, String article) {
        JsonNode json =
                jieli("deadline", term, "--from", "2026-03-02", "--json").json();

        assertThat(json.get("due").asText()).isEqualTo(due);
        assertThat(json.get("article").asText()).endsWith(article);
    }

    @ParameterizedTest
    @ValueSource(strings = {"33", "330799", "330723999", "999999999999", "武义"})
    void refuses_a_place_that_is_not_there(String code) {
        Called called = jieli("deadline", "REVIEW", "--from", "2026-03-02", "--region", code);

        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadline",
                "deadline CONCLUDE",
                "deadline SOMETHING --from 2026-03-02",
                "deadline CONCLUDE --from yesterday",
                "deadline CONCLUDE --from 2026-02-30",
                "deadline CONCLUDE --from 2026-03-02 --extended many",
                "deadline CONCLUDE --from 2026-03-02 --extended 99999999999",
                "deadline CONCLUDE --from 2026-03-02 --colour red",
                "deadline CONCLUDE REVIEW --from 2026-03-02",
                "dedline",
                "",
            })
    void says_how_it_goes_when_called_wrongly(String line) {
        for (String language : new String[] {"zh", "en"}) {
            Called called = jieli(("--lang " + language + " " + line).strip().split(" "));

            assertThat(called.code()).isEqualTo(2);
            assertThat(called.out()).isEmpty();
            assertThat(called.err()).containsAnyOf("--help", "用法", "Usage").doesNotContain("Exception");
        }
    }

    @Test
    void helps_in_both_languages() {
        assertThat(jieli("deadline", "--help").out()).contains("用法").contains("SIMPLE_CONCLUDE");
        assertThat(jieli("deadline", "--help", "--lang=en").out())
                .contains("Usage")
                .doesNotContainPattern("[\\u4e00-\\u9fff]");
        assertThat(jieli("--help").code()).isZero();
    }
}
