package dev.jieli.bootstrap.region;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.jieli.domain.organization.RegionCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The administrative divisions that the product knows by name: regions.csv, whose head says where they come from. */
public final class Regions {
    private static final ImmutableMap<String, String> NAMES = read();

    private Regions() {}

    /**
     * Whether there is such a division: down to the counties by the table itself; below, where the table names a county's
     * townships, by those, and otherwise by the county.
     */
    public static boolean knows(String code) {
        if (NAMES.containsKey(code)) {
            return true;
        }
        return switch (code.length()) {
            case 9 -> {
                String county = code.substring(0, 6);
                yield NAMES.containsKey(county)
                        && within(new RegionCode(county)).isEmpty();
            }
            case 12 -> knows(code.substring(0, 9));
            default -> false;
        };
    }

    public static Optional<String> name(String code) {
        return Optional.ofNullable(NAMES.get(code));
    }

    /** The names from the province down, as far as they are known. */
    public static String path(String code) {
        StringBuilder path = new StringBuilder();
        Stream.of(code.substring(0, 2) + "0000", code.substring(0, 4) + "00", code.substring(0, 6), code)
                .distinct()
                .forEach(part -> name(part).ifPresent(path::append));
        return path + " " + code;
    }

    /** The townships of a county, by code. */
    public static Map<String, String> within(RegionCode county) {
        Map<String, String> found = new LinkedHashMap<>();
        NAMES.forEach((code, name) -> {
            if (code.length() == 9 && code.startsWith(county.digits())) {
                found.put(code, name);
            }
        });
        return found;
    }

    private static ImmutableMap<String, String> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(Regions.class.getResourceAsStream("regions.csv"), "regions.csv"),
                StandardCharsets.UTF_8))) {
            ImmutableMap.Builder<String, String> names = ImmutableMap.builder();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                List<String> cells = Splitter.on(',').splitToList(line);
                names.put(cells.get(0), cells.get(1));
            });
            return names.buildOrThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
