package dev.jieli.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jieli.application.port.Accounts;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Board;
import dev.jieli.application.port.Feed;
import dev.jieli.application.port.Store;
import dev.jieli.application.published.SealKeys;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
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

    private static final String ROLE = "jieli_app";

    private final DataSource source;
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
        this(source, keys, seals, UnaryOperator.identity());
    }

    /** @param filter by what the queries leave out themselves; in tests nothing, so that the database is alone */
    JooqArchive(DataSource source, KeyRing keys, SealKeys seals, UnaryOperator<Sight> filter) {
        this.source = source;
        this.filter = filter;
        if (isNotHeld()) {
            throw new IllegalArgumentException(
                    "The connections may change dockets, or are held by no policies. Let them work in the role " + ROLE
                            + ": SET ROLE " + ROLE);
        }
        Marks.markAll(source, keys);
        this.keys = keys;
        this.store = new JooqStore(source, establishments, keys, filter);
        this.feed = new JooqFeed(source);
        this.audit = new JooqAudit(source, seals);
        this.accounts = new JooqAccounts(source, keys);
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

    /** How many migrations are still to be done to a database that has been in use; 0 for one that is up to date, or empty. */
    public static int pending(DataSource owner) {
        MigrationInfoService info = Flyway.configure(JooqArchive.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .load()
                .info();
        return info.current() == null ? 0 : info.pending().length;
    }

    /** Connections of an owner or member of the role that work in it. */
    public static HikariDataSource pool(String jdbcUrl, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql("SET ROLE " + ROLE);
        config.setPoolName("jieli");
        return new HikariDataSource(config);
    }

    /** Whether neither the rights nor the policies of the role stand in the way of whoever works on these connections. */
    private boolean isNotHeld() {
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
        return new JooqBoard(source, establishments, keys, asker, filter);
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
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception fault) {
                throw new DataAccessException("the connections could not be closed", fault);
            }
        }
    }
}
