package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jieli.postgres.CannotStart.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A running PostgreSQL server that belongs to this program. It listens on 127.0.0.1 only, on a free port that changes with
 * every start; it ends when it is closed and, within seconds, when this JVM ends for whatever reason.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** What may differ from one start to another. */
    public record Options(
            @Nullable Path engineCache,
            Durability durability,
            Map<String, String> settings,
            Consumer<Progress> progress) {

        private static final Set<String> DECIDED_HERE = Set.of(
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "listen_addresses",
                "port",
                "unix_socket_directories",
                "data_directory",
                "hba_file",
                "ssl");

        public Options {
            settings = Map.copyOf(settings);
            for (String name : settings.keySet()) {
                if (!name.matches("[a-z_]+(\\.[a-z_]+)?") || DECIDED_HERE.contains(name)) {
                    throw new IllegalArgumentException("Not a setting to choose: " + name);
                }
            }
        }

        /** For a product's data: programs in the home, every commit on the disk before it is acknowledged. */
        public static Options standard() {
            return new Options(null, Durability.EVERY_COMMIT, Map.of(), step -> {});
        }

        /**
         * For data that is thrown away: nothing is ever forced to the disk, and the programs are unpacked once for all
         * homes of this account. A home that was made with {@link #standard()} is refused.
         */
        public static Options forTests() {
            try {
                return new Options(Engine.userCache(), Durability.NONE_FOR_TESTS, Map.of(), step -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Options reporting(Consumer<Progress> listener) {
            return new Options(engineCache, durability, settings, listener);
        }

        /** A server setting, as in postgresql.conf; those that keep data safe and private cannot be chosen. */
        public Options with(String setting, String value) {
            Map<String, String> more = new LinkedHashMap<>(settings);
            more.put(setting, value);
            return new Options(engineCache, durability, more, progress);
        }

        /** Where the programs are unpacked, instead of in the home. */
        public Options engineIn(Path cache) {
            return new Options(cache, durability, settings, progress);
        }
    }

    public enum Durability {
        /** A commit that was acknowledged survives a kill and a power cut. */
        EVERY_COMMIT,
        /** Commits are forgotten by a crash, and the cluster may be damaged by it. */
        NONE_FOR_TESTS
    }

    private static final String SUPERUSER = "jieli";
    private static final String THROWAWAY = "throwaway";
    private static final int PORTS_TRIED = 5;
    private static final int SHARED_MEMORY_TRIED = 100;
    private static final long LOG_KEPT_BYTES = 5_000_000;
    private static final long LAST_WORDS_BYTES = 4_000;
    /** For the checkpoint of a clean stop; after it the stop is one that the next start recovers from. */
    private static final Duration FOR_A_CLEAN_STOP = Duration.ofSeconds(30);

    /** PostgreSQL gives its own processes 5 s to quit, then kills them. */
    private static final Duration FOR_A_HARD_STOP = Duration.ofSeconds(15);

    /**
     * Ends the server when the pipe from the JVM does, which the kernel sees to. Signals meant for the program in front
     * must not reach the server first. Asks again, for between fork and exec the server hears nothing; and asks harder in
     * the end, for a server that is told to stop while it recovers from a crash of its own may wait for ever.
     */
    private static final String WATCHDOG = """
            trap '' HUP INT TERM
            patience=$1
            shift
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            (
              while read -r line <&3; do :; done
              while [ "$patience" -gt 0 ] && kill -INT $server; do patience=$((patience - 1)); sleep 1; done
              while kill -QUIT $server; do sleep 1; done
            ) 2>/dev/null &
            watch=$!
            exec 3<&- </dev/null
            wait $server
            result=$?
            kill -9 $watch 2>/dev/null
            exit $result
            """;

    private final HomeLock lock;
    private final Process watchdog;
    private final int port;
    private final long pid;
    private final String password;
    private final Duration patience;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(HomeLock lock, Process watchdog, int port, long pid, String password, Duration patience) {
        this.lock = lock;
        this.watchdog = watchdog;
        this.port = port;
        this.pid = pid;
        this.password = password;
        this.patience = patience;
    }

    /** As {@link #start(Path, Options)} with {@link Options#standard()}. */
    public static EmbeddedPostgres start(Path home) {
        return start(home, Options.standard());
    }

    /**
     * Starts the server on the cluster in {@code home}, making home and cluster where there is none, and mending what a
     * crash left. Returns when the server takes connections: after about half a second, the first time some seconds.
     *
     * @throws CannotStart with a reason that can be shown to the user
     */
    public static EmbeddedPostgres start(Path home, Options options) {
        return start(home, options, null);
    }

    static EmbeddedPostgres start(Path home, Options options, @Nullable Engine installed) {
        return start(home, options, installed, FOR_A_CLEAN_STOP);
    }

    static EmbeddedPostgres start(Path home, Options options, @Nullable Engine installed, Duration patience) {
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(home);
            }
            Path real = home.toRealPath();
            Path inHome = real.resolve("data");
            Path data = Files.exists(inHome) ? inHome.toRealPath() : inHome; // may be a link to a larger disk
            Account account = Account.of(data); // first, for a wrong account may be kept from the lock as well
            HomeLock lock = HomeLock.on(real);
            try {
                return new Start(real, data, account, options, installed, patience).run(lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw CannotStart.because(e, home);
        }
    }

    /**
     * 在运行的: how another program on this machine reaches the server that is running on a home.
     *
     * @param user the superuser
     */
    public record Running(int port, String user, String password) {
        public String jdbcUrl(String database) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        }

        @Override
        public String toString() {
            return user + " at port " + port;
        }
    }

    /** The server that is running on this home, as far as its files say so; empty where they do not, or cannot be read. */
    public static Optional<Running> running(Path home) {
        try {
            List<String> lines = Files.readAllLines(home.resolve("data").resolve("postmaster.pid"));
            String password = Files.readString(home.resolve("password")).strip();
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Running(Integer.parseInt(lines.get(3).strip()), SUPERUSER, password));
        } catch (IOException | NumberFormatException notThere) {
            return Optional.empty();
        }
    }

    /** Without user and password, so that it can be shown. The database need not exist. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Creates the database unless it is there. */
    public void ensureDatabase(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                PreparedStatement found = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
            found.setString(1, database);
            try (ResultSet row = found.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
            try (PreparedStatement create = connection.prepareStatement("CREATE DATABASE " + quoted(database))) {
                create.execute();
            }
        }
    }

    /** The superuser, who owns everything; an application should make itself a lesser role. */
    public String user() {
        return SUPERUSER;
    }

    /** The superuser's; letters and digits only. */
    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** The process id of the server (postmaster). */
    public long pid() {
        return pid;
    }

    /** Completes when the server has ended, by {@link #close()} or by itself. */
    public CompletableFuture<Void> ended() {
        return watchdog.onExit().thenAccept(process -> {});
    }

    /** Stops the server cleanly: running transactions are rolled back, connections closed. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                stop(watchdog, patience);
            } finally {
                lock.close();
            }
        }
    }

    Connection connect(String database) throws SQLException {
        // Not by DriverManager, which does not see a driver that a build tool's class loader brought.
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(SUPERUSER);
        source.setPassword(password);
        return source.getConnection();
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void stop(Process watchdog, Duration patience) {
        try {
            watchdog.getOutputStream().close();
        } catch (IOException alreadyEnded) {
            // then there is nobody to tell
        }
        Waiting.until(() -> !watchdog.isAlive(), patience.plus(FOR_A_HARD_STOP));
    }

    /** One start, step by step; runs under the home's lock. */
    private static final class Start {
        private final Path home;
        private final Path data;
        private final Path passwordFile;
        private final Path log;
        private final Options options;
        private final Account account;
        private final Engine engine;
        private final Duration patience;

        Start(Path home, Path data, Account account, Options options, @Nullable Engine installed, Duration patience)
                throws IOException {
            this.patience = patience;
            this.home = home;
            this.data = data;
            this.account = account;
            this.options = options;
            this.passwordFile = home.resolve("password");
            this.log = home.resolve("postgres.log");
            account.enter(home);
            this.engine = installed != null ? installed : engine();
        }

        private Engine engine() throws IOException {
            if (!isInitialised() && CannotStart.freeMegabytes(home) < CannotStart.NEEDED_MEGABYTES) {
                throw CannotStart.diskFull(null, home);
            }
            if (options.engineCache() != null) {
                Engine shared = Engine.unpacked(options.engineCache(), options.progress());
                if (account.canRun(shared)) {
                    return shared;
                }
            }
            return Engine.unpacked(home, options.progress());
        }

        EmbeddedPostgres run(HomeLock lock) throws IOException {
            boolean throwaway = options.durability() == Durability.NONE_FOR_TESTS;
            if (isInitialised()) {
                if (throwaway && !Files.exists(home.resolve(THROWAWAY))) {
                    throw new IllegalArgumentException(home + " holds data that is kept: not without durability");
                }
                checkVersion();
            } else {
                initialise(throwaway);
            }
            Files.setPosixFilePermissions(data, Trees.OWNER_ONLY); // or PostgreSQL refuses it
            account.own(data);
            if (!account.canWorkIn(data)) {
                throw new CannotStart(Reason.NOT_ACCESSIBLE, data, account.name());
            }
            if (Leftover.in(data)) {
                options.progress().accept(Progress.RECOVERING);
                Leftover.end(data, patience);
            }
            if (!Files.exists(passwordFile)) {
                replacePassword();
            }
            String password = Files.readString(passwordFile, US_ASCII).strip();
            options.progress().accept(Progress.STARTING);
            EmbeddedPostgres running = launch(lock, password);
            try {
                options.progress().accept(Progress.READY);
                if (options.engineCache() == null) {
                    engine.removeOthers(home);
                }
                return running;
            } catch (IOException | RuntimeException e) {
                running.close();
                throw e;
            }
        }

        private boolean isInitialised() {
            return Files.exists(data.resolve("PG_VERSION"));
        }

        private void checkVersion() throws IOException {
            String written =
                    Files.readString(data.resolve("PG_VERSION"), US_ASCII).strip();
            if (!written.equals(Integer.toString(engine.major()))) {
                throw new CannotStart(Reason.WRONG_VERSION, data, written, engine.major());
            }
        }

        private void initialise(boolean throwaway) throws IOException {
            if (Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(data) || !Trees.isEmpty(data)) {
                    throw new CannotStart(Reason.NOT_A_CLUSTER, data);
                }
                Files.delete(data);
            }
            options.progress().accept(Progress.INITIALISING);
            Path unfinished = home.resolve("data.init");
            Trees.delete(unfinished);
            Files.createDirectory(unfinished, PosixFilePermissions.asFileAttribute(Trees.OWNER_ONLY));
            account.own(unfinished);
            if (!account.canWorkIn(unfinished)) {
                throw new CannotStart(Reason.NOT_ACCESSIBLE, home, account.name());
            }
            writePassword();
            if (throwaway) {
                Files.writeString(home.resolve(THROWAWAY), "");
            }
            Shell.Outcome outcome = Shell.run(account.command(initdb(unfinished, throwaway)));
            if (!outcome.ok()) {
                CannotStart why = CannotStart.because(outcome.output(), home);
                Trees.delete(unfinished);
                throw why;
            }
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
            Trees.sync(home);
        }

        /** Binary order everywhere and for ever; Chinese order is asked for by query. With C as ctype, trigrams see no Chinese. */
        private String[] initdb(Path unfinished, boolean throwaway) {
            List<String> command = new ArrayList<>(List.of(
                    engine.program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--lc-collate=C",
                    "--lc-ctype=" + (Engine.platform().startsWith("darwin") ? "UTF-8" : "C.UTF-8"),
                    "--lc-messages=C",
                    "--lc-monetary=C",
                    "--lc-numeric=C",
                    "--lc-time=C"));
            if (engine.major() >= 17) {
                command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            }
            if (engine.major() < 18) {
                command.add("--data-checksums");
            }
            if (throwaway) {
                command.add("--no-sync");
            }
            return command.toArray(String[]::new);
        }

        private void writePassword() throws IOException {
            SecureRandom random = new SecureRandom();
            String letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
            StringBuilder password = new StringBuilder();
            for (int i = 0; i < 32; i++) {
                password.append(letters.charAt(random.nextInt(letters.length())));
            }
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password, US_ASCII);
            account.own(passwordFile);
            Trees.sync(passwordFile);
        }

        /** Whoever copies a home by hand may forget the small file. The server takes a new one from us when nobody else is there. */
        private void replacePassword() throws IOException {
            writePassword();
            String statement =
                    "ALTER ROLE %s PASSWORD '%s'%n".formatted(SUPERUSER, Files.readString(passwordFile, US_ASCII));
            Shell.Outcome outcome = Shell.run(
                    account.command(engine.program("postgres"), "--single", "-D", data.toString(), "postgres"),
                    statement);
            if (!outcome.ok() || outcome.output().contains("ERROR:")) {
                Files.delete(passwordFile);
                throw CannotStart.because(outcome.output(), home);
            }
        }

        private EmbeddedPostgres launch(HomeLock lock, String password) throws IOException {
            int ports = PORTS_TRIED;
            int memory = SHARED_MEMORY_TRIED;
            while (true) {
                int port = freePort();
                long said = prepareLog();
                Process watchdog = launch(port);
                boolean ready = false;
                try {
                    // No limit: replaying the log of a busy day takes what it takes.
                    while (!ready && watchdog.isAlive()) {
                        TimeUnit.MILLISECONDS.sleep(5);
                        ready = isReady();
                    }
                } catch (InterruptedException e) {
                    stop(watchdog, patience);
                    Thread.currentThread().interrupt();
                    throw new CannotStart(e, Reason.FAILED, home, "interrupted");
                }
                if (ready) {
                    return new EmbeddedPostgres(
                            lock, watchdog, port, Leftover.recorded(Leftover.pidFile(data)), password, patience);
                }
                watchdog.getOutputStream().close();
                String lastWords = lastWords(said);
                boolean portTaken = lastWords.contains("could not bind") && --ports > 0;
                boolean memoryHeld = lastWords.contains("pre-existing shared memory block") && --memory > 0;
                if (!portTaken && !memoryHeld) {
                    throw CannotStart.because(lastWords, home);
                }
            }
        }

        private Process launch(int port) throws IOException {
            List<String> command = new ArrayList<>();
            if (Shell.isThere("setsid")) {
                command.add("setsid"); // away from the terminal's Ctrl-C
            }
            command.addAll(List.of("sh", "-c", WATCHDOG, "jieli-postgres", "" + patience.toSeconds()));
            command.addAll(account.command(engine.program("postgres"), "-D", data.toString(), "-p", "" + port));
            settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
            return Shell.prepared(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }

        private Map<String, String> settings() {
            String durable = options.durability() == Durability.EVERY_COMMIT ? "on" : "off";
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("fsync", durable);
            settings.put("synchronous_commit", durable);
            settings.put("full_page_writes", durable);
            settings.put("listen_addresses", "127.0.0.1");
            settings.put("unix_socket_directories", "");
            settings.put("ssl", "off");
            settings.put("timezone", "UTC");
            settings.put("log_timezone", "UTC");
            settings.put("log_destination", "stderr");
            settings.put("logging_collector", "off");
            // Statements and details of errors would put people's data into the log; the program has them and knows how
            // to tell.
            settings.put("log_min_messages", "log");
            settings.put("log_min_error_statement", "panic");
            settings.put("log_error_verbosity", "terse");
            settings.put("log_checkpoints", "off");
            // Small containers have little /dev/shm, and some systems empty it when the user logs out.
            settings.put("min_dynamic_shared_memory", "16MB");
            settings.putAll(options.settings());
            return settings;
        }

        /** The eighth line of postmaster.pid says so, for us as for pg_ctl. */
        private boolean isReady() {
            try {
                List<String> lines = Files.readAllLines(Leftover.pidFile(data), ISO_8859_1);
                return lines.size() >= 8 && lines.get(7).strip().equals("ready");
            } catch (IOException notYet) {
                return false;
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                return socket.getLocalPort();
            }
        }

        /** How long the log is before this start. */
        private long prepareLog() throws IOException {
            if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
                Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(log)) {
                Files.createFile(
                        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.size(log);
        }

        private String lastWords(long from) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                file.seek(Math.max(from, file.length() - LAST_WORDS_BYTES));
                byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
                file.readFully(bytes);
                return new String(bytes, UTF_8).strip();
            }
        }
    }
}
