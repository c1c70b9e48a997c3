package dev.jieli.persistence;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.jieli.persistence.db.Tables.HANDOVER;
import static dev.jieli.persistence.db.Tables.HANDOVER_ITEM;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.published.StateJson;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Lists are judged whole, whoever takes the next step: nothing of them is hidden here. What is shown of them the board says. */
final class JooqHandovers implements Handovers {
    // spotless:off
    private static final String READ =
            "SELECT outgoing, incoming, witness, cause, document, opened_on, leaves_on, due_on, state, edition, digest,"
            + " first_act_due, signed, entries, last_on, last_hash, beside FROM handover WHERE id = ?";
    private static final String ITEMS =
            "SELECT item, disposition, placed, dropped FROM handover_item WHERE handover = ? ORDER BY dropped, place";
    private static final String IDLE =
            "SELECT h.id, c.id, c.handed_to FROM petition_case c JOIN handover h ON h.id = c.handed_over"
            + " WHERE c.handed_over IS NOT NULL AND c.handed_to = h.incoming AND NOT c.idle_told AND c.must_sit AND h.first_act_due < ?"
            + " ORDER BY h.first_act_due, c.number, c.id LIMIT ?";
    // spotless:on

    private static final dev.jieli.persistence.db.tables.Handover APART = HANDOVER.as("apart");

    private final Transaction transaction;

    JooqHandovers(Transaction transaction) {
        this.transaction = transaction;
    }

    /** A handover as it was read, with the hash of its docket's last entry. */
    record Kept(Handover handover, String hash) {}

    @Override
    public Optional<Handover> find(HandoverId id) {
        try {
            Optional<Kept> found = read(transaction.connection(Sight.WHOLE), id);
            found.ifPresent(kept -> transaction.kept.put(id, kept));
            return found.map(Kept::handover);
        } catch (SQLException fault) {
            throw new DataAccessException("a handover could not be read", fault);
        }
    }

    /** Row and items are two looks: where a step was entered in between, both are taken again. */
    static Optional<Kept> read(Connection connection, HandoverId id) throws SQLException {
        while (true) {
            Optional<Kept> read = readOnce(connection, id);
            if (read.isEmpty() || read.get().handover().entries() == entries(connection, id)) {
                return read;
            }
        }
    }

    private static int entries(Connection connection, HandoverId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT entries FROM handover WHERE id = ?")) {
            statement.setObject(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Optional<Kept> readOnce(Connection connection, HandoverId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ);
                PreparedStatement itemsOf = connection.prepareStatement(ITEMS)) {
            statement.setObject(1, id.value());
            itemsOf.setObject(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                ImmutableMap.Builder<CaseId, Handover.Item> items = ImmutableMap.builder();
                ImmutableSet.Builder<CaseId> dropped = ImmutableSet.builder();
                TreeMap<Integer, Handover.Placed> placed = new TreeMap<>(Comparator.naturalOrder());
                try (ResultSet item = itemsOf.executeQuery()) {
                    while (item.next()) {
                        Handover.Item read = StateJson.item(CaseRow.text(item, 1));
                        if (item.getBoolean(4)) {
                            dropped.add(read.caseId());
                            continue;
                        }
                        items.put(read.caseId(), read);
                        String disposition = item.getString(2);
                        if (disposition != null) {
                            placed.put(
                                    item.getInt(3),
                                    new Handover.Placed(read.caseId(), Handover.Disposition.valueOf(disposition)));
                        }
                    }
                }
                StateJson.Signed signed = StateJson.signed(CaseRow.text(row, 13));
                return Optional.of(new Kept(
                        new Handover(
                                id,
                                Optional.ofNullable(row.getObject(17, UUID.class))
                                        .map(HandoverId::new),
                                new IncumbencyId(CaseRow.id(row, 1)),
                                new IncumbencyId(CaseRow.id(row, 2)),
                                new IncumbencyId(CaseRow.id(row, 3)),
                                Handover.Cause.valueOf(CaseRow.text(row, 4)),
                                CaseRow.text(row, 5),
                                CaseRow.day(row, 6),
                                CaseRow.day(row, 7),
                                CaseRow.day(row, 8),
                                Handover.State.valueOf(CaseRow.text(row, 9)),
                                items.buildOrThrow(),
                                dropped.build(),
                                row.getInt(10),
                                Optional.ofNullable(row.getString(11)),
                                signed.signatures(),
                                ImmutableList.copyOf(placed.values()),
                                Optional.ofNullable(row.getObject(12, LocalDate.class)),
                                signed.omissions(),
                                row.getInt(14),
                                CaseRow.day(row, 15)),
                        CaseRow.hash(row, 16)));
            }
        }
    }

