package tireless.runtime;

import java.time.Duration;
import tireless.model.Exit;

/**
 * How an attempt ended.
 *
 * @param at time since boot; zero where that is of another boot
 * @param sendsReady whether it, or an attempt before it, ever said that it was ready
 */
public record AttemptEnd(Exit exit, Duration at, boolean sendsReady) {}
