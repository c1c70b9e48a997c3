package dev.jieli.domain.assignment;

import static dev.jieli.domain.assignment.Hardness.Factor.AGE;
import static dev.jieli.domain.assignment.Hardness.Factor.OVERDUE;
import static dev.jieli.domain.assignment.Hardness.Factor.PERSONS;
import static dev.jieli.domain.assignment.Hardness.Factor.REPEATS;
import static dev.jieli.domain.assignment.Hardness.Factor.REVIEW;
import static dev.jieli.domain.assignment.Proposal.Why.HARDEST_TO_THE_TOP;
import static dev.jieli.domain.assignment.Proposal.Why.HAS_LEAST;
import static dev.jieli.domain.assignment.Proposal.Why.IN_CHARGE_OF_THE_UNIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jieli.domain.accountability.IncumbencyId;
import dev.jieli.domain.assignment.Proposal.Candidate;
import dev.jieli.domain.assignment.Proposal.Taker;
import dev.jieli.domain.casefile.CaseId;
import dev.jieli.domain.casefile.Stage;
import dev.jieli.domain.organization.UnitId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** 包案建议 */
class ProposalTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final UnitId BUREAU = new UnitId(new UUID(1, 1));
    private static final UnitId TOWN = new UnitId(new UUID(1, 2));

    // ------------------------------------------------------------------ how hard

    @Test
    void every_fact_has_its_points_and_they_add_up() {
        Hardness hard = Hardness.of(50, 9, TODAY.minusDays(400), true, Stage.REREVIEW_REQUESTED, TODAY);

        assertThat(hard.points()).isEqualTo(ImmutableMap.of(PERSONS, 4, REPEATS, 4, AGE, 4, OVERDUE, 3, REVIEW, 3));
        assertThat(hard.total()).isEqualTo(18);
    }

    @Test
    void what_is_ordinary_has_none() {
        assertThat(Hardness.of(1, 0, TODAY, false, Stage.ACCEPTED, TODAY).points())
                .isEmpty();
        assertThat(Hardness.of(1, 0, TODAY, false, Stage.ACCEPTED, TODAY).total())
                .isZero();
        assertThat(Hardness.of(1, 0, TODAY.plusDays(5), false, Stage.ACCEPTED, TODAY)
                        .total())
                .isZero();
    }

    @Test
    void thresholds_are_where_they_are_said_to_be() {
        assertThat(points(PERSONS, 1, 2, 4, 5, 19, 20, 49, 50)).containsExactly(0, 1, 1, 2, 2, 3, 3, 4);
        assertThat(points(REPEATS, 0, 1, 4, 5)).containsExactly(0, 1, 4, 4);
        assertThat(points(AGE, 89, 90, 179, 180, 360, 900)).containsExactly(0, 1, 1, 2, 4, 4);
        assertThat(Hardness.of(1, 0, TODAY, false, Stage.REVIEWED, TODAY).total())
                .isEqualTo(2);
        assertThat(Hardness.of(1, 0, TODAY, false, Stage.REVIEW_SERVED, TODAY).total())
                .isEqualTo(3);
    }

    private static List<Integer> points(Hardness.Factor factor, int... values) {
        List<Integer> points = new ArrayList<>();
        for (int value : values) {
            points.add(Hardness.of(
                            factor == PERSONS ? value : 1,
                            factor == REPEATS ? value : 0,
                            factor == AGE ? TODAY.minusDays(value) : TODAY,
                            false,
                            Stage.ACCEPTED,
                            TODAY)
                    .total());
        }
        return points;
    }

    // ------------------------------------------------------------------ who takes what

    @Test
    void the_hardest_go_to_the_top_and_the_rest_to_whoever_is_in_charge() {
        List<Proposal> proposals = Proposal.of(
                List.of(candidate("a", BUREAU, 1), candidate("b", TOWN, 9), candidate("c", TOWN, 5)),
                List.of(taker(1, 1, 0), taker(2, 2, 0, BUREAU), taker(3, 2, 0, TOWN)));

        assertThat(proposals)
                .extracting(Proposal::caseId, Proposal::leader, Proposal::why, Proposal::load)
                .containsExactly(
                        tuple(caseId("b"), leader(1), HARDEST_TO_THE_TOP, 1),
                        tuple(caseId("c"), leader(3), IN_CHARGE_OF_THE_UNIT, 1),
                        tuple(caseId("a"), leader(2), IN_CHARGE_OF_THE_UNIT, 1));
    }

    @Test
    void where_nobody_is_in_charge_whoever_has_least() {
        List<Proposal> proposals = Proposal.of(
                List.of(candidate("a", BUREAU, 1)), List.of(taker(1, 1, 2), taker(2, 2, 1), taker(3, 2, 0)));

        assertThat(proposals).extracting(Proposal::leader, Proposal::why).containsExactly(tuple(leader(3), HAS_LEAST));
    }

    @Test
    void without_a_leader_there_is_nothing_to_propose() {
        assertThat(Proposal.of(List.of(candidate("a", BUREAU, 1)), List.of())).isEmpty();
        assertThat(Proposal.of(List.of(), List.of(taker(1, 1, 0)))).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void each_case_is_proposed_once_hardest_first_and_nobody_new_gets_more_than_a_fair_share(
            @ForAll @IntRange(max = 30) int cases, @ForAll @IntRange(min = 1, max = 6) int leaders, @ForAll long seed) {
        Random random = new Random(seed);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            candidates.add(candidate("n" + i, random.nextBoolean() ? BUREAU : TOWN, random.nextInt(10)));
        }
        List<Taker> takers = new ArrayList<>();
        for (int i = 0; i < leaders; i++) {
            takers.add(taker(i, 1 + random.nextInt(3), random.nextInt(4), random.nextBoolean() ? BUREAU : TOWN));
        }
        ImmutableList<Proposal> proposals = Proposal.of(candidates, takers);

        assertThat(proposals)
                .extracting(Proposal::caseId)
                .doesNotHaveDuplicates()
                .hasSize(cases);
        assertThat(proposals).extracting(one -> -one.hardness().total()).isSorted();
        int all = cases + takers.stream().mapToInt(Taker::live).sum();
        int fair = (all + leaders - 1) / leaders;
        Map<IncumbencyId, Integer> load = new HashMap<>();
        takers.forEach(taker -> load.put(taker.leader(), taker.live()));
        for (Proposal one : proposals) {
            assertThat(load.merge(one.leader(), 1, Integer::sum))
                    .isEqualTo(one.load())
                    .isLessThanOrEqualTo(fair);
        }
        Collections.shuffle(candidates, random);
        Collections.shuffle(takers, random);
        assertThat(Proposal.of(candidates, takers)).isEqualTo(proposals);
    }

    private static Candidate candidate(String number, UnitId unit, int points) {
        return new Candidate(
                caseId(number),
                number,
                unit,
                new Hardness(points == 0 ? ImmutableMap.of() : ImmutableMap.of(REPEATS, points)));
    }

    private static Taker taker(int id, int rank, int live, UnitId... inChargeOf) {
        return new Taker(leader(id), rank, live, ImmutableSet.copyOf(inChargeOf));
    }

    private static CaseId caseId(String number) {
        return new CaseId(UUID.nameUUIDFromBytes(number.getBytes(UTF_8)));
    }

    private static IncumbencyId leader(int id) {
        return new IncumbencyId(new UUID(2, id));
    }
}
