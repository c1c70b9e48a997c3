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
        SecureRandom random = new SecureRandom();
        InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        makeHome(place.home());
        Runnable[] closing = {() -> {}};
        try {
            JooqArchive archive = place.database().isPresent()
                    ? outside(place, place.database().get(), random)
                    : embedded(place, say, lost, random, closing);
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

    private static JooqArchive embedded(
            Place place, BiConsumer<String, String> say, Runnable lost, SecureRandom random, Runnable[] closing) {
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
        JooqArchive.migrate(owner(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password()));
        return archive(place, random, fresh, postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
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

    private static JooqArchive outside(Place place, Place.Database database, SecureRandom random) {
        try {
            JooqArchive.migrate(owner(database.url(), database.user(), database.password()));
        } catch (RuntimeException unreachable) {
            throw new Refused(
                    "DATABASE_UNREACHABLE",
                    "不能打开数据库 " + database + "：" + reason(unreachable) + "。请检查地址、账号、口令，以及账号是否有建表权限。",
                    "The database of " + database + " cannot be opened: " + reason(unreachable)
                            + ". Check address, user and password, and that the user may create tables.");
        }
        return archive(place, random, false, database.url(), database.user(), database.password());
    }

    private static JooqArchive archive(
            Place place, SecureRandom random, boolean emptyDatabase, String url, String user, String password) {
        Keys keys = Keys.in(place.home(), random);
        JooqArchive archive = new JooqArchive(JooqArchive.pool(url, user, password, CONNECTIONS), keys.ring());
        if (keys.fresh() && !emptyDatabase && keysAreMissing(archive)) {
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

    static DataSource owner(String url, String user, String password) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(user);
        owner.setPassword(password);
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

    private static void makeHome(Path home) {
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
