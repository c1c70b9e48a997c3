package dev.jieli.bootstrap.wiring;

import com.google.common.base.Splitter;
import dev.jieli.application.published.SealKeys;
import dev.jieli.application.published.Signing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 签章密钥文件: the keys that sign checkpoints, in a file that only its owner can read: {@code seal-keys} in the data directory, or
 * wherever JIELI_SEAL_KEYS says, such as on a token that is mounted.
 *
 * @param beside where the last checkpoint is kept that they signed. Whoever owns the database and takes checkpoints from its end does
 *     not reach it
 * @param instead where that is kept while nothing can be written beside the keys
 */
public record SealFile(Path file, Path beside, Path instead) {
    private static final Logger LOG = LoggerFactory.getLogger(SealFile.class);
    private static final String NAME = "seal-keys";
    private static final String LAST = ".last";
    private static final String HEAD = """
            # 接力：检查点签章密钥（SM2）。谁有它，谁就能伪造检查点；请与数据分开备份，不要外传。
            # Jieli: the keys that sign checkpoints (SM2). Whoever has them can forge one: back them up apart from the
            # data, and give them to nobody.
            """;

    public static SealFile of(Path home, Map<String, String> environment) {
        Path instead = home.resolve(NAME + LAST);
        return Optional.ofNullable(environment.get("JIELI_SEAL_KEYS"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .map(keys -> new SealFile(
                        keys,
                        // several houses may sign with one token
                        keys.resolveSibling(keys.getFileName() + "." + home.getFileName() + LAST),
                        instead))
                .orElseGet(() -> new SealFile(home.resolve(NAME), instead, instead));
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** The keys in the file; a first one is drawn where there is none. */
    public SealKeys keys(SecureRandom random, Instant now) {
        if (!exists()) {
            write(SealKeys.none().next(now, random));
            if (last().isEmpty()) {
                signed(Signing.Last.NONE);
            }
        }
        return read(Optional.of(random));
    }

    /** The keys in the file that is there. */
    SealKeys read(Optional<SecureRandom> random) {
        try {
            SealKeys keys = SealKeys.read(Files.readString(file, StandardCharsets.UTF_8), random);
            if (!keys.isEmpty() && keys.areAll() && keys.areEndorsed()) {
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
        Instant since = last().map(Signing.Last::at).filter(now::isBefore).orElse(now);
        SealKeys next = keys(random, now).next(since, random);
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

    // ------------------------------------------------------------------ what they signed

    /** With the keys as the file has them at each time; while it cannot be read, with those that it had. */
    Signing signing(SecureRandom random, Instant now) {
        AtomicReference<SealKeys> known = new AtomicReference<>(keys(random, now));
        return new Signing() {
            @Override
            public SealKeys keys() {
                try {
                    known.set(read(Optional.of(random)));
                } catch (Refused | UncheckedIOException unreadable) {
                    LOG.warn("{} cannot be read; checkpoints are signed with the keys that it held", file, unreadable);
                }
                return Objects.requireNonNull(known.get());
            }

            @Override
            public Optional<Last> last() {
                return SealFile.this.last();
            }

            @Override
            public void signed(Last checkpoint) {
                if (SealFile.this.last().map(Last::number).orElse(-1) < checkpoint.number()) {
                    SealFile.this.signed(checkpoint);
                }
            }
        };
    }

    /** The last checkpoint that was signed; empty where nobody kept it. */
    Optional<Signing.Last> last() {
        return Stream.of(beside, instead)
                .distinct()
                .flatMap(kept -> last(kept).stream())
                .max(Comparator.comparing(Signing.Last::number));
    }

    private static Optional<Signing.Last> last(Path kept) {
        try {
            return Files.exists(kept)
                    ? Optional.of(last(Files.readString(kept, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("{} does not say how far checkpoints were signed", kept, unreadable);
            return Optional.empty();
        }
    }

    /** Reads what {@link #text} wrote; an {@link IllegalArgumentException} where it did not. */
    static Signing.Last last(String text) {
        List<String> cells = Splitter.on(' ').splitToList(text.strip());
        if (cells.size() != 3) {
            throw new IllegalArgumentException("no checkpoint");
        }
        return new Signing.Last(
                Integer.parseInt(cells.get(0)), Instant.ofEpochMilli(Long.parseLong(cells.get(1))), cells.get(2));
    }

    static String text(Signing.Last checkpoint) {
        return checkpoint.number() + " " + checkpoint.at().toEpochMilli() + " " + checkpoint.digest() + "\n";
    }

    /** Keeps that this one was the last, whatever was known before. */
    void signed(Signing.Last checkpoint) {
        for (Path to : List.of(beside, instead)) {
            try {
                WholeFile.write(to, text(checkpoint));
                if (to.equals(beside) && !beside.equals(instead)) {
                    Files.deleteIfExists(instead);
                }
                return;
            } catch (IOException unwritable) {
                LOG.warn("it cannot be kept in {} how far checkpoints were signed", to, unwritable);
            }
        }
    }
}
