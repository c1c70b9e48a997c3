package dev.jieli.domain.statute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeadlinesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "deadlines.md");

    @Test
    void the_page_says_what_the_tables_say() throws IOException {
        String printed = Rulebook.national().toMarkdown();
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/deadlines.md is printed from the tables; print it again with"
                        + " mvn -pl domain test -Dtest=DeadlinesPageTest -Djieli.docs.write=true")
                .hasContent(printed);
    }

    @Test
    void local_rows_and_settings_are_printed_too() {
        Rulebook law = Rulebook.national()
                .withLocal(LocalRows.zhejiang2016(Term.DIRECT_NOTICE, Span.workingDays(5)))
                .orFault()
                .with(Policy.LastDay.NO_ROLL)
                .with(new Thresholds(50));

        assertThat(law.toMarkdown())
                .contains(
                        "- 330000, from 2016-10-01 until the day before 2022-05-01: DIRECT_NOTICE, 5 working days, 《浙江省信访条例》")
                .contains("- `NO_ROLL`")
                .contains("; or `ROLL_FORWARD`")
                .contains("Green until 50 %");
    }
}
