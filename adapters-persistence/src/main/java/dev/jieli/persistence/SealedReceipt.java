package dev.jieli.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.jieli.application.port.Receipts.Receipt;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** 密封的回执: a receipt as it is kept, for what was asked and answered may name people. */
final class SealedReceipt {
    private static final String TABLE = "receipt";
    private static final char END = '\n'; // of the request, a digest

    private SealedReceipt() {}

    /** Under which a receipt is found by whoever knows its key. */
    static UUID id(String key) {
        ByteBuffer digest =
                ByteBuffer.wrap(Hashing.sha256().hashString(key, UTF_8).asBytes());
        return new UUID(digest.getLong(), digest.getLong());
    }

    static byte[] of(KeyRing keys, String key, Receipt receipt) {
        return keys.seal(TABLE, id(key), receipt.request() + END + receipt.answer());
    }

    static Receipt opened(KeyRing keys, String key, String keyId, byte[] sealed, Instant at) {
        String open = keys.open(TABLE, id(key), keyId, sealed);
        int end = open.indexOf(END);
        return new Receipt(open.substring(0, end), open.substring(end + 1), at);
    }
}
