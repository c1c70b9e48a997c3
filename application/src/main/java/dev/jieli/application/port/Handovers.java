package dev.jieli.application.port;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.tenure.Handover;
import dev.jieli.domain.tenure.HandoverId;
import java.time.LocalDate;
import java.util.Optional;

/** 交接库 */
public interface Handovers {

    Optional<Handover> find(HandoverId id);

    /** 另册: the lists beside this one, the first to be opened first; whoever asks. */
    ImmutableList<Handover> beside(HandoverId main);

    /** The main list of this incumbency that is neither effective nor cancelled. There is at most one. */
    Optional<HandoverId> underWay(IncumbencyId outgoing);

    /** Main lists that are witnessed, as are all those beside them that are under way, and whose day has come. */
    ImmutableList<HandoverId> ready(LocalDate on);

    /**
     * 接任未动: items that moved, whose day for a first act has passed without one, and of which nobody was told yet. The
     * first act is anybody's; what the system enters is none. A case that ended, or that was handed over again since, is
     * not the receiver's to move any more. Each case comes once.
     */
    ImmutableList<Idle> idle(LocalDate on, int most);

    /** Whether the case stands on the list of a handover that is under way. */
    boolean lists(CaseId id);

    /** Enters a step; the first entry brings the handover with it. Loses as {@link Store} says. */
    void enter(Handover.Entered done);

    /** 未动事项 */
    record Idle(HandoverId handover, CaseId item, IncumbencyId receiver) {}
}
