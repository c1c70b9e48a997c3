package dev.jieli.bootstrap.wiring;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.LeaveTrace;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.persistence.Backup;
import dev.jieli.persistence.BackupKey;
import dev.jieli.persistence.JooqArchive;
import dev.jieli.persistence.KeyRing;
import dev.jieli.persistence.UnusableBackup;
import dev.jieli.persistence.Vitals;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 备份与恢复: works on the database as its owner, also while a server of this machine is running on it; closing it lets go of
 * what it started itself.
 */
public final class Vault implements AutoCloseable {
    /** Why something failed that had been entered: its file has no name. */
    public static final String NOT_WRITTEN = "NOT_WRITTEN";

    private static final String SEAL_KEYS = "seal-keys";

    /** Kept with every backup: the last checkpoint that had been signed then. */
    private static final String SEALED_LAST = "seal-keys.last";

    /** What lies beside the data and is kept with a backup only when that is asked for. */
    private static final List<String> SECRETS = List.of("keys", SEAL_KEYS, "listeners");

    /** The files by which the place changes rules: kept with every backup, or the house would come back laxer than it was. */
    private static final List<String> POLICIES = List.of("sign-in", "retention", "syslog");

    /** Names those of them that there were, so that a backup of a house without any is told from one that kept none. */
    private static final String POLICIES_KEPT = "policies";

    private static final Splitter NAMES = Splitter.on('\n').omitEmptyStrings();
    private static final int BUFFER = 1 << 20;

    private final Place place;
    private final Wiring.Reached reached;
    private final Runnable onClose;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    private Vault(Place place, Wiring.Reached reached, Runnable onClose) {
        this.place = place;
        this.reached = reached;
        this.onClose = onClose;
    }

    /** Of data that are there: started here, or as another program runs them. */
    public static Vault of(Place place, BiConsumer<String, String> say) {
        Unfinished.refuse(place.home());
        Wiring.refuseNothing(place);
        return reached(place, say, true);
    }

    /** Of data on which nothing else works, for what nobody may do beside a server. */
    public static Vault alone(Place place, BiConsumer<String, String> say) {
        Unfinished.refuse(place.home());
        Wiring.refuseNothing(place);
        return reached(place, say, false);
    }

    private static Vault reached(Place place, BiConsumer<String, String> say, boolean join) {
        if (place.database().isPresent()) {
            Wiring.Reached outside = Wiring.outside(place.database().get());
            return new Vault(place, outside, join ? () -> {} : Wiring.alone(outside.database())::close);
        }
        Runnable[] closing = {() -> {}};
        try {
            return new Vault(place, Wiring.embedded(place, say, () -> {}, closing), () -> closing[0].run());
        } catch (Refused inUse) {
            Optional<Wiring.Reached> running =
                    join && inUse.reason().equals("IN_USE") ? Wiring.running(place) : Optional.empty();
            return new Vault(place, running.orElseThrow(() -> inUse), () -> {});
        }
    }

    /** How the database is. */
    public Vitals vitals() {
        return Vitals.of(Wiring.owner(reached.database()));
    }

    /** Whether the server comes to the database as somebody who is not the owner of the tables. */
    public boolean isWalled() {
        return LoginFile.found(place.home())
                .map(login -> login.stands(reached.database().url()))
                .orElse(true); // the next start draws it
    }

    /** Whether the tables are those of this release. */
    public boolean isUpToDate() {
        return JooqArchive.pending(Wiring.owner(reached.database())).orElse(0) == 0;
    }

    /**
     * Brings the tables up to date, and enters then, where the tables of before had no room for it, what was backed up.
     *
     * @param before what was written of the data as they were
     */
    public void upgrade(Backup.Manifest before) {
        JooqArchive.migrate(Wiring.owner(reached.database()));
        trace(AccountAct.Trace.done(AccountAct.Kind.BACK_UP)
                .with(AccountAct.Detail.FIELDS, "data")
                .with(AccountAct.Detail.BEFORE, before.schema()));
    }

    // ------------------------------------------------------------------ backing up

    /**
     * Writes everything that is kept into a file, which has its name only when it is whole and on the disk. One that is there
     * already is refused, for it may be the only good one.
     *
     * @param withKeys whether the keys go with it; without them what identifies petitioners cannot be read again
     */
    public Backup.Manifest backUp(Path file, BackupKey key, boolean withKeys) {
        return backUp(file, key, withKeys, Optional.empty());
    }

