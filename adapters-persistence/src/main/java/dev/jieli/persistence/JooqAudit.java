package dev.jieli.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import dev.jieli.application.port.Audit;
import dev.jieli.application.port.Feed.Sealed;
import dev.jieli.application.published.EntryJson;
import dev.jieli.application.published.Inspection;
import dev.jieli.application.published.Inspection.Mark;
import dev.jieli.application.published.Seal;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything there is once, docket by docket, on one snapshot, and holds no more than one docket in memory: the entries,
 * the marks of the checkpoints and the rows that say what a docket adds up to stand in the same order and are read abreast.
 */
final class JooqAudit implements Audit {
    private static final int MOST_FAULTS = 1000;
    private static final int ROWS_AT_A_TIME = 500;

    private final DataSource source;

    JooqAudit(DataSource source) {
        this.source = source;
    }

    // ------------------------------------------------------------------ verifying

    @Override
    public Finding verify(LongConsumer progress) {
        return onSnapshot("READ ONLY", connection -> new Reading(connection, progress).all());
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T onSnapshot(String access, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement begin =
                    connection.prepareStatement("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, " + access)) {
                begin.execute();
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
            "SELECT c.id, c.at, c.below::text, c.marks, c.digest, m.subject_id, m.subject_kind, m.length, m.hash"
            + " FROM checkpoint c LEFT JOIN checkpoint_mark m ON m.checkpoint = c.id ORDER BY c.id, m.subject_id, m.subject_kind";
    // spotless:on

    /** In the order of the database: by id, then by kind. */
    private static final Comparator<Subject> IN_ORDER = Comparator.comparing(
                    (Subject subject) -> subject.id().toString())
            .thenComparing(subject -> subject.kind().name());

    private static final class Reading {
        private final Connection connection;
        private final LongConsumer progress;
        private final List<Fault> faults = new ArrayList<>();
        private long dockets;
        private long entries;
        private long checkpoints;

        Reading(Connection connection, LongConsumer progress) {
            this.connection = connection;
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
            Checkpoint before = Checkpoint.NONE;
            try (Rows<MarkOf> rows = new Rows<>(connection, CHECKPOINTS, Reading::markOf)) {
                for (MarkOf first = rows.peek(); first != null; first = rows.peek()) {
                    Digest digest = new Digest(before, first.at(), first.below());
                    int id = first.checkpoint();
                    long marks = 0;
                    for (MarkOf one = first; one != null && one.checkpoint() == id; one = rows.peek()) {
                        Marked mark = one.mark();
                        if (mark != null) {
                            digest.add(mark);
                            marks++;
                        }
                        rows.forward();
                    }
                    checkpoints++;
                    if (id != before.id() + 1) {
                        faults.add(new Fault("checkpoint/" + (before.id() + 1), 1, Fault.Kind.REMOVED));
                    } else if (marks != first.marks() || !digest.value().equals(first.digest())) {
                        faults.add(new Fault("checkpoint/" + id, 1, Fault.Kind.ALTERED));
                    }
                    before = new Checkpoint(id, first.below(), first.digest());
                }
            }
        }

        private record MarkOf(
                int checkpoint,
                Instant at,
                String below,
                long marks,
                String digest,
                @Nullable Marked mark) {}

        private static MarkOf markOf(ResultSet row) throws SQLException {
            return new MarkOf(
                    row.getInt(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    CaseRow.text(row, 3),
                    row.getLong(4),
                    CaseRow.hash(row, 5),
                    row.getObject(6) == null
                            ? null
                            : new Marked(subject(row, 6), new Mark(row.getInt(8), CaseRow.hash(row, 9))));
        }
    }

    // ------------------------------------------------------------------ fixing

    private record Checkpoint(int id, String below, String digest) {
        static final Checkpoint NONE = new Checkpoint(0, "0", Seal.FIRST);
    }

    /** Over the digest before, the instant, how far it reaches, and every mark in the order of the subjects. */
    private static final class Digest {
        private String value;

        Digest(Checkpoint before, Instant at, String below) {
            this.value = Seal.hash(before.digest(), at.toEpochMilli() + " " + below);
        }

        void add(Marked mark) {
            value = Seal.hash(
                    value,
                    mark.subject() + " " + mark.mark().length() + " "
                            + mark.mark().hash());
        }

        String value() {
            return value;
        }
    }

    /** One that was brought over from another server, whose transactions counted higher, begins anew with every docket. */
    private static final String LAST =
            "SELECT id, CASE WHEN below > pg_snapshot_xmax(pg_current_snapshot()) THEN '0' ELSE below::text END,"
                    + " encode(digest, 'hex') FROM checkpoint ORDER BY id DESC LIMIT 1";

    private static final String GROWN =
            "SELECT DISTINCT ON (subject_id, subject_kind) subject_id, subject_kind, number,"
                    + " hash FROM docket_entry WHERE xid >= '%s'::xid8 AND xid < '%s'::xid8"
                    + " ORDER BY subject_id, subject_kind, number DESC";

    /** What a transaction enters that is still running now is left to the next checkpoint. */
    @Override
    public void checkpoint(Instant at) {
        onSnapshot("READ WRITE", connection -> {
            String below = ask(
                            connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text", row -> row.getString(1))
                    .orElseThrow();
            Checkpoint before = ask(
                            connection, LAST, row -> new Checkpoint(row.getInt(1), row.getString(2), row.getString(3)))
                    .orElse(Checkpoint.NONE);
            int id = before.id() + 1;
            String grown = GROWN.formatted(before.below(), below);
            Digest digest = new Digest(before, at, below);
            long marks = 0;
            try (Rows<Marked> rows = new Rows<>(connection, grown, Reading::marked)) {
                for (Marked mark = rows.peek(); mark != null; mark = rows.peek()) {
                    digest.add(mark);
                    marks++;
                    rows.forward();
                }
            }
            try (PreparedStatement head = connection.prepareStatement(
                            "INSERT INTO checkpoint (id, at, below, marks, digest) VALUES (?, ?, ?::xid8, ?, ?)");
                    PreparedStatement lines = connection.prepareStatement(
                            "INSERT INTO checkpoint_mark (subject_id, subject_kind, checkpoint, length, hash)"
                                    + " SELECT g.subject_id, g.subject_kind, ?, g.number, g.hash FROM (" + grown
                                    + ") g")) {
                head.setInt(1, id);
                head.setObject(2, at.atOffset(ZoneOffset.UTC));
                head.setString(3, below);
                head.setLong(4, marks);
                head.setBytes(5, Parameters.bytes(digest.value()));
                head.executeUpdate();
                lines.setInt(1, id);
                lines.executeUpdate();
            }
            return Objects.requireNonNull(below);
        });
    }

    private static <T> Optional<T> ask(Connection connection, String query, Rows.Of<T> of) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(of.row(row)) : Optional.empty();
        }
    }
}
