package dev.jieli.domain.assignment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.organization.UnitId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 包案建议: which leader should take which case. The hardest go to the top leaders (党政主要领导包最难的案), the rest to
 * whoever is in charge of the unit or has least, so that nobody carries more than a fair share. The same cases and leaders
 * always give the same proposal; a person confirms it.
 */
public record Proposal(CaseId caseId, IncumbencyId leader, Hardness hardness, Why why, int load) {

    /** 理由 */
    public enum Why {
        /** 最难的由主要领导包 */
        HARDEST_TO_THE_TOP,
        /** 分管该单位 */
        IN_CHARGE_OF_THE_UNIT,
        /** 现有包案最少 */
        HAS_LEAST
    }

    /** 待包事项 */
    public record Candidate(CaseId caseId, String number, UnitId unit, Hardness hardness) {
        /** The hardest in front; among equals by number. */
        public static final Comparator<Candidate> HARDEST_FIRST = Comparator.comparingInt(
                        (Candidate one) -> one.hardness().total())
                .reversed()
                .thenComparing(Candidate::number);
    }

    /**
     * 可包领导
     *
     * @param rank 1 for the top (党政主要领导)
     * @param live cases taken already
     * @param inChargeOf the units that this leader is in charge of
     */
    public record Taker(IncumbencyId leader, int rank, int live, ImmutableSet<UnitId> inChargeOf) {}

    /**
     * One proposal for each case, the hardest in front; none where there is no leader. {@link Proposal#load} is how many
     * the leader would have then.
     */
    public static ImmutableList<Proposal> of(List<Candidate> cases, List<Taker> leaders) {
        if (leaders.isEmpty()) {
            return ImmutableList.of();
        }
        List<Candidate> hardestFirst = new ArrayList<>(cases);
        hardestFirst.sort(Candidate.HARDEST_FIRST);
        List<Taker> topFirst = new ArrayList<>(leaders);
        topFirst.sort(Comparator.comparingInt(Taker::rank)
                .thenComparing(taker -> taker.leader().value()));
        Map<IncumbencyId, Integer> load = new LinkedHashMap<>();
        topFirst.forEach(taker -> load.put(taker.leader(), taker.live()));
        int all = cases.size() + topFirst.stream().mapToInt(Taker::live).sum();
        int fairShare = (all + topFirst.size() - 1) / topFirst.size();
        int top = topFirst.get(0).rank();

        ImmutableList.Builder<Proposal> proposals = ImmutableList.builder();
        for (Candidate hard : hardestFirst) {
            List<Taker> free = topFirst.stream()
                    .filter(taker -> load.getOrDefault(taker.leader(), 0) < fairShare)
                    .toList();
            Optional<Taker> first =
                    least(free.stream().filter(taker -> taker.rank() == top).toList(), load);
            Optional<Taker> inCharge = least(
                    free.stream()
                            .filter(taker -> taker.inChargeOf().contains(hard.unit()))
                            .toList(),
                    load);
            Taker taker = first.or(() -> inCharge).or(() -> least(free, load)).orElse(topFirst.get(0));
            Why why = first.isPresent()
                    ? Why.HARDEST_TO_THE_TOP
                    : inCharge.isPresent() ? Why.IN_CHARGE_OF_THE_UNIT : Why.HAS_LEAST;
            int now = load.merge(taker.leader(), 1, Integer::sum);
            proposals.add(new Proposal(hard.caseId(), taker.leader(), hard.hardness(), why, now));
        }
        return proposals.build();
    }

    private static Optional<Taker> least(List<Taker> among, Map<IncumbencyId, Integer> load) {
        return among.stream().min(Comparator.comparingInt(taker -> load.getOrDefault(taker.leader(), 0)));
    }
}
