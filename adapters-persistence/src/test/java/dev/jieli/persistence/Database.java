package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.authority.Sight;
import dev.jieli.postgres.TestPostgres;
import dev.jieli.testkit.contract.AuditContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated database, in whose sessions the time zone is neither UTC nor that of the JVM. One for each server is emptied
 * and used again, which takes a tenth of making one.
 */
record Database(String url, HikariDataSource application) {
    static final KeyRing KEYS = KeyRing.of("test", "0123456789abcdef".getBytes(UTF_8));
    static final Login LOGIN = Login.drawn(new Random(28));
    private static final String TIME_ZONE = "Pacific/Chatham";
    private static final int CONNECTIONS = 12;
    private static final Map<TestPostgres, Database> USED_AGAIN = new HashMap<>();

    static Database empty() {
        return empty(TestPostgres.shared());
    }

    static synchronized Database empty(TestPostgres server) {
        Database database = USED_AGAIN.computeIfAbsent(server, Database::fresh);
        database.owner("""
                SET session_replication_role = replica; -- no keys are looked after: everything goes
                DO $$
                BEGIN
                    EXECUTE (SELECT string_agg(format('DELETE FROM %I', tablename), ';') FROM pg_tables
                             WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'roster_version'));
                END $$;
                UPDATE roster_version SET version = 0
                """);

        return database;
    }

    /** One of its own. */
    static Database fresh(TestPostgres server) {
        String url = server.freshDatabase();
        migrate(url);
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        LOGIN.make(owner);
        return new Database(url, pool(url));
    }

    static int migrate(String url) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        return JooqArchive.migrate(owner);
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(LOGIN.source(url));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("SET TimeZone = '%s'; SET ROLE jieli_app".formatted(TIME_ZONE));
        return new HikariDataSource(config);
    }

    /** Closing it leaves the connections to the next. */
    JooqArchive archive() {
        return archive(AuditContract.SEALS);
    }

    JooqArchive archive(SealKeys seals) {
        return new JooqArchive(lent(application), KEYS, seals);
    }

    /** The same, whose queries leave out what this says instead of what they should. */
    JooqArchive archive(UnaryOperator<Sight> filter) {
        return archive(Signing.with(AuditContract.SEALS), filter);
    }

    JooqArchive archive(Signing signing, UnaryOperator<Sight> filter) {
        return new JooqArchive(Connections.unbounded(lent(application)), KEYS, signing, filter);
    }

    private static DataSource lent(HikariDataSource pool) {
        PGSimpleDataSource unclosable = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return pool.getConnection();
            }
        };
        return unclosable;
    }

    /** The same; each statement that is made ready is told. */
    JooqArchive telling(Consumer<String> told) {
        DataSource listened = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = application.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        Database.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, asked, with) -> {
                            if (asked.getName().equals("prepareStatement")) {
                                told.accept((String) with[0]);
                            }
                            try {
                                return asked.invoke(connection, with);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
            }
        };
        return new JooqArchive(listened, KEYS, AuditContract.SEALS);
    }

    /** A session of the owner, for what the application may not do. */
    Connection owner() throws SQLException {
        return DriverManager.getConnection(url);
    }

    void owner(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    <T> T ask(String sql, Class<T> type) {
        try (Connection connection = owner()) {
            return DSL.using(connection, SQLDialect.POSTGRES).fetchSingle(sql).get(0, type);
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }
}
