package tireless.kubernetes.watch;

import java.time.Duration;
import java.util.Optional;
import tireless.model.TimeSource;

/** Until when the API server wants to be left alone. Safe for use by many threads. */
final class Pace {
    /** No longer than this, whatever it says: it may be another server that answers by then. */
    private static final Duration MOST = Duration.ofMinutes(5);

    private final TimeSource time;
    private Duration until = Duration.ZERO;

    Pace(TimeSource time) {
        this.time = time;
    }

    /** It asks for this many seconds, as the header {@code Retry-After} has them (RFC 9110); what is no number asks for none. */
    synchronized void asked(String seconds) {
        if (seconds.matches("[0-9]{1,9}")) {
            Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
            Duration end = time.now().sinceBoot().plus(wait.compareTo(MOST) < 0 ? wait : MOST);
            until = end.compareTo(until) > 0 ? end : until;
        }
    }

    /** How long it is to be left alone yet; empty where it is not. */
    synchronized Optional<Duration> left() {
        return Optional.of(until.minus(time.now().sinceBoot())).filter(Duration::isPositive);
    }
}
