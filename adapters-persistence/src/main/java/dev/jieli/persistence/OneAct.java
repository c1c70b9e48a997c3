package dev.jieli.persistence;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Entry;
import dev.jieli.persistence.CaseRow.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One act in one case with its entry, and the petitioner and the receipt that come with it. As many as are of one shape are
 * written by set, in one statement that commits itself: for each row it would otherwise be set up again, with all that leans
 * on the table. Its text depends on few things; each text is put together once and then stays prepared.
 *
 * <p>It is sent as it is, with nothing told to the database before: it writes through a view that hides nothing and by which
 * nothing can be read but what it has to compare; adding rows tells nothing.
 */
record OneAct(CaseChange change, Entry entry, String json, String hash, Writes writes, Transaction transaction) {

    private static final Map<Shape, String> TEXTS = new ConcurrentHashMap<>();

    // spotless:off
    private static final ImmutableList<Column> NONE = ImmutableList.of();
    private static final ImmutableList<Column> ID = ImmutableList.of(new Column("id", "uuid"));
    private static final ImmutableList<Column> ENTRY = ImmutableList.of(
            new Column("nr", "integer"),        new Column("at", "timestamptz"),
            new Column("json", "text"),         new Column("hash", "bytea"));
    private static final ImmutableList<Column> DAY = ImmutableList.of(new Column("last_on", "date"));
    private static final ImmutableList<Column> HANDED_OVER = ImmutableList.of(
            new Column("handover", "uuid"),     new Column("receiver", "uuid"));
    private static final ImmutableList<Column> DEPENDS_ON = ImmutableList.of(new Column("version", "bigint"));
    private static final ImmutableList<Column> PETITIONER = ImmutableList.of(
            new Column("masked", "text"),       new Column("key_id", "text"),
            new Column("sealed", "bytea"),
            new Column("id_mark", "bytea"),     new Column("phone_mark", "bytea"));
    private static final ImmutableList<Column> RECEIPT = ImmutableList.of(
            new Column("receipt", "uuid"),      new Column("receipt_key", "text"),
            new Column("answered", "bytea"),    new Column("received", "timestamptz"));
    // spotless:on

    /**
     * What the text depends on.
     *
     * @param opens whether there was no such case
     * @param unmoved whether the case is where it was: only its docket has grown
     * @param touch the code of the touch
     * @param depends whether it holds for one version of the establishment only
     */
    record Shape(boolean opens, boolean unmoved, int touch, boolean depends, boolean petitioner, boolean receipt) {

        /** What is sent of each act, in the order of {@link #values}. */
        private ImmutableList<Column> columns() {
            return Stream.of(
                            opens ? CaseRow.FIXED : ID,
                            ENTRY,
                            unmoved ? DAY : CaseRow.MOVING,
                            touch == CaseChange.Touch.SET ? HANDED_OVER : NONE,
                            depends ? DEPENDS_ON : NONE,
                            petitioner ? PETITIONER : NONE,
                            receipt ? RECEIPT : NONE)
                    .flatMap(List::stream)
                    .collect(ImmutableList.toImmutableList());
        }

