package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.HANDOVER;
import static dev.jieli.persistence.db.Tables.INCUMBENCY;
import static dev.jieli.persistence.db.Tables.OFFICIAL;
import static dev.jieli.persistence.db.Tables.POST;
import static dev.jieli.persistence.db.Tables.RECEIPT;
import static dev.jieli.persistence.db.Tables.UNIT;
import static dev.jieli.persistence.db.Tables.YEAR_NOTICE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.jieli.application.port.Receipts.Receipt;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.StateJson;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseAct;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.casefile.Petitioner;
import dev.jieli.domain.docket.Capacity;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Reason;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import dev.jieli.domain.tenure.UnitAct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends what a piece of work entered: one act in one statement that commits itself, anything else by set in one
 * transaction. Each row is written only where it still is as it was read, and only while what the work was told about who
 * sits still holds.
 */
final class Commit {
    private static final int TRIES = 5;

    private final Connection connection;
    private final Transaction transaction;
    private final Writes writes;
    private final DSLContext sql;

    private List<Sealed> docket = List.of();
    private Map<CaseId, CaseChange> changes = Map.of();
    private boolean ending;

    /** The handovers as they stand in the database, step by step. */
    private final Map<HandoverId, Handover> written = new HashMap<>();

    /** An entry with its text and the hash that chains it. */
    private record Sealed(Entry entry, String json, String hash) {}

    /**
     * All that a case goes through in this transaction.
     *
     * @param seen how many entries it had before; 0 where it is new
     */
    private record CaseChange(PetitionCase after, int seen, String lastHash, Touch touch) {}

    /** Whether the case was touched since it was handed over: KEEP what is there, SET, CLEAR, or TOLD somebody of it. */
    private record Touch(
            int code, @Nullable UUID handover, @Nullable UUID to) {
        static final Touch KEEP = new Touch(0, null, null);
        static final Touch CLEAR = new Touch(2, null, null);
        static final Touch TOLD = new Touch(3, null, null);

        Touch then(Entry entry) {
            if (entry.act() instanceof CaseAct.TakeOver over) {
                return new Touch(1, over.handover(), over.to().value());
            }
            if (entry.capacity() != Capacity.SYSTEM) {
                return CLEAR;
            }
            return entry.act() instanceof CaseAct.WarnIdle && code == 0 ? TOLD : this;
        }
    }

