package dev.jieli.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Streams;
import dev.jieli.bootstrap.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every part runs, measures something and is shown; how fast it is, the full form says on a quiet machine. */
class BenchCommandTest {
    @TempDir
    private Path work;

    @Test
    void every_part_is_in_the_table_and_in_the_json_and_nothing_is_left_behind() throws Exception {
        Called called = Called.jieli("bench", "--short", "--work", work.toString());

        assertThat(called.code()).as(called.err()).isZero();
        List<String> lines = called.out().lines().toList();
        List<String> table = lines.subList(0, lines.size() - 1);
        JsonNode json = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(json.get("short").asBoolean()).isTrue();
        assertThat(json.get("figures").findValuesAsText("part"))
                .containsAll(Bench.parts())
                .hasSameSizeAs(table)
                .hasSizeGreaterThan(Bench.parts().size());
        for (JsonNode figure : json.get("figures")) {
            assertThat(figure.get("value").asDouble()).as(figure.toString()).isPositive();
            assertThat(figure.get("what").asText()).isNotBlank();
            assertThat(figure.get("unit").asText()).isNotBlank();
            if (figure.has("target")) {
                assertThat(figure.get("target").asText()).matches("[<>]= \\d.*");
                assertThat(figure.has("met")).isTrue();
            }
        }
        assertThat(json.get("figures").findValues("target")).hasSizeGreaterThan(5);
        assertThat(table).allMatch(line -> line.matches(".*\\S {2,}\\S.*"));
        Bench.parts().forEach(part -> assertThat(called.err()).contains(part));
        // A busy machine may delay the one and not the other: then both are asked once more.
        assertThat(isAlike(json)
                        || isAlike(measured("bench", "--short", "--part=secrecy", "--work", work.toString()))
                        || isAlike(measured("bench", "--short", "--part=secrecy", "--work", work.toString())))
                .as("none takes thrice as long where there are accusations: %s", json)
                .isTrue();
        assertThat(work).isEmptyDirectory();
    }

    private static JsonNode measured(String... asked) throws IOException {
        List<String> lines = Called.jieli(asked).out().lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    /** Three ways to ask for a case, eight lists. */
    private static boolean isAlike(JsonNode json) {
        List<JsonNode> figures = Streams.stream(json.get("figures"))
                .filter(figure -> figure.get("part").asText().equals("secrecy"))
                .toList();
        assertThat(figures).hasSize(11);
        return figures.stream().allMatch(figure -> figure.get("ratio").asDouble() <= 3.0);
    }
}
