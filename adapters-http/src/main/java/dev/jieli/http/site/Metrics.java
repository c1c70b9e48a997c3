package dev.jieli.http.site;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * 运行指标: what the server counts of itself, in the text form that Prometheus reads (0.0.4). Labels are routes as they are
 * registered, methods and status classes: nothing that names a case or a person.
 */
public final class Metrics {
    /** What {@link #text} is. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double[] SECONDS = {0.005, 0.025, 0.1, 0.5, 2.5, 10};

    /** One sort of request. */
    private record Sort(String method, String route, String status) implements Comparable<Sort> {
        @Override
        public int compareTo(Sort other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return "method=\"" + escaped(method) + "\",route=\"" + escaped(route) + "\",status=\"" + status + "\"";
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }

    private static final class Counted {
        private final LongAdder[] within = new LongAdder[SECONDS.length];
        private final LongAdder all = new LongAdder();
        private final DoubleAdder seconds = new DoubleAdder();

        Counted() {
            for (int i = 0; i < within.length; i++) {
                within[i] = new LongAdder();
            }
        }
    }

    private record Gauge(String help, DoubleSupplier value) {}

    private final Map<Sort, Counted> requests = new ConcurrentSkipListMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentSkipListMap<>();

    /** Counts an answered request. */
    public void answered(String method, String route, int status, double seconds) {
        Counted counted =
                requests.computeIfAbsent(new Sort(method, route, status / 100 + "xx"), unknown -> new Counted());
        counted.all.increment();
        counted.seconds.add(seconds);
        for (int i = 0; i < SECONDS.length; i++) {
            if (seconds <= SECONDS[i]) {
                counted.within[i].increment();
            }
        }
    }

    /**
     * Shows a figure that somebody else knows.
     *
     * @param name like {@code jieli_backup_age_seconds}
     * @param value NaN where it is not known
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        gauges.put(name, new Gauge(help, value));
    }

    /** All of it, as of now. */
    public String text() {
        StringBuilder to = new StringBuilder(4096);
        head(to, "jieli_request_seconds", "histogram", "How long requests took, by route.");
        requests.forEach((sort, counted) -> {
            for (int i = 0; i < SECONDS.length; i++) {
                line(to, "jieli_request_seconds_bucket", sort + ",le=\"" + SECONDS[i] + "\"", counted.within[i].sum());
            }
            line(to, "jieli_request_seconds_bucket", sort + ",le=\"+Inf\"", counted.all.sum());
            line(to, "jieli_request_seconds_count", sort.toString(), counted.all.sum());
            line(to, "jieli_request_seconds_sum", sort.toString(), counted.seconds.sum());
        });
        Runtime jvm = Runtime.getRuntime();
        one(to, "jvm_memory_used_bytes", "Memory in use.", jvm.totalMemory() - jvm.freeMemory());
        one(to, "jvm_memory_max_bytes", "Memory that may be used.", jvm.maxMemory());
        one(to, "jvm_threads", "Threads.", ManagementFactory.getThreadMXBean().getThreadCount());
        one(
                to,
                "process_uptime_seconds",
                "Since the start.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        gauges.forEach(
                (name, gauge) -> one(to, name, gauge.help(), gauge.value().getAsDouble()));
        return to.toString();
    }

    private static void one(StringBuilder to, String name, String help, Number value) {
        head(to, name, "gauge", help);
        line(to, name, "", value);
    }

    private static void head(StringBuilder to, String name, String type, String help) {
        to.append("# HELP ").append(name).append(' ').append(help).append('\n');
        to.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder to, String name, String labels, Number number) {
        double value = number.doubleValue();
        to.append(name);
        if (!labels.isEmpty()) {
            to.append('{').append(labels).append('}');
        }
        to.append(' ').append(figure(value)).append('\n');
    }

    private static String figure(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "+Inf"; // an alarm on "more than" hears it, which it does not with NaN
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
