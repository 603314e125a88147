package tireless.runtime;

import tireless.model.AttemptId;

/**
 * One line of output.
 *
 * @param text without the newline; bytes that are not UTF-8 are shown as U+FFFD, and very long lines come in pieces
 * @param end where what comes after it begins: {@link LogStart.After} goes on there
 * @param removed how many bytes at least are missing between it and the line that was handed over before it, as they were removed by
 *     then to keep within the limits of what is kept
 */
public record LogLine(AttemptId attempt, String text, LogPosition end, long removed) {
    /** Nothing is missing before it. */
    public LogLine(AttemptId attempt, String text, LogPosition end) {
        this(attempt, text, end, 0);
    }
}
