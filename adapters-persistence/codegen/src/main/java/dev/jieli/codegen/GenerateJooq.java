package dev.jieli.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jieli.postgres.EmbeddedPostgres;
import dev.jieli.postgres.ThrowawayHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Migrates an empty PostgreSQL and writes the jOOQ classes of what stands then. Does nothing when neither the migrations
 * nor this program have changed since the last time.
 */
public final class GenerateJooq {
    private static final String DATABASE = "jieli";

    /** Held, for java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private GenerateJooq() {}

    /**
     * Called by the build.
     *
     * @param arguments directory of the migrations, directory to write to, package of the classes
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: GenerateJooq MIGRATIONS OUTPUT PACKAGE");
        }
        generate(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    }

    /** Whether anything had to be written. */
    static boolean generate(Path migrations, Path output, String packageName) throws Exception {
        List<Path> files = filesIn(migrations);
        if (files.stream().noneMatch(file -> file.toString().endsWith(".sql"))) {
            throw new IllegalArgumentException("There are no migrations (*.sql) in " + migrations);
        }
        String digest = digest(migrations, files, packageName);
        Path lastDigest = output.resolveSibling(output.getFileName() + ".sha256");
        if (Files.isDirectory(output)
                && Files.exists(lastDigest)
                && Files.readString(lastDigest).equals(digest)) {
            return false;
        }
        Files.deleteIfExists(lastDigest);
        deleteTree(output);
        try (ThrowawayHome home = ThrowawayHome.make();
                EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path(), EmbeddedPostgres.Options.forTests())) {
            postgres.ensureDatabase(DATABASE);
            FLYWAY.setLevel(Level.WARNING);
            Flyway flyway = Flyway.configure(GenerateJooq.class.getClassLoader())
                    .dataSource(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password())
                    .locations("filesystem:" + migrations)
                    .load();
            flyway.migrate();
            try (Connection connection =
                    flyway.getConfiguration().getDataSource().getConnection()) {
                write(connection, output, packageName);
                check(connection, output, packageName);
            }
        }
        Files.writeString(lastDigest, digest);
        return true;
    }

    private static void write(Connection connection, Path output, String packageName) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Database database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema("public")
                .withOutputSchemaToDefault(true)
                .withIncludes(".*")
                .withExcludes("flyway_schema_history")
                .withIncludeRoutines(false) // extensions bring dozens
                .withForcedTypes(new ForcedType()
                        .withName("INSTANT")
                        .withIncludeTypes("(?i:timestamptz|timestamp(\\s*\\(\\d+\\))?\\s+with\\s+time\\s+zone)"));
        Generate what = new Generate()
                .withPojos(false)
                .withDaos(false)
                .withInterfaces(false)
                .withDeprecated(false)
                .withGeneratedAnnotation(false)
                .withJavaTimeTypes(true)
                .withIndexes(false)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withImplicitJoinPathTableSubtypes(false);
        Target target = new Target()
                .withDirectory(output.toString())
                .withPackageName(packageName)
                .withEncoding("UTF-8");
        GenerationTool tool = new GenerationTool();
        tool.setConnection(connection);
        tool.run(new Configuration()
                .withLogging(Logging.WARN)
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(what)
                        .withTarget(target)));
    }

    /** The generator only logs what goes wrong with one table, and goes on. */
    private static void check(Connection connection, Path output, String packageName) throws Exception {
        Path written = output.resolve(packageName.replace('.', '/')).resolve("tables");
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("""
                        SELECT count(*) FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
                          AND NOT relispartition AND relname <> 'flyway_schema_history'
                        """);
                Stream<Path> files = Files.list(written)) {
            tables.next();
            long classes = files.filter(Files::isRegularFile).count();
            if (classes < tables.getLong(1)) {
                throw new IllegalStateException("jOOQ wrote %d classes for %d tables; see its messages above"
                        .formatted(classes, tables.getLong(1)));
            }
        }
    }

    /** Over names and contents of the migrations, and over this program, whose settings shape the classes as well. */
    private static String digest(Path migrations, List<Path> files, String packageName) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream thisProgram =
                Objects.requireNonNull(GenerateJooq.class.getResourceAsStream("GenerateJooq.class"))) {
            digest.update(thisProgram.readAllBytes());
        }
        digest.update(packageName.getBytes(UTF_8));
        for (Path file : files) {
            byte[] name = migrations.relativize(file).toString().getBytes(UTF_8);
            byte[] content = Files.readAllBytes(file);
            digest.update((name.length + " " + content.length + " ").getBytes(UTF_8));
            digest.update(name);
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
