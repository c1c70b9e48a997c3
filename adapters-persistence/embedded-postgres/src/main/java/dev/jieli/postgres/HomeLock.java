package dev.jieli.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One program per home. The kernel lets go of it however the program ends, so it is never stale. */
final class HomeLock implements AutoCloseable {
    /** Far behind the holder's process id in the file, which others must be able to read. */
    private static final long LOCKED_BYTE = 1L << 40;

    /** Closing any channel on the file would release this JVM's lock, so a second one is never opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static HomeLock on(Path home) throws IOException {
        String myself = "pid " + ProcessHandle.current().pid();
        if (!HELD.add(home)) {
            throw new CannotStart(CannotStart.Reason.IN_USE, home, myself);
        }
        try {
            FileChannel channel = FileChannel.open(
                    home.resolve("jvm.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                    throw new CannotStart(CannotStart.Reason.IN_USE, home, holder(channel));
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(myself.getBytes(US_ASCII)), 0);
                return new HomeLock(home, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            HELD.remove(home);
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(40);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), US_ASCII);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            HELD.remove(home);
        }
    }
}
