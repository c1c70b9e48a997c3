package dev.jieli.bootstrap.wiring;

import dev.jieli.application.published.SealKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * 签章密钥文件: the keys that sign checkpoints, in a file that only its owner can read: {@code seal-keys} in the data directory, or
 * wherever JIELI_SEAL_KEYS says, such as on a token that is mounted.
 */
public record SealFile(Path file) {
    private static final String HEAD = """
            # 接力：检查点签章密钥（SM2）。谁有它，谁就能伪造检查点；请与数据分开备份，不要外传。
            # Jieli: the keys that sign checkpoints (SM2). Whoever has them can forge one: back them up apart from the
            # data, and give them to nobody.
            """;

    public static SealFile of(Path home, Map<String, String> environment) {
        return new SealFile(Optional.ofNullable(environment.get("JIELI_SEAL_KEYS"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(home.resolve("seal-keys")));
    }

    /** The keys in the file; a first one is drawn where there is none. */
    public SealKeys keys(SecureRandom random, Instant now) {
        if (!Files.exists(file)) {
            write(SealKeys.none().next(now, random));
        }
        try {
            SealKeys keys = SealKeys.read(Files.readString(file, StandardCharsets.UTF_8), Optional.of(random));
            if (!keys.isEmpty() && keys.areEndorsed()) {
                return keys;
            }
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            // said below
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Refused(
                "SEAL_KEYS_UNREADABLE",
                "签章密钥文件 " + file + " 的内容不完整。请从备份恢复这个文件。",
                "The file " + file + " with the keys that sign checkpoints is damaged. Restore it from a backup.");
    }

    /** Draws another key, endorsed by the present one, which signs no more. */
    public SealKeys rotate(SecureRandom random, Instant now) {
        SealKeys next = keys(random, now).next(now, random);
        write(next);
        return next;
    }

    private void write(SealKeys keys) {
        try {
            WholeFile.write(file, HEAD + keys.text());
        } catch (IOException e) {
            throw new Refused(
                    "SEAL_KEYS_UNREADABLE",
                    "不能写入签章密钥文件 " + file + "。请检查目录和权限。",
                    "The file " + file + " for the keys that sign checkpoints cannot be written. Check its directory.");
        }
    }
}
