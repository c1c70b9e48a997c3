package dev.jieli.domain.casefile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.Chain;
import dev.jieli.domain.docket.Effect;
import dev.jieli.domain.organization.UnitId;
import dev.jieli.domain.statute.Term;
import java.util.Optional;

/**
 * 办理后果: what an act changed in its case.
 *
 * @param stage the stage reached, where it changed
 * @param ending how the case ended, where it did
 * @param unit the unit that answers from now on, where the chain changed
 * @param chain who answers from now on, where it changed
 * @param running the terms set running, or running on with other days
 * @param stopped the terms that no longer run
 */
public record CaseEffect(
        Optional<Stage> stage,
        Optional<Ending> ending,
        Optional<UnitId> unit,
        Optional<Chain> chain,
        ImmutableList<Running> running,
        ImmutableSet<Term> stopped)
        implements Effect {
    public CaseEffect {
        if (unit.isPresent() != chain.isPresent()) {
            throw new IllegalArgumentException("a chain stands in a unit");
        }
    }
}
