package dev.jieli.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen of a template without rendering it: both languages are there, and nothing that the policy forbids. */
class TemplatesTest {
    private static final Path FOLDER = Path.of("src/main/jte");
    private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");
    private static final Pattern BOTH = Pattern.compile("page\\.t\\(");
    private static final String THE_OTHER_LANGUAGE = "中文";

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jte")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void chinese_stands_only_beside_its_english(Path template) {
        String text = read(template);
        for (List<String> pair : pairs(text)) {
            assertThat(pair).as("%s: %s", template, pair).hasSize(2);
            assertThat(pair.get(1).replace(THE_OTHER_LANGUAGE, ""))
                    .as("the English of %s", pair)
                    .doesNotContainPattern(CHINESE);
        }
        assertThat(without(text)).as("outside both languages").doesNotContainPattern(CHINESE);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void no_english_sentence_stands_without_its_chinese(Path template) {
        String shown = without(read(template))
                .replaceAll("\\$\\{[^}]*}", "")
                .replaceAll("(?s)!\\{.*?}", "")
                .replaceAll("@(import|param)[^\\n]*", "")
                .replaceAll("@(template|if|elseif|for)[^\\n]*", "")
                .replaceAll("@(else|endif|endfor)", "")
                .replaceAll("(?s)<[^>]*>", " ");
        assertThat(Pattern.compile("[A-Za-z]{3,}\\s+[A-Za-z]{3,}")
                        .matcher(shown)
                        .results()
                        .map(found -> found.group())
                        .toList())
                .as("words outside both languages in %s", template)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothing_is_there_that_the_content_policy_forbids(Path template) {
        String text = read(template);
        assertThat(text).doesNotContain("<style", " style=").doesNotContainPattern("\\son[a-z]+=\"");
        assertThat(Pattern.compile("<script(?![^>]*\\ssrc=)").matcher(text).find())
                .isFalse();
        assertThat(text).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    /** Every form that changes something carries the guard, itself or by the part that it is made of. */
    @ParameterizedTest
    @MethodSource("templates")
    void every_form_that_posts_carries_the_guard(Path template) {
        Matcher forms = Pattern.compile("(?s)<form method=\"post\".*?</form>").matcher(read(template));
        while (forms.find()) {
            assertThat(forms.group()).contains("name=\"guard\"");
        }
    }

    private static String read(Path template) {
        try {
            return Files.readString(template);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The arguments of each {@code page.t(…, …)}. */
    private static ImmutableList<List<String>> pairs(String text) {
        ImmutableList.Builder<List<String>> pairs = ImmutableList.builder();
        Matcher begins = BOTH.matcher(text);
        while (begins.find()) {
            pairs.add(arguments(text, begins.end()).arguments());
        }
        return pairs.build();
    }

    private static String without(String text) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        Matcher begins = BOTH.matcher(text);
        while (begins.find(from)) {
            rest.append(text, from, begins.start());
            from = arguments(text, begins.end()).end();
        }
        return rest.append(text.substring(from)).toString();
    }

    private record Arguments(List<String> arguments, int end) {}

    private static Arguments arguments(String text, int from) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && text.charAt(i - 1) != '\\') {
                quoted = !quoted;
            }
            if (!quoted && c == ')' && depth == 0) {
                arguments.add(argument.toString());
                return new Arguments(arguments, i + 1);
            }
            if (!quoted && c == ',' && depth == 0) {
                arguments.add(argument.toString());
                argument.setLength(0);
                continue;
            }
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            argument.append(c);
        }
        throw new AssertionError("page.t( is never closed");
    }
}
