package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.jieli.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Measures, in one run on one PostgreSQL, each thing beside the least that it could cost. */
public final class Bench {
    private static final int CONNECTIONS = 40;

    /** A part that can be run by itself. */
    @FunctionalInterface
    interface Part {
        ImmutableList<Figure> measure(Yard yard) throws Exception;
    }

    private static final ImmutableMap<String, Part> PARTS = ImmutableMap.<String, Part>builder()
            .put("due", DuePart::measure)
            .put("case", CasePart::measure)
            .put("acts", ActsPart::measure)
            .put("http", HttpPart::measure)
            .put("handover", HandoverPart::measure)
            .put("growth", GrowthPart::measure)
            .put("ledger", LedgerPart::measure)
            .put("sweep", SweepPart::measure)
            .put("secrecy", SecrecyPart::measure)
            .buildOrThrow();

    private Bench() {}

    public static ImmutableList<String> parts() {
        return PARTS.keySet().asList();
    }

    /**
     * Where and how much.
     *
     * @param brief the short form, which shows that everything runs and roughly how fast
     */
    record Yard(EmbeddedPostgres postgres, boolean brief, BiConsumer<String, String> say) {
        Ground ground(String name) throws SQLException {
            return new Ground(postgres, name, CONNECTIONS);
        }

        int of(int full, int inBrief) {
            return brief ? inBrief : full;
        }
    }

    /**
     * Runs these parts.
     *
     * @param work a directory for the database, deleted at the end; a temporary one where it is not there
     */
    public static ImmutableList<Figure> run(
            Collection<String> parts, boolean brief, Path work, BiConsumer<String, String> say) {
        ImmutableList.Builder<Figure> figures = ImmutableList.builder();
        try {
            Files.createDirectories(work);
            Path home = Files.createTempDirectory(work, "jieli-bench-");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    home,
                    EmbeddedPostgres.Options.standard()
                            .with("jit", "off")
                            .with("shared_buffers", "256MB")
                            .with("max_wal_size", "2GB"))) {
                Yard yard = new Yard(postgres, brief, say);
                for (String name : parts) {
                    say.accept("测量 " + name + " …", "Measuring " + name + " …");
                    Part part = PARTS.get(name);
                    if (part != null) {
                        figures.addAll(part.measure(yard));
                    }
                }
            } finally {
                MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return figures.build();
    }
}
