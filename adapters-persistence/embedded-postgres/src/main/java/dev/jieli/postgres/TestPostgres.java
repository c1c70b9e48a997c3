package dev.jieli.postgres;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Empty databases for tests, on a server that is started once per JVM in a temporary directory and thrown away with it.
 * Never for data that anybody wants to keep.
 */
public final class TestPostgres {
    private static final int DATABASES_KEPT = 10;

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

    private void dropUnlessUsed(Statement statement, String name) throws SQLException {
        // Asked first, for PostgreSQL waits five seconds for the others to leave.
        try (ResultSet used =
                statement.executeQuery("SELECT FROM pg_stat_activity WHERE datname = '%s'".formatted(name))) {
            if (used.next()) {
                databases.add(name);
                return;
            }
        }
        statement.execute("DROP DATABASE " + EmbeddedPostgres.quoted(name));
    }

    private static TestPostgres start(@Nullable Engine installed) {
        ThrowawayHome home = ThrowawayHome.make();
        EmbeddedPostgres server = EmbeddedPostgres.start(home.path(), Options.forTests(), installed);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            home.close();
        }));
        return new TestPostgres(server);
    }
}
