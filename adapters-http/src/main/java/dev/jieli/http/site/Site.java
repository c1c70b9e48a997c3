package dev.jieli.http.site;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.RegionCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * 站点: what the server is given. Time, identity and chance are arguments here as everywhere.
 *
 * @param random strong enough for secrets: {@code java.security.SecureRandom} outside tests
 * @param regions what an administrative division is called; empty where there is none
 * @param listeners who listens to the feed
 */
public record Site(
        Archive archive,
        Law law,
        InstantSource clock,
        Supplier<UUID> ids,
        RandomGenerator random,
        Function<RegionCode, Optional<String>> regions,
        Listeners listeners,
        Settings settings) {

    /** Now, as entries keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The day in China. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PetitionCase.CHINA);
    }

    /** Whether there is such an administrative division. */
    public boolean knows(RegionCode region) {
        return regions.apply(region).isPresent();
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
