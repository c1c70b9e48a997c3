package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.persistence.UnusableBackup.Why;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.Given;
import dev.jieli.testkit.Who;
import dev.jieli.testkit.contract.AuditContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What was backed up comes back whole, or not at all. */
class BackupTest {
    private static final BackupKey KEY = BackupKey.ofFile("0123456789abcdef".getBytes(UTF_8));
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static byte[] file = {};
    private static Backup.Manifest manifest = new Backup.Manifest(
            AT,
            "",
            "",
            com.google.common.collect.ImmutableSortedMap.of(),
            com.google.common.collect.ImmutableSortedMap.of());

    @BeforeAll
    static void backUp() {
        Database database = Database.empty();
        try (JooqArchive archive = database.archive()) {
            Given given = Given.an_office(archive);
            given.accepted();
            given.final_();
            given.effective(given.opened(Who.HANDLER, Who.COLLEAGUE.id()));
            new LeaveTrace(archive.store())
                    .leave(
                            AccountAct.NOBODY,
                            AccountAct.Trace.done(AccountAct.Kind.BACK_UP),
                            Optional.empty(),
                            given.now());
            archive.audit().checkpoint(given.now());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest = Backup.write(
                owner(database.url()),
                out,
                KEY,
                ImmutableMap.of("keys", "k1 = 00".getBytes(UTF_8)),
                "0.1.0",
                AT,
                RANDOM);
        file = out.toByteArray();
    }

    private static DataSource owner(String url) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        return owner;
    }

    private static Backup.Restored restored(byte[] from, BackupKey key, String url) {
        return Backup.restore(
                owner(url),
                new ByteArrayInputStream(from),
                key,
                Signing.ofOthers(AuditContract.SEALS, Optional.empty()),
                (name, content) -> {});
    }

    @Test
    void an_empty_database_becomes_what_was_backed_up_and_proves_it() {
        String url = TestPostgres.shared().freshDatabase();
        Map<String, String> files = new HashMap<>();
        Backup.Restored restored = Backup.restore(
                owner(url),
                new ByteArrayInputStream(file),
                KEY,
                Signing.ofOthers(AuditContract.SEALS, Optional.empty()),
                (name, content) -> files.put(name, new String(content, UTF_8)));

        assertThat(restored.manifest()).isEqualTo(manifest);
        assertThat(restored.found().faults()).isEmpty();
        assertThat(restored.found().checkpoints()).isEqualTo(1);
        assertThat(restored.found().entries()).isEqualTo(manifest.rows().get("docket_entry"));
        assertThat(files).containsExactly(Map.entry("keys", "k1 = 00"));

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        Backup.Manifest second = Backup.write(owner(url), again, KEY, Map.of(), "0.1.0", AT, RANDOM);
        assertThat(second.rows()).isEqualTo(manifest.rows());
        Map<String, String> same = new HashMap<>(manifest.digests());
        Map<String, String> then = new HashMap<>(second.digests());
        for (String placed :
                new String[] {"docket_entry", "listener"}) { // they take places of their own in a new stream
            same.remove(placed);
            then.remove(placed);
        }
        assertThat(then).isEqualTo(same);
    }

    @Test
    void what_was_restored_goes_on() {
        Database database = Database.fresh(TestPostgres.shared());
        // emptied again: Database.fresh has migrated it, which a restoration takes
        Backup.Restored restored = restored(file, KEY, database.url());
        try (JooqArchive archive = database.archive()) {
            assertThat(restored.found().faults()).isEmpty();
            new LeaveTrace(archive.store())
                    .leave(AccountAct.NOBODY, AccountAct.Trace.done(AccountAct.Kind.RESTORE), Optional.empty(), AT);
            archive.audit().checkpoint(AT.plusSeconds(1));
            assertThat(archive.audit().verify(read -> {}).faults()).isEmpty();
        }
        database.application().close();
    }

