package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.RECEIPT;

import com.google.common.collect.Lists;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.LinkKind;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.UnitAct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends what a piece of work entered: one act in one statement, anything else by set in one transaction. Each row is written only where it still is as it was read, and only while what the work was told about who
 * sits still holds.
 */
final class Commit {
    private static final int TRIES = 5;

    /** How many rows go out in one statement: a ledger of ten thousand cases must not stand in memory a second time. */
    private static final int AT_A_TIME = 4_000;

    private final Connection connection;
    private final GroupCommit acts;
    private final Transaction transaction;
    private final Writes writes;

    private List<Sealed> docket = List.of();
    private Map<CaseId, CaseChange> changes = Map.of();
    private boolean ending;

    /** An entry with its text and the hash that chains it. */
    private record Sealed(Entry entry, String json, String hash) {}

    Commit(Connection connection, GroupCommit acts, Transaction transaction, Writes writes) {
        this.connection = connection;
        this.acts = acts;
        this.transaction = transaction;
        this.writes = writes;
    }

    /** Why it lost, if it did; then nothing of it is there. */
    Optional<Refusal> run() throws SQLException {
        Optional<Refusal> outOfOrder = prepare();
        if (outOfOrder.isPresent()) {
            return outOfOrder;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<Refusal> lost = writes.areOneAct() ? oneAct() : everything();
                if (lost.isEmpty()) {
                    return lost;
                }
                if (!lost.get().equals(OVERTAKEN)) {
                    return lost;
                }
                Optional<Refusal> changed = transaction.stillHolds();
                if (changed.isPresent()) {
                    return changed;
                }
                if (attempt == TRIES) {
                    return Optional.of(Refusals.stale());
                }
            } catch (SQLException | DataAccessException fault) {
                SQLException cause = fault instanceof SQLException plain
                        ? plain
                        : ((DataAccessException) fault).getCause(SQLException.class);
                Optional<Refusal> lost = cause == null ? Optional.empty() : refusal(cause);
                if (lost.isPresent()) {
                    return lost;
                }
                if (cause == null || !isConflict(cause) || attempt == TRIES) {
                    throw fault;
                }
            }
        }
    }

    /** Somebody changed the establishment meanwhile; never leaves this class. */
    private static final Refusal OVERTAKEN = Refusal.of(Reason.STALE).with("overtaken", true);

    // ------------------------------------------------------------------ chaining

    /** Reckons texts and hashes; refuses what does not follow on what was read. */
    private Optional<Refusal> prepare() throws SQLException {
        readMissingHeads();
        Map<Subject, Integer> numbers = new LinkedHashMap<>();
        Map<Subject, String> hashes = new LinkedHashMap<>();
        docket = new ArrayList<>(writes.entries.size());
        for (Entry entry : writes.entries) {
            Subject subject = entry.subject();
            if (!numbers.containsKey(subject)) {
                Optional<Transaction.DocketHead> head = head(subject);
                numbers.put(subject, head.map(Transaction.DocketHead::entries).orElse(0));
                hashes.put(subject, head.map(Transaction.DocketHead::hash).orElse(Seal.FIRST));
            }
            int there = numbers.getOrDefault(subject, 0);
            if (entry.number() != there + 1) {
                return Optional.of(
                        entry.number() == 1 && subject.kind() != Subject.Kind.UNIT
                                ? Refusals.alreadyThere()
                                : Refusals.stale(there));
            }
            String json = EntryJson.write(entry);
            String hash = Seal.hash(hashes.getOrDefault(subject, Seal.FIRST), json);
            numbers.put(subject, entry.number());
            hashes.put(subject, hash);
            docket.add(new Sealed(entry, json, hash));
        }
        changes = new LinkedHashMap<>();
        for (PetitionCase.Entered done : writes.cases) {
            CaseChange before = changes.get(done.after().id());
            changes.put(
                    done.after().id(),
                    new CaseChange(
                            done.after(),
                            before == null ? done.entry().number() - 1 : before.seen(),
                            hashes.getOrDefault(done.entry().subject(), Seal.FIRST),
                            (before == null ? CaseChange.Touch.KEEP : before.touch()).then(done.entry()),
                            writes.cases.size() == 1 && isWhereItWas(done.after())));
        }
        return Optional.empty();
    }

    /** Whether an act was a note only: nothing that lists look for has changed. */
    private boolean isWhereItWas(PetitionCase after) {
        Transaction.DocketHead head = transaction.heads.get(after.id());
        return head != null && after.position().equals(head.position());
    }

    private Optional<Transaction.DocketHead> head(Subject subject) {
        return switch (subject.kind()) {
            case CASE -> Optional.ofNullable(transaction.heads.get(new CaseId(subject.id())));
            case HANDOVER ->
                Optional.ofNullable(transaction.kept.get(new HandoverId(subject.id())))
                        .map(kept -> new Transaction.DocketHead(kept.handover().entries(), kept.hash(), null));
            case UNIT ->
                Optional.ofNullable(transaction.standing().units().get(new UnitId(subject.id())))
                        .map(unit -> new Transaction.DocketHead(unit.entries(), unit.lastHash(), null));
            case ACCOUNT -> throw new IllegalArgumentException("entries of accounts come in as traces: " + subject);
        };
    }

    /** Work may enter what it read in an earlier transaction, or made itself. */
    private void readMissingHeads() throws SQLException {
        List<UUID> missing = writes.cases.stream()
                .filter(done -> done.entry().number() > 1)
                .map(done -> done.after().id())
                .distinct()
                .filter(id -> !transaction.heads.containsKey(id))
                .map(CaseId::value)
                .toList();
        if (!missing.isEmpty()) {
            try (PreparedStatement statement =
                    house().prepareStatement("SELECT id, entries, last_hash FROM petition_case WHERE id = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("uuid", missing.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        transaction.heads.put(
                                new CaseId(CaseRow.id(row, 1)),
                                new Transaction.DocketHead(row.getInt(2), CaseRow.hash(row, 3), null));
                    }
                }
            }
        }
        for (Handover.Entered done : writes.handovers) {
            if (done.entry().number() > 1 && !isFirstHere(done)) {
                transaction.before(done.after().id());
            }
        }
    }

    private boolean isFirstHere(Handover.Entered done) {
        return writes.handovers.stream()
                .anyMatch(other -> other.entry().number() == 1
                        && other.after().id().equals(done.after().id()));
    }

    // ------------------------------------------------------------------ one act

    private Optional<Refusal> oneAct() throws SQLException {
        CaseChange change = changes.values().iterator().next();
        Sealed line = docket.get(0);
        boolean done = acts.commit(
                new OneAct(change, line.entry(), line.json(), line.hash(), writes, transaction), connection);
        return done ? Optional.empty() : Optional.of(whyNot(change));
    }

    /** For single looks: what is written was judged whole, and nothing of it is hidden here. */
    private Connection house() {
        return Sighted.of(connection, Sight.WHOLE);
    }

    private Refusal whyNot(CaseChange change) throws SQLException {
        if (change.seen() > 0) {
            try (PreparedStatement statement =
                    house().prepareStatement("SELECT entries FROM petition_case WHERE id = ?")) {
                statement.setObject(1, change.after().id().value());
                try (ResultSet row = statement.executeQuery()) {
                    int entries = row.next() ? row.getInt(1) : 0;
                    if (entries != change.seen()) {
                        return Refusals.stale(entries);
                    }
                }
            }
        }
        return OVERTAKEN;
    }

    // ------------------------------------------------------------------ by set

    private Optional<Refusal> everything() throws SQLException {
        ending = false;
        connection.setAutoCommit(false);
        try {
            Sighted.begin(connection, Sight.WHOLE);
            Optional<Refusal> lost = write();
            if (lost.isEmpty()) {
                connection.commit();
                if (writes.changeRoster()) {
                    transaction.changed(unitHashes());
                }
            } else {
                connection.rollback();
            }
            return lost;
        } catch (SQLException | RuntimeException fault) {
            connection.rollback();
            throw fault;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Optional<Refusal> write() throws SQLException {
        if (!stands()) {
            return Optional.of(OVERTAKEN);
        }
        EstablishmentRows establishment = new EstablishmentRows(transaction.dsl());
        for (Sealed line : docket) {
            if (line.entry().act() instanceof UnitAct) {
                Optional<Refusal> lost = establishment.enter(line.entry(), line.json(), line.hash());
                if (lost.isPresent()) {
                    return lost;
                }
            }
        }
        writes.begun.forEach(establishment::begin);
        List<CaseChange> opened =
                changes.values().stream().filter(one -> one.seen() == 0).toList();
        List<CaseChange> moved =
                changes.values().stream().filter(one -> one.seen() > 0).toList();
        if (!opened.isEmpty()) {
            insert(opened);
        }
        if (!moved.isEmpty() && update(moved) != moved.size()) {
            return Optional.of(Refusals.stale());
        }
        for (Map.Entry<CaseId, Writes.Correction> one : writes.corrections.entrySet()) {
            if (!isKept(one.getKey(), one.getValue().before())) {
                return Optional.of(Refusals.stale());
            }
            writes.petitioners.put(one.getKey(), one.getValue().after());
        }
        if (!writes.petitioners.isEmpty()) {
            keepPetitioners();
        }
        writes.papers.forEach(paper -> paper.accept(transaction.dsl()));
        ending = true;
        for (Map.Entry<IncumbencyId, LocalDate> end : writes.ended.entrySet()) {
            if (!establishment.end(end.getKey(), end.getValue())) {
                return Optional.of(Refusals.stale());
            }
        }
        ending = false;
        HandoverRows handovers = new HandoverRows(connection, transaction.dsl(), transaction.kept);
        if (!writes.handovers.isEmpty()) {
            for (Map.Entry<HandoverId, Set<HandoverId>> departure : transaction.apart.entrySet()) {
                if (!handovers.take(departure.getKey(), departure.getValue())) {
                    return Optional.of(Refusals.stale());
                }
            }
        }
        for (Handover.Entered done : writes.handovers) {
            if (!handovers.enter(done, hashOf(done.entry()))) {
                return Optional.of(Refusals.stale());
            }
        }
        writes.receipts.forEach((key, receipt) -> transaction
                .dsl()
                .insertInto(RECEIPT)
                .set(RECEIPT.ID, SealedReceipt.id(key))
                .set(RECEIPT.KEY_ID, transaction.keys().current())
                .set(RECEIPT.SEALED, SealedReceipt.of(transaction.keys(), key, receipt))
                .set(RECEIPT.AT, receipt.at())
                .execute());
        if (!docket.isEmpty()) {
            enterDocket(docket);
        }
        if (!writes.traces.isEmpty()) {
            Optional<List<Sealed>> traced = traced();
            if (traced.isEmpty()) {
                return Optional.of(Refusals.stale());
            }
            enterDocket(traced.get());
        }
        for (Sealed line : docket) {
            if (Writes.links(line.entry())) {
                enterLink(line.entry());
            }
        }
        return Optional.empty();
    }

    private String hashOf(Entry entry) {
        return docket.stream()
                .filter(line -> line.entry().number() == entry.number()
                        && line.entry().subject().equals(entry.subject()))
                .findFirst()
                .orElseThrow()
                .hash();
    }

    private Map<UnitId, String> unitHashes() {
        Map<UnitId, String> hashes = new HashMap<>();
        docket.stream()
                .filter(line -> line.entry().act() instanceof UnitAct)
                .forEach(line -> hashes.put(new UnitId(line.entry().subject().id()), line.hash()));
        return hashes;
    }

    /** Whoever changes the establishment does so one after another; all others only look. */
    private boolean stands() throws SQLException {
        long version = transaction.dependsOn().orElse(-1L);
        String look = writes.changeRoster()
                ? "UPDATE roster_version SET version = version + 1 WHERE version = ?::bigint OR ?::bigint < 0 RETURNING true"
                : "SELECT true FROM roster_version WHERE version = ?::bigint OR ?::bigint < 0";
        try (PreparedStatement statement = connection.prepareStatement(look)) {
            new Parameters(statement).big(version).big(version);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static final String INSERT_ALL = "INSERT INTO petition_case (" + CaseRow.names(CaseRow.FIXED) + ", "
            + CaseRow.names(CaseRow.MOVING) + ", last_hash, handed_over, handed_to) SELECT "
            + CaseRow.sent(CaseRow.FIXED) + ", "
            + CaseRow.sent(CaseRow.MOVING) + ", last_hash, handover, receiver FROM unnest("
            + CaseRow.arrays(CaseRow.FIXED) + ", "
            + CaseRow.arrays(CaseRow.MOVING) + ", ?::bytea[], ?::uuid[], ?::uuid[]) g (" + CaseRow.names(CaseRow.FIXED)
            + ", "
            + CaseRow.names(CaseRow.MOVING) + ", last_hash, handover, receiver)";

    private void insert(List<CaseChange> opened) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ALL)) {
            for (List<CaseChange> page : Lists.partition(opened, AT_A_TIME)) {
                Parameters to = new Parameters(statement);
                to.arrays(CaseRow.FIXED, page, one -> CaseRow.fixed(one.after()));
                to.arrays(CaseRow.MOVING, page, one -> CaseRow.moving(one.after()));
                to.array("bytea", page, one -> Parameters.bytes(one.lastHash()));
                to.array("uuid", page, one -> one.touch().handover());
                to.array("uuid", page, one -> one.touch().to());
                statement.executeUpdate();
            }
        }
    }

    private static final String UPDATE_ALL = "UPDATE petition_case c SET "
            + CaseRow.moved("t")
            + ", last_hash = t.last_hash, " + CaseChange.TOUCHED + " FROM unnest(?::uuid[], ?::integer[], "
            + CaseRow.arrays(CaseRow.MOVING) + ", ?::bytea[], ?::integer[], ?::uuid[], ?::uuid[]) t (id, seen, "
            + CaseRow.names(CaseRow.MOVING)
            + ", last_hash, code, handover, receiver) WHERE c.id = t.id AND c.entries = t.seen";

    private int update(List<CaseChange> moved) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE_ALL)) {
            Parameters to = new Parameters(statement);
            to.array("uuid", moved, one -> one.after().id().value());
            to.array("integer", moved, CaseChange::seen);
            to.arrays(CaseRow.MOVING, moved, one -> CaseRow.moving(one.after()));
            to.array("bytea", moved, one -> Parameters.bytes(one.lastHash()));
            to.array("integer", moved, one -> one.touch().code());
            to.array("uuid", moved, one -> one.touch().handover());
            to.array("uuid", moved, one -> one.touch().to());
            return statement.executeUpdate();
        }
    }

    /** Whether it is still what is kept, and stays so until this is through. */
    private boolean isKept(CaseId id, Petitioner before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT key_id, sealed FROM petitioner WHERE case_id = ? FOR UPDATE")) {
            statement.setObject(1, id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        && PetitionerText.read(transaction
                                        .keys()
                                        .open(
                                                "petitioner",
                                                id.value(),
                                                CaseRow.text(row, 1),
                                                CaseRow.there(row.getBytes(2), 2)))
                                .equals(before);
            }
        }
    }

    private void keepPetitioners() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO petitioner (case_id, masked, key_id, sealed, id_mark, phone_mark, marked)"
                        + " SELECT w.*, true FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bytea[],"
                        + " ?::bytea[]) w ON CONFLICT (case_id) DO UPDATE SET masked = excluded.masked,"
                        + " key_id = excluded.key_id, sealed = excluded.sealed, id_mark = excluded.id_mark,"
                        + " phone_mark = excluded.phone_mark, marked = true")) {
            KeyRing keys = transaction.keys();
            for (List<Map.Entry<CaseId, Petitioner>> page :
                    Lists.partition(List.copyOf(writes.petitioners.entrySet()), AT_A_TIME)) {
                Parameters to = new Parameters(statement);
                to.array("uuid", page, one -> one.getKey().value());
                to.array("text", page, one -> one.getValue().maskedName());
                to.array("text", page, one -> keys.current());
                to.array(
                        "bytea",
                        page,
                        one -> keys.seal("petitioner", one.getKey().value(), PetitionerText.write(one.getValue())));
                to.array("bytea", page, one -> Marks.ofId(keys, one.getValue()));
                to.array("bytea", page, one -> Marks.ofPhone(keys, one.getValue()));
                statement.executeUpdate();
            }
        }
    }

    private void enterLink(Entry entry) throws SQLException {
        boolean linked = entry.act() instanceof CaseAct.Link;
        CaseId other = entry.act() instanceof CaseAct.Link link ? link.other() : ((CaseAct.Unlink) entry.act()).other();
        LinkKind kind = entry.act() instanceof CaseAct.Link link ? link.kind() : ((CaseAct.Unlink) entry.act()).kind();
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO case_link (case_id, other, kind, entry, linked)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, other, kind)"
                        + " DO UPDATE SET entry = excluded.entry, linked = excluded.linked")) {
            statement.setObject(1, entry.subject().id());
            statement.setObject(2, other.value());
            statement.setString(3, kind.name());
            statement.setInt(4, entry.number());
            statement.setBoolean(5, linked);
            statement.executeUpdate();
        }
    }

    /**
     * Takes each account's docket until the commit, in one order for all who do, and chains what is entered to its end. Empty where one
     * of which a day was looked at has grown since.
     */
    private Optional<List<Sealed>> traced() throws SQLException {
        List<Sealed> lines = new ArrayList<>();
        Map<UUID, List<Writes.Trace>> byAccount = writes.traces.stream()
                .collect(Collectors.groupingBy(Writes.Trace::account, TreeMap::new, Collectors.toList()));
        for (Map.Entry<UUID, List<Writes.Trace>> account : byAccount.entrySet()) {
            int number;
            String hash;
            try (PreparedStatement take = connection.prepareStatement(
                    "INSERT INTO account_docket (account, entries, last_hash) VALUES (?, 0, ?)"
                            + " ON CONFLICT (account) DO UPDATE SET entries = account_docket.entries"
                            + " RETURNING entries, last_hash")) {
                take.setObject(1, account.getKey());
                take.setBytes(2, Parameters.bytes(Seal.FIRST));
                try (ResultSet row = take.executeQuery()) {
                    row.next();
                    number = row.getInt(1);
                    hash = CaseRow.hash(row, 2);
                }
            }
            if (transaction.accounts.getOrDefault(account.getKey(), number) != number) {
                return Optional.empty();
            }
            for (Writes.Trace trace : account.getValue()) {
                Entry entry = trace.trace().entered(trace.account(), ++number, trace.by(), trace.at());
                String json = EntryJson.write(entry);
                hash = Seal.hash(hash, json);
                lines.add(new Sealed(entry, json, hash));
            }
            try (PreparedStatement end = connection.prepareStatement(
                    "UPDATE account_docket SET entries = ?, last_hash = ? WHERE account = ?")) {
                end.setInt(1, number);
                end.setBytes(2, Parameters.bytes(hash));
                end.setObject(3, account.getKey());
                end.executeUpdate();
            }
        }
        return Optional.of(lines);
    }

    private void enterDocket(List<Sealed> docket) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash) SELECT * FROM"
                        + " unnest(?::uuid[], ?::text[], ?::integer[], ?::timestamptz[], ?::text[], ?::bytea[])")) {
            for (List<Sealed> page : Lists.partition(docket, AT_A_TIME)) {
                Parameters to = new Parameters(statement);
                to.array("uuid", page, one -> one.entry().subject().id());
                to.array("text", page, one -> one.entry().subject().kind().name());
                to.array("integer", page, one -> one.entry().number());
                to.array(
                        "timestamptz",
                        page,
                        one -> one.entry().at().atOffset(ZoneOffset.UTC).toString());
                to.array("text", page, Sealed::json);
                to.array("bytea", page, line -> Parameters.bytes(line.hash()));
                statement.executeUpdate();
            }
        }
    }

    // ------------------------------------------------------------------ what PostgreSQL says

    private static boolean isConflict(SQLException fault) {
        return "40001".equals(fault.getSQLState()) || "40P01".equals(fault.getSQLState());
    }

    /** What the wall and the unique keys say, in the words of the port. */
    private Optional<Refusal> refusal(SQLException fault) {
        ServerErrorMessage said = fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String constraint = said == null || said.getConstraint() == null ? "" : said.getConstraint();
        return switch (constraint) {
            case "petition_case_pkey",
                    "case_number_of_registrar",
                    "incumbency_pkey",
                    "handover_pkey",
                    "receipt_pkey",
                    "paper_pkey",
                    "issued_paper_pkey",
                    "paper_number_key" -> Optional.of(Refusals.alreadyThere());
            case "delegation_pkey" -> Optional.of(Refusals.alreadyThere());
            case "delegation_of_who_sits", "delegation_to_who_sits" ->
                Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
            case "handover_under_way" -> Optional.of(Refusal.of(Reason.HANDOVER_UNDER_WAY));
            case "docket_entry_pkey", "unit_pkey" -> Optional.of(Refusals.stale());
            case "holder_sits", "unit_head_sits", "leader_in_charge_sits", "assigned_leader_sits" ->
                Optional.of(Refusal.of(ending ? Reason.STILL_ANSWERS : Reason.RECEIVER_DOES_NOT_SIT));
            case "petition_case_holder_fkey",
                    "petition_case_unit_head_fkey",
                    "petition_case_leader_in_charge_fkey",
                    "petition_case_assigned_leader_fkey" -> Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
            default -> Optional.empty();
        };
    }
}