    @Override
    public ImmutableList<Handover> beside(HandoverId main) {
        ImmutableList<HandoverId> apart = transaction
                .sql(Sight.WHOLE)
                .select(HANDOVER.ID)
                .from(HANDOVER)
                .where(HANDOVER.BESIDE.eq(main.value()))
                .orderBy(HANDOVER.CAME)
                .fetch(HANDOVER.ID)
                .stream()
                .map(HandoverId::new)
                .collect(toImmutableList());
        transaction.apart.put(main, ImmutableSet.copyOf(apart));
        return apart.stream().flatMap(id -> find(id).stream()).collect(toImmutableList());
    }

    @Override
    public Optional<HandoverId> underWay(IncumbencyId outgoing) {
        return transaction
                .sql(Sight.WHOLE)
                .select(HANDOVER.ID)
                .from(HANDOVER)
                .where(HANDOVER.OUTGOING.eq(outgoing.value()))
                .and(HANDOVER.BESIDE.isNull())
                .and(UNDER_WAY)
                .fetchOptional(HANDOVER.ID)
                .map(HandoverId::new);
    }

    @Override
    public boolean lists(CaseId id) {
        return transaction
                .sql(Sight.WHOLE)
                .fetchExists(DSL.selectOne()
                        .from(HANDOVER_ITEM)
                        .join(HANDOVER)
                        .on(HANDOVER.ID.eq(HANDOVER_ITEM.HANDOVER))
                        .where(HANDOVER_ITEM.CASE_ID.eq(id.value()))
                        .andNot(HANDOVER_ITEM.DROPPED)
                        .and(UNDER_WAY));
    }

    static final org.jooq.Condition UNDER_WAY =
            HANDOVER.STATE.notIn(Handover.State.EFFECTIVE.name(), Handover.State.CANCELLED.name());

    @Override
    public ImmutableList<HandoverId> ready(LocalDate on) {
        return transaction
                .sql(Sight.WHOLE)
                .select(HANDOVER.ID)
                .from(HANDOVER)
                .where(HANDOVER.STATE.eq(Handover.State.WITNESSED.name()))
                .and(HANDOVER.LEAVES_ON.le(on))
                .and(HANDOVER.BESIDE.isNull())
                .andNotExists(DSL.selectOne()
                        .from(APART)
                        .where(APART.BESIDE.eq(HANDOVER.ID))
                        .and(APART.STATE.in(
                                Handover.State.DRAFT.name(),
                                Handover.State.FROZEN.name(),
                                Handover.State.RECEIVED.name())))
                .orderBy(HANDOVER.CAME)
                .fetch(HANDOVER.ID)
                .stream()
                .map(HandoverId::new)
                .collect(toImmutableList());
    }

    @Override
    public ImmutableList<Idle> idle(LocalDate on, int most) {
        try (PreparedStatement statement = transaction.connection(Sight.WHOLE).prepareStatement(IDLE)) {
            statement.setObject(1, on);
            statement.setInt(2, most);
            ImmutableList.Builder<Idle> idle = ImmutableList.builder();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    idle.add(new Idle(
                            new HandoverId(CaseRow.id(row, 1)),
                            new CaseId(CaseRow.id(row, 2)),
                            new IncumbencyId(CaseRow.id(row, 3))));
                }
            }
            return idle.build();
        } catch (SQLException fault) {
            throw new DataAccessException("idle items could not be read", fault);
        }
    }

    @Override
    public void enter(Handover.Entered done) {
        transaction.toWrite().handovers.add(done);
        transaction.toWrite().entries.add(done.entry());
    }
}
