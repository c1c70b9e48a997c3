package dev.jieli.bootstrap.server;

import com.google.common.collect.ImmutableList;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.persistence.Backup;
import dev.jieli.persistence.BackupKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 定时备份: one a day, with the daily round. Kept are the newest so many, and the first of each of the last twelve months;
 * chosen.
 *
 * @param keyFile lies elsewhere than the backups
 * @param keep how many of the newest
 */
public record ScheduledBackups(Path folder, Path keyFile, int keep) {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledBackups.class);
    private static final String PREFIX = "jieli-";
    private static final String SUFFIX = ".backup";
    private static final String UNFINISHED = ".part";
    private static final int MONTHS = 12;
    private static final Duration LEFT = Duration.ofHours(1);

    /** Looks at folder and key before anything is served, so that a wrong one is not found out at night. */
    void check() {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new IOException(folder + " is not writable");
            }
            BackupKey.ofFile(Files.readAllBytes(keyFile));
        } catch (IOException | IllegalArgumentException unfit) {
            throw new Refused(
                    "BACKUPS_UNFIT",
                    "定时备份的目录 " + folder + " 或密钥文件 " + keyFile + " 不能用。请检查路径和权限；密钥文件可以先用 jieli backup 生成。",
                    "The folder " + folder + " for backups or the key file " + keyFile
                            + " cannot be used. Check paths and permissions; jieli backup makes a key file.");
        }
    }

    /** Backs up unless that day's backup is there, and then lets go of those that need not be kept. */
    void run(Place place, LocalDate today) {
        Path file = folder.resolve(PREFIX + today + SUFFIX);
        try {
            removeUnfinished();
            if (!Files.exists(file)) {
                BackupKey key = BackupKey.ofFile(Files.readAllBytes(keyFile));
                try (Vault vault = Vault.of(place, (zh, en) -> {})) {
                    Backup.Manifest manifest = vault.backUp(file, key, false);
                    LOG.info("backed up to {}, {} rows", file.getFileName(), manifest.allRows());
                }
            }
            List<LocalDate> days = days();
            days.removeAll(kept(days, today, keep));
            for (LocalDate day : days) {
                Files.deleteIfExists(folder.resolve(PREFIX + day + SUFFIX));
                LOG.info("the backup of {} is kept no longer", day);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a backup left behind that was killed; one that is being written just now is not an hour old. */
    private void removeUnfinished() throws IOException {
        Instant old = Clock.systemUTC().instant().minus(LEFT);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ScheduledBackups::isUnfinished).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                    LOG.info("{} was left unfinished and is gone", file.getFileName());
                }
            }
        }
    }

    /** By its name: that of one of ours, and what keeps it apart from others. */
    private static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.indexOf(SUFFIX + ".");
        return name.endsWith(UNFINISHED)
                && end > 0
                && day(file.resolveSibling(name.substring(0, end + SUFFIX.length())))
                        .isPresent();
    }

    private List<LocalDate> days() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.flatMap(file -> day(file).stream()).toList());
        }
    }

    /** The day of which a file is, by its name; empty for what is none of ours. */
    private static Optional<LocalDate> day(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(PREFIX.length(), name.length() - SUFFIX.length())));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** The newest so many, and the first of each of the last twelve months. */
    static Set<LocalDate> kept(List<LocalDate> days, LocalDate today, int newest) {
        Set<LocalDate> kept = new HashSet<>();
        Set<YearMonth> months = new HashSet<>();
        days.stream().sorted(Comparator.reverseOrder()).limit(newest).forEach(kept::add);
        YearMonth oldest = YearMonth.from(today).minusMonths(MONTHS);
        for (LocalDate day : ImmutableList.sortedCopyOf(days)) {
            YearMonth month = YearMonth.from(day);
            if (month.isAfter(oldest) && months.add(month)) {
                kept.add(day);
            }
        }
        return kept;
    }

    /** When the newest was written; empty where there is none. */
    public static Optional<Instant> newest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> last = files.filter(file -> day(file).isPresent()).max(Comparator.naturalOrder());
            return last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.getLastModifiedTime(last.get()).toInstant());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
