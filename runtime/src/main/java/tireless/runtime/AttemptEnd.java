package tireless.runtime;

import java.time.Duration;
import tireless.model.Exit;

/**
 * How an attempt ended.
 *
 * @param at time since boot; zero where that is of another boot
 * @param sendsReady whether it, or an attempt before it, ever said that it was ready
 * @param said what it said of itself last; empty if it said nothing
 */
public record AttemptEnd(Exit exit, Duration at, boolean sendsReady, String said) {
    /** Of one that said nothing of itself. */
    public AttemptEnd(Exit exit, Duration at, boolean sendsReady) {
        this(exit, at, sendsReady, "");
    }

    /** The same in another boot than that of its time. */
    public AttemptEnd withoutTime() {
        return new AttemptEnd(exit, Duration.ZERO, sendsReady, said);
    }
}
