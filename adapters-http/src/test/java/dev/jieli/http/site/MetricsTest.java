package dev.jieli.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void a_label_ends_where_it_ends_whatever_stands_in_it() {
        Metrics metrics = new Metrics();
        metrics.answered("GET", "/a\"} 1\n\\", 200, 0.001);
        assertThat(metrics.text())
                .contains("jieli_request_seconds_count{method=\"GET\",route=\"/a\\\"} 1\\n\\\\\",status=\"2xx\"} 1\n");
    }

    @Test
    void what_never_was_is_more_than_any_alarm_asks_for() {
        Metrics metrics = new Metrics();
        metrics.gauge("jieli_daily_round_days", "Days.", () -> Double.POSITIVE_INFINITY);
        assertThat(metrics.text()).contains("\njieli_daily_round_days +Inf\n");
    }
}
