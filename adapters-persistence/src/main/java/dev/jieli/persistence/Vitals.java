package dev.jieli.persistence;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * 体征: what one looks at to see whether a database is well.
 *
 * @param server the version of PostgreSQL, such as 18
 * @param pending migrations still to be done
 * @param now by the clock of the database
 * @param lastEntry when the newest entry was made
 * @param lastCheckpoint when the newest checkpoint was made
 * @param lastNotice the last year of which the days off were announced beside those that are shipped
 * @param feeds digests of the tokens that open the feed
 * @param waiting by listener: when the oldest entry was made that it has not taken; those that took all are not in it
 */
public record Vitals(
        int server,
        int pending,
        Instant now,
        Optional<Instant> lastEntry,
        Optional<Instant> lastCheckpoint,
        Optional<Integer> lastNotice,
        ImmutableSet<String> feeds,
        ImmutableMap<String, Instant> waiting) {
    private static final int PARTS = 10_000;

    /** Looks at a database that has its tables. */
    public static Vitals of(DataSource owner) {
        int pending = JooqArchive.pending(owner).orElse(0);
        try (Connection connection = owner.getConnection();
                PreparedStatement look = connection.prepareStatement(
                        "SELECT current_setting('server_version_num')::int, clock_timestamp(),"
                                + " (SELECT at FROM docket_entry ORDER BY xid DESC, seq DESC LIMIT 1),"
                                + " (SELECT max(at) FROM checkpoint), (SELECT max(year) FROM year_notice),"
                                + " ARRAY(SELECT t.digest FROM api_token t JOIN account a ON a.id = t.account WHERE t.sits"
                                + " AND t.ended_at IS NULL AND t.expires_at > clock_timestamp() AND NOT a.disabled"
                                + " AND 'FEED' = ANY (t.scopes))");
                ResultSet row = look.executeQuery()) {
            row.next();
            int year = row.getInt(5);
            return new Vitals(
                    row.getInt(1) / PARTS,
                    pending,
                    row.getTimestamp(2).toInstant(),
                    instant(row.getTimestamp(3)),
                    instant(row.getTimestamp(4)),
                    year == 0 ? Optional.empty() : Optional.of(year),
                    ImmutableSet.copyOf((String[]) row.getArray(6).getArray()),
                    waiting(connection));
        } catch (SQLException fault) {
            throw new DataAccessException("the database could not be looked at", fault);
        }
    }

    /** The version of PostgreSQL, such as 18, whether there are tables or not. */
    public static int server(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException fault) {
            throw new DataAccessException("the database could not be looked at", fault);
        }
    }

    private static ImmutableMap<String, Instant> waiting(Connection connection) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(
                        "SELECT l.name, e.at FROM listener l CROSS JOIN LATERAL (SELECT d.at FROM docket_entry d"
                                + " WHERE (d.xid, d.seq) > (l.xid, l.seq) ORDER BY d.xid, d.seq LIMIT 1) e");
                ResultSet rows = look.executeQuery()) {
            ImmutableMap.Builder<String, Instant> waiting = ImmutableMap.builder();
            while (rows.next()) {
                waiting.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
            return waiting.buildOrThrow();
        }
    }

    private static Optional<Instant> instant(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }
}
