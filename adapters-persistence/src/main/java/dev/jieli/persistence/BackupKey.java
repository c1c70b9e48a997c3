package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.util.Arrays;

/**
 * 备份密钥: under which a backup is encrypted: the content of a key file, or a passphrase, from which every backup derives a key
 * of its own.
 */
public final class BackupKey {
    static final int KEY_FILE = 1;
    static final int PASSPHRASE = 2;

    /** A key file shorter than this is none. */
    public static final int LEAST_BYTES = 16;

    /** A passphrase shorter than this is guessed. */
    public static final int LEAST_LETTERS = 12;

    private static final int MEMORY_KILOBYTES = 64 * 1024;
    private static final int PASSES = 3;

    private final int kind;
    private final byte[] secret;

    private BackupKey(int kind, byte[] secret) {
        this.kind = kind;
        this.secret = secret;
    }

    /** The content of a key file, at least {@value #LEAST_BYTES} bytes. */
    public static BackupKey ofFile(byte[] content) {
        if (content.length < LEAST_BYTES) {
            throw new IllegalArgumentException("a key file has at least " + LEAST_BYTES + " bytes");
        }
        return new BackupKey(KEY_FILE, content.clone());
    }

    /** A passphrase, at least {@value #LEAST_LETTERS} letters. */
    public static BackupKey ofPassphrase(String passphrase) {
        if (passphrase.length() < LEAST_LETTERS) {
            throw new IllegalArgumentException("a passphrase has at least " + LEAST_LETTERS + " letters");
        }
        return new BackupKey(PASSPHRASE, passphrase.getBytes(UTF_8));
    }

    int kind() {
        return kind;
    }

    /** So many bytes for the backup that has this salt: Argon2id of a passphrase, HKDF with SM3 of a file. */
    byte[] derive(byte[] salt, int length) {
        byte[] base = secret;
        if (kind == PASSPHRASE) {
            Argon2BytesGenerator argon = new Argon2BytesGenerator();
            argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY_KILOBYTES)
                    .withIterations(PASSES)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            base = new byte[32];
            argon.generateBytes(secret, base);
        }
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SM3Digest());
        hkdf.init(new HKDFParameters(base, salt, "jieli backup".getBytes(UTF_8)));
        byte[] out = new byte[length];
        hkdf.generateBytes(out, 0, length);
        if (base != secret) {
            Arrays.clear(base);
        }
        return out;
    }

    @Override
    public String toString() {
        return kind == PASSPHRASE ? "BackupKey[passphrase]" : "BackupKey[file]";
    }
}
