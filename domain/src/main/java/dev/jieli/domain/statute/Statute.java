package dev.jieli.domain.statute;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 法规版本: one edition of the law, its rows in the order of its articles.
 *
 * @param inForceFrom the first day on which it governs a term that begins
 * @param supersededOn the first day on which it no longer does; empty while in force
 * @param rows each term at most once
 */
public record Statute(
        Instrument instrument,
        LocalDate inForceFrom,
        Optional<LocalDate> supersededOn,
        ImmutableMap<Term, Provision> rows) {

    public Statute {
        if (supersededOn.isPresent() && !supersededOn.get().isAfter(inForceFrom)) {
            throw new IllegalArgumentException("superseded before it was in force");
        }
    }

    /** An edition; two rows for one term are a fault and fail when the class loads. */
    public static Statute of(
            Instrument instrument, LocalDate inForceFrom, Optional<LocalDate> supersededOn, Provision... rows) {
        return new Statute(
                instrument,
                inForceFrom,
                supersededOn,
                ImmutableList.copyOf(rows).stream().collect(toImmutableMap(Provision::term, identity())));
    }

    /** Whether a term that begins on this day is governed by this edition. */
    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(inForceFrom) && (supersededOn.isEmpty() || day.isBefore(supersededOn.get()));
    }

    /** Short and stable: {@code R2022}. */
    public String id() {
        return instrument.id();
    }

    public Wording title() {
        return instrument.title();
    }

    public Optional<Provision> row(Term term) {
        return Optional.ofNullable(rows.get(term));
    }
}
