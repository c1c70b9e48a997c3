package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.CHECKPOINT;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * 档案 on PostgreSQL 15 to 18. The tables belong to whoever migrated them; the application works in the role
 * {@code jieli_app}, which can add to a docket and change nothing in it, and to which policies show of each case what whoever
 * asks is shown, whatever a query forgot.
 */
public final class JooqArchive implements Archive {
    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    static final String ROLE = "jieli_app";
    private static final int IDLE_FOR_JOBS = 2;
    private static final int SHORTEST_WAIT_MILLIS = 250; // the least that the pool knows

    private final Connections connections;
    private final Store store;
    private final Establishments establishments = new Establishments();
    private final KeyRing keys;
    private final Feed feed;
    private final Audit audit;
    private final Accounts accounts;
    private final UnaryOperator<Sight> filter;

    /**
     * An archive on a database that {@link #migrate} has made ready. Closed with the archive where it can be.
     *
     * @param source its connections work in the role {@code jieli_app}, as those of {@link #pool} do; any other is a fault
     * @param keys under which petitioners are kept
     */
    public JooqArchive(DataSource source, KeyRing keys) {
        this(source, keys, SealKeys.none());
    }

    /** The same, its checkpoints signed. */
    public JooqArchive(DataSource source, KeyRing keys, SealKeys seals) {
        this(Connections.unbounded(source), keys, Signing.with(seals), UnaryOperator.identity());
    }

    /**
     * The same, but that requests work on connections of their own, which may be bounded ({@link #pool}).
     *
     * @param jobs for what nobody waits for: the daily round, the feed, verifying
     * @param signing of checkpoints
     */
    public JooqArchive(DataSource requests, DataSource jobs, KeyRing keys, Signing signing) {
        this(new Connections(requests, jobs), keys, signing, UnaryOperator.identity());
    }

    /** @param filter by what the queries leave out themselves; in tests nothing, so that the database is alone */
    JooqArchive(Connections connections, KeyRing keys, Signing signing, UnaryOperator<Sight> filter) {
        this.connections = connections;
        this.filter = filter;
        if (isNotHeld(connections.requests()) || isNotHeld(connections.jobs())) {
            throw new IllegalArgumentException(
                    "The connections may change dockets, or are held by no policies. Let them work in the role " + ROLE
                            + ": SET ROLE " + ROLE);
        }
        Marks.markAll(connections.jobs(), keys);
        this.keys = keys;
        this.store = Connections.bounded(Store.class, new JooqStore(connections, establishments, keys, filter));
        this.feed = Connections.bounded(Feed.class, new JooqFeed(connections));
        this.audit = Connections.bounded(Audit.class, new JooqAudit(connections, signing));
        this.accounts = Connections.bounded(Accounts.class, new JooqAccounts(connections.requests(), keys));
    }

    /**
     * Brings the tables up to date; run again it changes nothing. For whoever owns the database.
     *
     * @return how many migrations were still to be done
     */
    public static int migrate(DataSource owner) {
        return Flyway.configure(JooqArchive.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** How many migrations are still to be done; empty where none was done yet. */
    public static OptionalInt pending(DataSource owner) {
        MigrationInfoService info = Flyway.configure(JooqArchive.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .load()
                .info();
        return info.current() == null ? OptionalInt.empty() : OptionalInt.of(info.pending().length);
    }

    /** Whether a checkpoint was ever signed here. */
    public static boolean isSigned(DataSource owner) {
        return DSL.using(owner, SQLDialect.POSTGRES).fetchExists(CHECKPOINT, CHECKPOINT.KEY_ID.isNotNull());
    }

    /** Connections that work in the role, and wait for whatever takes long. */
    public static HikariDataSource pool(String jdbcUrl, Login login, int size) {
        return pool(jdbcUrl, login, size, Duration.ZERO);
    }

    /**
     * The same, for requests. What was waited for too long is not done at all. Only what is entered by set goes on for as long
     * as it takes, but does not wait for others longer either: how much may come in one request is limited elsewhere.
     *
     * @param longest how long a statement, a lock or a free connection is waited for, and a transaction for its next statement;
     *     zero for as long as it takes
     */
    public static HikariDataSource pool(String jdbcUrl, Login login, int size, Duration longest) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(login.source(jdbcUrl));
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql(
                "SET ROLE %s; SET statement_timeout = %2$d; SET lock_timeout = %2$d; SET idle_in_transaction_session_timeout = %2$d"
                        .formatted(ROLE, longest.toMillis()));
        if (longest.isZero()) {
            config.setMinimumIdle(Math.min(size, IDLE_FOR_JOBS));
        } else {
            config.setConnectionTimeout(Math.max(longest.toMillis(), SHORTEST_WAIT_MILLIS));
        }
        config.setPoolName("jieli");
        return new HikariDataSource(config);
    }

    /** Whether neither the rights nor the policies of the role stand in the way of whoever works on these connections. */
    private static boolean isNotHeld(DataSource source) {
        return DSL.using(source, SQLDialect.POSTGRES)
                .fetchSingle("SELECT has_table_privilege('docket_entry', 'UPDATE, DELETE, TRUNCATE')"
                        + " OR NOT row_security_active('petition_case') OR NOT row_security_active('docket_entry')")
                .into(Boolean.class);
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Board board(Asker asker) {
        return Connections.bounded(
                Board.class, new JooqBoard(connections.of(asker), establishments, keys, asker, filter));
    }

    @Override
    public Feed feed() {
        return feed;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        for (DataSource source : new DataSource[] {connections.requests(), connections.jobs()}) {
            if (source instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception fault) {
                    throw new DataAccessException("the connections could not be closed", fault);
                }
            }
        }
    }
}
