package dev.jieli.application.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Audit.Signature;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * 签章密钥: the SM2 keys (GB/T 32918.2-2016) with which checkpoints are signed, the first to come first. The last one signs;
 * each is endorsed by the one before it, so that whoever trusts one trusts those after it. Kept outside the database: whoever
 * can change every row cannot sign it.
 */
public final class SealKeys {
    private static final String CURVE = "sm2p256v1";
    private static final ECDomainParameters DOMAIN = domain();
    private static final HexFormat HEX = HexFormat.of();
    private static final String NONE = "-";

    /** What stands before the point in a DER SubjectPublicKeyInfo: id-ecPublicKey with 1.2.156.10197.1.301. */
    private static final byte[] INFO = HEX.parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

    private final ImmutableList<Key> keys;
    private final Optional<SecureRandom> random;

    /**
     * @param point uncompressed, 130 hexadecimal digits
     * @param secret 64 hexadecimal digits; empty for one that only verifies
     * @param endorsement by the key before it, over {@link #introduction}; empty for the first
     */
    private record Key(String id, Instant since, String point, Optional<String> secret, Optional<String> endorsement) {
        String introduction() {
            return "jieli key\n" + id + "\n" + since.toEpochMilli() + "\n" + point + "\n";
        }
    }

    private SealKeys(ImmutableList<Key> keys, Optional<SecureRandom> random) {
        this.keys = keys;
        this.random = random;
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName(CURVE);
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    /** None: checkpoints are not signed, and no signature is looked at. */
    public static SealKeys none() {
        return new SealKeys(ImmutableList.of(), Optional.empty());
    }

    /** One more key, drawn now, endorsed by the one before it, which can sign no more from now on. */
    public SealKeys next(Instant since, SecureRandom source) {
        BigInteger secret;
        do {
            secret = new BigInteger(DOMAIN.getN().bitLength(), source);
        } while (secret.signum() == 0 || secret.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) >= 0);
        byte[] point = new FixedPointCombMultiplier()
                .multiply(DOMAIN.getG(), secret)
                .normalize()
                .getEncoded(false);
        Key fresh = new Key(
                "s" + (keys.size() + 1),
                Instant.ofEpochMilli(since.toEpochMilli()),
                HEX.formatHex(point),
                Optional.of("%064x".formatted(secret)),
                Optional.empty());
        ImmutableList.Builder<Key> all = ImmutableList.builder();
        for (Key key : keys) {
            all.add(new Key(key.id(), key.since(), key.point(), Optional.empty(), key.endorsement()));
        }
        Optional<String> endorsement = new SealKeys(keys, Optional.of(source))
                .sign(fresh.introduction())
                .map(Signature::value);
        if (!keys.isEmpty() && endorsement.isEmpty()) {
            throw new IllegalStateException("the key before it is not here to endorse the new one");
        }
        all.add(new Key(fresh.id(), fresh.since(), fresh.point(), fresh.secret(), endorsement));
        return new SealKeys(all.build(), Optional.of(source));
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Since when checkpoints are signed; empty where they are not. */
    public Optional<Instant> since() {
        return keys.stream().findFirst().map(Key::since);
    }

    // ------------------------------------------------------------------ signing

    /** Signed by the last key; empty where there is none that can. */
    public Optional<Signature> sign(String statement) {
        if (keys.isEmpty() || random.isEmpty()) {
            return Optional.empty();
        }
        Key last = keys.get(keys.size() - 1);
        return last.secret().map(secret -> {
            SM2Signer signer = new SM2Signer();
            signer.init(
                    true,
                    new ParametersWithRandom(
                            new ECPrivateKeyParameters(new BigInteger(secret, 16), DOMAIN), random.orElseThrow()));
            byte[] text = statement.getBytes(UTF_8);
            signer.update(text, 0, text.length);
            try {
                return new Signature(last.id(), HEX.formatHex(signer.generateSignature()));
            } catch (CryptoException fault) {
                throw new IllegalStateException("the signature failed", fault);
            }
        });
    }

    /** Whether one of these keys signed exactly that. */
    public boolean verifies(String statement, Signature signature) {
        return keys.stream()
                .filter(key -> key.id().equals(signature.key()))
                .anyMatch(key -> verifies(key, statement, signature.value()));
    }

    private static boolean verifies(Key key, String statement, String signature) {
        try {
            SM2Signer signer = new SM2Signer();
            signer.init(
                    false, new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(HEX.parseHex(key.point())), DOMAIN));
            byte[] text = statement.getBytes(UTF_8);
            signer.update(text, 0, text.length);
            return signer.verifySignature(HEX.parseHex(signature));
        } catch (IllegalArgumentException noSignature) {
            return false;
        }
    }

