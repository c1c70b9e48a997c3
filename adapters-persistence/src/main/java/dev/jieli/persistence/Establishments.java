package dev.jieli.persistence;

import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The newest {@link Establishment} that was read, for all who work. */
final class Establishments {
    private volatile @Nullable Establishment newest;

    /** Whatever was read last; perhaps old. */
    Optional<Establishment> newest() {
        return Optional.ofNullable(newest);
    }

    /** As of that version or a later one. */
    Establishment atLeast(long version, Supplier<DSLContext> sql) {
        Establishment known = newest;
        return known != null && known.version() >= version ? known : readAgain(version, sql);
    }

    /** One reads, the others wait for it. */
    private synchronized Establishment readAgain(long version, Supplier<DSLContext> sql) {
        Establishment known = newest;
        if (known != null && known.version() >= version) {
            return known;
        }
        Establishment read = Establishment.read(sql.get());
        newest = read;
        return read;
    }

    /** Somebody here changed it and knows what became of it. */
    synchronized void changedTo(Establishment changed) {
        Establishment known = newest;
        if (known == null || known.version() < changed.version()) {
            newest = changed;
        }
    }
}
