package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.application.port.Audit;
import dev.jieli.application.published.Signing;
import dev.jieli.persistence.UnusableBackup.Why;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jooq.exception.DataAccessException;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * 备份: everything that is kept, as of one instant, in one encrypted file; made while others work on, and put back into an empty
 * database. Tables are copied as text, so that any PostgreSQL from 15 on takes them; the schema is made by the migrations.
 */
public final class Backup {
    private static final String HEAD = "jieli-backup 1";
    private static final String HISTORY = "flyway_schema_history";
    private static final Splitter CELLS = Splitter.on(' ');

    private Backup() {}

    /**
     * 备份清单
     *
     * @param at as of which instant
     * @param schema the version of the migrations
     * @param release by which it was made
     * @param rows of each table
     * @param digests of each table as it was copied
     */
    public record Manifest(
            Instant at,
            String schema,
            String release,
            ImmutableSortedMap<String, Long> rows,
            ImmutableSortedMap<String, String> digests) {
        public long allRows() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    // ------------------------------------------------------------------ writing

    /**
     * Writes everything that is kept.
     *
     * @param owner of the tables
     * @param files to be kept with it, by name: the keys, where that is wanted
     * @param to gets the encrypted file; whole only when this returns
     */
    public static Manifest write(
            DataSource owner,
            OutputStream to,
            BackupKey key,
            Map<String, byte[]> files,
            String release,
            Instant at,
            SecureRandom random) {
        try (Connection connection = owner.getConnection();
                OutputStream sealed = SealedStream.to(to, key, random);
                ZipOutputStream zip = new ZipOutputStream(sealed)) {
            zip.setLevel(Deflater.BEST_SPEED);
            connection.setAutoCommit(false);
            run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            run(connection, "SET LOCAL row_security = off"); // a row that is hidden is a fault and no backup
            run(connection, "SET LOCAL TimeZone = 'UTC'");
            String schema = ask(
                            connection,
                            "SELECT version FROM " + HISTORY + " WHERE success ORDER BY installed_rank DESC LIMIT 1")
                    .get(0);
            Map<String, String> columns = columns(connection);
            StringBuilder text = new StringBuilder(HEAD)
                    .append("\nat ")
                    .append(at.toEpochMilli())
                    .append("\nschema ")
                    .append(schema)
                    .append("\nrelease ")
                    .append(release)
                    .append('\n');
            columns.forEach((table, names) -> text.append("columns ")
                    .append(table)
                    .append(' ')
                    .append(names)
                    .append('\n'));
            put(zip, "about", text.toString().getBytes(UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, "files/" + file.getKey(), file.getValue());
            }
            TreeMap<String, Long> rows = new TreeMap<>();
            TreeMap<String, String> digests = new TreeMap<>();
            CopyManager copy = new CopyManager(connection.unwrap(BaseConnection.class));
            for (Map.Entry<String, String> table : columns.entrySet()) {
                zip.putNextEntry(new ZipEntry("tables/" + table.getKey()));
                Digested digested = new Digested(zip);
                rows.put(
                        table.getKey(),
                        copy.copyOut("COPY " + table.getKey() + " (" + table.getValue() + ") TO STDOUT", digested));
                digests.put(table.getKey(), digested.digest());
                zip.closeEntry();
            }
            rows.forEach((table, count) -> text.append("table ")
                    .append(table)
                    .append(' ')
                    .append(count)
                    .append(' ')
                    .append(digests.get(table))
                    .append('\n'));
            for (String sequence : ask(
                    connection,
                    "SELECT quote_ident(sequencename) || ' ' || last_value FROM pg_sequences"
                            + " WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1")) {
                text.append("sequence ").append(sequence).append('\n');
            }
            put(zip, "manifest", text.append("end\n").toString().getBytes(UTF_8));
            zip.finish();
            connection.rollback();
            return new Manifest(
                    at, schema, release, ImmutableSortedMap.copyOf(rows), ImmutableSortedMap.copyOf(digests));
        } catch (SQLException fault) {
            throw new DataAccessException("the backup failed", fault);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The columns of every table that are copied: all but the generated. */
    private static Map<String, String> columns(Connection connection) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String line : ask(
                connection,
                "SELECT quote_ident(c.relname) || ' ' || string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum)"
                        + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                        + " AND NOT a.attisdropped AND a.attgenerated = ''"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '"
                        + HISTORY + "' GROUP BY c.relname ORDER BY c.relname")) {
            int space = line.indexOf(' ');
            columns.put(line.substring(0, space), line.substring(space + 1));
        }
        return columns;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    // ------------------------------------------------------------------ reading

    /**
     * 恢复结果
     *
     * @param found what the dockets say of themselves afterwards
     * @param last the last checkpoint that came back
     */
    public record Restored(Manifest manifest, Audit.Finding found, Optional<Signing.Last> last) {}

    /**
     * Reads a backup to its end and changes nothing: whether it is whole and can be opened with this key.
     *
     * @param file told of every file that is kept with it
     */
    public static Manifest look(InputStream from, BackupKey key, BiConsumer<String, byte[]> file) {
        return read(from, key, file, (table, columns, rows) -> {
            rows.transferTo(OutputStream.nullOutputStream());
            return -1;
        });
    }

    /**
     * Puts everything back into an empty database, in one transaction, brings its tables up to date and proves that it is
     * what was backed up: as many rows in every table, and dockets that are whole.
     *
     * @param owner of the database
     * @param signing by which the signatures of checkpoints are looked at
     * @param file told of every file that is kept with it
     */
    public static Restored restore(
            DataSource owner, InputStream from, BackupKey key, Signing signing, BiConsumer<String, byte[]> file) {
        try (Connection connection = owner.getConnection()) {
            Loading loading = new Loading(owner, connection);
            Manifest manifest = read(from, key, file, loading);
            loading.finish(manifest);
            JooqArchive.migrate(owner);
            Audit.Finding found = new JooqAudit(Connections.unbounded(owner), signing).verify(read -> {});
            return new Restored(manifest, found, JooqAudit.last(connection));
        } catch (SQLException fault) {
            throw new DataAccessException("the backup could not be put back", fault);
        }
    }

    @FunctionalInterface
    private interface Taking {
        /** The rows of one table; how many were taken, or less than 0 where nobody counted. */
        long table(String table, String columns, InputStream rows) throws IOException, SQLException;

        /** Before the first table. */
        default void begin(String schema) throws SQLException {}

        default void sequence(String name, long last) throws SQLException {}
    }

    private static Manifest read(InputStream from, BackupKey key, BiConsumer<String, byte[]> file, Taking taking) {
        Map<String, String> columns = new LinkedHashMap<>();
        TreeMap<String, Long> rows = new TreeMap<>();
        TreeMap<String, String> digests = new TreeMap<>();
        Optional<Manifest> whole = Optional.empty();
        try (InputStream open = SealedStream.from(from, key);
                ZipInputStream zip = new ZipInputStream(open)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.equals("about")) {
                    About about = About.read(new String(zip.readAllBytes(), UTF_8));
                    columns.putAll(about.columns());
                    taking.begin(about.schema());
                } else if (name.startsWith("files/")) {
                    file.accept(name.substring("files/".length()), zip.readAllBytes());
                } else if (name.startsWith("tables/")) {
                    String table = name.substring("tables/".length());
                    String names = columns.get(table);
                    if (names == null) {
                        throw new UnusableBackup(Why.DAMAGED, "no columns of " + table);
                    }
                    Reading reading = new Reading(zip);
                    rows.put(table, taking.table(table, names, reading));
                    digests.put(table, reading.digest());
                } else if (name.equals("manifest")) {
                    About about = About.read(new String(zip.readAllBytes(), UTF_8));
                    for (Map.Entry<String, Long> sequence : about.sequences().entrySet()) {
                        taking.sequence(sequence.getKey(), sequence.getValue());
                    }
                    boolean same = about.ended()
                            && about.manifest().digests().equals(digests)
                            && rows.entrySet().stream()
                                    .allMatch(table -> table.getValue() < 0
                                            || table.getValue()
                                                    .equals(about.manifest()
                                                            .rows()
                                                            .get(table.getKey())));
                    if (!same) {
                        throw new UnusableBackup(Why.DIFFERS, "the tables are not what the manifest says");
                    }
                    whole = Optional.of(about.manifest());
                }
            }
            open.transferTo(OutputStream.nullOutputStream()); // to the end, which vouches for the rest
        } catch (IOException | UncheckedIOException | IllegalArgumentException damaged) {
            throw new UnusableBackup(Why.DAMAGED, damaged);
        } catch (SQLException fault) {
            throw new DataAccessException("the backup could not be put back", fault);
        }
        return whole.orElseThrow(() -> new UnusableBackup(Why.DAMAGED, "no manifest"));
    }

