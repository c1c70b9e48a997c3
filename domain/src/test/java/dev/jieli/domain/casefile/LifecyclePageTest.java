package dev.jieli.domain.casefile;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.casefile.Lifecycle.Row;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.statute.Language;
import dev.jieli.domain.statute.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table as a page: the Chinese names in it are those with which the Javadoc of each thing begins. */
class LifecyclePageTest {

    private static final Path PAGE = Path.of("..", "docs", "lifecycle.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "jieli", "domain");

    private static final String HEAD = """
            # 办理流程 · What next: the lifecycle of a case

            本页由程序中的流程表（`dev.jieli.domain.casefile.Lifecycle`）打印，每次构建都与流程表核对：在哪个阶段、什么行为、由谁实施、依据哪一条、
            结果如何、哪些期限起算或停止。各行引用的是该行所依据的原文；条例没有规定、由本系统选定的，标明 *chosen*，并写明依据。期限的长短见
            [deadlines.md](deadlines.md)。

            This page is printed from the table in `dev.jieli.domain.casefile.Lifecycle` and compared with it in every build. After a
            change of the table print it again: `mvn -pl domain test -Dtest=LifecyclePageTest -Djieli.docs.write=true`. A row says at
            which stage which act is open to whom, under which article, where it leads, and which terms it sets running and stops. It
            quotes the words that it implements; what the Regulations do not say was chosen, is marked *chosen* and says what it
            leans on. How long the terms are is in [deadlines.md](deadlines.md). An act that ends a case stops every term.

            Each track (途径, arts. 29 to 31) has its own table; a row that several share stands here once, with the tracks on which it
            holds. A case that nobody has classified is handled by the petition procedure (信访程序, art. 31(1) item 6). Classifying it
            (分类) exchanges the table: what only the old track had running stops, what the new one sets running at that stage runs from
            the day on which the stage was reached. An act may be refused for more than its stage: a day after its term, a reason that is
            missing, a receiver who does not sit, a unit that an accusation is against.

            | track 途径 | at 阶段 | act 行为 | who 谁 | leads to 结果 | sets running 起算 | stops 停止 | where 条款 | the words 原文 |
            |---|---|---|---|---|---|---|---|---|
            """;

    @Test
    void the_page_says_what_the_table_says() throws IOException {
        String printed = HEAD
                + lines(Lifecycle.table()).stream().map(LifecyclePageTest::line).collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/lifecycle.md is printed from the table; print it again with"
                        + " mvn -pl domain test -Dtest=LifecyclePageTest -Djieli.docs.write=true")
                .hasContent(printed);
    }

    /** Rows that differ in nothing but their stage, as the one line that they were written in. */
    private record Line(Row row, ImmutableList<Stage> stages) {}

    private static List<Line> lines(List<Row> table) {
        List<Line> lines = new ArrayList<>();
        for (Row row : table) {
            Optional<Line> last = lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
            ImmutableList<Stage> here = row.at().stream().collect(toImmutableList());
            if (last.filter(line -> same(line.row(), row)).isPresent()) {
                lines.set(
                        lines.size() - 1,
                        new Line(
                                row,
                                ImmutableList.<Stage>builder()
                                        .addAll(last.get().stages())
                                        .addAll(here)
                                        .build()));
            } else {
                lines.add(new Line(row, here));
            }
        }
        return lines;
    }

    private static boolean same(Row one, Row other) {
        return one.at().isPresent()
                && one.equals(new Row(
                        other.tracks(),
                        one.at(),
                        other.ended(),
                        other.act(),
                        other.by(),
                        other.article(),
                        other.stage(),
                        other.ending(),
                        other.starts(),
                        other.stops(),
                        other.words(),
                        other.note()));
    }

    private static String line(Line line) {
        Row row = line.row();
        return "| "
                + String.join(
                        " | ",
                        row.tracks().size() == Track.values().length
                                ? both("各途径", "every track")
                                : row.tracks().stream()
                                        .map(LifecyclePageTest::name)
                                        .collect(joining("<br>")),
                        at(line),
                        both(
                                chinese(
                                        "casefile/CaseAct.java",
                                        "record " + row.act().getSimpleName() + "\\("),
                                row.act().getSimpleName()),
                        row.by().stream().map(LifecyclePageTest::name).collect(joining("<br>")),
                        leads(row),
                        terms(row.starts()),
                        row.ending().isPresent() ? both("全部", "all") : terms(row.stops()),
                        row.article().in(Language.EN),
                        row.words().isEmpty() ? "*chosen*: " + row.note() : "“" + row.words() + "”")
                + " |\n";
    }

    private static String at(Line line) {
        if (line.row().ended()) {
            return both("办结后", "after the end");
        }
        if (line.stages().isEmpty()) {
            return both("（立卷）", "(opens the docket)");
        }
        return line.stages().size() == Stage.values().length
                ? both("任一阶段", "any stage")
                : line.stages().stream().map(LifecyclePageTest::name).collect(joining("<br>"));
    }

    private static String leads(Row row) {
        if (row.stage().isPresent() && row.ending().isPresent()) {
            return "**" + name(row.ending().get()) + "**<br>"
                    + both("尚待执行、履行的：", "where something is still to be carried out:") + "<br>"
                    + name(row.stage().get());
        }
        return row.stage()
                .map(LifecyclePageTest::name)
                .or(() -> row.ending().map(ending -> "**" + name(ending) + "**"))
                .orElse(both("不变", "stays"));
    }

    private static String terms(Collection<Term> terms) {
        return terms.stream()
                .map(term -> term.in(Language.ZH) + " " + term.name())
                .collect(joining("<br>"));
    }

    private static String name(Stage stage) {
        return chinese("casefile/Stage.java", stage.name()) + " " + stage.name();
    }

    private static String name(Track track) {
        return chinese("casefile/Track.java", track.name()) + " " + track.name();
    }

    private static String name(Ending ending) {
        return chinese("casefile/Ending.java", ending.name()) + " " + ending.name();
    }

    private static String name(Capacity capacity) {
        return chinese("docket/Capacity.java", capacity.name()) + " " + capacity.name();
    }

    private static String both(String zh, String en) {
        return zh + "<br>" + en;
    }

    /** The term with which the Javadoc begins that stands before the name. */
    private static String chinese(String source, String name) {
        try {
            Matcher javadoc = Pattern.compile(
                            "/\\*\\*[\\s*]+([^\\s:：(（;*]+)(?:(?!\\*/).)*?\\*/\\s*" + name + "\\b?", Pattern.DOTALL)
                    .matcher(Files.readString(SOURCES.resolve(source)));
            assertThat(javadoc.find()).as("a Javadoc before " + name).isTrue();
            return javadoc.group(1).replaceAll("[,，]$", "");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
