package dev.jieli.bootstrap.wiring;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Identities that grow with time (UUID version 7), so that what is entered together lies together in an index. */
public final class Ids implements Supplier<UUID> {
    private final InstantSource clock;
    private final RandomGenerator random;

    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        return at(clock.instant(), random);
    }

    public static UUID at(Instant when, RandomGenerator random) {
        long version = 0x7000L | random.nextInt(1 << 12);
        long variant = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(when.toEpochMilli() << 16 | version, variant);
    }
}
