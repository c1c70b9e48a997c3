package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmesTest {

    @Test
    void both_readmes_have_their_parts_in_one_order_and_name_every_command() {
        assertThat(headings("README.md"))
                .containsExactly(
                        "Two commands",
                        "Embedding it",
                        "The two tables",
                        "Writing an adapter of your own",
                        "Modules",
                        "What it does not do",
                        "Which law",
                        "Signing in",
                        "Keeping it",
                        "Licence");
        assertThat(headings("README.zh-CN.md"))
                .containsExactly("两条命令", "嵌入到其他系统", "两张表", "自己写一个适配器", "模块", "不做什么", "依据哪一版法规", "登录", "日常维护", "许可");
        List<String> commands = Pattern.compile("(?m)^  ([a-z]+) {2,}")
                .matcher(Called.jieli("--help").out())
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(commands).contains("serve", "deadline", "bench");
        for (String page : List.of("README.md", "README.zh-CN.md")) {
            assertThat(commands)
                    .filteredOn(command -> !read(page).matches("(?s).*(`|jieli )" + command + "\\b.*"))
                    .as("not in " + page)
                    .isEmpty();
        }
    }

    @Test
    void both_readmes_name_the_same_options_files_addresses_and_pages() {
        assertThat(named("README.zh-CN.md", "`([^`]+)`")).isEqualTo(named("README.md", "`([^`]+)`"));
        String link = "\\]\\(([a-z][^)#]+)\\)"; // to each other they link, too, by names in capitals
        assertThat(named("README.zh-CN.md", link)).isEqualTo(named("README.md", link));
    }

    /** What stands within quotes of code or as the target of a link; words of either language in it do not count. */
    private static Set<String> named(String page, String what) {
        return Pattern.compile(what)
                .matcher(read(page).replaceAll("(?s)```.*?```", ""))
                .results()
                .map(found -> found.group(1))
                .flatMap(code -> Splitter.on(CharMatcher.anyOf(" ，、;")).splitToStream(code))
                .filter(word -> word.matches("[-/a-z][-./a-zA-Z0-9]+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> headings(String page) {
        return Pattern.compile("(?m)^## (.+)$")
                .matcher(read(page))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static String read(String page) {
        try {
            return Files.readString(Path.of("..", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
