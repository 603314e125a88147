package tireless.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import tireless.control.Inventory;
import tireless.control.InventoryItem;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Throughput;
import tireless.series.ObjectiveState;
import tireless.series.ObjectiveState.Standing;

/** What is desired and observed of each resource, looked up when it is asked for: one row a resource, and none that is gone. */
final class ResourceMetrics implements MultiCollector {
    private final Inventory inventory;

    ResourceMetrics(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public MetricSnapshots collect() {
        List<InventoryItem> items =
                inventory.list(resource -> resource.revision().runs());
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(gauge(
                items,
                "tireless_replicas_desired",
                "Replicas that shall run",
                item -> Optional.of((double) item.desired().replicas())));
        all.add(gauge(
                items,
                "tireless_replicas_running",
                "Replicas with a living process",
                observed(ResourceStatus::running)));
        all.add(gauge(items, "tireless_replicas_ready", "Replicas that are ready", observed(ResourceStatus::ready)));
        all.add(gauge(
                items,
                "tireless_replicas_ingress_violation",
                "Replicas of workers that listen for others, which they must not",
                observed(ResourceStatus::listening)));
        all.add(counter(
                items,
                "tireless_restarts",
                "Attempts that ended since the resource was created",
                observed(status -> status.observed().stream()
                        .mapToInt(ReplicaStatus::restarts)
                        .sum())));
        List<InventoryItem> scaled =
                items.stream().filter(ResourceMetrics::isScaled).toList();
        all.add(gauge(
                scaled,
                "tireless_triggers_failing",
                "Triggers that can not be read",
                item -> Optional.of((double) item.scaling().failing().size())));
        all.add(counter(
                scaled,
                "tireless_trigger_failed_looks",
                "Looks at triggers that could not be read, since this server began",
                item -> Optional.of((double) item.scaling().failedLooks())));
        all.add(gauge(
                items,
                "tireless_throughput_per_second",
                "Items processed per second",
                item -> decimals(item, Throughput::perSecond)));
        all.add(gauge(items, "tireless_backlog", "Items that wait", item -> wholes(item, Throughput::backlog)));
        all.add(gauge(
                items,
                "tireless_cpu_cores",
                "Cores that the replicas take, over the last seconds",
                item -> sum(item, replica -> scaled(replica.use().milliCores(), 1e-3))));
        all.add(gauge(
                items,
                "tireless_memory_bytes",
                "Memory that the replicas take",
                item -> sum(item, replica -> decimal(replica.use().memory()))));
        all.add(gauge(
                items,
                "tireless_errors_per_second",
                "Items that fail per second",
                item -> decimals(item, Throughput::errorsPerSecond)));
        all.add(gauge(
                items,
                "tireless_in_flight",
                "Items begun and not finished",
                item -> wholes(item, Throughput::inFlight)));
        all.add(gauge(
                items,
                "tireless_processed",
                "Items processed by the present attempts",
                item -> wholes(item, Throughput::processed)));
        all.add(gauge(
                items,
                "tireless_errors",
                "Items that failed in the present attempts",
                item -> wholes(item, Throughput::errors)));
        all.add(objectives(items));
        return new MetricSnapshots(all);
    }

    /** What is not known has no number. */
    private static GaugeSnapshot objectives(List<InventoryItem> items) {
        var gauge = GaugeSnapshot.builder()
                .name("tireless_objective_missed")
                .help("1 where an objective is missed, 0 where it is met; absent where that is not known");
        for (InventoryItem item : items) {
            for (ObjectiveState state : item.objectives()) {
                boolean missed = state.standing() == Standing.MISSED;
                if (missed || state.standing() == Standing.MET) {
                    gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(labels(item)
                                    .add("objective", state.objective().word()))
                            .value(missed ? 1 : 0)
                            .build());
                }
            }
        }
        return gauge.build();
    }

    private static boolean isScaled(InventoryItem item) {
        return item.desired().revision().workload().scaling().isPresent();
    }

    private static GaugeSnapshot gauge(
            List<InventoryItem> items, String name, String help, Function<InventoryItem, Optional<Double>> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (InventoryItem item : items) {
            value.apply(item)
                    .ifPresent(number -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(labels(item))
                            .value(number)
                            .build()));
        }
        return gauge.build();
    }

    private static CounterSnapshot counter(
            List<InventoryItem> items, String name, String help, Function<InventoryItem, Optional<Double>> value) {
        var counter = CounterSnapshot.builder().name(name).help(help);
        for (InventoryItem item : items) {
            value.apply(item)
                    .ifPresent(number -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                            .labels(labels(item))
                            .value(number)
                            .build()));
        }
        return counter.build();
    }

    private static Labels labels(InventoryItem item) {
        ResourceKey key = item.desired().key();
        return Labels.of("type", key.type().keyword(), "workspace", key.scope(), "name", key.name());
    }

    private static Function<InventoryItem, Optional<Double>> observed(ToDoubleFunction<ResourceStatus> value) {
        return item -> Optional.of(item.observed().map(value::applyAsDouble).orElse(0.0));
    }

    private static Optional<Double> decimals(InventoryItem item, Function<Throughput, OptionalDouble> value) {
        return sum(item, replica -> value.apply(replica.report().throughput()));
    }

    private static Optional<Double> wholes(InventoryItem item, Function<Throughput, OptionalLong> value) {
        return decimals(item, throughput -> decimal(value.apply(throughput)));
    }

    /** The sum over the replicas of which it is known; empty where it is of none. */
    private static Optional<Double> sum(InventoryItem item, Function<ReplicaStatus, OptionalDouble> value) {
        double[] known = replicas(item).stream()
                .map(value)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return known.length == 0
                ? Optional.empty()
                : Optional.of(DoubleStream.of(known).sum());
    }

    private static OptionalDouble decimal(OptionalLong whole) {
        return whole.isPresent() ? OptionalDouble.of((double) whole.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble scaled(OptionalDouble value, double by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * by) : value;
    }

    private static List<ReplicaStatus> replicas(InventoryItem item) {
        return item.observed().map(ResourceStatus::observed).orElse(List.of());
    }
}
