package dev.jieli.bootstrap.county;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the county's people ask for: gists.csv, filled in with places and numbers. */
final class Gists {
    /** Under this name stands what any township is asked for. */
    static final String TOWNSHIP = "乡镇";

    /** @param persons how many ask for it together */
    record Gist(String category, String text, int persons) {}

    private record Pattern(String category, String text) {}

    private final ImmutableListMultimap<String, Pattern> patterns = read();

    /** @param unit by its short name, or {@link #TOWNSHIP} */
    Gist about(String unit, String place, int year, RandomGenerator random) {
        List<Pattern> those = patterns.get(unit);
        Pattern pattern = those.get(random.nextInt(those.size()));
        int households = 3 + random.nextInt(28);
        int people = 5 + random.nextInt(56);
        boolean together = pattern.text().contains("{户}") || pattern.text().contains("{人}");
        int persons = pattern.text().contains("{人}")
                ? people
                : together ? 2 + random.nextInt(Math.min(households, 9)) : random.nextInt(5) == 0 ? 2 : 1;
        String text = pattern.text()
                .replace("{地}", place)
                .replace("{年}", Integer.toString(year - 1 - random.nextInt(5)))
                .replace("{户}", Integer.toString(households))
                .replace("{人}", Integer.toString(people))
                .replace("{万}", Integer.toString(3 + random.nextInt(95)))
                .replace("{亩}", (1 + random.nextInt(9)) + "." + random.nextInt(10))
                .replace("{月}", Integer.toString(2 + random.nextInt(17)));
        return new Gist(pattern.category(), text, persons);
    }

    private static ImmutableListMultimap<String, Pattern> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(Gists.class.getResourceAsStream("gists.csv"), "gists.csv"), StandardCharsets.UTF_8))) {
            ImmutableListMultimap.Builder<String, Pattern> patterns = ImmutableListMultimap.builder();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> cells = Splitter.on(',').splitToList(line);
                patterns.put(cells.get(0), new Pattern(cells.get(1), cells.get(2)));
            });
            return patterns.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
