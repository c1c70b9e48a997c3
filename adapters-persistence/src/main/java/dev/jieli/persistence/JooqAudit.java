package dev.jieli.persistence;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.CheckpointChain;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Inspection;
import dev.jieli.application.published.Inspection.Mark;
import dev.jieli.application.published.Seal;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import dev.jieli.domain.authority.Sight;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything there is once, docket by docket, on one snapshot, and holds no more than one docket in memory: the entries,
 * the marks of the checkpoints and the rows that say what a docket adds up to stand in the same order and are read abreast.
 */
final class JooqAudit implements Audit {
    /** Of a line of the audit: milliseconds of its instant, and its number in the order of writing. */
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,13})\\.([0-9]{1,18})");

    private static final int MOST_FAULTS = 1000;
    private static final int ROWS_AT_A_TIME = 500;

    private final Connections connections;
    private final Signing signing;

    /** @param signing with which checkpoints are signed, and their signatures looked at */
    JooqAudit(Connections connections, Signing signing) {
        this.connections = connections;
        this.signing = signing;
    }

    // ------------------------------------------------------------------ verifying

    @Override
    public Finding verify(LongConsumer progress) {
        Optional<Signing.Last> newest = signing.last(); // before the snapshot: what is signed meanwhile is not on it
        return onSnapshot("READ ONLY", connection -> new Reading(connection, signing.keys(), newest, progress).all());
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T onSnapshot(String access, Work<T> work) {
        try (Connection connection = connections.jobs().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement begin =
                    connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, " + access)) {
                begin.execute();
                Sighted.begin(connection, Sight.WHOLE);
                T value = work.on(connection);
                connection.commit();
                return value;
            } catch (SQLException | RuntimeException fault) {
                connection.rollback();
                throw fault;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException fault) {
            throw new DataAccessException("the dockets could not be read", fault);
        }
    }

    /** The head of a docket as the row of its subject has it, and whether that row is what the docket adds up to. */
    private record Head(
            Subject subject, Mark mark, @Nullable PetitionCase petitionCase, List<@Nullable Object> columns) {}

    private record Marked(Subject subject, Mark mark) {}

    /** One row further at a time, with a look at the next. */
    private static final class Rows<T> implements AutoCloseable {
        private final PreparedStatement statement;
        private final ResultSet rows;
        private final Of<T> of;
        private @Nullable T next;

        @FunctionalInterface
        interface Of<T> {
            T row(ResultSet row) throws SQLException;
        }

        Rows(Connection connection, String query, Of<T> of) throws SQLException {
            this.statement = connection.prepareStatement(query);
            this.of = of;
            statement.setFetchSize(ROWS_AT_A_TIME);
            this.rows = statement.executeQuery();
            forward();
        }

        @Nullable
        T peek() {
            return next;
        }

        void forward() throws SQLException {
            next = rows.next() ? of.row(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    // spotless:off
    private static final String ENTRIES =
            "SELECT subject_id, subject_kind, number, at, json, hash FROM docket_entry ORDER BY subject_id, subject_kind, number";
    private static final String MARKS =
            "SELECT subject_id, subject_kind, length, hash FROM checkpoint_mark ORDER BY subject_id, subject_kind, checkpoint";
    private static final String CASES =
            "SELECT " + CaseRow.READ + ", " + String.join(", ", Iterables.transform(CaseRow.MOVING, CaseRow.Column::name))
            + " FROM petition_case ORDER BY id";
    private static final String OTHERS =
            "SELECT id, 'HANDOVER' AS kind, entries, last_hash FROM handover"
            + " UNION ALL SELECT id, 'UNIT', entries, last_hash FROM unit"
            + " UNION ALL SELECT account, 'ACCOUNT', entries, last_hash FROM account_docket ORDER BY 1, 2";
    private static final String CHECKPOINTS =
            "SELECT c.id, c.at, c.below::text, c.marks, c.digest, c.key_id, c.signature, m.subject_id, m.subject_kind, m.length, m.hash"
            + " FROM checkpoint c LEFT JOIN checkpoint_mark m ON m.checkpoint = c.id ORDER BY c.id, m.subject_id, m.subject_kind";
    // spotless:on

    /** In the order of the database: by id, then by kind. */
    private static final Comparator<Subject> IN_ORDER = Comparator.comparing(
                    (Subject subject) -> subject.id().toString())
            .thenComparing(subject -> subject.kind().name());

    private static final class Reading {
        private final Connection connection;
        private final SealKeys keys;
        private final Optional<Signing.Last> newest;
        private final LongConsumer progress;
        private final List<Fault> faults = new ArrayList<>();
        private long dockets;
        private long entries;
        private long checkpoints;
        private long beyond;

        Reading(Connection connection, SealKeys keys, Optional<Signing.Last> newest, LongConsumer progress) {
            this.connection = connection;
            this.keys = keys;
            this.newest = newest;
            this.progress = progress;
        }

        Finding all() throws SQLException {
            try (Rows<Sealed> docket = new Rows<>(connection, ENTRIES, Reading::kept);
                    Rows<Marked> marks = new Rows<>(connection, MARKS, Reading::marked);
                    Rows<Head> cases = new Rows<>(connection, CASES, Reading::caseHead);
                    Rows<Head> others = new Rows<>(connection, OTHERS, Reading::head)) {
                while (true) {
                    Optional<Subject> next = Streams.concat(
                                    Stream.ofNullable(docket.peek()).map(Sealed::subject),
                                    Stream.ofNullable(marks.peek()).map(Marked::subject),
                                    Stream.ofNullable(cases.peek()).map(Head::subject),
                                    Stream.ofNullable(others.peek()).map(Head::subject))
                            .min(IN_ORDER);
                    if (next.isEmpty()) {
                        break;
                    }
                    one(next.get(), docket, marks, cases, others);
                }
            }
            verifyCheckpoints();
            progress.accept(entries);
            return new Finding(
                    dockets,
                    entries,
                    checkpoints,
                    beyond,
                    faults.stream().limit(MOST_FAULTS).collect(ImmutableList.toImmutableList()));
        }

        private void one(Subject subject, Rows<Sealed> docket, Rows<Marked> marks, Rows<Head> cases, Rows<Head> others)
                throws SQLException {
            List<Sealed> kept = new ArrayList<>();
            for (Sealed one = docket.peek(); one != null && one.subject().equals(subject); one = docket.peek()) {
                kept.add(one);
                docket.forward();
                entries++;
                if (entries % 1000 == 0) {
                    progress.accept(entries);
                }
            }
            dockets += kept.isEmpty() ? 0 : 1;
            List<Mark> then = new ArrayList<>();
            for (Marked one = marks.peek(); one != null && one.subject().equals(subject); one = marks.peek()) {
                then.add(one.mark());
                marks.forward();
            }
            beyond += Math.max(
                    0, kept.size() - then.stream().mapToInt(Mark::length).max().orElse(0));
            Head head = null;
            for (Rows<Head> rows : List.of(cases, others)) {
                Head there = rows.peek();
                if (there != null && there.subject().equals(subject)) {
                    head = there;
                    then.add(there.mark());
                    rows.forward();
                }
            }
            ImmutableList<Fault> found = Inspection.of(subject, kept, then);
            faults.addAll(found.isEmpty() ? beside(subject, kept, head) : found);
        }

        /** What the row beside a sound docket has wrong. */
        private List<Fault> beside(Subject subject, List<Sealed> kept, @Nullable Head head) throws SQLException {
            String said = subject.toString();
            if (head == null) {
                return List.of(new Fault(said, kept.size(), Fault.Kind.STATE_DIFFERS));
            }
            if (kept.size() > head.mark().length()) {
                return List.of(new Fault(said, head.mark().length() + 1, Fault.Kind.INSERTED));
            }
            List<Entry> docket =
                    kept.stream().map(one -> EntryJson.read(one.json())).toList();
            boolean same = switch (subject.kind()) {
                case CASE -> {
                    PetitionCase told = PetitionCase.replay(docket);
                    yield told.equals(head.petitionCase())
                            && Arrays.asList(CaseRow.moving(told)).equals(head.columns());
                }
                case HANDOVER -> {
                    Optional<Handover> row = JooqHandovers.read(connection, new HandoverId(subject.id()))
                            .map(JooqHandovers.Kept::handover);
                    yield row.equals(Optional.of(Handover.replay(docket)));
                }
                case UNIT, ACCOUNT ->
                    true; // an account's adds up to nothing; what a unit's docket adds up to is spread over the
                // establishment
            };
            return same ? List.of() : List.of(new Fault(said, kept.size(), Fault.Kind.STATE_DIFFERS));
        }

        private static Subject subject(ResultSet row, int first) throws SQLException {
            return new Subject(Subject.Kind.valueOf(CaseRow.text(row, first + 1)), CaseRow.id(row, first));
        }

        private static Sealed kept(ResultSet row) throws SQLException {
            return new Sealed(
                    subject(row, 1),
                    row.getInt(3),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    CaseRow.text(row, 5),
                    CaseRow.hash(row, 6));
        }

        private static Marked marked(ResultSet row) throws SQLException {
            return new Marked(subject(row, 1), new Mark(row.getInt(3), CaseRow.hash(row, 4)));
        }

        private static Head head(ResultSet row) throws SQLException {
            return new Head(subject(row, 1), new Mark(row.getInt(3), CaseRow.hash(row, 4)), null, List.of());
        }

        private static Head caseHead(ResultSet row) throws SQLException {
            PetitionCase found = CaseRow.read(row, 0);
            return new Head(
                    found.subject(),
                    new Mark(found.entries(), CaseRow.hash(row, CaseRow.WIDTH)),
                    found,
                    CaseRow.readMoving(row, CaseRow.WIDTH));
        }

        // -------------------------------------------------------------- checkpoints

        private void verifyCheckpoints() throws SQLException {
            CheckpointChain chain = new CheckpointChain(keys, newest);
            hand(connection, chain::checkpoint, chain::mark);
            checkpoints = chain.read();
            faults.addAll(chain.faults());
        }

        /** Every checkpoint with its marks, one row at a time. */
        static void hand(Connection connection, Consumer<Checkpoint> checkpoint, MarkTaker mark) throws SQLException {
            int last = 0;
            try (Rows<MarkOf> rows = new Rows<>(connection, CHECKPOINTS, Reading::markOf)) {
                for (MarkOf one = rows.peek(); one != null; one = rows.peek()) {
                    if (one.checkpoint().id() != last) {
                        checkpoint.accept(one.checkpoint());
                        last = one.checkpoint().id();
                    }
                    Marked marked = one.mark();
                    if (marked != null) {
                        mark.take(
                                marked.subject(),
                                marked.mark().length(),
                                marked.mark().hash());
                    }
                    rows.forward();
                }
            }
        }

        private record MarkOf(
                Checkpoint checkpoint, @Nullable Marked mark) {}

        private static MarkOf markOf(ResultSet row) throws SQLException {
            String key = row.getString(6);
            byte[] signature = row.getBytes(7);
            return new MarkOf(
                    new Checkpoint(
                            row.getInt(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            CaseRow.text(row, 3),
                            row.getLong(4),
                            CaseRow.hash(row, 5),
                            key == null || signature == null
                                    ? Optional.empty()
                                    : Optional.of(
                                            new Signature(key, HexFormat.of().formatHex(signature)))),
                    row.getObject(8) == null
                            ? null
                            : new Marked(subject(row, 8), new Mark(row.getInt(10), CaseRow.hash(row, 11))));
        }
    }

    @FunctionalInterface
    private interface MarkTaker {
        void take(Subject subject, int length, String hash);
    }

    // ------------------------------------------------------------------ handing out

    @Override
    public void copy(Copy into) {
        onSnapshot("READ ONLY", connection -> {
            into.keys(signing.keys().publicText());
            Reading.hand(connection, into::checkpoint, into::mark);
            try (Rows<Sealed> rows = new Rows<>(connection, ENTRIES, Reading::kept)) {
                for (Sealed entry = rows.peek(); entry != null; entry = rows.peek()) {
                    into.entry(entry);
                    rows.forward();
                }
            }
            return true;
        });
    }

    // ------------------------------------------------------------------ who did what

    @Override
    public TracePage traces(TraceFilter filter, Optional<String> after, int size) {
        StringBuilder query =
                new StringBuilder("SELECT subject_id, subject_kind, number, at, json, hash, seq FROM docket_entry"
                        + " WHERE subject_kind = 'ACCOUNT'");
        List<Object> values = new ArrayList<>();
        filter.account().ifPresent(account -> and(query, values, "subject_id = ?", account));
        filter.of().ifPresent(these -> and(query, values, "subject_id = ANY (?)", these.toArray(UUID[]::new)));
        filter.kind().ifPresent(kind -> and(query, values, "json::jsonb #>> '{act,kind}' = ?", kind.name()));
        filter.done().ifPresent(done -> and(query, values, "json::jsonb #>> '{act,done}' = ?", Boolean.toString(done)));
        filter.about().ifPresent(about -> and(query, values, "json::jsonb #>> '{act,about}' = ?", about.toString()));
        filter.from().ifPresent(day -> and(query, values, "at >= ?", begins(day)));
        filter.to().ifPresent(day -> and(query, values, "at < ?", begins(day.plusDays(1))));
        if (after.isPresent()) {
            Matcher place = PLACE.matcher(after.get());
            if (!place.matches()) {
                return new TracePage(ImmutableList.of(), Optional.empty()); // no place that was given
            }
            query.append(" AND (at, seq) < (?, ?)");
            values.add(Instant.ofEpochMilli(Long.parseLong(place.group(1))).atOffset(ZoneOffset.UTC));
            values.add(Long.parseLong(place.group(2)));
        }
        query.append(" ORDER BY at DESC, seq DESC LIMIT ").append(size + 1);
        try (Connection connection = connections.requests().getConnection();
                PreparedStatement statement =
                        Sighted.of(connection, Sight.WHOLE).prepareStatement(query.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            ImmutableList.Builder<Traced> page = ImmutableList.builder();
            String last = "";
            try (ResultSet rows = statement.executeQuery()) {
                for (int found = 0; rows.next(); found++) {
                    if (found == size) {
                        return new TracePage(page.build(), Optional.of(last));
                    }
                    Sealed kept = Reading.kept(rows);
                    page.add(new Traced(EntryJson.read(kept.json()), kept.hash()));
                    last = kept.at().toEpochMilli() + "." + rows.getLong(7);
                }
            }
            return new TracePage(page.build(), Optional.empty());
        } catch (SQLException fault) {
            throw new DataAccessException("the traces could not be read", fault);
        }
    }

    private static void and(StringBuilder query, List<Object> values, String condition, Object value) {
        query.append(" AND ").append(condition);
        values.add(value);
    }

    private static OffsetDateTime begins(LocalDate day) {
        return day.atStartOfDay(PetitionCase.CHINA).toOffsetDateTime();
    }

    // ------------------------------------------------------------------ fixing

    private record Before(int id, Instant at, String digest) {
        static final Before NONE = new Before(0, Instant.MIN, Seal.FIRST);
    }

    private static final String LAST = "SELECT id, at, encode(digest, 'hex') FROM checkpoint ORDER BY id DESC LIMIT 1";

    /**
     * The end of every docket that is longer than it was ever marked. By its length and by nothing else: what a row says of when it
     * was written is in no hash, and is another on another server.
     */
    private static final String GROWN = "SELECT subject_id, subject_kind, number, hash"
            + " FROM (SELECT subject_id, subject_kind, max(number) AS number FROM docket_entry GROUP BY 1, 2) docket"
            + " JOIN docket_entry USING (subject_id, subject_kind, number)"
            + " LEFT JOIN (SELECT subject_id, subject_kind, max(length) AS length FROM checkpoint_mark GROUP BY 1, 2) marked"
            + " USING (subject_id, subject_kind)"
            + " WHERE number > coalesce(length, 0) ORDER BY subject_id, subject_kind";

    /**
     * What a transaction enters that is still running now is left to the next checkpoint. Where the clock was set back it is of the
     * same instant as the one before.
     */
    @Override
    public void checkpoint(Instant now) {
        onSnapshot("READ WRITE", connection -> fix(connection, now)).ifPresent(signing::signed);
    }

    /** As what it is to be known outside the database; empty where the one that is known is not in it any more. */
    private Optional<Signing.Last> fix(Connection connection, Instant now) throws SQLException {
        String below = ask(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text", row -> row.getString(1))
                .orElseThrow();
        Before before = ask(
                        connection,
                        LAST,
                        row -> new Before(
                                row.getInt(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3)))
                .orElse(Before.NONE);
        int id = before.id() + 1;
        Instant at = Comparators.max(now, before.at());
        CheckpointChain.Reckoning digest = CheckpointChain.Reckoning.of(before.digest(), at, below);
        long marks = 0;
        try (Rows<Marked> rows = new Rows<>(connection, GROWN, Reading::marked)) {
            for (Marked mark = rows.peek(); mark != null; mark = rows.peek()) {
                digest = digest.with(
                        mark.subject(), mark.mark().length(), mark.mark().hash());
                marks++;
                rows.forward();
            }
        }
        try (PreparedStatement head = connection.prepareStatement(
                        "INSERT INTO checkpoint (id, at, below, marks, digest, key_id, signature)"
                                + " VALUES (?, ?, ?::xid8, ?, ?, ?, ?)");
                PreparedStatement lines = connection.prepareStatement(
                        "INSERT INTO checkpoint_mark (subject_id, subject_kind, checkpoint, length, hash)"
                                + " SELECT g.subject_id, g.subject_kind, ?, g.number, g.hash FROM (" + GROWN
                                + ") g")) {
            head.setInt(1, id);
            head.setObject(2, at.atOffset(ZoneOffset.UTC));
            head.setString(3, below);
            head.setLong(4, marks);
            head.setBytes(5, Parameters.bytes(digest.value()));
            Optional<Signature> signature =
                    signing.keys().sign(CheckpointChain.statement(id, at, below, marks, digest.value()));
            head.setString(6, signature.map(Signature::key).orElse(null));
            head.setBytes(
                    7,
                    signature.map(one -> HexFormat.of().parseHex(one.value())).orElse(null));
            head.executeUpdate();
            lines.setInt(1, id);
            lines.executeUpdate();
        }
        return isThere(connection, signing.last())
                ? Optional.of(new Signing.Last(id, at, digest.value()))
                : Optional.empty();
    }

    private static boolean isThere(Connection connection, Optional<Signing.Last> known) throws SQLException {
        if (known.isEmpty() || known.get().number() == 0) {
            return true;
        }
        return ask(
                        connection,
                        "SELECT encode(digest, 'hex') FROM checkpoint WHERE id = "
                                + known.get().number(),
                        row -> row.getString(1))
                .filter(known.get().digest()::equals)
                .isPresent();
    }

    /** The last there is, as what is known outside the database. */
    static Optional<Signing.Last> last(Connection connection) throws SQLException {
        return ask(
                connection,
                LAST,
                row -> new Signing.Last(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)));
    }

    private static <T> Optional<T> ask(Connection connection, String query, Rows.Of<T> of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(of.row(row)) : Optional.empty();
        }
    }
}
