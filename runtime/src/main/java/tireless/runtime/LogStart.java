package tireless.runtime;

import java.time.Instant;
import java.util.Optional;

/** Where reading of a slot's output begins. */
public sealed interface LogStart {
    /**
     * With the last whole lines written so far.
     *
     * @param lines how many at most
     * @param since none that was surely written before; empty counts them all
     */
    record Last(int lines, Optional<Instant> since) implements LogStart {}

    /** With the first line of an attempt, which need not have begun yet. */
    record Attempt(int number) implements LogStart {}

    /**
     * After a line that was read before. Where what comes next is not kept any more, with the first line behind it that is; where the
     * slot has never come that far, because it is another one by now, with its first line.
     */
    record After(LogPosition position) implements LogStart {}

    static LogStart last(int lines) {
        return new Last(lines, Optional.empty());
    }
}
