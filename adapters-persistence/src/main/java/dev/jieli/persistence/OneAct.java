package dev.jieli.persistence;

import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One act in one case with its entry, and the petitioner and the receipt that come with it, in one statement that commits
 * itself. Its text depends on few things; each text is put together once and then stays prepared.
 *
 * <p>It is sent as it is, with nothing told to the database before: it writes through a view that hides nothing and by which
 * nothing can be read but what it has to compare; adding rows tells nothing.
 */
record OneAct(CaseChange change, Entry entry, String json, String hash, Writes writes, Transaction transaction) {

    private static final Map<Shape, String> TEXTS = new ConcurrentHashMap<>();

    /** What the text depends on. */
    private record Shape(
            boolean opens, boolean unmoved, int touch, boolean depends, boolean petitioner, boolean receipt) {

        String text() {
            String stands = depends ? "(SELECT version FROM roster_version) = ?::bigint" : "true";
            StringBuilder text = new StringBuilder("WITH moved AS (");
            if (opens) {
                text.append(
                        "INSERT INTO written_case (%s, %s, last_hash, handed_over, handed_to) SELECT %s, %s, ?::bytea,"
                                .formatted(
                                        CaseRow.names(CaseRow.FIXED),
                                        CaseRow.names(CaseRow.MOVING),
                                        CaseRow.placeholders(CaseRow.FIXED),
                                        CaseRow.placeholders(CaseRow.MOVING)));
                text.append(" NULL, NULL WHERE ").append(stands).append(" RETURNING id)");
            } else {
                text.append("UPDATE written_case SET last_hash = ?::bytea, ")
                        .append(
                                unmoved
                                        ? "entries = ?::integer, last_on = ?::date"
                                        : CaseRow.assignments(CaseRow.MOVING))
                        .append(touched())
                        .append(" WHERE id = ?::uuid AND entries = ?::integer AND ")
                        .append(stands)
                        .append(" RETURNING id)");
            }
            if (petitioner) {
                text.append(
                        ", who AS (INSERT INTO petitioner (case_id, masked, key_id, sealed, id_mark, phone_mark, marked)"
                                + " SELECT id, ?::text, ?::text, ?::bytea, ?::bytea, ?::bytea, true FROM moved)");
            }
            if (receipt) {
                text.append(", kept AS (INSERT INTO receipt (key, request, answer, at)"
                        + " SELECT ?::text, ?::text, ?::text, ?::timestamptz FROM moved)");
            }
            return text.append(" INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)"
                            + " SELECT id, 'CASE', ?::integer, ?::timestamptz, ?::text, ?::bytea FROM moved")
                    .toString();
        }

        private String touched() {
            if (touch == CaseChange.Touch.SET) {
                return ", handed_over = ?::uuid, handed_to = ?::uuid, idle_told = false";
            }
            if (touch == CaseChange.Touch.CLEAR.code()) {
                return ", handed_over = NULL, handed_to = NULL, idle_told = false";
            }
            return touch == CaseChange.Touch.TOLD.code() ? ", idle_told = handed_over IS NOT NULL" : "";
        }
    }

    /** Alone. Whether it was done. */
    boolean execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text())) {
            fill(statement);
            return statement.executeUpdate() == 1;
        }
    }

    String text() {
        return TEXTS.computeIfAbsent(shape(), Shape::text);
    }

    private Shape shape() {
        return new Shape(
                change.seen() == 0,
                change.unmoved(),
                change.seen() == 0 ? 0 : change.touch().code(),
                transaction.dependsOn().isPresent(),
                !writes.petitioners.isEmpty(),
                !writes.receipts.isEmpty());
    }

    void fill(PreparedStatement statement) throws SQLException {
        Shape shape = shape();
        Parameters to = new Parameters(statement);
        if (shape.opens()) {
            to.all(CaseRow.FIXED, CaseRow.fixed(change.after()))
                    .all(CaseRow.MOVING, CaseRow.moving(change.after()))
                    .hash(change.lastHash());
        } else {
            move(to, shape);
        }
        Optional<Long> version = transaction.dependsOn();
        if (version.isPresent()) {
            to.big(version.get());
        }
        for (Map.Entry<CaseId, Petitioner> who : writes.petitioners.entrySet()) {
            to.text(who.getValue().maskedName())
                    .text(transaction.keys().current())
                    .bytes(transaction.keys().seal(who.getKey().value(), PetitionerText.write(who.getValue())))
                    .bytes(Marks.ofId(transaction.keys(), who.getValue()))
                    .bytes(Marks.ofPhone(transaction.keys(), who.getValue()));
        }
        for (Map.Entry<String, Receipt> receipt : writes.receipts.entrySet()) {
            to.text(receipt.getKey())
                    .text(receipt.getValue().request())
                    .text(receipt.getValue().answer())
                    .instant(receipt.getValue().at());
        }
        to.integer(entry.number()).instant(entry.at()).text(json).hash(hash);
    }

    private void move(Parameters to, Shape shape) throws SQLException {
        to.hash(change.lastHash());
        if (shape.unmoved()) {
            to.integer(change.after().entries()).day(change.after().lastOn());
        } else {
            to.all(CaseRow.MOVING, CaseRow.moving(change.after()));
        }
        if (shape.touch() == CaseChange.Touch.SET) {
            to.id(change.touch().handover()).id(change.touch().to());
        }
        to.id(change.after().id().value()).integer(change.seen());
    }
}
