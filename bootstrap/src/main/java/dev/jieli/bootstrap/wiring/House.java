package dev.jieli.bootstrap.wiring;

import dev.jieli.application.port.Archive;
import dev.jieli.domain.authority.Asker;
import dev.jieli.domain.casefile.Law;
import dev.jieli.domain.casefile.PetitionCase;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that use cases are made from. Closing it lets go of the data.
 *
 * @param clock ticks in milliseconds, as entries keep them
 */
public record House(
        Archive archive, Law law, InstantSource clock, Supplier<UUID> ids, SecureRandom random, Runnable onClose)
        implements AutoCloseable {

    public Instant now() {
        return clock.instant();
    }

    /** The day in China. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), PetitionCase.CHINA);
    }

    /** Whether nobody has set anything up here. */
    public boolean isEmpty() {
        return archive.board(Asker.Job.OPERATOR).organization().units().isEmpty();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
