package dev.jieli.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Shorts;
import dev.jieli.http.site.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A security key in software (WebAuthn level 2): ES256, attestation "none". */
final class SoftKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte USER_PRESENT = 0x01;
    private static final byte WITH_CREDENTIAL = 0x40;

    private final KeyPair pair;
    private final byte[] id;
    private int counter;

    SoftKey(int number) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        id = Arrays.copyOf(Ints.toByteArray(number), 16);
    }

    /** Counts as if it had been used so often. */
    void counted(int uses) {
        counter = uses;
    }

    /** Answers what {@code navigator.credentials.create} is asked. */
    String create(JsonNode asked, String origin) {
        JsonNode key = asked.get("publicKey");
        byte[] data = Bytes.concat(
                head(key.at("/rp/id").asText(), (byte) (USER_PRESENT | WITH_CREDENTIAL)),
                new byte[16],
                Shorts.toByteArray((short) id.length),
                id,
                cose());
        byte[] object = Bytes.concat(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                bytes(data));
        ObjectNode answer = answer(client("webauthn.create", key, origin));
        ((ObjectNode) answer.get("response")).put("attestationObject", BASE64.encodeToString(object));
        return answer.toString();
    }

    /** Answers what {@code navigator.credentials.get} is asked. */
    String sign(JsonNode asked, String origin) throws GeneralSecurityException {
        JsonNode key = asked.get("publicKey");
        counter++;
        byte[] data = head(key.get("rpId").asText(), USER_PRESENT);
        byte[] client = client("webauthn.get", key, origin);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(data);
        signature.update(Hashing.sha256().hashBytes(client).asBytes());
        ObjectNode answer = answer(client);
        ((ObjectNode) answer.get("response"))
                .put("authenticatorData", BASE64.encodeToString(data))
                .put("signature", BASE64.encodeToString(signature.sign()));
        return answer.toString();
    }

    private byte[] head(String party, byte flags) {
        return Bytes.concat(
                Hashing.sha256().hashString(party, StandardCharsets.UTF_8).asBytes(),
                new byte[] {flags},
                Ints.toByteArray(counter));
    }

    private static byte[] client(String type, JsonNode key, String origin) {
        return Json.object()
                .put("type", type)
                .put("challenge", key.get("challenge").asText())
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode answer(byte[] client) {
        ObjectNode answer = Json.object()
                .put("id", BASE64.encodeToString(id))
                .put("rawId", BASE64.encodeToString(id))
                .put("type", "public-key");
        answer.putObject("clientExtensionResults");
        answer.putObject("response").put("clientDataJSON", BASE64.encodeToString(client));
        return answer;
    }

    private byte[] cose() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return Bytes.concat(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                bytes(coordinate(key.getW().getAffineX())),
                new byte[] {0x22},
                bytes(coordinate(key.getW().getAffineY())));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
        return whole;
    }

    /** CBOR (RFC 8949), as much of it as is needed. */
    private static byte[] bytes(byte[] content) {
        byte[] head = content.length < 256
                ? new byte[] {0x58, (byte) content.length}
                : new byte[] {0x59, (byte) (content.length >> 8), (byte) content.length};
        return Bytes.concat(head, content);
    }

    private static byte[] text(String content) {
        return Bytes.concat(new byte[] {(byte) (0x60 + content.length())}, content.getBytes(StandardCharsets.US_ASCII));
    }
}
