package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
