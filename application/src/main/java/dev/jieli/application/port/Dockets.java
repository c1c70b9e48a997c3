package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.account.AccountAct;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.docket.Entry;
import dev.jieli.domain.docket.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * 案卷库: append-only, each entry chained to the one before it. Entries come in through {@link Cases}, {@link Handovers}
 * and {@link Roster}, with what they change; those of accounts change nothing and come in here.
 */
public interface Dockets {

    /** All entries of a subject in their order; empty where there is no such docket. */
    ImmutableList<Entry> read(Subject subject);

    /**
     * What an account did on one day, in China's time, whoever asks. What the same work traces of that account depends on it, and
     * loses ({@code STALE}) where anything of the account was entered in between: nobody counts past what another enters.
     */
    ImmutableList<Entry> traced(UUID account, LocalDate day);

    /**
     * Enters what was done with an account, in the same transaction as everything else that the work enters: none of it is
     * there without the other. It gets the next number when it is kept and never loses to another entry of the account, but where {@link #traced} was asked for.
     *
     * @param account that acted; {@link AccountAct#NOBODY} where none did
     * @param by in which incumbency, where it was in one
     */
    void trace(UUID account, AccountAct.Trace trace, Optional<IncumbencyId> by, Instant at);
}
