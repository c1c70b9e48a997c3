package dev.jieli.bootstrap.wiring;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.jieli.persistence.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/**
 * The keys under which petitioners are kept: a file that only its owner can read, beside the data and not in it. A line
 * each, {@code name = 32 hexadecimal digits}; the last is the one to write with.
 *
 * @param fresh whether the file was made just now
 */
public record Keys(ImmutableMap<String, byte[]> byName, boolean fresh) {
    private static final int BYTES = 16;
    private static final String HEAD = """
            # 接力：信访人信息的加密密钥。丢失后这些信息无法恢复，请与数据分开备份，不要外传。
            # Jieli: the keys under which petitioners are kept. Without them these data are lost: back them
            # up apart from the data, and give them to nobody.
            """;
    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    /** The keys in the file; a first one is drawn where there is none. */
    public static Keys in(Path home, SecureRandom random) {
        Path file = file(home);
        try {
            boolean fresh = !Files.exists(file);
            if (fresh) {
                byte[] key = new byte[BYTES];
                random.nextBytes(key);
                WholeFile.write(file, HEAD + "k1 = " + HEX.encode(key) + "\n");
            }
            ImmutableMap.Builder<String, byte[]> keys = ImmutableMap.builder();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("=", 2);
                    keys.put(parts[0].strip(), HEX.decode(parts[1].strip()));
                }
            }
            Keys read = new Keys(keys.buildOrThrow(), fresh);
            if (read.byName().isEmpty() || read.byName().values().stream().anyMatch(key -> key.length != BYTES)) {
                throw new IllegalArgumentException("no key, or a short one");
            }
            return read;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | CharacterCodingException unreadable) {
            throw new Refused(
                    "KEYS_UNREADABLE",
                    "密钥文件 " + file + " 的内容不完整。请从备份恢复这个文件。",
                    "The key file " + file + " is damaged. Restore it from a backup.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With another key to write with, drawn now and in the file before anything is written under it. */
    Keys withAnother(Path home, SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        int last = byName.keySet().stream()
                .filter(name -> name.matches("k\\d{1,8}"))
                .mapToInt(name -> Integer.parseInt(name.substring(1)))
                .max()
                .orElse(0);
        return kept(
                home,
                ImmutableMap.<String, byte[]>builder()
                        .putAll(byName)
                        .put("k" + (last + 1), key)
                        .buildOrThrow());
    }

    /** Without the keys before the current one: what is still under them could never be read again. */
    Keys withoutEarlier(Path home) {
        return kept(home, ImmutableMap.of(current(), byName.getOrDefault(current(), new byte[0])));
    }

    private static Keys kept(Path home, ImmutableMap<String, byte[]> keys) {
        StringBuilder text = new StringBuilder(HEAD);
        keys.forEach((name, key) ->
                text.append(name).append(" = ").append(HEX.encode(key)).append('\n'));
        try {
            WholeFile.write(file(home), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Keys(keys, false);
    }

    /** The ring that the archive reads and writes with. */
    KeyRing ring() {
        KeyRing ring = KeyRing.of(current(), byName.getOrDefault(current(), new byte[0]));
        for (Map.Entry<String, byte[]> earlier : byName.entrySet()) {
            if (!earlier.getKey().equals(current())) {
                ring = ring.withEarlier(earlier.getKey(), earlier.getValue());
            }
        }
        return ring;
    }

    static Path file(Path home) {
        return home.resolve("keys");
    }

    public String current() {
        return byName.keySet().asList().get(byName.size() - 1);
    }
}
