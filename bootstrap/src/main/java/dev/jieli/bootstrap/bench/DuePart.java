package dev.jieli.bootstrap.bench;

import com.google.common.collect.ImmutableList;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;

/** A due date by working days. Roughly, by a plain loop; DueBenchmark among the tests does it by JMH. */
final class DuePart {
    private static final int DAYS = 1 << 10;
    private static final int AT_MOST_NANOS = 50;

    private DuePart() {}

    static ImmutableList<Figure> measure(Bench.Yard yard) {
        WorkCalendar calendar = WorkCalendar.national();
        Provision row =
                Rulebook.national().provision(Term.OBJECTION, Ground.TODAY).orFault();
        LocalDate[] days = new LocalDate[DAYS];
        for (int i = 0; i < DAYS; i++) {
            days[i] = LocalDate.of(2023, 1, 1).plusDays(i);
        }
        int rounds = yard.of(20_000, 5_000);
        double best = Double.MAX_VALUE;
        long sink = 0;
        for (int trial = 0; trial < 5; trial++) {
            long began = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                for (LocalDate day : days) {
                    sink += calendar.due(row, day, Policy.LastDay.ROLL_FORWARD)
                            .due()
                            .getDayOfMonth();
                }
            }
            best = Math.min(best, (double) (System.nanoTime() - began) / rounds / DAYS);
        }
        if (sink == 0) {
            throw new IllegalStateException("nothing was reckoned");
        }
        return ImmutableList.of(Figure.alone(
                "due", "按工作日计算一个到期日", "a due date by working days", best, "ns", Figure.Target.atMost(AT_MOST_NANOS)));
    }
}
