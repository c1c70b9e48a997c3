package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jieli.application.port.Audit;
import dev.jieli.bootstrap.wiring.House;
import dev.jieli.bootstrap.wiring.Place;
import dev.jieli.bootstrap.wiring.Refused;
import dev.jieli.bootstrap.wiring.Vault;
import dev.jieli.bootstrap.wiring.Wiring;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.persistence.Backup;
import dev.jieli.persistence.BackupKey;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledBackupsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static List<LocalDate> every(int days) {
        return Stream.iterate(TODAY.minusDays(days - 1L), day -> day.plusDays(1))
                .limit(days)
                .toList();
    }

    @Test
    void the_newest_are_kept_and_the_first_of_each_of_twelve_months() {
        Set<LocalDate> kept = ScheduledBackups.kept(every(500), TODAY, 14);

        assertThat(kept).hasSize(14 + 12).contains(TODAY, TODAY.minusDays(13), LocalDate.of(2026, 11, 1));
        assertThat(kept).contains(LocalDate.of(2025, 12, 1)).doesNotContain(LocalDate.of(2025, 11, 1));
        assertThat(kept).doesNotContain(TODAY.minusDays(14));
    }

    @Test
    void while_there_are_few_none_goes() {
        assertThat(ScheduledBackups.kept(every(10), TODAY, 14)).hasSize(10);
        assertThat(ScheduledBackups.kept(List.of(), TODAY, 14)).isEmpty();
    }

    @Test
    void after_a_month_without_any_the_last_ones_are_still_there() {
        List<LocalDate> old = List.of(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 6));
        assertThat(ScheduledBackups.kept(old, TODAY, 1)).containsExactlyInAnyOrderElementsOf(old);
    }

    // ------------------------------------------------------------------ run on a place

    @TempDir
    private Path folder;

    private Place place(String home, String url) {
        EmbeddedPostgres server = TestPostgres.shared().server();
        return new Place(folder.resolve(home), Optional.of(new Place.Database(url, server.user(), server.password())));
    }

    /** Of an office in which something was done. */
    private Place worked() {
        Place place = place("home", TestPostgres.shared().freshDatabase());
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            Given.an_office(house.archive()).registered();
        }
        return place;
    }

    /** With one file for each of the days before today, none of which is a backup, and one that is something else. */
    private ScheduledBackups backups() throws IOException {
        Path lies = Files.createDirectories(folder.resolve("backups"));
        for (LocalDate day : every(400)) {
            if (!day.equals(TODAY)) {
                Files.writeString(lies.resolve("jieli-" + day + ".backup"), "of " + day);
            }
        }
        Files.writeString(lies.resolve("jieli-2020-01-01.backup.note"), "nobody's");
        Files.writeString(lies.resolve("jieli-2020-13-45.backup"), "of no day");
        Files.writeString(lies.resolve("somebody's.backup.part"), "somebody's");
        Path key = folder.resolve("backup.key");
        Vault.drawKey(key);
        ScheduledBackups backups = new ScheduledBackups(lies, key, 14);
        backups.check();
        return backups;
    }

    private static Set<String> names(ScheduledBackups backups) throws IOException {
        try (Stream<Path> files = Files.list(backups.folder())) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
    }

    @Test
    void a_backup_that_could_not_be_written_is_entered_as_that_after_it_was_entered() throws IOException {
        Place place = worked();
        Path key = folder.resolve("backup.key");
        Vault.drawKey(key);
        try (Vault vault = Vault.of(place, (zh, en) -> {})) {
            Path nowhere = folder.resolve("nowhere").resolve("a.backup");
            BackupKey opens = BackupKey.ofFile(Files.readAllBytes(key));
            assertThatThrownBy(() -> vault.backUp(nowhere, opens, true))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("FILE_UNWRITABLE"));
        }

        assertThat(backedUp(place)).extracting(AccountAct.Trace::done).containsExactly(false, true);
        assertThat(backedUp(place).get(0).details())
                .containsEntry(AccountAct.Detail.WHY, "NOT_WRITTEN")
                .containsEntry(AccountAct.Detail.FIELDS, "data, keys")
                .containsEntry(AccountAct.Detail.MEANS, "command line");
    }

    /** The newest first. */
    private static List<AccountAct.Trace> backedUp(Place place) {
        try (House house = Wiring.open(place, (zh, en) -> {}, () -> {})) {
            return house.archive().audit().traces(Audit.TraceFilter.none(), Optional.empty(), 50).lines().stream()
                    .map(Audit.Traced::trace)
                    .filter(trace -> trace.kind() == AccountAct.Kind.BACK_UP)
                    .toList();
        }
    }

    @Test
    void the_days_backup_is_restored_whole_and_of_the_old_ones_only_those_stay_that_are_kept() throws IOException {
        Place place = worked();
        ScheduledBackups backups = backups();
        for (LocalDate day : List.of(TODAY.minusDays(9), TODAY.minusDays(1), TODAY)) {
            for (String end : List.of(".part", ".123456.part")) {
                Path left = backups.folder().resolve("jieli-" + day + ".backup" + end);
                Files.writeString(left, "killed half way");
                Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            }
        }
        Path writing = backups.folder().resolve("jieli-" + TODAY + ".backup.654321.part");
        Files.writeString(writing, "of another, which is at it");

        backups.run(place, TODAY);

        assertThat(writing).hasContent("of another, which is at it");
        Files.delete(writing);
        Set<String> kept = new HashSet<>(
                Set.of("jieli-2020-01-01.backup.note", "jieli-2020-13-45.backup", "somebody's.backup.part"));
        for (int back = 0; back < 14; back++) {
            kept.add("jieli-" + TODAY.minusDays(back) + ".backup");
        }
        for (int back = 0; back < 12; back++) {
            kept.add("jieli-" + TODAY.withDayOfMonth(1).minusMonths(back) + ".backup");
        }
        assertThat(names(backups)).isEqualTo(kept).hasSize(3 + 14 + 12);
        assertThat(backups.folder().resolve("jieli-2026-11-21.backup")).hasContent("of 2026-11-21");

        Path written = backups.folder().resolve("jieli-2026-11-22.backup");
        BackupKey key = BackupKey.ofFile(Files.readAllBytes(backups.keyFile()));
        Place elsewhere = place("restored", TestPostgres.shared().freshDatabase());
        Backup.Restored restored =
                Vault.restore(elsewhere, written, key, (zh, en) -> {}).restored();
        assertThat(restored.found().faults()).isEmpty();
        assertThat(restored.found().entries()).isPositive();
        assertThat(restored.manifest().rows()).containsEntry("petition_case", 1L);

        byte[] before = Files.readAllBytes(written);
        backups.run(place, TODAY);
        assertThat(written).as("a day has one").hasBinaryContent(before);
        assertThat(names(backups)).isEqualTo(kept);
    }

    /** As when somebody backs up by hand into that folder while the round does. */
    @Test
    void of_backups_at_once_under_one_name_one_is_there_and_whole() throws Exception {
        Place place = worked();
        Path lies = Files.createDirectories(folder.resolve("backups"));
        Path file = lies.resolve("jieli-" + TODAY + ".backup");
        Path keyFile = folder.resolve("backup.key");
        Vault.drawKey(keyFile);
        BackupKey key = BackupKey.ofFile(Files.readAllBytes(keyFile));
        ExecutorService hands = Executors.newFixedThreadPool(3);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<Optional<String>>> done = new ArrayList<>();
        for (int hand = 0; hand < 3; hand++) {
            done.add(hands.submit(() -> {
                try (Vault vault = Vault.of(place, (zh, en) -> {})) {
                    together.await();
                    vault.backUp(file, key, false);
                    return Optional.empty();
                } catch (Refused late) {
                    return Optional.of(late.reason());
                }
            }));
        }
        hands.shutdown();
        List<Optional<String>> ends = new ArrayList<>();
        for (Future<Optional<String>> one : done) {
            ends.add(one.get());
        }

        assertThat(ends).contains(Optional.empty()).isSubsetOf(Optional.empty(), Optional.of("FILE_EXISTS"));
        try (Stream<Path> files = Files.list(lies)) {
            assertThat(files).containsExactly(file);
        }
        Place elsewhere = place("restored", TestPostgres.shared().freshDatabase());
        Backup.Restored restored =
                Vault.restore(elsewhere, file, key, (zh, en) -> {}).restored();
        assertThat(restored.found().faults()).isEmpty();
        assertThat(restored.manifest().rows()).containsEntry("petition_case", 1L);
    }

    @Test
    void a_run_that_fails_leaves_the_old_ones_and_nothing_half_done() throws IOException, SQLException {
        ScheduledBackups backups = backups();
        Set<String> before = names(backups);
        Place gone = place("gone", TestPostgres.shared().url("gone"));
        assertThatThrownBy(() -> backups.run(gone, TODAY)).isInstanceOf(RuntimeException.class);
        assertThat(names(backups)).isEqualTo(before);

        Place place = worked();
        try (Connection owner = DriverManager.getConnection(
                        place.database().orElseThrow().url());
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE \"Cannot Be Copied\" (line text)"); // no table of ours has such a name
        }
        assertThatThrownBy(() -> backups.run(place, TODAY)).isInstanceOf(RuntimeException.class);
        assertThat(names(backups)).isEqualTo(before);

        Files.delete(backups.keyFile());
        assertThatThrownBy(() -> backups.run(place, TODAY)).isInstanceOf(UncheckedIOException.class);
        assertThat(names(backups)).isEqualTo(before);
    }
}
