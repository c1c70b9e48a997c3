package dev.jieli.bootstrap.wiring;

import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.persistence.JooqArchive;
import dev.jieli.postgres.CannotStart;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Puts the house together: new, new, new. */
public final class Wiring {
    static final String DATABASE = "jieli";
    private static final int CONNECTIONS = 16;

    private Wiring() {}

    /**
     * Opens the data, making it where there is none.
     *
     * @param say told in Chinese and in English what takes its time
     * @param lost told when the embedded database ends by itself
     */
    public static House open(Place place, BiConsumer<String, String> say, Runnable lost) {
        return open(place, false, say, lost);
    }

    /**
     * The same.
     *
     * @param upgrading whether data of an earlier release are brought up to date without a backup, as a demonstration's are
     */
    public static House open(Place place, boolean upgrading, BiConsumer<String, String> say, Runnable lost) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        Unfinished.refuse(place.home());
        makeHome(place.home());
        Runnable[] closing = {() -> {}};
        try {
            Reached reached = place.database()
                    .map(outside -> new Reached(outside, false))
                    .orElseGet(() -> embedded(place, say, lost, closing));
            migrate(reached, upgrading);
            JooqArchive archive = archive(place, random, clock, reached);
            Runnable rest = closing[0];
            return new House(archive, Law.national(), clock, new Ids(clock, random), random, () -> {
                try {
                    archive.close();
                } finally {
                    rest.run();
                }
            });
        } catch (RuntimeException e) {
            closing[0].run();
            throw e;
        }
    }

    /**
     * How the database is reached.
     *
     * @param fresh whether there was none before
     */
    record Reached(Place.Database database, boolean fresh) {}

    /** The embedded database, started. */
    static Reached embedded(Place place, BiConsumer<String, String> say, Runnable lost, Runnable[] closing) {
        Path home = place.home().resolve("postgres");
        boolean fresh = !Files.exists(home.resolve("data"));
        EmbeddedPostgres postgres = started(home, say);
        closing[0] = postgres::close;
        CompletableFuture<Void> unused = postgres.ended().thenRun(lost);
        try {
            postgres.ensureDatabase(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be made", e);
        }
        return new Reached(new Place.Database(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password()), fresh);
    }

    /** The embedded database that another program of this account runs; empty where none does. */
    static Optional<Reached> running(Place place) {
        return EmbeddedPostgres.running(place.home().resolve("postgres"))
                .map(running -> new Reached(
                        new Place.Database(running.jdbcUrl(DATABASE), running.user(), running.password()), false));
    }

    static EmbeddedPostgres started(Path home, BiConsumer<String, String> say) {
        EmbeddedPostgres.Options options = EmbeddedPostgres.Options.standard()
                .with("jit", "off") // short statements only: compiling them costs more than it saves
                .with("shared_buffers", "256MB")
                .with("max_wal_size", "2GB")
                .reporting(step -> tell(step, say));
        try {
            return EmbeddedPostgres.start(home, options);
        } catch (CannotStart why) {
            throw new Refused(why.reason().name(), why.message(Locale.CHINESE), why.message(Locale.ENGLISH));
        }
    }

    private static void tell(Progress step, BiConsumer<String, String> say) {
        switch (step) {
            case UNPACKING -> say.accept("正在解开内置的 PostgreSQL（只在第一次）…", "Unpacking the embedded PostgreSQL (once)…");
            case INITIALISING -> say.accept("正在建立数据库（只在第一次）…", "Making the database (once)…");
            case RECOVERING -> say.accept("上次没有正常停止，正在恢复…", "The last stop was not a clean one: recovering…");
            default -> {
                // half a second that nobody needs to hear of
            }
        }
    }

    /** Makes the tables, or refuses where those of an earlier release are there: that is for the command upgrade. */
    private static void migrate(Reached reached, boolean upgrading) {
        Place.Database database = reached.database();
        int pending;
        try {
            pending = upgrading || reached.fresh() ? 0 : JooqArchive.pending(owner(database));
            if (pending == 0) {
                JooqArchive.migrate(owner(database));
            }
        } catch (RuntimeException unreachable) {
            throw new Refused(
                    "DATABASE_UNREACHABLE",
                    "不能打开数据库 " + database + "：" + reason(unreachable) + "。请检查地址、账号、口令，以及账号是否有建表权限。",
                    "The database of " + database + " cannot be opened: " + reason(unreachable)
                            + ". Check address, user and password, and that the user may create tables.");
        }
        if (pending > 0) {
            throw new Refused(
                    "UPGRADE_NEEDED",
                    "这里的数据是以前的版本留下的。请先运行 jieli upgrade 备份文件，它会先备份、再升级。",
                    "The data here are of an earlier release. Run jieli upgrade BACKUP-FILE first: it backs them up and brings"
                            + " them up to date.");
        }
    }

    static JooqArchive archive(Place place, SecureRandom random, InstantSource clock, Reached reached) {
        Keys keys = Keys.in(place.home(), random);
        JooqArchive archive = new JooqArchive(
                JooqArchive.pool(
                        reached.database().url(),
                        reached.database().user(),
                        reached.database().password(),
                        CONNECTIONS),
                keys.ring(),
                SealFile.of(place.home(), System.getenv()).keys(random, clock.instant()));
        if (keys.fresh() && !reached.fresh() && keysAreMissing(archive)) {
            archive.close();
            forget(place.home());
            throw new Refused(
                    "KEYS_MISSING",
                    "数据还在，密钥文件 " + Keys.file(place.home()) + " 不见了，信访人信息无法读出。请从备份恢复这个文件后再启动。",
                    "The data are there, but the key file " + Keys.file(place.home())
                            + " is gone, and petitioners cannot be read. Restore it from a backup and start again.");
        }
        return archive;
    }

    static DataSource owner(Place.Database database) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.url());
        owner.setUser(database.user());
        owner.setPassword(database.password());
        return owner;
    }

    /** A key was made just now, and yet there is something that was written under another. */
    private static boolean keysAreMissing(JooqArchive archive) {
        return !archive.board(Asker.Job.OPERATOR)
                .ledger(Board.Filter.none(), LocalDate.EPOCH, Optional.empty(), 1)
                .lines()
                .isEmpty();
    }

    private static void forget(Path home) {
        try {
            Files.deleteIfExists(Keys.file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void makeHome(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(home);
                if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new Refused(
                    "NOT_ACCESSIBLE",
                    "不能在 " + home + " 建立数据目录。请检查权限，或用 --data 另选一个目录。",
                    "The data directory " + home
                            + " cannot be made. Check the permissions, or choose another with --data.");
        }
    }

    private static String reason(RuntimeException fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
