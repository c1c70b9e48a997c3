package dev.jieli.domain.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Range;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 条文覆盖: docs/coverage.md names what there is, and leaves out no article of chapters 3 and 4. */
class CoverageTest {

    private static final Path PAGE = Path.of("..", "docs", "coverage.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "jieli", "domain");
    private static final Pattern WHERE = Pattern.compile("art\\. (\\d+)(\\(\\d+\\))?");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private record Line(int article, String words, String implementedBy, String otherwise) {
        Stream<String> names() {
            return NAME.matcher(implementedBy + otherwise).results().map(found -> found.group(1));
        }
    }

    private static List<Line> lines() throws IOException {
        ImmutableList.Builder<Line> lines = ImmutableList.builder();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| art.")) {
                List<String> cells = Splitter.on('|').trimResults().splitToList(line);
                MatchResult where =
                        WHERE.matcher(cells.get(1)).results().findFirst().orElseThrow();
                lines.add(new Line(Integer.parseInt(where.group(1)), cells.get(2), cells.get(4), cells.get(5)));
            }
        }
        return lines.build();
    }

    @Test
    void every_article_of_chapters_3_and_4_has_a_line() throws IOException {
        assertThat(lines().stream().map(Line::article))
                .containsAll(ContiguousSet.create(Range.closed(17, 37), DiscreteDomain.integers()));
    }

    @Test
    void every_line_quotes_its_words_and_names_what_implements_them_or_says_why_nothing_does() throws IOException {
        assertThat(lines()).allSatisfy(line -> {
            assertThat(line.words()).matches("“.{4,}”");
            assertThat(line.implementedBy() + line.otherwise()).as(line.words()).isNotBlank();
        });
    }

    @Test
    void every_name_is_there_every_act_has_a_row_and_every_term_a_length() throws IOException {
        for (String name : lines().stream().flatMap(Line::names).distinct().toList()) {
            if (name.startsWith("CaseAct.")) {
                assertThat(Lifecycle.table().stream()
                                .map(row -> "CaseAct." + row.act().getSimpleName()))
                        .as("rows of the procedure")
                        .contains(name);
            } else if (name.matches("[A-Z_]+")) {
                assertThat(Rulebook.national().statutes())
                        .as(name)
                        .anyMatch(statute -> statute.row(Term.valueOf(name)).isPresent());
            } else {
                try (Stream<Path> files = Files.walk(SOURCES)) {
                    assertThat(files.map(file -> file.getFileName().toString())).contains(name + ".java");
                }
            }
        }
    }
}