    /**
     * The same.
     *
     * @param listeners where the file that goes with the keys lies; by default in the data directory
     */
    public Backup.Manifest backUp(Path file, BackupKey key, boolean withKeys, Optional<Path> listeners) {
        refuseThere(file);
        String what = withKeys ? "data, keys" : "data";
        boolean entered = isUpToDate();
        if (entered) {
            trace(AccountAct.Trace.done(AccountAct.Kind.BACK_UP).with(AccountAct.Detail.FIELDS, what));
        }
        try {
            return write(file, key, withKeys, listeners);
        } catch (RuntimeException fault) {
            if (entered) {
                notWritten(what, fault);
            }
            throw fault;
        }
    }

    /** What was entered before has no file; the database itself may be what failed. */
    private void notWritten(String what, RuntimeException why) {
        try {
            trace(AccountAct.Trace.failed(AccountAct.Kind.BACK_UP, NOT_WRITTEN).with(AccountAct.Detail.FIELDS, what));
        } catch (RuntimeException notEntered) {
            why.addSuppressed(notEntered);
        }
    }

    private Backup.Manifest write(Path file, BackupKey key, boolean withKeys, Optional<Path> listeners) {
        Path unfinished = null;
        try {
            WholeFile.Unnamed begun = WholeFile.begin(file); // under a name of its own: another may be written just now
            unfinished = begun.path();
            Backup.Manifest manifest;
            try (OutputStream out = begun.out()) {
                manifest = Backup.write(
                        Wiring.owner(reached.database()),
                        out,
                        key,
                        beside(withKeys, listeners),
                        release(),
                        clock.instant(),
                        random);
            }
            refuseThere(file);
            WholeFile.named(unfinished, file);
            return manifest;
        } catch (IOException | UncheckedIOException unwritable) {
            remove(unfinished);
            throw new Refused(
                    "FILE_UNWRITABLE",
                    "备份文件 " + file + " 写不下去：" + unwritable.getMessage() + "。请检查目录、权限和剩余空间。",
                    "The backup " + file + " cannot be written: " + unwritable.getMessage()
                            + ". Check directory, permissions and free space.");
        } catch (RuntimeException fault) {
            remove(unfinished);
            throw fault;
        }
    }

