package tireless.runtime.process.log;

/**
 * At that time, so much was written.
 *
 * @param offset what is before it was written by then
 * @param millis since 1970
 */
record TimeMark(long offset, long millis) {}
