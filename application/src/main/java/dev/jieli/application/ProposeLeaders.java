package dev.jieli.application;

import com.google.common.collect.ImmutableList;
import dev.jieli.application.port.Board;
import dev.jieli.domain.assignment.Hardness;
import dev.jieli.domain.assignment.Proposal;
import dev.jieli.domain.calendar.Light;
import java.time.LocalDate;
import java.util.Optional;

/** 提出包案建议: for the cases that no leader has taken. Confirming it is an act in each case. */
public final class ProposeLeaders {
    private final Board board;

    public ProposeLeaders(Board board) {
        this.board = board;
    }

    /**
     * Proposes for the hardest of all cases that no leader has taken.
     *
     * @param most for how many
     */
    public ImmutableList<Proposal> propose(int most, LocalDate today) {
        ImmutableList<Proposal.Candidate> hardest = board.withoutLeader(today).stream()
                .map(line -> new Proposal.Candidate(
                        line.id(),
                        line.number(),
                        line.unitId(),
                        Hardness.of(
                                line.persons(),
                                line.repeats(),
                                line.receivedOn(),
                                line.light().equals(Optional.of(Light.RED)),
                                line.stage().orElseThrow(),
                                today)))
                .sorted(Proposal.Candidate.HARDEST_FIRST)
                .limit(most)
                .collect(ImmutableList.toImmutableList());
        return Proposal.of(
                hardest,
                board.leaders(today).stream()
                        .map(leader -> new Proposal.Taker(
                                leader.who().id(), leader.rank(), leader.live(), leader.inChargeOf()))
                        .toList());
    }
}