    @Test
    void a_database_that_holds_something_is_left_alone() {
        String url = TestPostgres.shared().freshDatabase();
        restored(file, KEY, url);

        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> restored(file, KEY, url))
                .matches(refused -> refused.why() == Why.NOT_EMPTY);
    }

    @Test
    void with_another_key_nothing_is_opened() {
        for (BackupKey wrong : new BackupKey[] {
            BackupKey.ofFile("0123456789abcdee".getBytes(UTF_8)), BackupKey.ofPassphrase("correct horse battery")
        }) {
            assertThatExceptionOfType(UnusableBackup.class)
                    .isThrownBy(() -> look(file, wrong))
                    .matches(refused -> refused.why() == Why.WRONG_KEY);
        }
    }

    private static Backup.Manifest look(byte[] from, BackupKey key) {
        return Backup.look(new ByteArrayInputStream(from), key, (name, content) -> {});
    }

    @Test
    void a_passphrase_opens_what_it_closed() {
        BackupKey key = BackupKey.ofPassphrase("correct horse battery");
        String url = TestPostgres.shared().freshDatabase();
        Database.migrate(url);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Backup.Manifest written = Backup.write(owner(url), out, key, Map.of(), "0.1.0", AT, RANDOM);

        assertThat(look(out.toByteArray(), BackupKey.ofPassphrase("correct horse battery")))
                .isEqualTo(written);
        assertThat(new String(out.toByteArray(), UTF_8)).doesNotContain("docket_entry");
    }

    @Test
    void a_backup_cut_short_anywhere_is_not_taken_for_a_whole_one() {
        int piece = 64 * 1024 + 16;
        int head = 8 + 1 + 16 + 16;
        for (int length :
                new int[] {0, 10, head, head + 1, head + piece, head + piece - 1, file.length - 1, file.length - 17}) {
            if (length < file.length && length >= 0) {
                assertThatExceptionOfType(UnusableBackup.class)
                        .as("%d of %d bytes", length, file.length)
                        .isThrownBy(() -> look(Arrays.copyOf(file, length), KEY))
                        .matches(refused -> refused.why() == (length < head ? Why.NOT_A_BACKUP : Why.DAMAGED)
                                || refused.why() == Why.WRONG_KEY);
            }
        }
        String url = TestPostgres.shared().freshDatabase();
        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> restored(Arrays.copyOf(file, file.length - 1), KEY, url));
        assertThat(restored(file, KEY, url).found().faults())
                .as("nothing was left of the half one")
                .isEmpty();
    }

    @Test
    void one_byte_that_was_changed_shows() {
        for (int place : new int[] {41, file.length / 2, file.length - 1}) {
            byte[] changed = file.clone();
            changed[place] ^= 1;
            assertThatExceptionOfType(UnusableBackup.class)
                    .isThrownBy(() -> look(changed, KEY))
                    .matches(refused -> refused.why() == Why.DAMAGED);
        }
    }

    /** The same backup with some of its parts written anew, by somebody who has the key. */
    private static byte[] rewritten(BiFunction<String, String, String> anew) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(SealedStream.from(new ByteArrayInputStream(file), KEY));
                ZipOutputStream to = new ZipOutputStream(SealedStream.to(out, KEY, RANDOM))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(anew.apply(entry.getName(), new String(from.readAllBytes(), UTF_8))
                        .getBytes(UTF_8));
                to.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void rows_that_are_not_what_the_manifest_says_are_refused_and_nothing_of_them_stays() throws Exception {
        byte[] oneRowLess = rewritten((name, content) ->
                name.equals("tables/docket_entry") ? content.substring(content.indexOf('\n') + 1) : content);
        byte[] oneMoreCounted = rewritten((name, content) ->
                name.equals("manifest") ? content.replaceFirst("(table.unit.)\\d+", "$1999") : content);
        String url = TestPostgres.shared().freshDatabase();
        for (byte[] other : new byte[][] {oneRowLess, oneMoreCounted}) {
            assertThatExceptionOfType(UnusableBackup.class)
                    .isThrownBy(() -> restored(other, KEY, url))
                    .matches(refused -> refused.why() == Why.DIFFERS);
        }
        assertThat(restored(file, KEY, url).found().faults())
                .as("into the same database, which is empty still")
                .isEmpty();
    }

    @Test
    void a_docket_that_was_altered_before_it_was_backed_up_does_not_pass_for_whole() throws Exception {
        AtomicReference<String> digest = new AtomicReference<>("");
        byte[] other = rewritten((name, content) -> {
            if (name.equals("tables/docket_entry")) {
                String altered = content.replace("来信一封", "来信二封");
                assertThat(altered).isNotEqualTo(content);
                digest.set(Seal.digest(altered));
                return altered;
            }
            return name.equals("manifest")
                    ? content.replaceFirst("(table.docket_entry.\\d+.)[0-9a-f]{64}", "$1" + digest.get())
                    : content;
        });

        Backup.Restored restored = restored(other, KEY, TestPostgres.shared().freshDatabase());
        assertThat(restored.found().faults()).extracting(Audit.Fault::kind).contains(Audit.Fault.Kind.ALTERED);
    }

    @Test
    void what_is_no_backup_is_told_so() {
        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> look("hello".getBytes(UTF_8), KEY))
                .matches(refused -> refused.why() == Why.NOT_A_BACKUP);
    }
}
