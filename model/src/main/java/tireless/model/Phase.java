package tireless.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What one replica is doing, as last observed. */
public sealed interface Phase {
    /** Nothing runs yet; {@code why} names what it waits for. */
    record Pending(String why) implements Phase {}

    /**
     * It could not be started, as what it needs is not there; it is tried again at {@code until}, or sooner where that may have come.
     *
     * @param why for people: what is missing and what to do
     * @param failures failures since the last reset, of which this is one
     * @param delay with jitter
     */
    record Waiting(String why, int failures, Duration delay, Instant until) implements Phase {}

    /** A start is under way. */
    record Starting() implements Phase {}

    /**
     * The process lives.
     *
     * @param since time since boot of the start
     * @param listensAt where a worker listens for others, which it must not; none if it does not
     */
    record Running(long pid, Duration since, boolean ready, List<String> listensAt) implements Phase {
        public Running {
            listensAt = List.copyOf(listensAt);
        }

        /** One that listens nowhere. */
        public Running(long pid, Duration since, boolean ready) {
            this(pid, since, ready, List.of());
        }
    }

    /** It was asked to end; {@code why} says by what. */
    record Stopping(String why) implements Phase {}

    /**
     * It ended, and the next start is due at {@code until}.
     *
     * @param failures failures since the last reset
     * @param delay with jitter
     */
    record BackingOff(int failures, Duration delay, Instant until, Exit lastExit) implements Phase {}

    /** Whether it lives is not known; it is asked again, and nothing is started meanwhile. */
    record Unsettled(String why) implements Phase {}

    /** It was stopped for what it did, and is not started until something changes; {@code why} says what it did and what to do. */
    record Held(String why) implements Phase {}

    /** Nothing runs, as desired. */
    record Stopped() implements Phase {}

    /** A workload that ends has ended. */
    record Finished(Exit exit) implements Phase {}
}
