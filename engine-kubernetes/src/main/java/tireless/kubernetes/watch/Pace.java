package tireless.kubernetes.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tireless.model.TimeSource;

/** Until when the API server wants to be left alone. Safe for use by many threads. */
final class Pace {
    /** No longer than this, whatever it says: it may be another server that answers by then. */
    private static final Duration MOST = Duration.ofMinutes(5);

    private final TimeSource time;
    private final AtomicReference<Duration> until = new AtomicReference<>(Duration.ZERO);

    Pace(TimeSource time) {
        this.time = time;
    }

    /** It asks for this many seconds, as the header {@code Retry-After} has them (RFC 9110); what is no number asks for none. */
    void asked(String seconds) {
        if (seconds.matches("[0-9]{1,9}")) {
            Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
            Duration end = time.now().sinceBoot().plus(wait.compareTo(MOST) < 0 ? wait : MOST);
            until.accumulateAndGet(end, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }

    /** How long it is to be left alone yet; empty where it is not. */
    Optional<Duration> left() {
        return Optional.of(until.get().minus(time.now().sinceBoot())).filter(Duration::isPositive);
    }
}
