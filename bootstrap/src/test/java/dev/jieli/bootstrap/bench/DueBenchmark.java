package dev.jieli.bootstrap.bench;

import dev.jieli.domain.calendar.Due;
import dev.jieli.domain.calendar.WorkCalendar;
import dev.jieli.domain.statute.Policy;
import dev.jieli.domain.statute.Provision;
import dev.jieli.domain.statute.Rulebook;
import dev.jieli.domain.statute.Term;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A due date, by working days and by calendar days. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DueBenchmark {
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final int DAYS = 1 << 10;

    private final WorkCalendar calendar = WorkCalendar.national();
    private final Provision objection =
            Rulebook.national().provision(Term.OBJECTION, FIRST).orFault();
    private final Provision conclude =
            Rulebook.national().provision(Term.CONCLUDE, FIRST).orFault();
    private final LocalDate[] days = new LocalDate[DAYS];
    private int next;

    public DueBenchmark() {
        for (int i = 0; i < DAYS; i++) {
            days[i] = FIRST.plusDays(i);
        }
    }

    @Benchmark
    public Due byWorkingDays() {
        return calendar.due(objection, days[next++ & (DAYS - 1)], Policy.LastDay.ROLL_FORWARD);
    }

    @Benchmark
    public Due byCalendarDays() {
        return calendar.due(conclude, days[next++ & (DAYS - 1)], Policy.LastDay.ROLL_FORWARD);
    }
}
