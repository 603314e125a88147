package tireless.runtime;

import tireless.model.AttemptId;

/**
 * One line of output.
 *
 * @param text without the newline; bytes that are not UTF-8 are shown as U+FFFD, and very long lines come in pieces
 * @param end where what comes after it begins: {@link LogStart.After} goes on there
 */
public record LogLine(AttemptId attempt, String text, LogPosition end) {}