    private static void refuseThere(Path file) {
        if (Files.exists(file)) {
            throw new Refused(
                    "FILE_EXISTS",
                    "备份文件 " + file + " 已经有了，不会覆盖：它可能是唯一完好的一份。请换一个文件名再试。",
                    "There is a backup " + file
                            + " already, and it is not replaced: it may be the only good one. Try again under another name.");
        }
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // it is no backup, and its name says so
        }
    }

    private Map<String, byte[]> beside(boolean withKeys, Optional<Path> listeners) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : POLICIES) {
            keep(files, name, place.home().resolve(name));
        }
        TreeSet<String> policies = new TreeSet<>(files.keySet());
        SealFile seals = SealFile.of(place.home(), System.getenv());
        seals.last()
                .ifPresent(last -> files.put(SEALED_LAST, SealFile.text(last).getBytes(StandardCharsets.UTF_8)));
        files.put(POLICIES_KEPT, String.join("\n", policies).getBytes(StandardCharsets.UTF_8));
        if (withKeys) {
            keep(files, "keys", Keys.file(place.home()));
            keep(files, SEAL_KEYS, seals.file());
            keep(files, "listeners", listeners.orElse(place.home().resolve("listeners")));
        }
        return files;
    }

    private static void keep(Map<String, byte[]> files, String name, Path file) throws IOException {
        if (Files.exists(file)) {
            files.put(name, Files.readAllBytes(file));
        }
    }

    /** Makes a key file with 32 random bytes, which only its owner can read. */
    public static void drawKey(Path file) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        WholeFile.write(file, HexFormat.of().formatHex(key) + "\n");
    }

    private static String release() {
        String version = Vault.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    private void trace(AccountAct.Trace trace) {
        KeyRing unused = KeyRing.of("none", new byte[16]); // nothing of petitioners is read or written
        try (JooqArchive archive = new JooqArchive(Wiring.pool(place, random, reached, 2), unused)) {
            new LeaveTrace(archive.store())
                    .leave(
                            AccountAct.NOBODY,
                            trace.with(AccountAct.Detail.MEANS, "command line"),
                            Optional.empty(),
                            clock.instant());
        }
    }

    // ------------------------------------------------------------------ restoring

    /**
     * 恢复结果
     *
     * @param policies the files by which the place changes rules that came back; empty where the backup was made by a release
     *     that kept none
     * @param key the fingerprint of the key by which the signatures of checkpoints were looked at; empty where none was there
     * @param ahead what the file beside the keys knew as the last checkpoint, where that is not in the backup
     */
    public record Returned(
            Backup.Restored restored,
            Optional<ImmutableList<String>> policies,
            Optional<String> key,
            Optional<Signing.Last> ahead) {}

    /**
     * Puts a backup back where nothing is: into a data directory that is not there or is empty, or an outside database that is
     * empty. Until it is proved that all came back nothing can be started on it.
     */
    public static Returned restore(Place place, Path file, BackupKey key, BiConsumer<String, String> say) {
        Unfinished.refuse(place.home());
        Backup.look(opened(file), key, (name, content) -> {}); // whole, and of this key, before anything is made
        if (place.database().isEmpty() && !isEmpty(place.home())) {
            throw new Refused(
                    "NOT_EMPTY",
                    "目录 " + place.home() + " 不是空的，不会覆盖。请用 --data 指明一个空的或者不存在的目录。",
                    "The directory " + place.home()
                            + " is not empty, and nothing in it is replaced. Name an empty one, or one that"
                            + " is not there, with --data.");
        }
        Wiring.makeHome(place.home());
        boolean outside = place.database().isPresent();
        if (!outside) {
            Unfinished.begin(place.home());
        }
        SealFile sealFile = SealFile.of(place.home(), System.getenv());
        Beside beside = new Beside(place.home());
        SealKeys seals;
        Backup.Restored restored;
        try (Vault vault = reached(place, say, false)) {
            if (outside) { // and not where others work on it: nothing was done to what they have
                Unfinished.begin(place.home());
            }
            Backup.look(opened(file), key, beside::take);
            seals = beside.seals(sealFile);
            restored = Backup.restore(
                    Wiring.owner(vault.reached.database()),
                    opened(file),
                    key,
                    Signing.ofOthers(seals, Optional.of(beside.last())),
                    (name, content) -> {});
            if (restored.found().faults().isEmpty()) {
                vault.trace(AccountAct.Trace.done(AccountAct.Kind.RESTORE)
                        .with(AccountAct.Detail.BEFORE, restored.manifest().at()));
            }
        } catch (UnusableBackup refused) {
            if (refused.why() == UnusableBackup.Why.NOT_EMPTY) {
                Unfinished.end(place.home()); // nothing was done to what is there
            }
            throw refused;
        }
        Optional<Signing.Last> ahead = Optional.empty();
        if (restored.found().faults().isEmpty()) {
            Signing.Last last = restored.last().orElse(Signing.Last.NONE);
            ahead = sealFile.last().filter(known -> known.number() > last.number());
            sealFile.signed(last); // what is verified from now on goes as far as the backup did
            Unfinished.end(place.home());
        }
        return new Returned(
                restored,
                beside.policies(),
                seals.isEmpty() ? Optional.empty() : Optional.of(seals.fingerprint()),
                ahead);
    }

    private static boolean isEmpty(Path home) {
        if (!Files.exists(home)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(home)) {
            return inside.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream opened(Path file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException missing) {
            throw new Refused(
                    "FILE_MISSING",
                    "读不到备份文件 " + file + "。请检查路径和权限。",
                    "The backup " + file + " cannot be read. Check its path and permissions.");
        }
    }

    /** The files that came with a backup, put where the server looks for them. */
    private static final class Beside {
        private final Path home;
        private @Nullable String seals;
        private @Nullable String policies;
        private Signing.Last last = Signing.Last.NONE;

        Beside(Path home) {
            this.home = home;
        }

        void take(String name, byte[] content) {
            String text = new String(content, StandardCharsets.UTF_8);
            if (name.equals(POLICIES_KEPT)) {
                policies = text;
            } else if (name.equals(SEALED_LAST)) {
                last = SealFile.last(text);
            } else if ((SECRETS.contains(name) || POLICIES.contains(name)) && !Files.exists(home.resolve(name))) {
                try {
                    WholeFile.write(home.resolve(name), content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (name.equals(SEAL_KEYS)) {
                    seals = text;
                }
            }
        }

        Optional<ImmutableList<String>> policies() {
            return Optional.ofNullable(policies).map(names -> ImmutableList.copyOf(NAMES.splitToList(names)));
        }

        /** How far checkpoints were signed when the backup was made; a backup of an earlier release does not say. */
        Signing.Last last() {
            return last;
        }

        /** The keys that are here are believed before those that the backup brings. */
        SealKeys seals(SealFile here) {
            if (here.exists()) {
                return here.read(Optional.empty());
            }
            String text = seals;
            return text == null ? SealKeys.none() : SealKeys.read(text, Optional.empty());
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
