package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.HANDOVER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.jieli.application.published.StateJson;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes the steps of handovers: the row of each, and of its items those that changed. */
final class HandoverRows {
    private final Connection connection;
    private final DSLContext sql;

    /** As they stand in the database, step by step. */
    private final Map<HandoverId, Handover> written = new HashMap<>();

    /** @param read the handovers as they were before */
    HandoverRows(Connection connection, DSLContext sql, Map<HandoverId, JooqHandovers.Kept> read) {
        this.connection = connection;
        this.sql = sql;
        read.forEach((id, kept) -> written.put(id, kept.handover()));
    }

    // spotless:off
    private static final String TAKE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 29))";
    private static final String TOGETHER = "SELECT id, entries FROM handover WHERE id = ? OR beside = ?";
    // spotless:on

    /**
     * Takes the lists of a departure until the commit, for what is done on the main one holds for those beside it: whether no
     * other than those that were read is there, and the main one as it was read.
     *
     * @param apart the lists beside the main one that were read
     */
    boolean take(HandoverId main, Set<HandoverId> apart) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, main.toString());
            take.execute();
        }
        Set<HandoverId> there = new HashSet<>();
        boolean same = true;
        try (PreparedStatement statement = connection.prepareStatement(TOGETHER)) {
            statement.setObject(1, main.value());
            statement.setObject(2, main.value());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    HandoverId id = new HandoverId(CaseRow.id(row, 1));
                    if (!id.equals(main)) {
                        there.add(id);
                    } else if (written.containsKey(main)) {
                        same = written.get(main).entries() == row.getInt(2);
                    }
                }
            }
        }
        return same && there.equals(apart);
    }

    /** Whether the handover still was as it was read. */
    boolean enter(Handover.Entered done, String hash) throws SQLException {
        Handover after = done.after();
        var row = sql.newRecord(HANDOVER);
        row.setId(after.id().value());
        row.setBeside(after.beside().map(HandoverId::value).orElse(null));
        row.setOutgoing(after.outgoing().value());
        row.setIncoming(after.incoming().value());
        row.setWitness(after.witness().value());
        row.setCause(after.cause().name());
        row.setDocument(after.document());
        row.setOpenedOn(after.openedOn());
        row.setLeavesOn(after.leavesOn());
        row.setDueOn(after.dueOn());
        row.setState(after.state().name());
        row.setEdition(after.edition());
        row.setDigest(after.digest().orElse(null));
        row.setFirstActDue(after.firstActDue().orElse(null));
        row.setSigned(StateJson.write(new StateJson.Signed(after.signatures(), after.omissions())));
        row.setEntries(after.entries());
        row.setLastOn(after.lastOn());
        row.setLastHash(Parameters.bytes(hash));
        ImmutableMap<CaseId, Handover.Item> before = ImmutableMap.of();
        ImmutableList<Handover.Placed> placedBefore = ImmutableList.of();
        if (done.entry().number() == 1) {
            row.setOpenedAt(done.entry().at());
            sql.insertInto(HANDOVER).set(row).execute();
        } else {
            row.reset(HANDOVER.ID);
            int rows = sql.update(HANDOVER)
                    .set(row)
                    .where(HANDOVER.ID.eq(after.id().value()))
                    .and(HANDOVER.ENTRIES.eq(done.entry().number() - 1))
                    .execute();
            if (rows != 1) {
                return false;
            }
            Handover kept = written.getOrDefault(after.id(), after);
            before = kept.items();
            placedBefore = kept.placed();
        }
        keepItems(after, before, placedBefore);
        written.put(after.id(), after);
        return true;
    }

    private record Line(
            int place,
            Handover.Item item,
            Handover.@Nullable Disposition disposition,
            @Nullable Integer placed) {}

    /** Only items that changed are written. */
    private void keepItems(
            Handover after, ImmutableMap<CaseId, Handover.Item> before, ImmutableList<Handover.Placed> placedBefore)
            throws SQLException {
        Map<CaseId, Line> then = lines(before, placedBefore);
        List<Line> changed = new ArrayList<>();
        lines(after.items(), after.placed()).forEach((item, line) -> {
            if (!line.equals(then.get(item))) {
                changed.add(line);
            }
        });
        ImmutableSet<CaseId> gone =
                Sets.difference(before.keySet(), after.items().keySet()).immutableCopy();
        if (!gone.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE handover_item SET dropped = true, disposition = NULL, placed = NULL WHERE handover = ? AND case_id = ANY (?)")) {
                Parameters to = new Parameters(statement).id(after.id().value());
                to.array("uuid", gone, CaseId::value);
                statement.executeUpdate();
            }
        }
        if (!changed.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO handover_item (handover, case_id, place, item, disposition, placed) SELECT ?::uuid, g.*"
                            + " FROM unnest(?::uuid[], ?::integer[], ?::text[], ?::text[], ?::integer[]) g"
                            + " ON CONFLICT (handover, case_id) DO UPDATE SET dropped = false, place = excluded.place, item ="
                            + " excluded.item, disposition = excluded.disposition, placed = excluded.placed")) {
                Parameters to = new Parameters(statement).id(after.id().value());
                to.array("uuid", changed, line -> line.item().caseId().value());
                to.array("integer", changed, Line::place);
                to.array("text", changed, line -> StateJson.write(line.item()));
                to.array(
                        "text",
                        changed,
                        line -> line.disposition() == null
                                ? null
                                : line.disposition().name());
                to.array("integer", changed, Line::placed);
                statement.executeUpdate();
            }
        }
    }

    private static Map<CaseId, Line> lines(
            ImmutableMap<CaseId, Handover.Item> items, ImmutableList<Handover.Placed> placed) {
        Map<CaseId, Integer> placedAt = new HashMap<>();
        for (int i = 0; i < placed.size(); i++) {
            placedAt.put(placed.get(i).item(), i);
        }
        Map<CaseId, Line> lines = Maps.newLinkedHashMapWithExpectedSize(items.size());
        for (Handover.Item item : items.values()) {
            Integer at = placedAt.get(item.caseId());
            lines.put(
                    item.caseId(),
                    new Line(
                            lines.size(),
                            item,
                            at == null ? null : placed.get(at).disposition(),
                            at));
        }
        return lines;
    }
}
