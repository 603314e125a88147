package tireless.throughput;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.model.SignalSources;

/**
 * Makes numbers of the metrics of one attempt, by what its manifest says that they mean. Latency is the average of what came in since the
 * last reading. For one thread at a time.
 */
public final class MetricReader {
    private static final double LONGEST_SECONDS = 1e9;
    private static final double MOST = 4e18;

    private final SignalSources.Names names;
    private double seconds;
    private double items;

    public MetricReader(SignalSources.Names names) {
        this.names = names;
    }

    /** @param sums the sum of each metric, by its plain name */
    public Notification.Numbers read(Map<String, Double> sums) {
        return new Notification.Numbers(
                count(sums, names.processed()),
                count(sums, names.errors()),
                count(sums, names.backlog()),
                count(sums, names.inFlight()),
                latency(sums));
    }

    /** The same of a page as Prometheus reads it; empty where it has none of the metrics. */
    public Optional<Notification.Numbers> page(String text) {
        Notification.Numbers numbers = read(PrometheusText.sums(text));
        return numbers.equals(Notification.Numbers.NONE) ? Optional.empty() : Optional.of(numbers);
    }

    private static OptionalLong count(Map<String, Double> sums, String name) {
        Double sum = sums.get(MetricName.plain(name));
        return sum == null || sum < 0 || sum > MOST ? OptionalLong.empty() : OptionalLong.of(Math.round(sum));
    }

    private Optional<Duration> latency(Map<String, Double> sums) {
        String name = MetricName.plain(names.latency());
        Double sum = sums.get(name + "_sum");
        Double count = sums.get(name + "_count");
        if (sum == null || count == null) {
            return Optional.empty();
        }
        // A counter that shrank began anew.
        boolean anew = count < items || sum < seconds;
        double more = anew ? count : count - items;
        double took = anew ? sum : sum - seconds;
        seconds = sum;
        items = count;
        double average = more > 0 ? took / more : -1;
        return average < 0 || average > LONGEST_SECONDS
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round(average * 1e9)));
    }
}
