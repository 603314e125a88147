package tireless.throughput;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Bento counts (Bento, "Metric Names"), read from the text that Prometheus reads: {@code output_sent} is what it processed, {@code
 * output_error} and {@code processor_error} are errors, and what a buffer received and has not sent waits.
 */
public final class BentoMetrics {
    private static final String PROCESSED = "output_sent";
    private static final List<String> ERRORS = List.of("output_error", "processor_error");
    private static final String BUFFERED = "buffer_received";
    private static final String UNBUFFERED = "buffer_sent";

    private BentoMetrics() {}

    /** The numbers of all its components together; empty where the text is of something else. */
    public static Optional<Notification.Numbers> numbers(String text) {
        Map<String, Double> sums = PrometheusText.sums(text);
        if (!sums.containsKey(PROCESSED)) {
            return Optional.empty();
        }
        double errors = ERRORS.stream()
                .mapToDouble(name -> sums.getOrDefault(name, 0.0))
                .sum();
        OptionalLong backlog = sums.containsKey(BUFFERED)
                ? OptionalLong.of(Math.max(0, Math.round(sums.get(BUFFERED) - sums.getOrDefault(UNBUFFERED, 0.0))))
                : OptionalLong.empty();
        return Optional.of(new Notification.Numbers(
                OptionalLong.of(Math.round(sums.get(PROCESSED))),
                OptionalLong.of(Math.round(errors)),
                backlog,
                OptionalLong.empty()));
    }
}
