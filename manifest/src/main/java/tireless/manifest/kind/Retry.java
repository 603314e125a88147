package tireless.manifest.kind;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often a failed job is tried again.
 *
 * @param strategy {@code Always}, {@code OnFailure}, {@code OnError} or {@code OnTransientError}
 * @param duration the pause before the first retry
 * @param maxDuration the longest time for all of them
 */
public record Retry(
        OptionalInt count, Optional<String> strategy, Optional<Duration> duration, Optional<Duration> maxDuration) {}
