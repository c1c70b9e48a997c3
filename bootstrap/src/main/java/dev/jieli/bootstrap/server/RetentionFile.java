package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableSet;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.retention.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * 保管期限文件: the file {@code retention} in the data directory, a line each, {@code name = value}; what is not said stays as is
 * usual. What cannot be understood stops whoever reads it, so that nothing is erased by a rule that was not meant.
 *
 * @param receiptDays how long receipts are kept
 */
public record RetentionFile(Retention.Periods periods, int receiptDays) {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("decided.years", "other.years", "receipts.days");
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    /** As the file says; as is usual where there is none. */
    public static RetentionFile in(Path home) {
        Path file = home.resolve("retention");
        Map<String, String> values = new HashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        String[] parts = line.split("=", 2);
                        String name = parts[0].strip();
                        if (parts.length < 2 || !NAMES.contains(name) || values.put(name, parts[1].strip()) != null) {
                            throw unfit(name);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Retention.Periods usual = Retention.Periods.USUAL;
        return new RetentionFile(
                new Retention.Periods(
                        years(values, "decided.years", usual.decided()), years(values, "other.years", usual.other())),
                number(values, "receipts.days", USUAL_DAYS, 1, MOST_DAYS));
    }

    private static int years(Map<String, String> values, String name, int usual) {
        return "0".equals(values.get(name))
                ? 0
                : number(values, name, usual, Retention.Periods.LEAST, Retention.Periods.MOST);
    }

    private static int number(Map<String, String> values, String name, int usual, int least, int most) {
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
            throw unfit(name);
        }
        throw unfit(name);
    }

    private static Refused unfit(String name) {
        return new Refused(
                "RETENTION_UNFIT",
                "数据目录里的文件 retention 写错了：" + name + "。各行的写法见 docs/retention.md。",
                "The file retention in the data directory is wrong at " + name
                        + "; docs/retention.md says how its lines are written.");
    }
}
