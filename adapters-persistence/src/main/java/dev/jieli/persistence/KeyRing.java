package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.Likeness;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * 密钥环: the SM4 keys (GB/T 32907-2016) under which petitioners are kept. What is written is written under the current key;
 * what was written under an earlier one can be read as long as that key is on the ring.
 */
public final class KeyRing {
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String current;
    private final ImmutableMap<String, Key> keys;

    private record Key(KeyParameter cipher, KeyParameter nonce, KeyParameter mark) {}

    private KeyRing(String current, ImmutableMap<String, Key> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * A ring with one key.
     *
     * @param id kept in clear beside everything that is written under the key
     * @param key 16 bytes, drawn at random once
     */
    public static KeyRing of(String id, byte[] key) {
        return new KeyRing(id, ImmutableMap.of(id, key(key)));
    }

    /** The same ring with an earlier key, for reading. */
    public KeyRing withEarlier(String id, byte[] key) {
        return new KeyRing(
                current,
                ImmutableMap.<String, Key>builder()
                        .putAll(keys)
                        .put(id, key(key))
                        .buildOrThrow());
    }

    private static Key key(byte[] secret) {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("an SM4 key has 16 bytes, not " + secret.length);
        }
        KeyParameter whole = new KeyParameter(secret);
        return new Key(
                whole,
                new KeyParameter(mac(whole, "nonces".getBytes(UTF_8))),
                new KeyParameter(mac(whole, "marks".getBytes(UTF_8))));
    }

    String current() {
        return current;
    }

    /** Of use only in its table and beside its case or paper: moved to another one it does not open. */
    byte[] seal(String table, UUID id, String text) {
        Key key = keys.get(current);
        if (key == null) {
            throw new IllegalStateException("no key " + current);
        }
        byte[] open = text.getBytes(UTF_8);
        byte[] bound = bound(table, id, current);
        // Reckoned from key, case and content, and thus never the same for another content: no source of chance is
        // needed.
        byte[] nonce = Arrays.copyOf(mac(key.nonce(), bound, open), NONCE_BYTES);
        byte[] sealed = gcm(true, key.cipher(), nonce, bound, open);
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    /** What was sealed before tables were named in it opens without, until the next change of keys writes it again. */
    String open(String table, UUID id, String keyId, byte[] sealed) {
        Key key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("what names the petitioner of " + id + " is kept under the key " + keyId
                    + ", which is not on the ring; add it as an earlier key");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        byte[] open;
        try {
            open = gcm(false, key.cipher(), nonce, bound(table, id, keyId), rest);
        } catch (IllegalStateException sealedEarlier) {
            open = gcm(false, key.cipher(), nonce, bound(id, keyId), rest);
        }
        return new String(open, UTF_8);
    }

    ImmutableSet<String> ids() {
        return keys.keySet();
    }

    /** 识别摘要: the same for the same number, and of no use to anybody without the key. */
    byte[] mark(Likeness.Mark kind, String number) {
        Key key = keys.get(current);
        if (key == null) {
            throw new IllegalStateException("no key " + current);
        }
        return mark(key, kind, number);
    }

    /** The mark of the number under each key of the ring: earlier ones stay as they were written. */
    byte[][] marks(Likeness.Mark kind, String number) {
        return keys.values().stream().map(key -> mark(key, kind, number)).toArray(byte[][]::new);
    }

    private static byte[] mark(Key key, Likeness.Mark kind, String number) {
        return mac(key.mark(), (kind + " " + number).getBytes(UTF_8));
    }

    private static byte[] bound(String table, UUID id, String keyId) {
        return (table + " " + id + " " + keyId).getBytes(UTF_8);
    }

    private static byte[] bound(UUID id, String keyId) {
        return (id + " " + keyId).getBytes(UTF_8);
    }

    /** SM4-GCM (RFC 8998, 2.1), with a tag of sixteen bytes at the end. */
    static byte[] gcm(boolean sealing, KeyParameter key, byte[] nonce, byte[] bound, byte[] in) {
        GCMModeCipher gcm = GCMBlockCipher.newInstance(new SM4Engine());
        gcm.init(sealing, new AEADParameters(key, TAG_BITS, nonce, bound));
        byte[] out = new byte[gcm.getOutputSize(in.length)];
        int length = gcm.processBytes(in, 0, in.length, out, 0);
        try {
            gcm.doFinal(out, length);
        } catch (InvalidCipherTextException altered) {
            throw new IllegalStateException("what is kept of a petitioner was altered, or its key is another", altered);
        }
        return out;
    }

    private static byte[] mac(KeyParameter key, byte[]... parts) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(key);
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    @Override
    public String toString() {
        return "KeyRing[" + current + " of " + keys.keySet() + "]";
    }
}
