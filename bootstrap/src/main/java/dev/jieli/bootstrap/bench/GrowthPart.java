package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.accountability.Seat;
import dev.jieli.domain.casefile.CaseId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an act costs with 100,000 cases in the store, beside 1,000. */
final class GrowthPart {
    private static final double AT_MOST = 1.2;
    private static final int FEW = 1_024;

    private GrowthPart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) throws Exception {
        int many = yard.of(100_000, 2_000);
        try (Ground small = yard.ground("small");
                Ground large = yard.ground("large")) {
            ActsPart.Acts few = acts(small, FEW);
            ActsPart.Acts all = acts(large, many);
            Race race = Race.between(
                    all.throughUseCase(1), few.throughUseCase(1), yard.of(10, 2), yard.of(60, 3), yard.of(250, 150));
            return ImmutableList.of(Figure.ratio(
                    "growth",
                    "一次办理的耗时，库中 " + many + " 件（对比 1,024 件）",
                    "what an act costs with " + many + " cases, beside 1,024",
                    1e6 / race.one(),
                    1e6 / race.other(),
                    "µs",
                    Figure.Target.atMost(AT_MOST)));
        }
    }

    /** On cases spread over the whole store, not on its newest. */
    private static ActsPart.Acts acts(Ground ground, int count) throws Exception {
        Seat seat = ActsPart.office(ground);
        List<CaseId> cases = ground.cases(seat, count, i -> Ground.TODAY.minusDays(i % 400), true);
        List<CaseId> spread = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            spread.add(cases.get((int) ((long) i * count / FEW)));
        }
        Collections.shuffle(spread, ground.random);
        ground.asOwner("VACUUM ANALYZE petition_case", "VACUUM ANALYZE docket_entry", "CHECKPOINT");
        return new ActsPart.Acts(ground, seat, spread);
    }
}
