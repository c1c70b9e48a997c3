package dev.jieli.domain.authority;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.docket.Capacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table as a page; the Chinese names are those with which the Javadoc of each thing begins. */
class AuthorityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "authority.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "jieli", "domain");

    private static final String HEAD = """
            # 权限 · Who may see and do what

            本页由程序中的权限表（`dev.jieli.domain.authority.Authority`）和流程表（`dev.jieli.domain.casefile.Lifecycle`）打印，每次构建都与两表核对。
            身份由当日的任职得出，不由账号得出；范围由机构和区划得出。表里没有的，谁也没有。条例只规定谁办理，几乎没有规定谁可以看，所以第一张表
            的每一行都是 *chosen*，写明依据。

            This page is printed from `dev.jieli.domain.authority.Authority` and `dev.jieli.domain.casefile.Lifecycle` and compared with
            both in every build; after a change print it again: `mvn -pl domain test -Dtest=AuthorityPageTest -Djieli.docs.write=true`. A
            capacity follows from the posts in which somebody sits that day, and how far it reaches from the tree of units and regions.
            What no row gives is given to nobody. The Regulations say who acts and hardly who may look: each row of the first table is
            *chosen* and says what it leans on.

            Above all rows stands art. 30(3): an accusation (检举控告) does not exist for the units and officials that it is against. What is out
            of reach and what is not there are answered alike. To whom each route of the server is open stands in [routes.md](routes.md).

            | power 权限 | who 谁 | how far 范围 | leans on 依据 |
            |---|---|---|---|
            """;

    private static final String ACTS = """

            ## 办理行为 · Acts on a case

            On cases that are shown, and on no others; at which stage, and under which article, [lifecycle.md](lifecycle.md) says. What a capacity
            alone does not decide is in the act: who reviews has not handled the case (arts. 35, 36), who asked for an extension or
            holds the case does not approve it (art. 34), who is recused does nothing (art. 28(3)), and of the three who sign a
            handover each is somebody else.

            | act 行为 | who 谁 |
            |---|---|
            """;

    @Test
    void the_page_says_what_the_tables_say() throws IOException {
        String printed =
                HEAD + Authority.table().stream().map(AuthorityPageTest::line).collect(joining()) + ACTS + acts();
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/authority.md is printed from the tables; print it again with"
                        + " mvn -pl domain test -Dtest=AuthorityPageTest -Djieli.docs.write=true")
                .hasContent(printed);
    }

    @Test
    void every_power_is_somebodys() {
        assertThat(Authority.table()).extracting(Authority.Row::power).contains(Power.values());
    }

    private static String line(Authority.Row row) {
        return "| %s<br>%s | %s | %s %s | *chosen*: %s |\n"
                .formatted(
                        chinese("authority/Power.java", row.power().name()),
                        row.power(),
                        names(row.by()),
                        chinese("authority/Reach.java", row.reach().name()),
                        row.reach(),
                        row.note());
    }

    private static String acts() {
        return Arrays.stream(CaseAct.class.getPermittedSubclasses())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .map(act -> "| %s<br>%s | %s |\n"
                        .formatted(
                                chinese("casefile/CaseAct.java", "record " + act.getSimpleName() + "\\("),
                                act.getSimpleName(),
                                names(Lifecycle.table().stream()
                                        .filter(row -> row.act().equals(act))
                                        .flatMap(row -> row.by().stream())
                                        .sorted()
                                        .collect(ImmutableSet.toImmutableSet()))))
                .collect(joining());
    }

    private static String names(ImmutableSet<Capacity> capacities) {
        return capacities.stream()
                .map(capacity -> chinese("docket/Capacity.java", capacity.name()) + " " + capacity)
                .collect(joining("<br>"));
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
