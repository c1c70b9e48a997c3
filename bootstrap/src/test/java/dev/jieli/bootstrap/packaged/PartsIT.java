package dev.jieli.bootstrap.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.util.VersionUtil;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar is made of, by the bill of materials that was written beside it: known licences, and no known serious faults. */
class PartsIT {
    private static final Path BILL = Path.of("target/bom.json");
    private static final Path PAGE = Path.of("../docs/licences.md");
    private static final Path ADVISORIES = Path.of("../docs/advisories.md");

    /** Where a part has several to choose from, one of these is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "EPL-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "MIT",
            "CC0-1.0",
            "CC0 Universal",
            "Unlicense",
            "BSD-license",
            "Bouncy Castle Licence");

    private record Part(String name, String version, List<String> licences) {}

    private static List<Part> parts() throws IOException {
        assumeTrue(
                Files.exists(BILL) || !"offline: true".equals(System.getProperty("jieli.maven")),
                "mvn -o: the bill of materials is written only while Maven may ask the registry");
        List<Part> parts = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(Files.readString(BILL)).get("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : one.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(licence.path("id")
                        .asText(licence.path("name")
                                .asText(choice.path("expression").asText())));
            }
            if (!one.get("group").asText().equals("dev.jieli")) {
                parts.add(new Part(
                        one.get("group").asText() + ":" + one.get("name").asText(),
                        one.get("version").asText(),
                        licences));
            }
        }
        return parts;
    }

    @Test
    void every_part_has_a_licence_that_is_allowed() throws IOException {
        assertThat(parts())
                .hasSizeGreaterThan(20)
                .allMatch(part -> part.licences().stream().anyMatch(ALLOWED::contains));
    }

    /** {@code -Djieli.docs.write=true} writes it anew. */
    @Test
    void the_page_lists_what_the_jar_is_made_of() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (Part part : parts()) {
            lines.add(
                    "| " + part.name() + " | " + part.version() + " | " + String.join(" or ", part.licences()) + " |");
        }
        String page =
                "# What the jar is made of\n\nPrinted from the bill of materials (CycloneDX) that the build writes to"
                        + " `bootstrap/target/bom.json`. A part under a licence\nthat is not on the list in `PartsIT` fails the"
                        + " build.\n\n| part | version | licence |\n|---|---|---|\n"
                        + String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("jieli.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void no_part_is_older_than_the_version_that_mends_what_is_known_of_it() throws IOException {
        Map<String, Version> parts =
                parts().stream().collect(Collectors.toMap(Part::name, part -> version(part.version())));
        List<List<String>> rows = Files.readString(ADVISORIES)
                .lines()
                .filter(line -> line.matches("\\| \\S+ \\| CVE-.*")) // what was mended, not what was looked at
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(parts.get(row.get(0)))
                        .as(row.toString())
                        .isGreaterThanOrEqualTo(version(row.get(2))));
    }

    private static Version version(String text) {
        return VersionUtil.parseVersion(text, null, null);
    }
}
