package dev.jieli.persistence;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Likeness;
import dev.jieli.domain.casefile.Petitioner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Keyed digests of the numbers by which a petitioner is known again. */
final class Marks {
    /** How many are marked in one statement. */
    private static final int AT_A_TIME = 2_000;

    /** More cases than this of one petitioner are not looked through: the number belongs to an office then, not a person. */
    private static final int MOST = 200;

    private Marks() {}

    static byte @Nullable [] ofId(KeyRing keys, Petitioner who) {
        return who.comparableIdNumber()
                .map(number -> keys.mark(Likeness.Mark.ID_NUMBER, number))
                .orElse(null);
    }

    static byte @Nullable [] ofPhone(KeyRing keys, Petitioner who) {
        return who.comparablePhone()
                .map(number -> keys.mark(Likeness.Mark.PHONE, number))
                .orElse(null);
    }

    // spotless:off
    private static final String SAME = """
            SELECT w.nth, c.case_id, w.kind
            FROM unnest(?::integer[], ?::text[], ?::bytea[]) w (nth, kind, mark)
            CROSS JOIN LATERAL (
                (SELECT case_id FROM petitioner WHERE w.kind = 'ID_NUMBER' AND id_mark = w.mark LIMIT %1$d)
                UNION ALL
                (SELECT case_id FROM petitioner WHERE w.kind = 'PHONE' AND phone_mark = w.mark LIMIT %1$d)
            ) c
            """.formatted(MOST);
    // spotless:on

    private record Asked(int nth, Likeness.Mark kind, String mark) {}

    /** The cases in which a petitioner's number stands, under whichever key of the ring it was marked. */
    static ImmutableTable<Petitioner, CaseId, Likeness.Mark> casesOf(
            Connection connection, KeyRing keys, Collection<Petitioner> petitioners) throws SQLException {
        List<Petitioner> who = petitioners.stream().distinct().toList();
        List<Asked> asked = new ArrayList<>();
        for (int nth = 0; nth < who.size(); nth++) {
            int at = nth;
            who.get(nth)
                    .comparableIdNumber()
                    .ifPresent(number -> ask(asked, keys, at, Likeness.Mark.ID_NUMBER, number));
            who.get(nth).comparablePhone().ifPresent(number -> ask(asked, keys, at, Likeness.Mark.PHONE, number));
        }
        Table<Petitioner, CaseId, Likeness.Mark> found = HashBasedTable.create();
        if (asked.isEmpty()) {
            return ImmutableTable.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(SAME)) {
            Parameters to = new Parameters(statement);
            to.array("integer", asked, Asked::nth);
            to.array("text", asked, one -> one.kind().name());
            to.array("bytea", asked, one -> Parameters.bytes(one.mark()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Petitioner one = who.get(row.getInt(1));
                    CaseId id = new CaseId(CaseRow.id(row, 2));
                    Likeness.Mark by = Likeness.Mark.valueOf(CaseRow.text(row, 3));
                    Likeness.Mark before = found.get(one, id);
                    found.put(one, id, before == null || by.compareTo(before) < 0 ? by : before);
                }
            }
        }
        return ImmutableTable.copyOf(found);
    }

    private static void ask(List<Asked> asked, KeyRing keys, int nth, Likeness.Mark kind, String number) {
        for (byte[] mark : keys.marks(kind, number)) {
            asked.add(new Asked(nth, kind, HexFormat.of().formatHex(mark)));
        }
    }

    private record Unmarked(CaseId id, Petitioner who) {}

    /** Marks those who were kept before there were marks; those under a key that is not on the ring wait until it is. */
    static void markAll(DataSource source, KeyRing keys) {
        try (Connection pooled = source.getConnection()) {
            Connection connection = Sighted.of(pooled, Sight.WHOLE);
            List<Unmarked> page = unmarked(connection, keys);
            while (!page.isEmpty()) {
                mark(connection, keys, page);
                page = unmarked(connection, keys);
            }
        } catch (SQLException fault) {
            throw new DataAccessException("petitioners could not be marked", fault);
        }
    }

    private static List<Unmarked> unmarked(Connection connection, KeyRing keys) throws SQLException {
        List<Unmarked> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT case_id, key_id, sealed FROM petitioner WHERE NOT marked AND key_id = ANY (?) LIMIT "
                        + AT_A_TIME)) {
            statement.setArray(1, connection.createArrayOf("text", keys.ids().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    CaseId id = new CaseId(CaseRow.id(row, 1));
                    byte[] sealed = CaseRow.there(row.getBytes(3), 3);
                    found.add(new Unmarked(
                            id,
                            PetitionerText.read(keys.open("petitioner", id.value(), CaseRow.text(row, 2), sealed))));
                }
            }
        }
        return found;
    }

    private static void mark(Connection connection, KeyRing keys, List<Unmarked> page) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE petitioner p SET id_mark = m.id_mark, phone_mark = m.phone_mark, marked = true"
                        + " FROM unnest(?::uuid[], ?::bytea[], ?::bytea[]) m (case_id, id_mark, phone_mark)"
                        + " WHERE p.case_id = m.case_id AND NOT p.marked")) {
            Parameters to = new Parameters(statement);
            to.array("uuid", page, one -> one.id().value());
            to.array("bytea", page, one -> ofId(keys, one.who()));
            to.array("bytea", page, one -> ofPhone(keys, one.who()));
            statement.executeUpdate();
        }
    }
}