    /** The text at the beginning, and at the end with what was counted. */
    private record About(
            Manifest manifest,
            ImmutableMap<String, String> columns,
            ImmutableMap<String, Long> sequences,
            boolean ended) {
        String schema() {
            return manifest.schema();
        }

        static About read(String text) {
            Map<String, String> one = new LinkedHashMap<>();
            ImmutableMap.Builder<String, String> columns = ImmutableMap.builder();
            ImmutableMap.Builder<String, Long> sequences = ImmutableMap.builder();
            TreeMap<String, Long> rows = new TreeMap<>();
            TreeMap<String, String> digests = new TreeMap<>();
            List<String> lines = text.lines().toList();
            if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
                throw new UnusableBackup(Why.NEWER, "a form of backup that is not known here");
            }
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = CELLS.splitToList(line);
                switch (cells.get(0)) {
                    case "columns" -> columns.put(cells.get(1), cells.get(2));
                    case "sequence" -> sequences.put(cells.get(1), Long.parseLong(cells.get(2)));
                    case "table" -> {
                        rows.put(cells.get(1), Long.parseLong(cells.get(2)));
                        digests.put(cells.get(1), cells.get(3));
                    }
                    default ->
                        one.put(
                                cells.get(0),
                                line.substring(
                                        Math.min(line.length(), cells.get(0).length() + 1)));
                }
            }
            return new About(
                    new Manifest(
                            Instant.ofEpochMilli(Long.parseLong(one.getOrDefault("at", "0"))),
                            one.getOrDefault("schema", ""),
                            one.getOrDefault("release", ""),
                            ImmutableSortedMap.copyOf(rows),
                            ImmutableSortedMap.copyOf(digests)),
                    columns.buildOrThrow(),
                    sequences.buildOrThrow(),
                    one.containsKey("end"));
        }
    }

    /** Loads into an empty database; nothing is there before {@link #finish}. */
    private static final class Loading implements Taking {
        private final DataSource owner;
        private final Connection connection;
        private final List<String> keysAgain = new ArrayList<>();

        Loading(DataSource owner, Connection connection) {
            this.owner = owner;
            this.connection = connection;
        }

        @Override
        public void begin(String schema) throws SQLException {
            migrateTo(schema);
            connection.setAutoCommit(false);
            Map<String, String> tables = columns(connection);
            for (String table : tables.keySet()) {
                if (!table.equals("roster_version")
                        && !ask(connection, "SELECT 'x' FROM " + table + " LIMIT 1")
                                .isEmpty()) {
                    throw new UnusableBackup(Why.NOT_EMPTY, "there is something in " + table);
                }
            }
            for (String key : ask(
                    connection,
                    "SELECT conrelid::regclass || ' ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)"
                            + " FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
                            + " AND conparentid = 0")) {
                List<String> cells = CELLS.limit(3).splitToList(key);
                run(connection, "ALTER TABLE " + cells.get(0) + " DROP CONSTRAINT " + cells.get(1));
                keysAgain.add("ALTER TABLE " + cells.get(0) + " ADD CONSTRAINT " + cells.get(1) + " " + cells.get(2));
            }
            run(connection, "TRUNCATE " + String.join(", ", tables.keySet()));
        }

        private void migrateTo(String schema) {
            Flyway flyway = Flyway.configure(JooqArchive.class.getClassLoader())
                    .dataSource(owner)
                    .locations("classpath:db/migration")
                    .target(schema)
                    .load();
            boolean known = false;
            for (MigrationInfo one : flyway.info().all()) {
                known |= one.getVersion() != null
                        && one.getVersion().getVersion().equals(schema);
            }
            if (!known) {
                throw new UnusableBackup(Why.NEWER, "made by a later release, schema " + schema);
            }
            flyway.migrate();
        }

        @Override
        public long table(String table, String columns, InputStream rows) throws IOException, SQLException {
            return new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("COPY " + table + " (" + columns + ") FROM STDIN", rows);
        }

        @Override
        public void sequence(String name, long last) throws SQLException {
            ask(connection, "SELECT setval('" + name + "', " + last + ")::text");
        }

        void finish(Manifest manifest) throws SQLException {
            for (String again : keysAgain) {
                run(connection, again);
            }
            for (Map.Entry<String, Long> table : manifest.rows().entrySet()) {
                String count = ask(connection, "SELECT count(*)::text FROM " + table.getKey())
                        .get(0);
                if (!count.equals(table.getValue().toString())) {
                    throw new UnusableBackup(Why.DIFFERS, table.getKey() + " has " + count + " rows");
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    // ------------------------------------------------------------------ digests

    private static final class Digested extends FilterOutputStream {
        private final Digest digest = new Digest();

        Digested(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            digest.update(from, offset, length);
            out.write(from, offset, length);
        }

        @Override
        public void flush() {
            // the pieces go out when they are full
        }

        @Override
        public void close() {
            // the entry is closed by whoever opened it
        }

        String digest() {
            return digest.value();
        }
    }

    private static final class Reading extends FilterInputStream {
        private final Digest digest = new Digest();

        Reading(InputStream from) {
            super(from);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int most) throws IOException {
            int some = in.read(to, offset, most);
            if (some > 0) {
                digest.update(to, offset, some);
            }
            return some;
        }

        @Override
        public void close() {
            // the entry is closed by whoever opened it
        }

        String digest() {
            return digest.value();
        }
    }

    private static final class Digest {
        private final org.bouncycastle.crypto.digests.SM3Digest sm3 = new org.bouncycastle.crypto.digests.SM3Digest();

        void update(byte[] from, int offset, int length) {
            sm3.update(from, offset, length);
        }

        String value() {
            byte[] out = new byte[sm3.getDigestSize()];
            sm3.doFinal(out, 0);
            return java.util.HexFormat.of().formatHex(out);
        }
    }
}
