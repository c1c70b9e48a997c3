package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * 密文流: SM4-GCM in pieces of 64 KiB, each with its own tag. The number of the piece and whether it is the last one are part of
 * its nonce, so that none can be left out, moved or added, and what was cut short is not taken for a whole.
 */
final class SealedStream {
    private static final byte[] MAGIC = "JIELIBK1".getBytes(US_ASCII);
    private static final int SALT = 16;
    private static final int KEY = 16;
    private static final int CHECK = 16;
    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int PREFIX = 7;
    private static final int HEAD = MAGIC.length + 1 + SALT;

    private SealedStream() {}

    @SuppressWarnings("ArrayRecordComponent") // nobody writes to them
    private record Secrets(KeyParameter cipher, byte[] prefix, byte[] check) {
        static Secrets of(BackupKey key, byte[] salt) {
            byte[] all = key.derive(salt, KEY + PREFIX + CHECK);
            return new Secrets(
                    new KeyParameter(all, 0, KEY),
                    Arrays.copyOfRange(all, KEY, KEY + PREFIX),
                    Arrays.copyOfRange(all, KEY + PREFIX, all.length));
        }
    }

    private static int piece(
            boolean sealing, Secrets secrets, byte[] head, int number, boolean last, byte[] in, int length, byte[] out)
            throws InvalidCipherTextException {
        byte[] nonce = ByteBuffer.allocate(PREFIX + Integer.BYTES + 1)
                .put(secrets.prefix())
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        GCMModeCipher gcm = GCMBlockCipher.newInstance(new SM4Engine());
        gcm.init(sealing, new AEADParameters(secrets.cipher(), TAG * 8, nonce, head));
        int done = gcm.processBytes(in, 0, length, out, 0);
        return done + gcm.doFinal(out, done);
    }

    // ------------------------------------------------------------------ writing

    /** What is written goes encrypted into {@code to}, which is not whole before this stream is closed. */
    static OutputStream to(OutputStream to, BackupKey key, SecureRandom random) throws IOException {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(MAGIC)
                .put((byte) key.kind())
                .put(salt)
                .array();
        Secrets secrets = Secrets.of(key, salt);
        to.write(head);
        to.write(secrets.check());
        return new Sealing(to, secrets, head);
    }

    private static final class Sealing extends OutputStream {
        private final OutputStream to;
        private final Secrets secrets;
        private final byte[] head;
        private final byte[] open = new byte[PIECE];
        private final byte[] sealed = new byte[PIECE + TAG];
        private int filled;
        private int number;
        private boolean closed;

        Sealing(OutputStream to, Secrets secrets, byte[] head) {
            this.to = to;
            this.secrets = secrets;
            this.head = head;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int at = offset;
            int left = length;
            while (left > 0) {
                if (filled == PIECE) {
                    piece(false);
                }
                int some = Math.min(left, PIECE - filled);
                System.arraycopy(from, at, open, filled, some);
                filled += some;
                at += some;
                left -= some;
            }
        }

        private void piece(boolean last) throws IOException {
            try {
                int length = SealedStream.piece(true, secrets, head, number, last, open, filled, sealed);
                to.write(sealed, 0, length);
            } catch (InvalidCipherTextException impossible) {
                throw new IOException(impossible);
            }
            number = Math.incrementExact(number);
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                piece(true);
                to.flush();
            }
        }
    }

    // ------------------------------------------------------------------ reading

    /** What {@link #to} wrote, decrypted; the end is reached only where it was the end. */
    static InputStream from(InputStream from, BackupKey key) throws IOException {
        byte[] head = from.readNBytes(HEAD);
        if (head.length < HEAD || !Arrays.equals(MAGIC, Arrays.copyOf(head, MAGIC.length))) {
            throw new UnusableBackup(UnusableBackup.Why.NOT_A_BACKUP, "no backup");
        }
        byte[] check = from.readNBytes(CHECK);
        if (head[MAGIC.length] != key.kind()) {
            throw new UnusableBackup(UnusableBackup.Why.WRONG_KEY, "made with another kind of key");
        }
        Secrets secrets = Secrets.of(key, Arrays.copyOfRange(head, MAGIC.length + 1, HEAD));
        if (!MessageDigest.isEqual(check, secrets.check())) {
            throw new UnusableBackup(UnusableBackup.Why.WRONG_KEY, "made with another key");
        }
        return new Opening(from, secrets, head);
    }

    private static final class Opening extends InputStream {
        private final InputStream from;
        private final Secrets secrets;
        private final byte[] head;
        private final byte[] open = new byte[PIECE];
        private byte[] ahead;
        private int length;
        private int at;
        private int number;
        private boolean ended;

        Opening(InputStream from, Secrets secrets, byte[] head) throws IOException {
            this.from = from;
            this.secrets = secrets;
            this.head = head;
            this.ahead = from.readNBytes(PIECE + TAG);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            while (at == length) {
                if (ended) {
                    return -1;
                }
                next();
            }
            int some = Math.min(most, length - at);
            System.arraycopy(open, at, to, offset, some);
            at += some;
            return some;
        }

        private void next() throws IOException {
            byte[] now = ahead;
            ahead = now.length < PIECE + TAG ? new byte[0] : from.readNBytes(PIECE + TAG);
            ended = ahead.length == 0;
            try {
                if (now.length < TAG) {
                    throw new EOFException("cut short");
                }
                length = SealedStream.piece(false, secrets, head, number++, ended, now, now.length, open);
                at = 0;
            } catch (InvalidCipherTextException | EOFException damaged) {
                throw new UncheckedIOException(new IOException(damaged));
            }
        }
    }
}
