package dev.jieli.http.site;

import com.google.common.base.CharMatcher;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;

/** 动态口令 (TOTP, RFC 6238): six digits of HMAC-SHA-1 over steps of 30 seconds, as every authenticator app reckons them. */
public final class Codes {
    private static final int SECRET_BYTES = 20; // RFC 4226, section 4, R6
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final int STEPS_ASIDE = 1;
    private static final int QUIET = 4; // modules around, as ISO/IEC 18004 has it
    private static final BaseEncoding BASE32 = BaseEncoding.base32().omitPadding();

    private Codes() {}

    /** A new secret, in the letters in which apps take it. */
    public static String secret(Site site) {
        return BASE32.encode(site.bytes(SECRET_BYTES));
    }

    /** Whether it can be a secret that {@link #secret} made. */
    public static boolean isSecret(String text) {
        return BASE32.canDecode(text) && BASE32.decode(text).length == SECRET_BYTES;
    }

    /**
     * The step to which the code belongs; empty where it is wrong or was used.
     *
     * @param after the last step that was accepted: a code is good once (RFC 6238, section 5.2)
     */
    public static OptionalLong step(String secret, String code, long after, Instant now) {
        String digits = CharMatcher.whitespace().removeFrom(code);
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        for (long step = present - STEPS_ASIDE; step <= present + STEPS_ASIDE; step++) {
            boolean right = MessageDigest.isEqual(
                    digits.getBytes(StandardCharsets.UTF_8), code(secret, step).getBytes(StandardCharsets.UTF_8));
            if (right && step > after) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The code at that instant. */
    public static String code(String secret, Instant at) {
        return code(secret, Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
    }

    @SuppressWarnings("deprecation") // SHA-1 is what apps reckon with; in an HMAC nothing is known against it
    private static String code(String secret, long step) {
        HashFunction hmac = Hashing.hmacSha1(BASE32.decode(secret));
        byte[] hash = hmac.hashBytes(Longs.toByteArray(step)).asBytes();
        int offset = hash[hash.length - 1] & 0xf;
        int number = ((hash[offset] & 0x7f) << 24)
                | ((hash[offset + 1] & 0xff) << 16)
                | ((hash[offset + 2] & 0xff) << 8)
                | (hash[offset + 3] & 0xff);
        String digits = Integer.toString(number % MODULUS);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** What an app reads from the picture. */
    public static String address(String secret, String account) {
        return "otpauth://totp/Jieli:"
                + URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20") + "?secret=" + secret
                + "&issuer=Jieli";
    }

    /** The modules of the picture as the path of an SVG. */
    public static Picture picture(String address) {
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new Picture(code.size + 2 * QUIET, path.toString());
    }

    /** 二维码 */
    public record Picture(int size, String path) {}
}
