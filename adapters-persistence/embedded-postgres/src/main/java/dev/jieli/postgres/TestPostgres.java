package dev.jieli.postgres;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Empty databases for tests, on a server that is started once per JVM in a temporary directory and thrown away with it.
 * Never for data that anybody wants to keep.
 */
public final class TestPostgres {
    private static final Pattern DIRECTORY = Pattern.compile("jieli-test-postgres-(\\d+)-.*");
    private static final int DATABASES_KEPT = 20;

    private static final Map<Integer, Optional<TestPostgres>> INSTALLED = new HashMap<>();
    private static @Nullable TestPostgres shared;

    private final EmbeddedPostgres server;
    private final Set<String> templates = new HashSet<>();
    private final Deque<String> databases = new ArrayDeque<>();
    private int made;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The server that the product brings. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            shared = start(null);
        }
        return shared;
    }

    /** The one of this major version that the system has installed, if it has. */
    public static synchronized Optional<TestPostgres> installed(int major) {
        return INSTALLED.computeIfAbsent(
                major, version -> Engine.installed(version).map(TestPostgres::start));
    }

    /**
     * A new empty database.
     *
     * @return its JDBC URL, user and password included. The database is dropped when {@value #DATABASES_KEPT} newer ones
     *     were made and nobody is connected to it.
     */
    public String freshDatabase() {
        return freshDatabase("template0");
    }

    /** A new copy of a database, to which nobody may be connected: see {@link #template}. */
    public synchronized String freshDatabase(String template) {
        String name = "fresh_" + ++made;
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s TEMPLATE %s"
                    .formatted(EmbeddedPostgres.quoted(name), EmbeddedPostgres.quoted(template)));
            databases.add(name);
            if (databases.size() > DATABASES_KEPT) {
                dropUnlessUsed(statement, databases.remove());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /**
     * Makes a database to be copied, once; {@code fill} gets its JDBC URL and must close its connections.
     *
     * @return the name, for {@link #freshDatabase(String)}
     */
    public synchronized String template(String name, Consumer<String> fill) {
        if (!templates.contains(name)) {
            try {
                server.ensureDatabase(name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            fill.accept(url(name));
            templates.add(name);
        }
        return name;
    }

    /** The superuser's user name and password are part of it. */
    public String url(String database) {
        return server.jdbcUrl(database) + "?user=" + server.user() + "&password=" + server.password();
    }

    public EmbeddedPostgres server() {
        return server;
    }

    private void dropUnlessUsed(Statement statement, String name) {
        try {
            statement.execute("DROP DATABASE " + EmbeddedPostgres.quoted(name));
        } catch (SQLException used) {
            databases.add(name);
        }
    }

    private static TestPostgres start(@Nullable Engine installed) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            removeAbandoned(temporary);
            Path home = Files.createTempDirectory(
                    temporary, "jieli-test-postgres-" + ProcessHandle.current().pid() + "-");
            EmbeddedPostgres server = EmbeddedPostgres.start(home, Options.forTests(), installed);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> throwAway(server, home)));
            return new TestPostgres(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void throwAway(EmbeddedPostgres server, Path home) {
        server.close();
        try {
            Trees.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What JVMs that were killed could not take with them. */
    private static void removeAbandoned(Path temporary) throws IOException {
        List<Path> found;
        try (Stream<Path> paths = Files.list(temporary)) {
            found = paths.toList();
        }
        for (Path path : found) {
            Matcher name = DIRECTORY.matcher(path.getFileName().toString());
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                    && Files.isWritable(path)) {
                Trees.delete(path);
            }
        }
    }
}
