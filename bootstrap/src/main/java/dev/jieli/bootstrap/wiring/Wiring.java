package dev.jieli.bootstrap.wiring;

import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.port.Board;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.persistence.JooqArchive;
import dev.jieli.persistence.Login;
import dev.jieli.persistence.Occupancy;
import dev.jieli.persistence.Vitals;
import dev.jieli.postgres.CannotStart;
import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the house together: new, new, new. */
public final class Wiring {
    static final String DATABASE = "jieli";
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final int CONNECTIONS = 16;
    private static final int OLDEST_SERVER = 15;
    private static final int NEWEST_SERVER = 18;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private Wiring() {}

    /**
     * Opens the data, making it where there is none.
     *
     * @param say told in Chinese and in English what takes its time
     * @param lost told when the embedded database ends by itself
     */
    public static House open(Place place, BiConsumer<String, String> say, Runnable lost) {
        return open(place, false, true, Duration.ZERO, say, lost);
    }

    /**
     * The same.
     *
     * @param upgrading whether data of an earlier release are brought up to date without a backup, as a demonstration's are
     * @param longest how long a request waits for the database; zero for as long as it takes
     */
    public static House open(
            Place place, boolean upgrading, Duration longest, BiConsumer<String, String> say, Runnable lost) {
        return open(place, upgrading, true, longest, say, lost);
    }

    /** Opens data that are there: who mistypes a directory is not told that an empty one is in order. */
    public static House enter(Place place, BiConsumer<String, String> say) {
        Unfinished.refuse(place.home());
        refuseNothing(place);
        return open(place, false, false, Duration.ZERO, say, () -> {});
    }

    static void refuseNothing(Place place) {
        if (place.database().isEmpty()
                && !Files.isDirectory(place.home().resolve("postgres").resolve("data"))) {
            throw nothing("目录 " + place.home(), place.home().toString(), "--data");
        }
    }

    private static Refused nothing(String whereZh, String where, String option) {
        return new Refused(
                "NOTHING_THERE",
                whereZh + " 里没有数据。请用 " + option + " 指明数据在哪里；新的机关先用 jieli serve 启动并完成首次设置。",
                "There are no data in " + where + ". Say with " + option
                        + " where they are; a new office is started with jieli serve and set up first.");
    }

