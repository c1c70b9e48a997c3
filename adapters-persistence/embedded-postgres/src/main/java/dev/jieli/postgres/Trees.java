package dev.jieli.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Directories as wholes. */
final class Trees {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Trees() {}

    static List<Path> everythingIn(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static List<Path> fromTheLeaves(Path tree) throws IOException {
        return everythingIn(tree).stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** A file that somebody else removes meanwhile is as good as deleted. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path path : fromTheLeaves(tree)) {
            Files.deleteIfExists(path);
        }
    }

    /** Makes what was written survive a power cut. */
    static void sync(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.findAny().isEmpty();
        }
    }
}
