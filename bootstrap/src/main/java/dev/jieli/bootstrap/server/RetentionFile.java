package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableSet;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.domain.retention.Retention;
import java.nio.file.Path;
import java.time.Duration;

/**
 * 保管期限文件: the file {@code retention} in the data directory, a line each, {@code name = value}; what is not said stays as is
 * usual. What cannot be understood stops whoever reads it, so that nothing is erased by a rule that was not meant.
 *
 * @param receipts how long they are kept
 */
public record RetentionFile(Retention.Periods periods, Duration receipts) {
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("decided.years", "other.years", "receipts.days");
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    /** As the file says; as is usual where there is none. */
    public static RetentionFile in(Path home) {
        RuleLines lines = RuleLines.read(home.resolve("retention"), NAMES, RetentionFile::unfit);
        Retention.Periods usual = Retention.Periods.USUAL;
        return new RetentionFile(
                new Retention.Periods(
                        years(lines, "decided.years", usual.decided()), years(lines, "other.years", usual.other())),
                Duration.ofDays(lines.number("receipts.days", USUAL_DAYS, 1, MOST_DAYS)));
    }

    private static int years(RuleLines lines, String name, int usual) {
        return "0".equals(lines.values().get(name))
                ? 0
                : lines.number(name, usual, Retention.Periods.LEAST, Retention.Periods.MOST);
    }

    private static Refused unfit(String name) {
        return new Refused(
                "RETENTION_UNFIT",
                "数据目录里的文件 retention 写错了：" + name + "。各行的写法见 docs/retention.md。",
                "The file retention in the data directory is wrong at " + name
                        + "; docs/retention.md says how its lines are written.");
    }
}