    private static House open(
            Place place,
            boolean upgrading,
            boolean founding,
            Duration longest,
            BiConsumer<String, String> say,
            Runnable lost) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        Unfinished.refuse(place.home());
        makeHome(place.home());
        Runnable[] closing = {() -> {}};
        try {
            Reached reached =
                    place.database().map(Wiring::outside).orElseGet(() -> embedded(place, say, lost, closing));
            Optional<Occupancy> asOwner = place.database().map(database -> besideOthers(owner(database), lost));
            asOwner.ifPresent(held -> closing[0] = held::close);
            migrate(reached, upgrading, founding);
            JooqArchive archive = archive(place, random, clock, reached, longest);
            if (asOwner.isPresent()) { // from here on nothing is done as the owner
                Login login = loginOrOwner(place, random, reached);
                Occupancy held = besideOthers(login.source(reached.database().url()), lost);
                asOwner.get().close();
                closing[0] = held::close;
            }
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

    private static Occupancy besideOthers(DataSource source, Runnable lost) {
        return Occupancy.besideOthers(source, lost)
                .orElseThrow(
                        () -> new Refused(
                                "OCCUPIED",
                                "这个数据库正在升级、恢复或者更换密钥。请等它做完再启动。",
                                "This database is being upgraded, restored, or written again under another key. Start when that is done."));
    }

    /** A database that others run, for what nobody may do beside a server. */
    static Occupancy alone(Place.Database database) {
        return Occupancy.alone(owner(database))
                .orElseThrow(
                        () -> new Refused(
                                "OCCUPIED",
                                "还有服务器或别的命令在用数据库 " + database + "。请先停下它们（包括别的机器上的 jieli serve），再运行一次。",
                                "A server or another command works on the database of " + database
                                        + ". Stop it, also where it is jieli serve on another machine, and run this once more."));
    }

    /** A database that others run. */
    static Reached outside(Place.Database database) {
        int server;
        try {
            server = Vitals.server(owner(database));
        } catch (RuntimeException unreachable) {
            throw unreachable(database, unreachable);
        }
        refuseUnknown(server);
        return new Reached(database, false);
    }

    /** @param server the version of PostgreSQL, such as 18 */
    static void refuseUnknown(int server) {
        if (server < OLDEST_SERVER || server > NEWEST_SERVER) {
            throw new Refused(
                    "DATABASE_VERSION",
                    "数据库是 PostgreSQL " + server + "，请换用 15 至 18 中的一版，或用内置的数据库（不加 --database）。",
                    "The database is PostgreSQL " + server
                            + ". Use one of 15 to 18, or the embedded one (without --database).");
        }
    }

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
    private static void migrate(Reached reached, boolean upgrading, boolean founding) {
        Place.Database database = reached.database();
        OptionalInt pending;
        boolean go;
        try {
            pending = JooqArchive.pending(owner(database));
            go = pending.isEmpty() ? founding : upgrading || pending.getAsInt() == 0;
            if (go) {
                JooqArchive.migrate(owner(database));
            }
        } catch (RuntimeException unreachable) {
            throw unreachable(database, unreachable);
        }
        if (pending.isEmpty() && !go) {
            throw nothing("数据库 " + database, database.toString(), "--database");
        }
        if (!go) {
            throw older();
        }
    }

    /** Of data that were left by an earlier release. */
    public static Refused older() {
        return new Refused(
                "UPGRADE_NEEDED",
                "这里的数据是以前的版本留下的。请先运行 jieli upgrade 备份文件，它会先备份、再升级。",
                "The data here are of an earlier release. Run jieli upgrade BACKUP-FILE first: it backs them up and brings"
                        + " them up to date.");
    }

    private static Refused unreachable(Place.Database database, RuntimeException why) {
        return new Refused(
                "DATABASE_UNREACHABLE",
                "不能打开数据库 " + database + "：" + reason(why) + "。请检查地址、账号、密码，以及账号是否有建表权限。",
                "The database of " + database + " cannot be opened: " + reason(why)
                        + ". Check address, user and password, and that the user may create tables.");
    }

    static JooqArchive archive(
            Place place, SecureRandom random, InstantSource clock, Reached reached, Duration longest) {
        SealFile seals = SealFile.of(place.home(), System.getenv());
        refuseAnotherSeal(seals, reached);
        Keys keys = Keys.in(place.home(), random);
        Login login = loginOrOwner(place, random, reached);
        DataSource jobs = pool(reached, login, CONNECTIONS, Duration.ZERO);
        JooqArchive archive = new JooqArchive(
                longest.isZero() ? jobs : pool(reached, login, CONNECTIONS, longest),
                jobs,
                keys.ring(),
                seals.signing(random, clock.instant()));
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

    /** Another key beside the one that signed would vouch for nothing, and under that one its checkpoints count for nothing. */
    private static void refuseAnotherSeal(SealFile seals, Reached reached) {
        boolean signed = seals.last().filter(last -> last.number() > 0).isPresent()
                || JooqArchive.isSigned(owner(reached.database()));
        if (!seals.exists() && signed) {
            throw new Refused(
                    "SEAL_KEYS_MISSING",
                    "检查点是签过章的，签章密钥文件 " + seals.file()
                            + " 却不在。请挂载介质、设置 JIELI_SEAL_KEYS，或者从备份恢复这个文件后再启动；确实丢失的，用 jieli checkpoint 文件 --lost-key 另立一把，以前的检查点从此无法验签。",
                    "Checkpoints were signed, but the file " + seals.file()
                            + " with the keys is not there. Mount what it lies on, set JIELI_SEAL_KEYS, or restore it from a backup, and"
                            + " start again. Where it is lost for good, jieli checkpoint FILE --lost-key begins with another: the"
                            + " signatures so far can then not be looked at any more.");
        }
    }

    /** Connections for the work of the application: whoever takes one over has the rights of the application and no more. */
    static HikariDataSource pool(Place place, SecureRandom random, Reached reached, int size) {
        return pool(reached, loginOrOwner(place, random, reached), size, Duration.ZERO);
    }

    private static HikariDataSource pool(Reached reached, Login login, int size, Duration longest) {
        return JooqArchive.pool(reached.database().url(), login, size, longest);
    }

    private static Login loginOrOwner(Place place, SecureRandom random, Reached reached) {
        Place.Database database = reached.database();
        return login(place, random, reached).orElseGet(() -> new Login(database.user(), database.password()));
    }

    /**
     * As whom the application comes to the database, made where that is not done; empty where an outside one lets nobody else
     * in than the owner of the tables, and he may not make roles.
     */
    static Optional<Login> login(Place place, SecureRandom random, Reached reached) {
        makeHome(place.home());
        Login login = LoginFile.in(place.home(), random);
        String url = reached.database().url();
        if (!login.stands(url)) {
            login.make(owner(reached.database()));
            if (!login.stands(url)) {
                if (place.database().isEmpty()) {
                    throw new IllegalStateException("the embedded database does not let " + login + " in");
                }
                LOG.warn("the server works as the owner of the tables; jieli doctor says what to do");
                return Optional.empty();
            }
        }
        return Optional.of(login);
    }

    static DataSource owner(Place.Database database) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(database.url());
        owner.setUser(database.user());
        owner.setPassword(database.password());
        owner.setLogServerErrorDetail(false); // which tells the row that was not taken, and faults go to the log
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
            boolean made = !Files.isDirectory(home);
            if (made) {
                Files.createDirectories(home);
            }
            if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                if (made) {
                    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
                } else if (isOurs(home)) {
                    shut(home);
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

    /** Whether there is nothing in it that is not of here: somebody may have named a directory that others use as well. */
    private static boolean isOurs(Path home) throws IOException {
        if (Files.exists(Keys.file(home)) || Files.exists(home.resolve("postgres"))) {
            return true;
        }
        try (Stream<Path> inside = Files.list(home)) {
            return inside.findAny().isEmpty();
        }
    }

    /** The way through stays open where it is: the database of root runs as somebody else. */
    private static void shut(Path home) throws IOException {
        Set<PosixFilePermission> allowed = EnumSet.copyOf(Files.getPosixFilePermissions(home));
        if (allowed.removeAll(OTHERS)) {
            try {
                Files.setPosixFilePermissions(home, allowed);
            } catch (FileSystemException notOurs) {
                LOG.warn("others can look into {}", home);
            }
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
