package dev.jieli.application.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jieli.domain.tenure.Handover;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * 封印: the SM3 digests (GB/T 32905-2016) by which dockets and handover lists show whether they were touched, as 64
 * hexadecimal digits in small letters.
 */
public final class Seal {
    /** What stands for the hash before in the first entry of a docket. */
    public static final String FIRST = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();

    private Seal() {}

    /**
     * The hash of an entry: SM3 over the 64 digits of the hash before it and its canonical JSON, in UTF-8, one right after
     * the other; anybody can check it with {@code printf '%s%s' "$before" "$json" | openssl dgst -sm3}.
     */
    public static String hash(String before, String json) {
        byte[] text = json.getBytes(UTF_8);
        SM3Digest digest = new SM3Digest();
        digest.update(before.getBytes(UTF_8), 0, before.length());
        digest.update(text, 0, text.length);
        return hex(digest);
    }

    /** SM3 over a text in UTF-8. */
    public static String digest(String text) {
        return digest(text.getBytes(UTF_8));
    }

    /** SM3 over a file; anybody can check it with {@code openssl dgst -sm3 FILE}. */
    public static String digest(InputStream file) throws IOException {
        SM3Digest digest = new SM3Digest();
        byte[] some = new byte[8_192];
        for (int read = file.read(some); read >= 0; read = file.read(some)) {
            digest.update(some, 0, read);
        }
        return hex(digest);
    }

    /** As {@link #digest(InputStream)}. */
    public static String digest(byte[] file) {
        SM3Digest digest = new SM3Digest();
        digest.update(file, 0, file.length);
        return hex(digest);
    }

    /** 清单摘要: what the three parties to a handover sign, {@link #list} digested. */
    public static String digest(Handover handover) {
        return digest(list(handover));
    }

    /**
     * The canonical JSON of a handover list as the leaver signs it: parties, edition and items with the leaver's account of
     * them. What the receiver checks and asks is not part of it, so that all three sign the same.
     */
    public static String list(Handover handover) {
        JsonText list = new JsonText(1024 * (handover.items().size() + 1))
                .number("v", EntryJson.VERSION)
                .text("subject", handover.subject().toString());
        handover.beside().ifPresent(main -> list.id("beside", main.value()));
        return list.number("edition", handover.edition())
                .id("outgoing", handover.outgoing().value())
                .id("incoming", handover.incoming().value())
                .id("witness", handover.witness().value())
                .word("cause", handover.cause())
                .text("document", handover.document())
                .day("openedOn", handover.openedOn())
                .day("leavesOn", handover.leavesOn())
                .day("dueOn", handover.dueOn())
                .objects("items", handover.items().values(), Shapes::listed)
                .end();
    }

    private static String hex(SM3Digest digest) {
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HEX.formatHex(out);
    }
}
