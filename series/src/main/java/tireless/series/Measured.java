package tireless.series;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;

/** What a status says of a worker's work, as one sample. Pure. */
final class Measured {
    private Measured() {}

    /** @param done items since the sample before */
    static Sample of(ResourceStatus status, OptionalDouble done, long second) {
        List<ReplicaStatus> replicas = status.observed();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        put(
                figures,
                Figure.PER_SECOND,
                sum(known(replicas, replica -> replica.report().throughput().perSecond())));
        put(figures, Figure.DONE, done);
        put(
                figures,
                Figure.ERRORS_PER_SECOND,
                sum(known(replicas, replica -> replica.report().throughput().errorsPerSecond())));
        put(
                figures,
                Figure.BACKLOG,
                DoubleStream.of(known(
                                replicas,
                                replica -> decimal(replica.report().throughput().backlog())))
                        .max());
        put(
                figures,
                Figure.IN_FLIGHT,
                sum(known(
                        replicas,
                        replica -> decimal(replica.report().throughput().inFlight()))));
        put(
                figures,
                Figure.MILLI_CORES,
                sum(known(replicas, replica -> replica.use().milliCores())));
        put(
                figures,
                Figure.MEMORY,
                sum(known(replicas, replica -> decimal(replica.use().memory()))));
        figures.put(Figure.REPLICAS, (double) status.replicas());
        figures.put(Figure.READY, (double) status.ready());
        figures.put(Figure.RESTARTS, (double)
                replicas.stream().mapToInt(ReplicaStatus::restarts).sum());
        return new Sample(second, figures);
    }

    private static void put(Map<Figure, Double> figures, Figure figure, OptionalDouble value) {
        value.ifPresent(number -> figures.put(figure, number));
    }

    /** What a worker says may be any number; what is none is not known. */
    private static double[] known(List<ReplicaStatus> replicas, Function<ReplicaStatus, OptionalDouble> value) {
        return replicas.stream()
                .map(value)
                .flatMapToDouble(OptionalDouble::stream)
                .filter(Double::isFinite)
                .toArray();
    }

    private static OptionalDouble sum(double[] known) {
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(known).sum());
    }

    private static OptionalDouble decimal(OptionalLong whole) {
        return whole.isPresent() ? OptionalDouble.of((double) whole.getAsLong()) : OptionalDouble.empty();
    }
}
