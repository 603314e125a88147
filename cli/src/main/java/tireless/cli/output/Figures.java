package tireless.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.model.Throughput;

/**
 * What the replicas of a resource get done together; empty texts for what none of them says.
 *
 * @param backlog the largest that a replica sees: they may share one source or have a part of it each, which nobody knows here
 * @param drain how long the backlog takes at this rate; {@code never} where nothing gets done
 * @param cpu of a core, as {@code 250m}
 */
public record Figures(
        String perSecond, String processed, String errors, String backlog, String drain, String cpu, String memory) {
    public static Figures of(ResourceView resource) {
        List<Throughput> said =
                resource.observed().stream().map(ReplicaView::throughput).toList();
        List<Double> rates = said.stream()
                .map(Throughput::perSecond)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        List<Long> backlogs = figures(said, Throughput::backlog);
        long most = backlogs.stream().mapToLong(Long::longValue).max().orElse(0);
        return new Figures(
                rates.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.1f",
                                rates.stream().mapToDouble(Double::doubleValue).sum()),
                sum(figures(said, Throughput::processed)),
                sum(figures(said, Throughput::errors)),
                backlogs.isEmpty() ? "" : atLeast(backlogs, most) + most,
                backlogs.isEmpty() || rates.isEmpty()
                        ? ""
                        : drain(
                                atLeast(backlogs, most),
                                most,
                                rates.stream().mapToDouble(Double::doubleValue).sum()),
                cpu(total(resource.observed().stream()
                        .map(replica -> replica.use().milliCores()))),
                memory(total(resource.observed().stream().map(replica -> {
                    OptionalLong bytes = replica.use().memory();
                    return bytes.isPresent() ? OptionalDouble.of((double) bytes.getAsLong()) : OptionalDouble.empty();
                }))));
    }

    private static String atLeast(List<Long> backlogs, long most) {
        return backlogs.size() > 1 && most > 0 ? "≥" : "";
    }

    private static String drain(String atLeast, long backlog, double perSecond) {
        if (backlog == 0) {
            return "0s";
        }
        return perSecond > 0 ? atLeast + Age.of(Duration.ofSeconds((long) Math.ceil(backlog / perSecond))) : "never";
    }

    /** Of a core, as manifests have it; empty where it is not known. */
    static String cpu(OptionalDouble milliCores) {
        return milliCores.isPresent() ? Math.round(milliCores.getAsDouble()) + "m" : "";
    }

    private static String memory(OptionalDouble bytes) {
        return bytes.isPresent() ? Bytes.of(Math.round(bytes.getAsDouble())) : "";
    }

    private static OptionalDouble total(Stream<OptionalDouble> figures) {
        double[] known = figures.flatMapToDouble(OptionalDouble::stream).toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleStream.of(known).sum());
    }

    private static String sum(List<Long> figures) {
        return figures.isEmpty()
                ? ""
                : String.valueOf(figures.stream().mapToLong(Long::longValue).sum());
    }

    private static List<Long> figures(List<Throughput> said, Function<Throughput, OptionalLong> figure) {
        return said.stream()
                .map(figure)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
    }
}
