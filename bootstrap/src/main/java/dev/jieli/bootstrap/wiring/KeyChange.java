package dev.jieli.bootstrap.wiring;

import com.google.common.collect.ImmutableSortedMap;
import dev.jieli.persistence.KeyRotation;
import dev.jieli.persistence.Occupancy;
import dev.jieli.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * 更换密钥: the keys under which petitioners and papers are kept. Nothing else may work on the data meanwhile: the embedded
 * database sees to that itself, an outside one is held alone.
 */
public final class KeyChange {
    private final Place place;
    private final BiConsumer<String, String> say;
    private final SecureRandom random = new SecureRandom();

    /** @param say told in Chinese and in English what takes its time */
    public KeyChange(Place place, BiConsumer<String, String> say) {
        this.place = place;
        this.say = say;
    }

    /**
     * 密钥使用情况
     *
     * @param current the key that is written with
     * @param counts how much is kept under which key; keys with nothing under them included
     */
    public record Use(String current, ImmutableSortedMap<String, Long> counts) {
        /** Whether an earlier key is still needed. */
        public boolean isUnfinished() {
            return counts.entrySet().stream().anyMatch(key -> !key.getKey().equals(current) && key.getValue() > 0);
        }
    }

    public Use use() {
        return onDatabase(false, owner -> use(owner, Keys.in(place.home(), random)));
    }

    /** Refused while anything else works on the data. */
    public void refuseOthers() {
        boolean unused = onDatabase(true, owner -> true);
    }

    /**
     * Draws another key and writes everything under it; where an earlier change was broken off, goes on with that one.
     *
     * @param progress told now and then how much has been written
     */
    public Use rotate(LongConsumer progress) {
        return onDatabase(true, owner -> {
            Keys keys = Keys.in(place.home(), random);
            if (!use(owner, keys).isUnfinished()) {
                keys = keys.withAnother(place.home(), random);
            }
            new KeyRotation(owner, keys.ring()).run(progress);
            return use(owner, keys);
        });
    }

    /** Takes the earlier keys out of the file; refused while anything is under one of them. */
    public Use forgetEarlier() {
        return onDatabase(true, owner -> {
            Keys keys = Keys.in(place.home(), random);
            if (use(owner, keys).isUnfinished()) {
                throw new Refused(
                        "KEY_IN_USE",
                        "还有内容用以前的密钥保存，不能删除。请先运行 jieli keys --rotate。",
                        "Something is still kept under an earlier key, which stays. Run jieli keys --rotate first.");
            }
            return use(owner, keys.withoutEarlier(place.home()));
        });
    }

    private static Use use(DataSource owner, Keys keys) {
        ImmutableSortedMap<String, Long> used = new KeyRotation(owner, keys.ring()).counts();
        ImmutableSortedMap.Builder<String, Long> counts = ImmutableSortedMap.naturalOrder();
        keys.byName().keySet().forEach(name -> counts.put(name, used.getOrDefault(name, 0L)));
        used.forEach((name, count) -> {
            if (!keys.byName().containsKey(name)) {
                counts.put(name, count);
            }
        });
        return new Use(keys.current(), counts.buildOrThrow());
    }

    private <T> T onDatabase(boolean alone, Function<DataSource, T> what) {
        if (!Files.exists(Keys.file(place.home()))) {
            throw new Refused(
                    "NO_KEYS",
                    "这里还没有数据，也没有密钥：" + place.home() + "。请用 --data 指明数据目录。",
                    "There are no data here yet, and no keys: " + place.home() + ". Say where they are with --data.");
        }
        if (place.database().isPresent()) {
            Place.Database outside = place.database().get();
            if (!alone) {
                return what.apply(Wiring.owner(outside));
            }
            try (Occupancy held = Wiring.alone(Wiring.outside(outside).database())) {
                return what.apply(Wiring.owner(outside));
            }
        }
        try (EmbeddedPostgres postgres = Wiring.started(place.home().resolve("postgres"), say)) {
            return what.apply(Wiring.owner(
                    new Place.Database(postgres.jdbcUrl(Wiring.DATABASE), postgres.user(), postgres.password())));
        }
    }
}
