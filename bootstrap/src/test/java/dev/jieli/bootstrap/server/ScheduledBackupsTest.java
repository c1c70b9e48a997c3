package dev.jieli.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduledBackupsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static List<LocalDate> every(int days) {
        return Stream.iterate(TODAY.minusDays(days - 1L), day -> day.plusDays(1))
                .limit(days)
                .toList();
    }

    @Test
    void the_newest_are_kept_and_the_first_of_each_of_twelve_months() {
        Set<LocalDate> kept = ScheduledBackups.kept(every(500), TODAY, 14);

        assertThat(kept).hasSize(14 + 12).contains(TODAY, TODAY.minusDays(13), LocalDate.of(2026, 11, 1));
        assertThat(kept).contains(LocalDate.of(2025, 12, 1)).doesNotContain(LocalDate.of(2025, 11, 1));
        assertThat(kept).doesNotContain(TODAY.minusDays(14));
    }

    @Test
    void while_there_are_few_none_goes() {
        assertThat(ScheduledBackups.kept(every(10), TODAY, 14)).hasSize(10);
        assertThat(ScheduledBackups.kept(List.of(), TODAY, 14)).isEmpty();
    }

    @Test
    void after_a_month_without_any_the_last_ones_are_still_there() {
        List<LocalDate> old = List.of(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 6));
        assertThat(ScheduledBackups.kept(old, TODAY, 1)).containsExactlyInAnyOrderElementsOf(old);
    }
}
