package tireless.runtime;

import java.time.Duration;
import java.util.Optional;
import tireless.model.RestartMemory;

/**
 * What the control plane made of the end of an attempt: that it need not be made of it once more, by one that comes later.
 *
 * @param record what was remembered before the attempt's start
 * @param memory the failures, this end counted
 * @param next when the next start is due; empty if that is at once, or if none is wanted
 */
public record SettledEnd(AttemptRecord record, AttemptEnd end, RestartMemory memory, Optional<NextStart> next) {
    /**
     * A start that was put off.
     *
     * @param at time since boot
     * @param delay from the end to the start
     */
    public record NextStart(Duration at, Duration delay) {}
}
