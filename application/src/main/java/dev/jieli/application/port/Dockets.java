package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;

/**
 * 案卷库: append-only, each entry chained to the one before it. Entries come in through {@link Cases}, {@link Handovers}
 * and {@link Roster}, with what they change.
 */
public interface Dockets {

    /** All entries of a subject in their order; empty where there is no such docket. */
    ImmutableList<Entry> read(Subject subject);
}
