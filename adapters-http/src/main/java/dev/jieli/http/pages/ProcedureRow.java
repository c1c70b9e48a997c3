package dev.jieli.http.pages;

import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.casefile.Lifecycle;
import dev.jieli.domain.casefile.Stage;

/**
 * 流程行: one act as the procedure has it.
 *
 * @param at the stages at which it is so; empty for the act that opens a docket, and after the end
 * @param stages how many stages there are on the tracks shown
 */
public record ProcedureRow(ImmutableSet<Stage> at, int stages, Lifecycle.Row row) {
    /** Whether it can be done at any time while the case is open. */
    public boolean always() {
        return at.size() == stages;
    }
}
