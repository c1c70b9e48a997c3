package dev.jieli.bootstrap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every part runs and measures something; how fast it is, the full form says on a quiet machine. */
class BenchTest {
    @TempDir
    private Path work;

    @Test
    void every_part_measures_something_and_leaves_nothing_behind() {
        ImmutableList<Figure> figures = Bench.run(Bench.parts(), true, work, (zh, en) -> {});

        assertThat(figures)
                .extracting(Figure::part)
                .containsAll(Bench.parts())
                .hasSizeGreaterThan(Bench.parts().size());
        assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isPositive());
        assertThat(work).isEmptyDirectory();
    }
}
