package dev.jieli.bootstrap.wiring;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * 整存: a file that only its owner can read, and that has its name only when it is whole and on the disk, name included: after a
 * power cut there is what was there before or what was written, and nothing in between.
 */
public final class WholeFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /** Written, and read again before anybody relies on it. */
    static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        named(unfinished, file);
        if (!Arrays.equals(Files.readAllBytes(file), content)) {
            throw new IOException(file + " does not hold what was written into it");
        }
    }

    /**
     * Begins one that is too long to be held: beside the file, under a name that nobody else has. Closing it forces it to the disk, and
     * then it is for {@link #named}.
     */
    public static Unnamed begin(Path file) throws IOException {
        Path unfinished = Files.createTempFile(
                file.toAbsolutePath().resolveSibling(""), file.getFileName() + ".", ".part", ownerOnly());
        FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
        return new Unnamed(unfinished, new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20) {
            @Override
            public void close() throws IOException {
                try (channel) {
                    flush();
                    channel.force(true);
                }
            }
        });
    }

    /** 未成文件: what it is called so far, and where to write what it is to hold. */
    public record Unnamed(Path path, OutputStream out) {}

    /** Gives a file that is on the disk the name by which it counts. */
    public static void named(Path unfinished, Path file) throws IOException {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        directoryOnDisk(file.toAbsolutePath().resolveSibling(""));
    }

    /** The names in it: what was made, renamed or removed there. */
    static void directoryOnDisk(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException otherSystem) {
            // a directory cannot be opened on every system, and then cannot be forced
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** Keeps a file that is there from everybody else. */
    static void ownerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }
}
