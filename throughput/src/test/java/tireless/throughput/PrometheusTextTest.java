package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.model.SignalSources;

class PrometheusTextTest {
    private final MetricReader reader = new MetricReader(SignalSources.Names.DEFAULT);

    private Notification.Numbers read(String text) {
        return reader.read(PrometheusText.sums(text));
    }

    @Test
    void seriesOfOneMetricAreAddedUp() {
        Notification.Numbers numbers = read("""
                # HELP tireless_processed_total items
                # TYPE tireless_processed_total counter
                tireless_processed_total{queue="a"} 3
                tireless_processed_total{queue="}\\" b"} 4 1700000000000
                tireless_errors_total 1e0
                tireless_backlog 12.0
                tireless_inflight 2
                """);
        assertThat(numbers.processed()).hasValue(7);
        assertThat(numbers.errors()).hasValue(1);
        assertThat(numbers.backlog()).hasValue(12);
        assertThat(numbers.inFlight()).hasValue(2);
        assertThat(numbers.latency()).isEmpty();
    }

    @Test
    void latencyIsTheAverageSinceTheLastLook() {
        read("tireless_latency_seconds_sum 10\ntireless_latency_seconds_count 10");
        assertThat(read("tireless_latency_seconds_sum 14\ntireless_latency_seconds_count 12")
                        .latency())
                .contains(Duration.ofSeconds(2));
        assertThat(read("tireless_latency_seconds_sum 14\ntireless_latency_seconds_count 12")
                        .latency())
                .isEmpty();
        assertThat(read("tireless_latency_seconds_sum 1\ntireless_latency_seconds_count 2")
                        .latency())
                .contains(Duration.ofMillis(500));
    }

    @Test
    void whatIsMissingOrNoNumberIsUnknownAndNeverZero() {
        assertThat(read("tireless_processed_total NaN\ntireless_backlog +Inf\ntireless_errors_total -4\n{} 1\nx{ 3\n"))
                .isEqualTo(Notification.Numbers.NONE);
        assertThat(read("")).isEqualTo(Notification.Numbers.NONE);
    }

    @Test
    void namesAreThoseOfTheManifest() {
        MetricReader named = new MetricReader(new SignalSources.Names("jobs.done", "bad", "queue", "busy", "took"));
        assertThat(named.read(Map.of("jobs_done", 5.0)).processed()).hasValue(5);
    }
}
