package dev.jieli.persistence;

import static dev.jieli.persistence.db.Tables.INCUMBENCY;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Cases;
import dev.jieli.application.port.Dockets;
import dev.jieli.application.port.Handovers;
import dev.jieli.application.port.Papers;
import dev.jieli.application.port.Receipts;
import dev.jieli.application.port.Roster;
import dev.jieli.application.port.Rulebooks;
import dev.jieli.application.port.Store;
import dev.jieli.application.port.Tenures;
import dev.jieli.application.port.WorkCalendars;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Position;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Refusal;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.organization.Official;
import dev.jieli.domain.organization.OfficialId;
import dev.jieli.domain.organization.Post;
import dev.jieli.domain.organization.PostId;
import dev.jieli.domain.organization.Unit;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.tenure.Delegation;
import dev.jieli.domain.tenure.HandoverId;
import dev.jieli.domain.tenure.Incumbency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** One piece of work on one connection: what it read that its writes depend on, and the writes. */
final class Transaction implements Store.Session {
    private static final String RECEIPT = "SELECT request, answer, key_id, sealed, at FROM receipt WHERE id = ?";

    /** What is found stays so until the transaction ends: a grant waits for it, and it for a grant. */
    private static final String ADMINISTERS =
            "SELECT duty IS NOT NULL AND NOT disabled FROM account WHERE official = ? FOR SHARE";

    private final Connection connection;
    private final Establishments establishments;
    private final KeyRing keys;
    private final Asker asker;
    private final UnaryOperator<Sight> filter;
    private final Writes writes = new Writes();
    private final JooqCases cases;
    private final JooqHandovers handovers;

    /** Of each case that was read, the head of its docket as it was then. */
    final Map<CaseId, DocketHead> heads = new HashMap<>();

    /** The handovers that were read, as they were then. */
    final Map<HandoverId, JooqHandovers.Kept> kept = new HashMap<>();

    /** The lists that were found beside a main one. */
    final Map<HandoverId, Set<HandoverId>> apart = new HashMap<>();

    /** Of each account of which a day was looked at, how many entries its docket had. */
    final Map<UUID, Integer> accounts = new HashMap<>();

    /** The seats that were asked for, and what the answer was. */
    final Map<IncumbencyId, Optional<Seat>> seats = new HashMap<>();

    private long seenVersion = -1;
    private @Nullable Establishment establishment;
    private boolean lawUsed;
    private boolean delegationsUsed;
    private boolean over;
    private @Nullable DSLContext sql;

    /**
     * 卷末: how many entries a docket has, and the hash of the last.
     *
     * @param position of a case that was read whole
     */
    record DocketHead(int entries, String hash, @Nullable Position position) {}

    /** @param filter what the queries themselves leave out: that of the sight, but in tests of the database's own wall */
    Transaction(
            Connection connection,
            Establishments establishments,
            KeyRing keys,
            Asker asker,
            UnaryOperator<Sight> filter) {
        this.connection = connection;
        this.establishments = establishments;
        this.keys = keys;
        this.asker = asker;
        this.filter = filter;
        this.cases = new JooqCases(this, asker);
        this.handovers = new JooqHandovers(this);
    }

    /** The connection, for reading what is open to all; a fault when the work has returned. */
    Connection connection() {
        if (over) {
            throw new IllegalStateException("the work has returned; its session is of no use any more");
        }
        return connection;
    }

    /** For reading what somebody who sees so far is shown. */
    Connection connection(Sight sight) {
        return Sighted.of(connection(), sight);
    }

    Connection connection(Asker other) {
        return connection(sight(other));
    }

    DSLContext sql() {
        connection();
        return dsl();
    }

    DSLContext sql(Asker other) {
        return DSL.using(connection(other), SQLDialect.POSTGRES);
    }

    DSLContext sql(Sight sight) {
        return DSL.using(connection(sight), SQLDialect.POSTGRES);
    }

    /** The same for the commit, when the work has returned. */
    DSLContext dsl() {
        DSLContext known = sql;
        if (known == null) {
            known = DSL.using(connection, SQLDialect.POSTGRES);
            sql = known;
        }
        return known;
    }

    KeyRing keys() {
        return keys;
    }

    Writes writes() {
        return writes;
    }

    /** For entering; a fault when the work has returned. */
    Writes toWrite() {
        connection();
        return writes;
    }

    void over() {
        over = true;
    }

    Optional<Refusal> commit(GroupCommit acts) throws SQLException {
        return new Commit(connection, acts, this, writes).run();
    }

    // ------------------------------------------------------------------ who sits

    /** A read told on the way which version of the establishment stands. */
    void sawVersion(long version) {
        seenVersion = version;
    }

    Establishment establishment() {
        connection();
        return standing();
    }

    /** What somebody is shown as far as is known, where nothing has been read yet: whoever uses it looks again. */
    Sight presumed(Asker other) {
        if (other instanceof Asker.Job job) {
            return Sight.of(job);
        }
        Establishment known = establishment;
        return known != null || seenVersion >= 0
                ? sight(other)
                : establishments.newest().map(newest -> newest.sight(other)).orElseGet(() -> sight(other));
    }

