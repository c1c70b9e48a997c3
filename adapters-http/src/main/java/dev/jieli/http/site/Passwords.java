package dev.jieli.http.site;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** 密码: kept as Argon2id in PHC form, never as itself. */
public final class Passwords {
    private static final int MEMORY = 19 * 1024; // KiB; with two passes and one lane what OWASP asks for at least
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final int PATIENCE_SECONDS = 10;

    /** Fits no password, and takes as long to find that out. */
    static final String NOBODYS =
            phc("A".repeat(22), "A".repeat(43)); // 16 and 32 bytes of zero: nobody knows what hashes to them

    private final Semaphore places;

    /** @param atOnce how many may be hashed at once; each takes 19 MiB */
    public Passwords(int atOnce) {
        this.places = new Semaphore(atOnce);
    }

    public String hash(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return phc(
                encoder.encodeToString(salt),
                encoder.encodeToString(argon2(password, salt, MEMORY, PASSES, LANES, LENGTH)));
    }

    private static String phc(String salt, String hash) {
        return "$argon2id$v=19$m=" + MEMORY + ",t=" + PASSES + ",p=" + LANES + "$" + salt + "$" + hash;
    }

    /** Whether this is the password; empty when too many others are being looked at. */
    public Optional<Boolean> matches(String password, String phc) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(verify(password, phc));
        } finally {
            places.release();
        }
    }

    private static boolean verify(String password, String phc) {
        List<String> parts = Splitter.on('$').splitToList(phc);
        if (parts.size() != 6
                || !parts.get(1).equals("argon2id")
                || !parts.get(2).equals("v=19")) {
            return false;
        }
        int memory = 0;
        int passes = 0;
        int lanes = 0;
        for (String setting : Splitter.on(',').split(parts.get(3))) {
            int value = Integer.parseInt(setting.substring(2));
            switch (setting.charAt(0)) {
                case 'm' -> memory = value;
                case 't' -> passes = value;
                case 'p' -> lanes = value;
                default -> throw new IllegalStateException("a password kept in an unknown way");
            }
        }
        byte[] salt = Base64.getDecoder().decode(parts.get(4));
        byte[] kept = Base64.getDecoder().decode(parts.get(5));
        return MessageDigest.isEqual(kept, argon2(password, salt, memory, passes, lanes, kept.length));
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
