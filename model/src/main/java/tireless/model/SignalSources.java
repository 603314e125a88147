package tireless.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a replica's counts come from, besides what it reports by itself.
 *
 * @param scrape a page of metrics that it shows on loopback
 * @param otlp whether it is told where to send its OpenTelemetry metrics
 * @param logPattern a regular expression: each line of its output that it finds a place in is one item, unless it has named groups
 * @param names which metric means what
 */
public record SignalSources(Optional<Scrape> scrape, boolean otlp, Optional<String> logPattern, Names names) {
    public static final SignalSources NONE =
            new SignalSources(Optional.empty(), false, Optional.empty(), Names.DEFAULT);

    /**
     * A page of metrics in the text format of Prometheus.
     *
     * @param port of loopback; empty is a free one for each attempt, which it is told
     * @param path with a slash at its begin
     * @param interval between two looks
     */
    public record Scrape(OptionalInt port, String path, Duration interval) {
        public static final String DEFAULT_PATH = "/metrics";
        public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(2);
    }

    /**
     * Names of metrics as Prometheus has them. A metric of OpenTelemetry is found by the name that Prometheus would give it.
     *
     * @param processed a counter of items done
     * @param errors a counter of items failed
     * @param backlog a gauge of items that wait
     * @param inFlight a gauge of items begun and not finished
     * @param latency a histogram or summary of the seconds that an item takes
     */
    public record Names(String processed, String errors, String backlog, String inFlight, String latency) {
        public static final Names DEFAULT = new Names(
                "tireless_processed_total",
                "tireless_errors_total",
                "tireless_backlog",
                "tireless_inflight",
                "tireless_latency_seconds");
    }

    public boolean isEmpty() {
        return scrape.isEmpty() && !otlp && logPattern.isEmpty();
    }
}