    Commit(Connection connection, Transaction transaction, Writes writes) {
        this.connection = connection;
        this.transaction = transaction;
        this.writes = writes;
        this.sql = DSL.using(connection, SQLDialect.POSTGRES);
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
                            (before == null ? Touch.KEEP : before.touch()).then(done.entry())));
        }
        return Optional.empty();
    }

    private Optional<Transaction.DocketHead> head(Subject subject) {
        return switch (subject.kind()) {
            case CASE -> Optional.ofNullable(transaction.heads.get(new CaseId(subject.id())));
            case HANDOVER ->
                Optional.ofNullable(transaction.kept.get(new HandoverId(subject.id())))
                        .map(kept -> new Transaction.DocketHead(kept.handover().entries(), kept.hash()));
            case UNIT ->
                Optional.ofNullable(transaction.standing().units().get(new UnitId(subject.id())))
                        .map(unit -> new Transaction.DocketHead(unit.entries(), unit.lastHash()));
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
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, entries, last_hash FROM petition_case WHERE id = ANY (?)")) {
                statement.setArray(1, connection.createArrayOf("uuid", missing.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        transaction.heads.put(
                                new CaseId(CaseRow.id(row, 1)),
                                new Transaction.DocketHead(row.getInt(2), CaseRow.hash(row, 3)));
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

    private static final String STANDS = "(SELECT version = ?::bigint OR ?::bigint < 0 FROM roster_version)";
    private static final String TOUCHED = """
            handed_over = CASE t.code WHEN 1 THEN t.handover WHEN 2 THEN NULL ELSE c.handed_over END,
            handed_to = CASE t.code WHEN 1 THEN t.receiver WHEN 2 THEN NULL ELSE c.handed_to END,
            idle_told = CASE t.code WHEN 3 THEN c.handed_over IS NOT NULL WHEN 0 THEN c.idle_told ELSE false END
            """;

    private static final ImmutableMap<Boolean, String> CASE_PART = ImmutableMap.of(
            true, // new
            "WITH moved AS (INSERT INTO petition_case (" + names(CaseRow.FIXED) + ", " + names(CaseRow.MOVING)
                    + ", last_hash) SELECT " + placeholders(CaseRow.FIXED) + ", " + placeholders(CaseRow.MOVING)
                    + ", ?::bytea WHERE " + STANDS + " RETURNING id)",
            false,
            "WITH moved AS (UPDATE petition_case c SET " + assignments(CaseRow.MOVING) + ", last_hash = ?::bytea, "
                    + TOUCHED + " FROM (VALUES (?::integer, ?::uuid, ?::uuid)) t (code, handover, receiver)"
                    + " WHERE c.id = ?::uuid AND c.entries = ?::integer AND " + STANDS + " RETURNING c.id)");
    private static final String PETITIONER_PART =
            ", who AS (INSERT INTO petitioner (case_id, masked, key_id, sealed) SELECT id, ?::text, ?::text, ?::bytea"
                    + " FROM moved ON CONFLICT (case_id) DO UPDATE SET masked = excluded.masked,"
                    + " key_id = excluded.key_id, sealed = excluded.sealed)";
    private static final String RECEIPT_PART =
            ", kept AS (INSERT INTO receipt (key, request, answer) SELECT ?::text, ?::text, ?::text FROM moved)";
    private static final String ENTRY_PART =
            " INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash)"
                    + " SELECT id, 'CASE', ?::integer, ?::timestamptz, ?::text, ?::bytea FROM moved";

    private Optional<Refusal> oneAct() throws SQLException {
        CaseChange change = changes.values().iterator().next();
        Sealed line = docket.get(0);
        boolean isNew = change.seen() == 0;
        StringBuilder text = new StringBuilder(CASE_PART.getOrDefault(isNew, ""));
        if (!writes.petitioners.isEmpty()) {
            text.append(PETITIONER_PART);
        }
        if (!writes.receipts.isEmpty()) {
            text.append(RECEIPT_PART);
        }
        text.append(ENTRY_PART);
        try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
            Parameters to = new Parameters(statement);
            if (isNew) {
                to.all(CaseRow.FIXED, CaseRow.fixed(change.after()));
            }
            to.all(CaseRow.MOVING, CaseRow.moving(change.after())).hash(change.lastHash());
            if (!isNew) {
                to.integer(change.touch().code())
                        .id(change.touch().handover())
                        .id(change.touch().to())
                        .id(change.after().id().value())
                        .integer(change.seen());
            }
            long version = transaction.dependsOn().orElse(-1L);
            to.big(version).big(version);
            for (Map.Entry<CaseId, Petitioner> who : writes.petitioners.entrySet()) {
                to.text(who.getValue().maskedName())
                        .text(transaction.keys().current())
                        .bytes(transaction.keys().seal(who.getKey(), PetitionerText.write(who.getValue())));
            }
            for (Map.Entry<String, Receipt> receipt : writes.receipts.entrySet()) {
                to.text(receipt.getKey())
                        .text(receipt.getValue().request())
                        .text(receipt.getValue().answer());
            }
            to.integer(line.entry().number());
            to.instant(line.entry().at()).text(line.json()).hash(line.hash());
            return statement.executeUpdate() == 1 ? Optional.empty() : Optional.of(whyNot(change));
        }
    }

    private Refusal whyNot(CaseChange change) throws SQLException {
        if (change.seen() > 0) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT entries FROM petition_case WHERE id = ?")) {
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
        for (Sealed line : docket) {
            if (line.entry().act() instanceof UnitAct) {
                Optional<Refusal> lost = enterUnitAct(line);
                if (lost.isPresent()) {
                    return lost;
                }
            }
        }
        writes.begun.forEach(this::begin);
        written.clear();
        transaction.kept.forEach((id, kept) -> written.put(id, kept.handover()));
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
        if (!writes.petitioners.isEmpty()) {
            keepPetitioners();
        }
        ending = true;
        for (Map.Entry<IncumbencyId, LocalDate> end : writes.ended.entrySet()) {
            if (!end(end.getKey(), end.getValue())) {
                return Optional.of(Refusals.stale());
            }
        }
        ending = false;
        for (Handover.Entered done : writes.handovers) {
            if (!enter(done)) {
                return Optional.of(Refusals.stale());
            }
        }
        writes.receipts.forEach((key, receipt) -> sql.insertInto(RECEIPT)
                .set(RECEIPT.KEY, key)
                .set(RECEIPT.REQUEST, receipt.request())
                .set(RECEIPT.ANSWER, receipt.answer())
                .execute());
        if (!docket.isEmpty()) {
            enterDocket();
        }
        return Optional.empty();
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
                : "SELECT true WHERE " + STANDS;
        try (PreparedStatement statement = connection.prepareStatement(look)) {
            new Parameters(statement).big(version).big(version);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static final String INSERT_ALL = "INSERT INTO petition_case (" + names(CaseRow.FIXED) + ", "
            + names(CaseRow.MOVING) + ", last_hash, handed_over, handed_to) SELECT " + names(CaseRow.FIXED) + ", "
            + names(CaseRow.MOVING) + ", last_hash, handover, receiver FROM unnest(" + arrays(CaseRow.FIXED) + ", "
            + arrays(CaseRow.MOVING) + ", ?::bytea[], ?::uuid[], ?::uuid[]) g (" + names(CaseRow.FIXED) + ", "
            + names(CaseRow.MOVING) + ", last_hash, handover, receiver)";

    private void insert(List<CaseChange> opened) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ALL)) {
            Parameters to = new Parameters(statement);
            to.arrays(CaseRow.FIXED, opened, one -> CaseRow.fixed(one.after()));
            to.arrays(CaseRow.MOVING, opened, one -> CaseRow.moving(one.after()));
            to.array("bytea", opened, one -> Parameters.bytes(one.lastHash()));
            to.array("uuid", opened, one -> one.touch().handover());
            to.array("uuid", opened, one -> one.touch().to());
            statement.executeUpdate();
        }
    }

    private static final String UPDATE_ALL = "UPDATE petition_case c SET "
            + CaseRow.MOVING.stream()
                    .map(column -> column.name() + " = t." + column.name())
                    .collect(Collectors.joining(", "))
            + ", last_hash = t.last_hash, " + TOUCHED + " FROM unnest(?::uuid[], ?::integer[], "
            + arrays(CaseRow.MOVING) + ", ?::bytea[], ?::integer[], ?::uuid[], ?::uuid[]) t (id, seen, "
            + names(CaseRow.MOVING) + ", last_hash, code, handover, receiver) WHERE c.id = t.id AND c.entries = t.seen";

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

    private void keepPetitioners() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO petitioner (case_id, masked, key_id, sealed) SELECT * FROM unnest(?::uuid[], ?::text[],"
                        + " ?::text[], ?::bytea[]) ON CONFLICT (case_id) DO UPDATE SET masked = excluded.masked,"
                        + " key_id = excluded.key_id, sealed = excluded.sealed")) {
            List<Map.Entry<CaseId, Petitioner>> kept = List.copyOf(writes.petitioners.entrySet());
            KeyRing keys = transaction.keys();
            Parameters to = new Parameters(statement);
            to.array("uuid", kept, one -> one.getKey().value());
            to.array("text", kept, one -> one.getValue().maskedName());
            to.array("text", kept, one -> keys.current());
            to.array("bytea", kept, one -> keys.seal(one.getKey(), PetitionerText.write(one.getValue())));
            statement.executeUpdate();
        }
    }

    private void enterDocket() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO docket_entry (subject_id, subject_kind, number, at, json, hash) SELECT * FROM"
                        + " unnest(?::uuid[], ?::text[], ?::integer[], ?::timestamptz[], ?::text[], ?::bytea[])")) {
            Parameters to = new Parameters(statement);
            to.array("uuid", docket, one -> one.entry().subject().id());
            to.array("text", docket, one -> one.entry().subject().kind().name());
            to.array("integer", docket, one -> one.entry().number());
            to.array(
                    "timestamptz",
                    docket,
                    one -> one.entry().at().atOffset(ZoneOffset.UTC).toString());
            to.array("text", docket, Sealed::json);
            to.array("bytea", docket, line -> Parameters.bytes(line.hash()));
            statement.executeUpdate();
        }
    }

    // ------------------------------------------------------------------ units and incumbencies

    private Optional<Refusal> enterUnitAct(Sealed line) {
        Entry entry = line.entry();
        UUID unit = entry.subject().id();
        if (entry.act() instanceof UnitAct.Establish establish) {
            Unit given = establish.unit();
            var row = sql.newRecord(UNIT);
            row.setId(unit);
            row.setName(given.name());
            row.setShortNames(given.shortNames().toArray(String[]::new));
            row.setKind(given.kind().name());
            row.setRegion(given.region().digits());
            row.setAbove(given.above().map(UnitId::value).orElse(null));
            row.setEntries(entry.number());
            row.setLastHash(Parameters.bytes(line.hash()));
            if (entry.number() == 1) {
                sql.insertInto(UNIT).set(row).execute();
                return Optional.empty();
            }
            row.reset(UNIT.ID);
            return changed(sql.update(UNIT)
                    .set(row)
                    .where(UNIT.ID.eq(unit))
                    .and(UNIT.ENTRIES.eq(entry.number() - 1))
                    .execute());
        }
        if (entry.act() instanceof UnitAct.CreatePost create) {
            Post post = create.post();
            sql.insertInto(POST)
                    .set(POST.ID, post.id().value())
                    .set(POST.UNIT, post.unit().value())
                    .set(POST.TITLE, post.title())
                    .set(POST.KIND, post.kind().name())
                    .set(POST.RANK, post.rank())
                    .onConflict(POST.ID)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
        } else if (entry.act() instanceof UnitAct.NameHeads heads) {
            sql.update(UNIT)
                    .set(UNIT.HEAD, heads.head().map(PostId::value).orElse(null))
                    .set(UNIT.IN_CHARGE, heads.inCharge().map(PostId::value).orElse(null))
                    .where(UNIT.ID.eq(unit))
                    .execute();
        } else if (entry.act() instanceof UnitAct.Appoint appoint) {
            Official official = appoint.official();
            sql.insertInto(OFFICIAL)
                    .set(OFFICIAL.ID, official.id().value())
                    .set(OFFICIAL.NAME, official.name())
                    .onConflict(OFFICIAL.ID)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
            begin(appoint.incumbency());
        } else if (entry.act() instanceof UnitAct.Announce announce) {
            sql.insertInto(YEAR_NOTICE)
                    .set(YEAR_NOTICE.YEAR, announce.notice().year())
                    .set(YEAR_NOTICE.ENTRY, line.json())
                    .onConflict(YEAR_NOTICE.YEAR)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
        }
        return changed(sql.update(UNIT)
                .set(UNIT.ENTRIES, entry.number())
                .set(UNIT.LAST_HASH, Parameters.bytes(line.hash()))
                .where(UNIT.ID.eq(unit))
                .and(UNIT.ENTRIES.eq(entry.number() - 1))
                .execute());
    }

    private static Optional<Refusal> changed(int rows) {
        return rows == 1 ? Optional.empty() : Optional.of(Refusals.stale());
    }

    private void begin(Incumbency incumbency) {
        sql.insertInto(INCUMBENCY)
                .set(INCUMBENCY.ID, incumbency.id().value())
                .set(INCUMBENCY.OFFICIAL, incumbency.official().value())
                .set(INCUMBENCY.POST, incumbency.post().value())
                .set(INCUMBENCY.BEGAN, incumbency.from())
                .set(INCUMBENCY.ACTING, incumbency.acting())
                .set(INCUMBENCY.UNTIL, incumbency.until().orElse(null))
                .set(INCUMBENCY.ACTIVE, incumbency.sits())
                .execute();
    }

    private boolean end(IncumbencyId id, LocalDate on) {
        return sql.update(INCUMBENCY)
                        .set(INCUMBENCY.ACTIVE, false)
                        .set(INCUMBENCY.UNTIL, on)
                        .where(INCUMBENCY.ID.eq(id.value()))
                        .and(INCUMBENCY.ACTIVE)
                        .execute()
                == 1;
    }

    // ------------------------------------------------------------------ handovers

    private boolean enter(Handover.Entered done) throws SQLException {
        Handover after = done.after();
        String hash = docket.stream()
                .filter(line -> line.entry().number() == done.entry().number()
                        && line.entry().subject().equals(done.entry().subject()))
                .findFirst()
                .orElseThrow()
                .hash();
        var row = sql.newRecord(HANDOVER);
        row.setId(after.id().value());
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
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM handover_item WHERE handover = ? AND case_id = ANY (?)")) {
                Parameters to = new Parameters(statement).id(after.id().value());
                to.array("uuid", gone, CaseId::value);
                statement.executeUpdate();
            }
        }
        if (!changed.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO handover_item (handover, case_id, place, item, disposition, placed) SELECT ?::uuid, g.*"
                            + " FROM unnest(?::uuid[], ?::integer[], ?::text[], ?::text[], ?::integer[]) g"
                            + " ON CONFLICT (handover, case_id) DO UPDATE SET place = excluded.place, item ="
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

    // ------------------------------------------------------------------ what PostgreSQL says

    private static boolean isConflict(SQLException fault) {
        return "40001".equals(fault.getSQLState()) || "40P01".equals(fault.getSQLState());
    }

    /** What the wall and the unique keys say, in the words of the port. */
    private Optional<Refusal> refusal(SQLException fault) throws SQLException {
        ServerErrorMessage said = fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String constraint = said == null || said.getConstraint() == null ? "" : said.getConstraint();
        return switch (constraint) {
            case "petition_case_pkey", "petition_case_number_key", "incumbency_pkey", "handover_pkey", "receipt_pkey" ->
                Optional.of(Refusals.alreadyThere());
            case "handover_under_way" -> Optional.of(Refusal.of(Reason.HANDOVER_UNDER_WAY));
            case "docket_entry_pkey", "unit_pkey" -> Optional.of(Refusals.stale());
            case "holder_sits", "unit_head_sits", "leader_in_charge_sits", "assigned_leader_sits" ->
                Optional.of(
                        ending
                                ? Refusal.of(Reason.STILL_ANSWERS).with("cases", stillAnsweredFor())
                                : Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
            case "petition_case_holder_fkey",
                    "petition_case_unit_head_fkey",
                    "petition_case_leader_in_charge_fkey",
                    "petition_case_assigned_leader_fkey" -> Optional.of(Refusal.of(Reason.RECEIVER_DOES_NOT_SIT));
            default -> Optional.empty();
        };
    }

    /** The first few open cases, by number, that whoever was to end here would leave behind. */
    private String stillAnsweredFor() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT number FROM petition_case WHERE must_sit AND (holder = ANY (?) OR unit_head = ANY (?) OR"
                        + " leader_in_charge = ANY (?) OR assigned_leader = ANY (?)) AND id <> ALL (?)"
                        + " ORDER BY number LIMIT 10")) {
            Parameters to = new Parameters(statement);
            for (int role = 0; role < 4; role++) {
                to.array("uuid", writes.ended.keySet(), IncumbencyId::value);
            }
            to.array("uuid", changes.keySet(), CaseId::value);
            List<String> numbers = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    numbers.add(CaseRow.text(row, 1));
                }
            }
            return String.join("、", numbers);
        }
    }

    // ------------------------------------------------------------------ pieces of SQL

    private static String names(Collection<CaseRow.Column> columns) {
        return joined(columns, CaseRow.Column::name);
    }

    private static String placeholders(Collection<CaseRow.Column> columns) {
        return joined(columns, column -> "?::" + column.type());
    }

    private static String arrays(Collection<CaseRow.Column> columns) {
        return joined(columns, column -> "?::" + column.type() + "[]");
    }

    private static String assignments(Collection<CaseRow.Column> columns) {
        return joined(columns, column -> column.name() + " = ?::" + column.type());
    }

    private static String joined(Collection<CaseRow.Column> columns, Function<CaseRow.Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