        private String text() {
            String acts = "unnest(" + CaseRow.arrays(columns()) + ") WITH ORDINALITY t (" + CaseRow.names(columns())
                    + ", nth)";
            String stands = depends ? "t.version = (SELECT version FROM roster_version)" : "true";
            StringBuilder text = new StringBuilder();
            if (opens) {
                text.append("""
                        WITH t AS (SELECT * FROM %s),
                        opened AS (INSERT INTO written_case (%s, %s, last_hash) SELECT %s, %s, hash FROM t WHERE %s RETURNING id),
                        done AS (SELECT t.* FROM t JOIN opened USING (id))
                        """.formatted(
                                acts,
                                CaseRow.names(CaseRow.FIXED),
                                CaseRow.names(CaseRow.MOVING),
                                CaseRow.sent(CaseRow.FIXED),
                                CaseRow.sent(CaseRow.MOVING),
                                stands));
            } else {
                text.append("""
                        WITH done AS (UPDATE written_case c SET last_hash = t.hash, %s%s FROM %s
                            WHERE c.id = t.id AND c.entries = t.nr - 1 AND %s RETURNING t.*)
                        """.formatted(
                        unmoved ? "entries = t.nr, last_on = t.last_on" : CaseRow.moved("t"), touched(), acts, stands));
            }
            if (petitioner) {
                text.append("""
                        , who AS (INSERT INTO petitioner (case_id, masked, key_id, sealed, id_mark, phone_mark, marked)
                            SELECT id, masked, key_id, sealed, id_mark, phone_mark, true FROM done)
                        """);
            }
            if (receipt) {
                text.append("""
                        , kept AS (INSERT INTO receipt (id, key_id, sealed, at)
                            SELECT receipt, receipt_key, answered, received FROM done)
                        """);
            }
            return text.append("""
                    , entered AS (INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)
                        SELECT id, 'CASE', nr, at, json, hash FROM done)
                    SELECT nth FROM done
                    """).toString();
        }

        private String touched() {
            if (touch == CaseChange.Touch.SET) {
                return ", handed_over = t.handover, handed_to = t.receiver, idle_told = false";
            }
            if (touch == CaseChange.Touch.CLEAR.code()) {
                return ", handed_over = NULL, handed_to = NULL, idle_told = false";
            }
            return touch == CaseChange.Touch.TOLD.code() ? ", idle_told = c.handed_over IS NOT NULL" : "";
        }
    }

    Shape shape() {
        return new Shape(
                change.seen() == 0,
                change.seen() > 0 && change.unmoved(),
                change.seen() == 0 ? 0 : change.touch().code(),
                transaction.dependsOn().isPresent(),
                !writes.petitioners.isEmpty(),
                !writes.receipts.isEmpty());
    }

    /** What is sent of it, in the order of the shape's columns. */
    private @Nullable Object[] values(Shape shape) {
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(
                values,
                shape.opens()
                        ? CaseRow.fixed(change.after())
                        : new Object[] {change.after().id().value()});
        Collections.addAll(
                values, entry.number(), entry.at().atOffset(ZoneOffset.UTC).toString(), json, Parameters.bytes(hash));
        Collections.addAll(
                values, shape.unmoved() ? new Object[] {change.after().lastOn()} : CaseRow.moving(change.after()));
        if (shape.touch() == CaseChange.Touch.SET) {
            Collections.addAll(values, change.touch().handover(), change.touch().to());
        }
        transaction.dependsOn().ifPresent(values::add);
        for (Map.Entry<CaseId, Petitioner> who : writes.petitioners.entrySet()) {
            KeyRing keys = transaction.keys();
            Collections.addAll(
                    values,
                    who.getValue().maskedName(),
                    keys.current(),
                    keys.seal("petitioner", who.getKey().value(), PetitionerText.write(who.getValue())),
                    Marks.ofId(keys, who.getValue()),
                    Marks.ofPhone(keys, who.getValue()));
        }
        for (Map.Entry<String, Receipt> receipt : writes.receipts.entrySet()) {
            Collections.addAll(
                    values,
                    SealedReceipt.id(receipt.getKey()),
                    transaction.keys().current(),
                    SealedReceipt.of(transaction.keys(), receipt.getKey(), receipt.getValue()),
                    receipt.getValue().at().atOffset(ZoneOffset.UTC).toString());
        }
        return values.toArray();
    }

    /**
     * All at once, or none.
     *
     * @param acts of this shape
     * @return which of them were done; the others met a row that no longer is what they depend on
     */
    static BitSet execute(Shape shape, List<OneAct> acts, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TEXTS.computeIfAbsent(shape, Shape::text))) {
            new Parameters(statement).arrays(shape.columns(), acts, act -> act.values(shape));
            BitSet done = new BitSet();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    done.set(row.getInt(1) - 1);
                }
            }
            return done;
        }
    }
}
