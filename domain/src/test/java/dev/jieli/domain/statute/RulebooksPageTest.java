package dev.jieli.domain.statute;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RulebooksPageTest {

    private static final Path PAGE = Path.of("..", "docs", "rulebooks.md");

    private static final String HEAD = """
            # 地方规则 · Rulebooks of places

            本页由程序自带的地方规则文件打印，每次构建都核对。国家规定见[法定期限](deadlines.md)：2022年《信访工作条例》、2005年《信访条例》和简易办理办法。
            地方规则只能比国家规定更严：机关、单位的期限不得更长，信访人的请求期不得更短；宽于国家规定的，读入时逐行拒绝，并指明不及哪一条。
            以下两份是**示例，默认不采用**：2022年5月1日以后是否继续有效未查明。采用之前，请核对当地现行文本，把状态改为`IN_FORCE`。

            This page is printed from the rulebook files that come with the product and compared with them in every build. After a
            change print it again: `mvn -pl domain test -Dtest=RulebooksPageTest -Djieli.docs.write=true`. The national law is on
            [its own page](deadlines.md): the Regulations of 2022, those of 2005, and the measures for simplified handling. A place
            can only be stricter: no more time for the organ, no less for the petitioner. What is looser is refused when the file is
            read, at its line, with the article that it falls short of. The two below are **examples and not in use by default**:
            nothing says whether they still hold beside the Regulations of 2022. Before one is adopted, compare it with the text in
            force there and set its status to `IN_FORCE`. How such a file is written stands at the head of
            `domain/src/main/resources/dev/jieli/domain/statute/zhejiang-2016.csv`.
            """;

    @Test
    void the_page_says_what_the_files_say() throws IOException {
        String printed = HEAD
                + LocalRulebook.shipped().stream()
                        .map(LocalRulebook::toMarkdown)
                        .collect(joining());
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, printed);
        }

        assertThat(PAGE)
                .as("docs/rulebooks.md is printed from the files; print it again with"
                        + " mvn -pl domain test -Dtest=RulebooksPageTest -Djieli.docs.write=true")
                .hasContent(printed);
    }
}