    /** What the queries themselves leave out for somebody. */
    Sight filter(Asker other) {
        return filter.apply(sight(other));
    }

    /** The same for the commit, when the work has returned. */
    Establishment standing() {
        Establishment known = establishment;
        if (known == null) {
            if (seenVersion < 0) {
                seenVersion = Establishment.versionIn(dsl());
            }
            known = establishments.atLeast(seenVersion, this::dsl);
            establishment = known;
        }
        return known;
    }

    /** The version on which the writes depend; empty where the work asked for nothing of it. */
    Optional<Long> dependsOn() {
        return Optional.ofNullable(establishment).map(Establishment::version);
    }

    /** Its writes changed the establishment on which it depended, and nobody else did. */
    void changed(Map<UnitId, String> hashes) {
        Establishment before = establishment;
        if (before != null) {
            establishments.changedTo(before.after(writes, hashes));
        }
    }

    /**
     * After somebody else changed the establishment: whether what this work was told still holds. Its writes then depend on
     * the newer version.
     */
    Optional<Refusal> stillHolds() {
        Establishment before = establishment;
        if (before == null) {
            return Optional.empty();
        }
        Establishment now = establishments.atLeast(Establishment.versionIn(dsl()), this::dsl);
        for (Map.Entry<IncumbencyId, Optional<Seat>> asked : seats.entrySet()) {
            Optional<Seat> seat = now.seat(asked.getKey());
            if (!seat.equals(asked.getValue())) {
                return Optional.of(Refusals.seatChanged(asked.getKey(), seat, writes));
            }
        }
        boolean sameLaw = now.calendar().equals(before.calendar())
                && now.rulebooks().equals(before.rulebooks())
                && now.root().map(Unit::region).equals(before.root().map(Unit::region));
        if (lawUsed && !sameLaw) {
            return Optional.of(Refusals.stale());
        }
        if (delegationsUsed && !now.delegations().equals(before.delegations())) {
            return Optional.of(Refusals.stale());
        }
        establishment = now;
        return Optional.empty();
    }

    // ------------------------------------------------------------------ ports

    @Override
    public Sight sight(Asker other) {
        return other instanceof Asker.Job job ? Sight.of(job) : establishment().sight(other);
    }

    @Override
    public Store.Session whole() {
        return new Whole();
    }

    /** Whether a docket is there for whoever asks: that of a case that is shown, and any other. */
    private boolean isShown(Subject subject, Cases among) {
        return filter(asker).unbounded()
                || subject.kind() != Subject.Kind.CASE
                || among.find(new CaseId(subject.id())).isPresent();
    }

    @Override
    public Cases cases() {
        return cases;
    }

    @Override
    public Handovers handovers() {
        return handovers;
    }

    JooqHandovers jooqHandovers() {
        return handovers;
    }

    @Override
    public Dockets dockets() {
        return dockets(cases, asker);
    }