    /** Whether each key after the first is endorsed by the one before it. */
    public boolean areEndorsed() {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            Key before = i == 0 ? null : keys.get(i - 1);
            boolean endorsed = before == null // nobody endorses the first, or whoever did is not believed
                    || key.endorsement()
                            .filter(by -> verifies(before, key.introduction(), by))
                            .isPresent();
            if (!endorsed) {
                return false;
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ as text

    /** The keys with what is secret of them: a line each, {@code name since point secret endorsement}. */
    public String text() {
        return text(true);
    }

    /** The same without what is secret, for whoever verifies. */
    public String publicText() {
        return text(false);
    }

    private String text(boolean secrets) {
        StringBuilder text = new StringBuilder();
        for (Key key : keys) {
            text.append(key.id())
                    .append(' ')
                    .append(key.since().toEpochMilli())
                    .append(' ')
                    .append(key.point())
                    .append(' ')
                    .append(secrets ? key.secret().orElse(NONE) : NONE)
                    .append(' ')
                    .append(key.endorsement().orElse(NONE))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} or {@link #publicText} wrote; an {@link IllegalArgumentException} where it did not.
     *
     * @param random for signing; empty to verify only
     */
    public static SealKeys read(String text, Optional<SecureRandom> random) {
        ImmutableList.Builder<Key> keys = ImmutableList.builder();
        for (String line : Splitter.on('\n').trimResults().omitEmptyStrings().split(text)) {
            if (!line.startsWith("#")) {
                keys.add(key(line));
            }
        }
        return new SealKeys(keys.build(), random);
    }

    private static Key key(String line) {
        List<String> cells = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        if (cells.size() != 5) {
            throw new IllegalArgumentException("not a key");
        }
        DOMAIN.getCurve().decodePoint(HEX.parseHex(cells.get(2)));
        Optional<String> secret = Optional.of(cells.get(3)).filter(cell -> !cell.equals(NONE));
        secret.ifPresent(digits -> new ECPrivateKeyParameters(new BigInteger(digits, 16), DOMAIN));
        return new Key(
                cells.get(0),
                Instant.ofEpochMilli(Long.parseLong(cells.get(1))),
                cells.get(2),
                secret,
                Optional.of(cells.get(4)).filter(cell -> !cell.equals(NONE)));
    }

    /** The public key that signs now, as PEM; {@code openssl} and others read it. */
    public String pem() {
        return pem(keys.get(keys.size() - 1));
    }

    private static String pem(Key key) {
        byte[] point = HEX.parseHex(key.point());
        byte[] info = new byte[INFO.length + point.length];
        System.arraycopy(INFO, 0, info, 0, INFO.length);
        System.arraycopy(point, 0, info, INFO.length, point.length);
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(info)
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** SM3 over the PEM of the key that signs now: short enough to be read out over the telephone. */
    public String fingerprint() {
        return Seal.digest(pem()).substring(0, 16);
    }

    /** Whether another key had taken the place of this one before that instant. */
    public boolean isRetired(String id, Instant at) {
        for (int i = 0; i + 1 < keys.size(); i++) {
            if (keys.get(i).id().equals(id)) {
                return at.isAfter(keys.get(i + 1).since());
            }
        }
        return false;
    }

    /** Whether none came before the first of these. */
    public boolean areAll() {
        return keys.isEmpty() || keys.get(0).endorsement().isEmpty();
    }

    public boolean knows(String id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    /**
     * The key of this PEM and those that came after it, each endorsed by the one before: what somebody believes who got that
     * PEM by another way. None where it is not among them.
     */
    public SealKeys from(String pem) {
        String bare = bare(pem);
        return new SealKeys(
                keys.stream().dropWhile(key -> !bare(pem(key)).equals(bare)).collect(ImmutableList.toImmutableList()),
                random);
    }

    private static String bare(String pem) {
        return pem.replaceAll("\\s", "");
    }

    @Override
    public String toString() {
        return "SealKeys" + keys.stream().map(Key::id).toList();
    }
}
