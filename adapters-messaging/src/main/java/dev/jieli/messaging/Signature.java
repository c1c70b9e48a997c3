package dev.jieli.messaging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 签名: proves to a listener who sent a message and that nobody changed it: {@code v1,} and the HMAC-SHA256, in Base64, over
 * id, time in seconds and body, joined by points. The headers are those of the Standard Webhooks convention.
 */
public final class Signature {
    private Signature() {}

    public static String of(byte[] secret, String id, long second, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + second + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has HmacSHA256
        }
    }
}
