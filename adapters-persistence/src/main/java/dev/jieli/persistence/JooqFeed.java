package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.persistence.db.Tables.DOCKET_ENTRY;
import static dev.jieli.persistence.db.Tables.LISTENER;
import static dev.jieli.persistence.db.Tables.SET_ASIDE;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Feed;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.docket.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Reads the dockets by transaction id, below the oldest transaction that is still running: what is read there is complete
 * for good. While it delivers it has no transaction open, which would hold back all other listeners; that it is alone with
 * its listener a lock of the database session sees to, which goes with the connection.
 */
final class JooqFeed implements Feed {
    /** Keeps these locks apart from those of other programs on the same server. */
    private static final int LOCKS = 0x6a69656c;

    private final DataSource source;
    private final DSLContext sql;
    private final DSLContext asked;
    private final Map<String, Integer> listeners = new ConcurrentHashMap<>();

    JooqFeed(Connections connections) {
        this.source = connections.jobs();
        this.sql = Sighted.sql(source, Sight.WHOLE);
        this.asked = Sighted.sql(connections.requests(), Sight.WHOLE);
    }

    @Override
    public int relay(String listener, int most, Function<ImmutableList<Sealed>, Integer> take) {
        int id = listener(listener);
        try (Connection connection = source.getConnection()) {
            DSLContext within = DSL.using(Sighted.of(connection, Sight.WHOLE), SQLDialect.POSTGRES);
            if (!within.fetchSingle("SELECT pg_try_advisory_lock(?, ?)", LOCKS, id)
                    .into(Boolean.class)) {
                return 0;
            }
            try {
                return relay(within, id, most, take);
            } finally {
                within.fetch("SELECT pg_advisory_unlock(?, ?)", LOCKS, id);
            }
        } catch (SQLException fault) {
            throw new DataAccessException("the feed could not be read", fault);
        }
    }

    private static int relay(DSLContext sql, int listener, int most, Function<ImmutableList<Sealed>, Integer> take) {
        Result<? extends Record> page = sql.fetch("""
                SELECT e.subject_id, e.subject_kind, e.number, e.at, e.json, e.hash, e.xid::text AS place, e.seq
                FROM docket_entry e, listener l
                WHERE l.id = ? AND (e.xid, e.seq) > (l.xid, l.seq) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY e.xid, e.seq LIMIT ?
                """, listener, most);
        if (page.isEmpty()) {
            return 0;
        }
        int taken = take.apply(
                page.into(DOCKET_ENTRY).stream().map(JooqDockets::line).collect(toImmutableList()));
        if (taken < 0 || taken > page.size()) {
            throw new IllegalArgumentException(taken + " of a page of " + page.size());
        }
        if (taken > 0) {
            Record last = page.get(taken - 1);
            sql.execute(
                    "UPDATE listener SET xid = ?::xid8, seq = ? WHERE id = ?",
                    last.get("place", String.class),
                    last.get("seq", Long.class),
                    listener);
        }
        return taken;
    }

    @Override
    public Optional<Instant> waiting(String listener) {
        return sql.fetch("""
                        SELECT e.at FROM docket_entry e, listener l WHERE l.id = ? AND (e.xid, e.seq) > (l.xid, l.seq)
                        ORDER BY e.xid, e.seq LIMIT 1
                        """, listener(listener)).into(Instant.class).stream().findFirst();
    }

    private int listener(String name) {
        return listeners.computeIfAbsent(name, unknown -> {
            sql.insertInto(LISTENER)
                    .set(LISTENER.NAME, name)
                    .onConflictDoNothing()
                    .execute();
            return sql.select(LISTENER.ID)
                    .from(LISTENER)
                    .where(LISTENER.NAME.eq(name))
                    .fetchSingle(LISTENER.ID);
        });
    }

    @Override
    public void setAside(String listener, Sealed entry, String why, Instant at) {
        sql.insertInto(SET_ASIDE)
                .set(SET_ASIDE.LISTENER, listener(listener))
                .set(SET_ASIDE.SUBJECT_ID, entry.subject().id())
                .set(SET_ASIDE.SUBJECT_KIND, entry.subject().kind().name())
                .set(SET_ASIDE.NUMBER, entry.number())
                .set(SET_ASIDE.WHY, why)
                .set(SET_ASIDE.AT, at)
                .onConflict(SET_ASIDE.LISTENER, SET_ASIDE.SUBJECT_ID, SET_ASIDE.SUBJECT_KIND, SET_ASIDE.NUMBER)
                .doUpdate()
                .set(SET_ASIDE.WHY, why)
                .set(SET_ASIDE.AT, at)
                .execute();
    }

    @Override
    public ImmutableList<SetAside> asideFor(String listener) {
        return asked
                .select(
                        DOCKET_ENTRY.SUBJECT_ID,
                        DOCKET_ENTRY.SUBJECT_KIND,
                        DOCKET_ENTRY.NUMBER,
                        DOCKET_ENTRY.AT,
                        DOCKET_ENTRY.JSON,
                        DOCKET_ENTRY.HASH,
                        SET_ASIDE.WHY,
                        SET_ASIDE.AT)
                .from(SET_ASIDE)
                .join(DOCKET_ENTRY)
                .on(DOCKET_ENTRY.SUBJECT_ID.eq(SET_ASIDE.SUBJECT_ID))
                .and(DOCKET_ENTRY.SUBJECT_KIND.eq(SET_ASIDE.SUBJECT_KIND))
                .and(DOCKET_ENTRY.NUMBER.eq(SET_ASIDE.NUMBER))
                .where(SET_ASIDE.LISTENER.eq(listener(listener)))
                .orderBy(DSL.field("docket_entry.xid"), DOCKET_ENTRY.SEQ)
                .fetch(row -> new SetAside(JooqDockets.line(row), row.get(SET_ASIDE.WHY), row.get(SET_ASIDE.AT)))
                .stream()
                .collect(toImmutableList());
    }

    @Override
    public void delivered(String listener, String id) {
        int slash = id.lastIndexOf('/');
        Subject subject = Subject.parse(id.substring(0, slash));
        Condition one = SET_ASIDE
                .LISTENER
                .eq(listener(listener))
                .and(SET_ASIDE.SUBJECT_ID.eq(subject.id()))
                .and(SET_ASIDE.SUBJECT_KIND.eq(subject.kind().name()))
                .and(SET_ASIDE.NUMBER.eq(Integer.parseInt(id.substring(slash + 1))));
        sql.deleteFrom(SET_ASIDE).where(one).execute();
    }
}
