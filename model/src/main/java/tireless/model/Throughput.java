package tireless.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a replica last said of its work. An absent value is unknown, never zero.
 *
 * @param perSecond items processed per second over the last seconds
 * @param errorsPerSecond failed items per second over the last seconds
 * @param processed items since the attempt began
 * @param errors failed items since the attempt began
 * @param backlog items that wait
 * @param inFlight items begun and not finished
 * @param latencySeconds how long an item took of late, on average
 */
public record Throughput(
        OptionalDouble perSecond,
        OptionalDouble errorsPerSecond,
        OptionalLong processed,
        OptionalLong errors,
        OptionalLong backlog,
        OptionalLong inFlight,
        OptionalDouble latencySeconds) {
    public static final Throughput UNKNOWN = new Throughput(
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    /** One of which neither the rate of errors nor the latency is known. */
    public Throughput(
            OptionalDouble perSecond,
            OptionalLong processed,
            OptionalLong errors,
            OptionalLong backlog,
            OptionalLong inFlight) {
        this(perSecond, OptionalDouble.empty(), processed, errors, backlog, inFlight, OptionalDouble.empty());
    }
}
