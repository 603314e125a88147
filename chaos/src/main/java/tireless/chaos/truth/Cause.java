package tireless.chaos.truth;

import java.time.Duration;
import tireless.chaos.schedule.Order;

/** Something that was done from outside, after which a worker may or must be started again. Times are since boot. */
public sealed interface Cause {
    /** When it was begun. */
    Duration from();

    /** For the report. */
    String kind();

    /** A worker's process was killed. */
    record Killed(String kind, long pid, Duration from) implements Cause {}

    /**
     * A client asked for something, whether it was answered or not.
     *
     * @param until when it was answered, or given up
     */
    record Ordered(Order order, Duration from, Duration until) implements Cause {
        @Override
        public String kind() {
            return order.kind();
        }
    }
}