    private Dockets dockets(Cases among, Asker shownTo) {
        return new Dockets() {
            @Override
            public ImmutableList<Entry> read(Subject subject) {
                return isShown(subject, among) ? JooqDockets.entries(sql(shownTo), subject) : ImmutableList.of();
            }

            @Override
            public ImmutableList<Entry> traced(UUID account, LocalDate day) {
                DSLContext whole = sql(Sight.WHOLE);
                accounts.putIfAbsent(
                        account, JooqDockets.length(whole, account)); // before: what comes now is not missed
                return JooqDockets.entries(whole, account, day);
            }

            @Override
            public void trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at) {
                toWrite().traces.add(new Writes.Trace(account, trace, by, at));
            }
        };
    }

    @Override
    public WorkCalendars calendars() {
        return () -> {
            lawUsed = true;
            return establishment().calendar();
        };
    }

    @Override
    public Rulebooks rulebooks() {
        return () -> {
            lawUsed = true;
            return establishment().rulebooks();
        };
    }

    @Override
    public Tenures tenures() {
        return new JooqTenures();
    }

    @Override
    public Roster roster() {
        return new JooqRoster();
    }

    @Override
    public Receipts receipts() {
        return new JooqReceipts();
    }

    @Override
    public Papers papers() {
        connection();
        return new JooqPapers(this, cases, asker);
    }

    /** The same with nothing hidden; what it enters is entered with the rest. */
    private final class Whole implements Store.Session {
        private final JooqCases all = new JooqCases(Transaction.this, Asker.Job.ROUND);

        @Override
        public Cases cases() {
            return all;
        }

        @Override
        public Tenures tenures() {
            return Transaction.this.tenures();
        }

        @Override
        public Handovers handovers() {
            return handovers;
        }

        @Override
        public Dockets dockets() {
            return Transaction.this.dockets(all, Asker.Job.ROUND);
        }

        @Override
        public Roster roster() {
            return Transaction.this.roster();
        }

        @Override
        public WorkCalendars calendars() {
            return Transaction.this.calendars();
        }

        @Override
        public Rulebooks rulebooks() {
            return Transaction.this.rulebooks();
        }

        @Override
        public Receipts receipts() {
            return Transaction.this.receipts();
        }

        @Override
        public Papers papers() {
            return new JooqPapers(Transaction.this, all, Asker.Job.ROUND);
        }

        @Override
        public Sight sight(Asker other) {
            return Transaction.this.sight(other);
        }

        @Override
        public Store.Session whole() {
            return this;
        }
    }

    private final class JooqTenures implements Tenures {
        @Override
        public Optional<Seat> seat(IncumbencyId incumbency) {
            return seats.computeIfAbsent(incumbency, establishment()::seat);
        }

        @Override
        public Optional<Unit> unit(UnitId id) {
            return roster().unit(id);
        }

        @Override
        public Optional<IncumbencyId> head(UnitId unit) {
            return Optional.ofNullable(establishment().units().get(unit))
                    .flatMap(Establishment.UnitState::head)
                    .flatMap(post -> sitting(post).stream().findFirst())
                    .map(Incumbency::id);
        }

        @Override
        public Optional<Incumbency> find(IncumbencyId id) {
            Incumbency sits = establishment().sitting().get(id);
            return sits != null
                    ? Optional.of(sits)
                    : sql().selectFrom(INCUMBENCY)
                            .where(INCUMBENCY.ID.eq(id.value()))
                            .fetchOptional(Establishment::incumbency);
        }

        @Override
        public ImmutableList<Incumbency> sitting(PostId post) {
            return establishment().byPost().get(post);
        }

        @Override
        public ImmutableList<Incumbency> heldBy(OfficialId official) {
            return establishment().heldBy(official);
        }

        @Override
        public ImmutableList<Delegation> delegations() {
            delegationsUsed = true;
            return establishment().delegations();
        }

        @Override
        public void begin(Incumbency incumbency) {
            toWrite().begun.add(incumbency);
        }

        @Override
        public void end(IncumbencyId id, LocalDate on) {
            toWrite().ended.put(id, on);
        }
    }

    private final class JooqRoster implements Roster {
        @Override
        public Optional<Unit> unit(UnitId id) {
            return Optional.ofNullable(establishment().units().get(id)).map(Establishment.UnitState::unit);
        }

        @Override
        public Optional<Post> post(PostId id) {
            return Optional.ofNullable(establishment().posts().get(id));
        }

        @Override
        public Optional<Official> official(OfficialId id) {
            return Optional.ofNullable(establishment().officials().get(id));
        }

        @Override
        public boolean administers(OfficialId official) {
            try (PreparedStatement statement = connection().prepareStatement(ADMINISTERS)) {
                statement.setObject(1, official.value());
                boolean administers = false;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        administers |= rows.getBoolean(1);
                    }
                }
                return administers;
            } catch (SQLException fault) {
                throw new DataAccessException("the accounts of an official could not be read", fault);
            }
        }

        @Override
        public ImmutableList<Unit> units() {
            return establishment().fromTheTop();
        }

        @Override
        public Optional<Unit> root() {
            return establishment().root();
        }

        @Override
        public ImmutableList<Post> posts(UnitId unit) {
            return establishment().posts().values().stream()
                    .filter(post -> post.unit().equals(unit))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public int entries(UnitId unit) {
            Establishment.UnitState state = establishment().units().get(unit);
            return state == null ? 0 : state.entries();
        }

        @Override
        public void enter(Entry entry) {
            toWrite().units.add(entry);
            toWrite().entries.add(entry);
        }
    }

    private final class JooqReceipts implements Receipts {
        @Override
        public Optional<Receipt> find(String key) {
            try (PreparedStatement statement = connection(Sight.WHOLE).prepareStatement(RECEIPT)) {
                statement.setObject(1, SealedReceipt.id(key));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(read(row, key)) : Optional.empty();
                }
            } catch (SQLException fault) {
                throw new DataAccessException("a receipt could not be looked for", fault);
            }
        }

        private Receipt read(ResultSet row, String key) throws SQLException {
            Instant at =
                    CaseRow.there(row.getObject(5, OffsetDateTime.class), 5).toInstant();
            byte[] sealed = row.getBytes(4);
            return sealed == null // it is of before receipts were sealed
                    ? new Receipt(CaseRow.text(row, 1), CaseRow.text(row, 2), at)
                    : SealedReceipt.opened(keys, key, CaseRow.text(row, 3), sealed, at);
        }

        @Override
        public void keep(String key, Receipt receipt) {
            toWrite().receipts.put(key, receipt);
        }

        @Override
        public void forget(Instant keptBefore) {
            toWrite()
                    .papers
                    .add(sql -> sql.deleteFrom(dev.jieli.persistence.db.Tables.RECEIPT)
                            .where(dev.jieli.persistence.db.Tables.RECEIPT.AT.lt(keptBefore))
                            .execute());
        }
    }

    /** Reads the head of a handover's docket where the work did not. */
    void before(HandoverId id) throws SQLException {
        if (!kept.containsKey(id)) {
            JooqHandovers.read(Sighted.of(connection, Sight.WHOLE), id).ifPresent(found -> kept.put(id, found));
        }
    }
}
