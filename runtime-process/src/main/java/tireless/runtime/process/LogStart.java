package tireless.runtime.process;

import java.util.Optional;
import tireless.model.AttemptId;

/**
 * Where following begins.
 *
 * @param attempt one that has an output file; empty begins with the first that comes
 * @param offset in that attempt's file
 * @param notBefore the lowest attempt number that counts, where the first that comes is taken
 */
record LogStart(Optional<AttemptId> attempt, long offset, int notBefore) {
    static LogStart at(AttemptId attempt, long offset) {
        return new LogStart(Optional.of(attempt), offset, 0);
    }

    static LogStart with(int notBefore) {
        return new LogStart(Optional.empty(), 0, notBefore);
    }
}
