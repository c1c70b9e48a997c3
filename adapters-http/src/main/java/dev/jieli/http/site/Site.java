package dev.jieli.http.site;

import dev.jieli.application.LeaveTrace;
import dev.jieli.application.port.Archive;
import dev.jieli.application.port.Feed.Listeners;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import dev.jieli.domain.docket.Outcome;
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

    /** The law that holds now: with the rules that the office adopted and the years that it announced. */
    public Law lawOfToday() {
        return Objection.orObject(
                archive.store().transact(Asker.Job.RECEPTION, session -> Outcome.done(session.law(law))));
    }

    /** Whether there is such an administrative division. */
    public boolean knows(RegionCode region) {
        return regions.apply(region).isPresent();
    }

    /**
     * 留痕: enters what was done with an account, before it is done or shown. Where it cannot be entered, that is a fault and
     * nothing is done or shown.
     *
     * @param account that acted; {@link AccountAct#NOBODY} where none did
     * @param acting in which incumbency, where it was in one
     */
    public void trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> acting) {
        Objection.orObject(new LeaveTrace(archive.store()).leave(account, trace, acting, now()));
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
