package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.bootstrap.wiring.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * 参数行: what a file in the data directory says, a line each, {@code name = value}; empty lines and those that begin with # are
 * passed over. A name that nobody knows or that stands twice is refused, so that no rule is thought to hold that does not.
 *
 * @param unfit the refusal that names what is wrong
 */
record RuleLines(ImmutableMap<String, String> values, Function<String, Refused> unfit) {

    /** Nothing where there is no such file. */
    static RuleLines read(Path file, ImmutableSet<String> names, Function<String, Refused> unfit) {
        Map<String, String> values = new HashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        String[] parts = line.split("=", 2);
                        String name = parts[0].strip();
                        if (parts.length < 2 || !names.contains(name) || values.put(name, parts[1].strip()) != null) {
                            throw unfit.apply(name);
                        }
                    }
                }
            }
        } catch (CharacterCodingException notUtf8) {
            throw unfit.apply("UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RuleLines(ImmutableMap.copyOf(values), unfit);
    }

    /** A number within these bounds; the usual one where nothing is said. */
    int number(String name, int usual, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw unfit.apply(name);
        }
        throw unfit.apply(name);
    }
}
