package dev.jieli.bootstrap.wiring;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the data is.
 *
 * @param home the data directory: the embedded PostgreSQL, the keys, the log
 * @param database an outside PostgreSQL in place of the embedded one
 */
public record Place(Path home, Optional<Database> database) {

    /** An outside PostgreSQL, 15 to 18; {@code url} as JDBC has it. */
    public record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    private static final String DEMO = "-demo";

    /**
     * The data directory: as said, or as JIELI_DATA says, or where this system keeps a user's data.
     *
     * @param said by an option; empty where it was not given
     * @param demo the demonstration's, which lies beside the real one unless it was said where
     */
    public static Path home(Optional<Path> said, boolean demo, Map<String, String> environment) {
        if (said.isPresent()) {
            return said.get().toAbsolutePath().normalize();
        }
        Path real = Optional.ofNullable(environment.get("JIELI_DATA"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElseGet(() -> usual(environment))
                .toAbsolutePath()
                .normalize();
        return demo ? real.resolveSibling(real.getFileName() + DEMO) : real;
    }

    private static Path usual(Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String home = System.getProperty("user.home", "");
        if (system.contains("win") && environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.getOrDefault("LOCALAPPDATA", home), "Jieli");
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        if (xdg.isBlank() && (home.isBlank() || home.equals("?"))) {
            throw new Refused(
                    "NO_HOME",
                    "当前账号没有主目录，不知道数据放在哪里。请用 --data 目录 指明。",
                    "This account has no home directory to keep data in. Say where with --data DIRECTORY.");
        }
        if (system.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Jieli");
        }
        return xdg.isBlank() ? Path.of(home, ".local", "share", "jieli") : Path.of(xdg, "jieli");
    }
}
