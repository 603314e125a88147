package tireless.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command that is run beside a replica, again and again, to find out how it is. Kubernetes: Probe.
 *
 * @param command the program and its arguments; it passes with the exit status 0
 * @param initialDelay the time from the start of the replica to the first run
 * @param period the time from the beginning of one run to that of the next
 * @param timeout the time after which a run is killed, and has failed
 * @param successThreshold how many runs in a row must pass before the probe passes
 * @param failureThreshold how many runs in a row must fail before the probe fails
 * @param grace the time between SIGTERM and SIGKILL where the replica is restarted for it; empty is that of the workload
 */
public record Probe(
        List<String> command,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int successThreshold,
        int failureThreshold,
        Optional<Duration> grace) {
    public static final Duration DEFAULT_INITIAL_DELAY = Duration.ZERO;
    public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(10);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);
    public static final int DEFAULT_SUCCESS_THRESHOLD = 1;
    public static final int DEFAULT_FAILURE_THRESHOLD = 3;

    public Probe {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a probe needs a command");
        }
        if (initialDelay.isNegative() || !period.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("a probe needs 0 <= delay, 0 < period, 0 < timeout: %s, %s, %s"
                    .formatted(initialDelay, period, timeout));
        }
        if (successThreshold < 1 || failureThreshold < 1) {
            throw new IllegalArgumentException(
                    "a threshold must be above 0: %d, %d".formatted(successThreshold, failureThreshold));
        }
        if (grace.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("a grace period must not be negative: " + grace);
        }
    }

    /** Run as Kubernetes runs it by default. */
    public static Probe of(String... command) {
        return new Probe(
                List.of(command),
                DEFAULT_INITIAL_DELAY,
                DEFAULT_PERIOD,
                DEFAULT_TIMEOUT,
                DEFAULT_SUCCESS_THRESHOLD,
                DEFAULT_FAILURE_THRESHOLD,
                Optional.empty());
    }
}
