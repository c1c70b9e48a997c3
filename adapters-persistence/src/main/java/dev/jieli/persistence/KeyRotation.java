package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/**
 * 更换密钥: brings all that is kept encrypted under the current key, a page at a time and each page in a transaction of its
 * own; broken off anywhere, it goes on from there when it is run again. For whoever owns the tables, while no application
 * works that does not know the current key.
 *
 * <p>What is encrypted is found by its columns: every table with {@code key_id} and {@code sealed} has a single UUID as its
 * primary key, to which what is sealed is bound.
 */
public final class KeyRotation {
    private static final int AT_A_TIME = 500;

    private final DataSource owner;
    private final KeyRing keys;

    /** @param keys the current one to write with, and all that anything is still under */
    public KeyRotation(DataSource owner, KeyRing keys) {
        this.owner = owner;
        this.keys = keys;
    }

    private record Kept(String table, String key) {}

    /** How much is kept under which key. */
    public ImmutableSortedMap<String, Long> counts() {
        try (Connection connection = owner.getConnection()) {
            Map<String, Long> counts = new TreeMap<>();
            for (Kept kept : tables(connection)) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT key_id, count(*) FROM "
                                + kept.table() + " WHERE key_id IS NOT NULL GROUP BY 1");
                        ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        counts.merge(CaseRow.text(row, 1), row.getLong(2), Long::sum);
                    }
                }
            }
            return ImmutableSortedMap.copyOf(counts);
        } catch (SQLException fault) {
            throw new DataAccessException("what is kept under which key cannot be counted", fault);
        }
    }

    /**
     * Writes again what is not under the current key.
     *
     * @param progress told now and then how much has been written
     * @return how much was
     */
    public long run(LongConsumer progress) {
        long written = 0;
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            for (Kept kept : tables(connection)) {
                for (int page = page(connection, kept); page > 0; page = page(connection, kept)) {
                    connection.commit();
                    written += page;
                    progress.accept(written);
                }
                connection.commit();
            }
            return written;
        } catch (SQLException fault) {
            throw new DataAccessException("what is kept could not be written under another key", fault);
        }
    }

    private int page(Connection connection, Kept kept) throws SQLException {
        Map<UUID, byte[]> sealed = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + kept.key() + ", key_id, sealed FROM "
                + kept.table() + " WHERE key_id <> ? ORDER BY " + kept.key() + " LIMIT " + AT_A_TIME + " FOR UPDATE")) {
            statement.setString(1, keys.current());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID id = CaseRow.id(row, 1);
                    String open = keys.open(kept.table(), id, CaseRow.text(row, 2), CaseRow.there(row.getBytes(3), 3));
                    sealed.put(id, keys.seal(kept.table(), id, open));
                }
            }
        }
        if (sealed.isEmpty()) {
            return 0;
        }
        // the marks of petitioners are under the key too: they are reckoned again when the archive is next opened
        String marks = kept.table().equals("petitioner") ? ", id_mark = NULL, phone_mark = NULL, marked = false" : "";
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + kept.table()
                + " t SET key_id = ?, sealed = m.sealed" + marks
                + " FROM unnest(?::uuid[], ?::bytea[]) m (id, sealed) WHERE t." + kept.key() + " = m.id")) {
            Parameters to = new Parameters(statement);
            to.text(keys.current());
            to.array("uuid", sealed.entrySet(), Map.Entry::getKey);
            to.array("bytea", sealed.entrySet(), Map.Entry::getValue);
            return statement.executeUpdate();
        }
    }

    private static ImmutableList<Kept> tables(Connection connection) throws SQLException {
        ImmutableMap.Builder<String, String> keyOf = ImmutableMap.builder();
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT c.table_name, k.column_name
                          FROM information_schema.columns c
                          JOIN information_schema.columns s
                            ON s.table_schema = c.table_schema AND s.table_name = c.table_name
                           AND s.column_name = 'sealed'
                          JOIN information_schema.table_constraints t
                            ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                           AND t.constraint_type = 'PRIMARY KEY'
                          JOIN information_schema.key_column_usage k
                            ON k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name
                           AND k.table_name = t.table_name
                         WHERE c.table_schema = current_schema() AND c.column_name = 'key_id'
                         ORDER BY c.table_name""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keyOf.put(CaseRow.text(row, 1), CaseRow.text(row, 2));
            }
        }
        return keyOf.buildOrThrow().entrySet().stream()
                .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                .collect(toImmutableList());
    }
}
