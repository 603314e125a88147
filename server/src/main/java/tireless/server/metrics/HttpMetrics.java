package tireless.server.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import tireless.server.http.Traffic;

/** How many requests were answered, how, and in what time. Labels are routes, not paths: there are no more of them than routes. */
final class HttpMetrics implements Traffic {
    private static final String NO_ROUTE = "none";

    private final Histogram durations;
    private final Gauge streams;

    HttpMetrics(PrometheusRegistry registry) {
        this.durations = Histogram.builder()
                .name("tireless_http_request_duration_seconds")
                .help("Time from the head of a request to its answer; for a stream, to its head")
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10)
                .register(registry);
        this.streams = Gauge.builder()
                .name("tireless_http_streams")
                .help("Streams that are being written")
                .labelNames("route")
                .register(registry);
    }

    @Override
    public void answered(String method, String route, int status, Duration duration) {
        boolean known = !route.isEmpty();
        durations
                .labelValues(known ? method : NO_ROUTE, known ? route : NO_ROUTE, Integer.toString(status))
                .observe(duration.toNanos() / 1e9);
    }

    @Override
    public void opened(String route) {
        streams.labelValues(route).inc();
    }

    @Override
    public void closed(String route) {
        streams.labelValues(route).dec();
    }
}
