package tireless.runtime;

import java.time.Duration;

/** What one run of a probe gave. */
public sealed interface ProbeResult {
    /** It ended with the exit status 0. */
    record Passed() implements ProbeResult {}

    /**
     * It ended otherwise.
     *
     * @param status its exit status, as a shell sees it: 128 and the number for a signal
     * @param output the last of what it wrote; bounded, without control characters
     */
    record Failed(int status, String output) implements ProbeResult {}

    /** It did not end in time, and was killed with all that it had begun. */
    record TimedOut(Duration timeout, String output) implements ProbeResult {}

    /**
     * It can not be run as it is written.
     *
     * @param cause for people: what is wrong and what to do
     */
    record NotRun(String cause) implements ProbeResult {}

    /** Nothing was learned: the attempt is not there, or the machine could not run it. */
    record Unclear(String cause) implements ProbeResult {}
}
