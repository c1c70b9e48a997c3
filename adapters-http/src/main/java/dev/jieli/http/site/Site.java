package dev.jieli.http.site;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.organization.RegionCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * 站点: what the server is given. Time, identity and chance are arguments here as everywhere.
 *
 * @param random strong enough for secrets: {@code java.security.SecureRandom} outside tests
 * @param regions whether there is such an administrative division
 * @param listeners who listens to the feed
 */
public record Site(
        Archive archive,
        Law law,
        InstantSource clock,
        Supplier<UUID> ids,
        RandomGenerator random,
        Predicate<RegionCode> regions,
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

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
