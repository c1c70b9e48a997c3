package dev.jieli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs on this machine's disk: unpacked from the class path, or installed by the system. */
record Engine(Path bin, int major) {

    private static final String UNPACKED = "engine-";

    /** The one on the class path, below {@code root}; unpacked once, whoever asks at the same time. */
    static Engine unpacked(Path root, Consumer<Progress> progress) throws IOException {
        String version = version();
        Path home = root.resolve(UNPACKED + version + "-" + platform());
        if (!Files.isDirectory(home)) {
            unpack(root, home, progress);
        }
        Engine engine = new Engine(home.resolve("bin"), Integer.parseInt(version.substring(0, version.indexOf('.'))));
        if (!Files.isExecutable(engine.bin.resolve("postgres"))) {
            throw new CannotStart(CannotStart.Reason.NOT_EXECUTABLE, home);
        }
        return engine;
    }

    /** One that the system's package manager installed, of any minor version. */
    static Optional<Engine> installed(int major) {
        return Stream.of(
                        "/usr/lib/postgresql/" + major + "/bin",
                        "/usr/pgsql-" + major + "/bin",
                        "/opt/homebrew/opt/postgresql@" + major + "/bin",
                        "/usr/local/opt/postgresql@" + major + "/bin")
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                .findFirst()
                .map(bin -> new Engine(bin, major));
    }

    /** Where engines may be shared by everything this account builds and tests. */
    static Path userCache() throws IOException {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home", "?"));
        Path cache = xdg != null && !xdg.isBlank() ? Path.of(xdg) : home.resolve(".cache");
        if (!cache.isAbsolute() || (!Files.isWritable(cache) && !Files.isWritable(home))) {
            cache = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "jieli-cache-" + Shell.run(List.of("id", "-u")).output());
        }
        return Files.createDirectories(cache.resolve("jieli"));
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** Removes what earlier versions of the product unpacked beside this one. */
    void removeOthers(Path root) throws IOException {
        List<Path> others;
        try (Stream<Path> siblings = Files.list(root)) {
            others = siblings.filter(path -> path.getFileName().toString().startsWith(UNPACKED))
                    .filter(Files::isDirectory)
                    .filter(path -> !bin.startsWith(path))
                    .toList();
        }
        for (Path other : others) {
            Trees.delete(other);
        }
    }

    private static synchronized void unpack(Path root, Path home, Consumer<Progress> progress) throws IOException {
        Files.createDirectories(root);
        try (FileChannel lockFile = FileChannel.open(
                        root.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock turn = lockFile.lock()) {
            if (Files.isDirectory(home) || !turn.isValid()) {
                return;
            }
            String archive = "postgres-" + platform() + ".txz";
            try (InputStream packed = Engine.class.getClassLoader().getResourceAsStream(archive)) {
                if (packed == null) {
                    throw new CannotStart(CannotStart.Reason.NO_ENGINE, platform());
                }
                progress.accept(Progress.UNPACKING);
                Path unfinished = home.resolveSibling(home.getFileName() + ".tmp");
                Trees.delete(unfinished);
                unpack(packed, unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
                Trees.sync(root);
            }
        }
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path to = into.resolve(entry.getName()).normalize();
                if (!to.startsWith(into)) {
                    throw new IOException("The archive reaches out of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                    continue;
                }
                Files.createDirectories(to.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, to);
                    Files.setPosixFilePermissions(to, permissions((entry.getMode() & 0100) != 0));
                }
            }
        }
        for (Path path : Trees.everythingIn(into)) {
            if (Files.isDirectory(path)) {
                Files.setPosixFilePermissions(path, permissions(true));
            }
            Trees.sync(path);
        }
    }

    /** Readable by the account that root's server runs as, whatever the umask. */
    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }

    private static String version() throws IOException {
        try (InputStream stream = Engine.class.getResourceAsStream("engine.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }

    /** In the words of the archives' names: {@code linux-x86_64}, {@code linux-arm_64-alpine_linux}, {@code darwin-arm_64}. */
    static String platform() {
        String os = System.getProperty("os.name", "?").toLowerCase(Locale.ROOT);
        String hardware = System.getProperty("os.arch", "?").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        String processor = switch (hardware) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> hardware;
        };
        boolean alpine = system.equals("linux") && Files.exists(Path.of("/etc/alpine-release"));
        return system + "-" + processor + (alpine ? "-alpine_linux" : "");
    }
}
