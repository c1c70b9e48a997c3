package dev.jieli.postgres;

import dev.jieli.postgres.EmbeddedPostgres.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster made once by a whole first start, with a database {@code jieli}, and copied for each test that needs one. */
final class Made {
    private static @Nullable Path original;

    private Made() {}

    static synchronized void clusterIn(Path home) throws Exception {
        if (original == null) {
            ThrowawayHome made = ThrowawayHome.make();
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            try (EmbeddedPostgres server =
                    EmbeddedPostgres.start(made.path(), Options.standard().engineIn(Engine.userCache()))) {
                server.ensureDatabase("jieli");
            }
            original = made.path();
        }
        copy(original, home);
    }

    /** The engine, where others than this account can run it; as if unpacked there. */
    static void engineIn(Path cache) throws IOException {
        Engine.unpacked(Engine.userCache(), step -> {});
        copy(Engine.userCache(), cache);
    }

    private static void copy(Path from, Path to) throws IOException {
        Shell.Outcome copied = Shell.run(List.of("cp", "-a", from + "/.", to.toString()));
        if (!copied.ok()) {
            throw new IOException(copied.output());
        }
    }
}
