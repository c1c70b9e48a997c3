package dev.jieli.domain.casefile;

import static dev.jieli.domain.Who.HANDLER;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jieli.domain.Given;
import dev.jieli.domain.Journey;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Provision.Clause;
import dev.jieli.domain.statute.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 法定途径清单 */
class LegalIssueTest {

    private static final Path PAGE = Path.of("..", "docs", "paths.md");

    private static final String HEAD_OF_PAGE = """
            # 法定途径清单 · Which issue has which legal path

            本页由程序中的清单（`dev.jieli.domain.casefile.LegalIssue`）打印，每次构建都与该清单核对。《信访工作条例》第三十一条第一款第一至五项
            规定了五类途径（诉访分离）；哪一种诉求走哪一条，由各该法律规定，原文照引，版本写在括号里。清单收的是常见诉求，属选定；各地另有清单的，
            以有权机关公布的为准。不在清单上的，只选途径，写明有关机关。

            This page is printed from the list in `dev.jieli.domain.casefile.LegalIssue` and compared with it in every build. After
            a change print it again: `mvn -pl domain test -Dtest=LegalIssueTest -Djieli.docs.write=true`. The five kinds of path are
            those of art. 31(1), items 1 to 5, of the Regulations; which issue has which path says the law of that issue, quoted in
            its own words, in the edition that is named. The list is of common issues and is *chosen*; what is not on it is led
            elsewhere by its path.
            """;

    private static final String TABLE = """

            ## %s

            %s

            | issue 诉求 | procedure 法定程序 | to whom 向谁提出 | basis 依据 | the words 原文 |
            |---|---|---|---|---|
            %s""";

    @Test
    void the_page_says_what_the_list_says() throws IOException {
        String printed = HEAD_OF_PAGE
                + Arrays.stream(LegalPath.values()).map(LegalIssueTest::table).collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE).hasContent(printed);
    }

    private static String table(LegalPath path) {
        return TABLE.formatted(
                path.name(),
                path.clause().cited(Language.ZH),
                Arrays.stream(LegalIssue.values())
                        .filter(issue -> issue.path() == path)
                        .map(LegalIssueTest::line)
                        .collect(joining()));
    }

    private static String line(LegalIssue issue) {
        return "| "
                + String.join(
                        " | ",
                        both(issue.issue()),
                        both(issue.procedure()),
                        both(issue.organ()),
                        cited(issue.basis())
                                + issue.within()
                                        .map(within -> "<br>" + cited(within))
                                        .orElse(""),
                        issue.basis().words(Language.ZH)
                                + issue.within()
                                        .map(within -> "<br>" + within.words(Language.ZH))
                                        .orElse(""))
                + " |\n";
    }

    private static String cited(Clause clause) {
        return both(
                Wording.of(clause.article().cited(Language.ZH), clause.article().cited(Language.EN)));
    }

    private static String both(Wording wording) {
        return wording.zh() + "<br>" + wording.en();
    }

    @ParameterizedTest
    @EnumSource
    void each_path_has_issues_and_each_issue_the_words_that_open_it(LegalPath path) {
        assertThat(path.clause().quotation()).isNotBlank();
        assertThat(LegalIssue.values()).anyMatch(issue -> issue.path() == path);
        assertThat(LegalIssue.values())
                .allMatch(issue -> issue.basis().article().number() > 0)
                .allMatch(issue -> !issue.basis().quotation().isBlank());
    }

    @Test
    void a_matter_is_led_where_the_law_of_its_issue_leads() {
        Journey led = Given.forwarded()
                .does(
                        HANDLER,
                        new CaseAct.LeadElsewhere(
                                LegalPath.ARBITRATION, Optional.of(LegalIssue.LABOUR), "县劳动人事争议仲裁委员会"));
        assertThat(led.stage()).isEqualTo(Stage.LED);

        Refusal wrong = Given.forwarded()
                .refuses(
                        HANDLER,
                        new CaseAct.LeadElsewhere(LegalPath.LITIGATION, Optional.of(LegalIssue.LABOUR), "县人民法院"));
        assertThat(wrong.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(wrong.details()).containsEntry("field", "issue");
    }
}
