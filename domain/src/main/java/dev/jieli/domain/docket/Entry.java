package dev.jieli.domain.docket;

import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.statute.Article;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 案卷条目: an act as entered. Entries are never changed or removed; each is chained to the one before it by its hash.
 *
 * @param number 1 for the first of its subject, then without gaps
 * @param by who acted; empty where the capacity is {@link Capacity#SYSTEM}, and where an {@link Capacity#ACCOUNT} acts that
 *     has no post
 * @param inPlaceOf for whom, where a delegate acted for somebody absent; the one named here answers for it
 * @param on the day on which the act was done, in China's time
 * @param at the instant at which it was entered, to the millisecond; never before {@code on} begins
 */
public record Entry(
        Subject subject,
        int number,
        Act act,
        Effect effect,
        Optional<IncumbencyId> by,
        Optional<IncumbencyId> inPlaceOf,
        Capacity capacity,
        LocalDate on,
        Instant at,
        Optional<Article> article) {
    public Entry {
        if (number < 1) {
            throw new IllegalArgumentException("entries are numbered from 1");
        }
        if (capacity != Capacity.ACCOUNT && by.isEmpty() != (capacity == Capacity.SYSTEM)) {
            throw new IllegalArgumentException("somebody acts, or the system does");
        }
        if (inPlaceOf.isPresent() && (by.isEmpty() || by.equals(inPlaceOf))) {
            throw new IllegalArgumentException("a delegate is somebody else than who is absent");
        }
    }

    /** Of somebody who acts for himself or herself, or of the system. */
    public Entry(
            Subject subject,
            int number,
            Act act,
            Effect effect,
            Optional<IncumbencyId> by,
            Capacity capacity,
            LocalDate on,
            Instant at,
            Optional<Article> article) {
        this(subject, number, act, effect, by, Optional.empty(), capacity, on, at, article);
    }
}
