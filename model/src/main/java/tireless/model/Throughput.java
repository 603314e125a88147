package tireless.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a replica last said of its work. An absent value is unknown, never zero.
 *
 * @param perSecond items processed per second over the last seconds
 * @param processed items since the attempt began
 * @param errors failed items since the attempt began
 * @param backlog items that wait
 * @param inFlight items begun and not finished
 */
public record Throughput(
        OptionalDouble perSecond,
        OptionalLong processed,
        OptionalLong errors,
        OptionalLong backlog,
        OptionalLong inFlight) {
    public static final Throughput UNKNOWN = new Throughput(
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
}
