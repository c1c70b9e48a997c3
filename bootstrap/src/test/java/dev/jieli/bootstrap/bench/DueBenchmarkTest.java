package dev.jieli.bootstrap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class DueBenchmarkTest {

    @Test
    @Tag("slow")
    void a_due_date_takes_less_than_fifty_nanoseconds() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DueBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSize(2).allSatisfy(result -> {
            System.out.printf(
                    "%s: %.1f ns%n",
                    result.getParams().getBenchmark(), result.getPrimaryResult().getScore());
            assertThat(result.getPrimaryResult().getScore()).isLessThan(50);
        });
    }
}
