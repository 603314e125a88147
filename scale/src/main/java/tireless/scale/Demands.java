package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;
import tireless.scale.Demand.Activity;
import tireless.scale.own.OwnTrigger;
import tireless.scale.own.OwnTrigger.Aggregation;
import tireless.scale.own.OwnTrigger.Drain;
import tireless.scale.own.OwnTrigger.Source;
import tireless.scale.own.OwnTriggers;

/** What each trigger asks for at one look, and what to remember of them. */
final class Demands {
    private final Scaling scaling;
    private final ScaleMemory memory;
    private final Observed observed;
    private final Duration now;
    private final Tolerance tolerance;
    private final SortedMap<Integer, Integer> failures = new TreeMap<>();
    private final SortedMap<Integer, DrainMemory> drains = new TreeMap<>();
    private final List<Demand> all = new ArrayList<>();

    Demands(Scaling scaling, ScaleMemory memory, Observed observed, Duration now) {
        this.scaling = scaling;
        this.memory = memory;
        this.observed = observed;
        this.now = now;
        this.tolerance = Tolerance.of(scaling.behavior());
        countFailures();
        Set<String> sources = sources();
        for (int index = 0; index < scaling.triggers().size(); index++) {
            ScaleTrigger trigger = scaling.triggers().get(index);
            all.add(trigger.isOfReplicas() ? own(index, trigger) : external(index, trigger, sources));
        }
    }

    /** In the order of the triggers. */
    List<Demand> all() {
        return List.copyOf(all);
    }

    SortedMap<Integer, Integer> failures() {
        return failures;
    }

    SortedMap<Integer, DrainMemory> drains() {
        return drains;
    }

    private void countFailures() {
        for (int index = 0; index < scaling.triggers().size(); index++) {
            int before = memory.failures().getOrDefault(index, 0);
            switch (observed.readings().get(index)) {
                case null -> failures.put(index, before);
                case Reading.Measured _ -> failures.put(index, 0);
                case Reading.Failed _ -> failures.put(index, before == Integer.MAX_VALUE ? before : before + 1);
            }
        }
    }

    /** The triggers that others take their backlog from. */
    private Set<String> sources() {
        return scaling.triggers().stream()
                .filter(ScaleTrigger::isOfReplicas)
                .flatMap(trigger -> OwnTriggers.read(trigger).trigger().stream())
                .flatMap(own -> own.takesBacklogOf().stream())
                .collect(Collectors.toSet());
    }

    private Demand external(int index, ScaleTrigger trigger, Set<String> sources) {
        String name = trigger.shown();
        int failed = failures.getOrDefault(index, 0);
        return switch (observed.readings().get(index)) {
            case null -> new Demand.Unknown(name, Activity.UNKNOWN, "no answer yet");
            case Reading.Failed(String why) ->
                scaling.fallback()
                        .map(fallback -> Fallbacks.of(name, fallback, failed, why, observed.replicas()))
                        .orElseGet(
                                () -> new Demand.Unknown(name, Activity.UNKNOWN, why + "; " + Figures.failed(failed)));
            case Reading.Measured measured
            when sources.contains(name) ->
                new Demand.None(
                        name,
                        measured.active() ? Activity.ACTIVE : Activity.INACTIVE,
                        told(measured, "%s waiting".formatted(Figures.of(measured.value()))));
            case Reading.Measured measured -> asked(name, measured, trigger.metricType());
        };
    }

    private Demand asked(String name, Reading.Measured measured, MetricType type) {
        Demand.Known demand = ExternalDemand.of(name, measured, type, observed.replicas(), ready(), tolerance);
        return new Demand.Known(name, demand.replicas(), demand.activity(), told(measured, demand.text()));
    }

    private static String told(Reading.Measured measured, String text) {
        return measured.of().isEmpty() ? text : measured.of() + ": " + text;
    }

    private Demand own(int index, ScaleTrigger trigger) {
        String name = trigger.shown();
        return OwnTriggers.read(trigger)
                .trigger()
                .map(own -> switch (own) {
                    case OwnTrigger.Usage usage ->
                        new AverageDemand(observed, tolerance).usage(name, usage, scaling.base());
                    case OwnTrigger.Throughput throughput ->
                        new AverageDemand(observed, tolerance).throughput(name, throughput);
                    case OwnTrigger.Backlog backlog -> backlog(name, backlog);
                    case Drain drain -> drain(index, name, drain);
                })
                .orElseGet(() -> new Demand.Unknown(name, Activity.UNKNOWN, "its metadata can not be used"));
    }

    private Demand backlog(String name, OwnTrigger.Backlog backlog) {
        Optional<Told> told = told(backlog.aggregation());
        if (told.isEmpty()) {
            return untold(name);
        }
        double value = told.get().waiting();
        Activity activity = value > backlog.activation() ? Activity.ACTIVE : Activity.INACTIVE;
        Demand demand =
                ExternalDemand.average(name, value, backlog.perReplica(), activity, observed.replicas(), tolerance);
        return told.get().partial() ? atLeast(demand) : demand;
    }

    private Demand drain(int index, String name, Drain drain) {
        DrainMemory before = memory.drains().getOrDefault(index, DrainMemory.NONE);
        drains.put(index, before);
        return switch (drain.source()) {
            case Source.Replicas(Aggregation aggregation) ->
                told(aggregation)
                        .map(told -> {
                            Demand demand = drained(index, name, drain, before, told.waiting(), false);
                            return told.partial() ? atLeast(demand) : demand;
                        })
                        .orElseGet(() -> untold(name));
            case Source.Trigger(String source) ->
                switch (reading(source)) {
                    case Reading.Measured(double value, double _, boolean active, String _) ->
                        drained(index, name, drain, before, Math.clamp(value, 0, 1e15), active);
                    case Reading.Failed(String why) -> new Demand.Unknown(name, Activity.SILENT, why);
                };
        };
    }

    private Demand drained(int index, String name, Drain drain, DrainMemory before, double waiting, boolean active) {
        DrainDemand.Result result = new DrainDemand(name, drain, tolerance).of(waiting, active, observed, before, now);
        drains.put(index, result.next());
        return result.demand();
    }

    private Reading reading(String source) {
        for (int index = 0; index < scaling.triggers().size(); index++) {
            ScaleTrigger trigger = scaling.triggers().get(index);
            Reading reading = observed.readings().get(index);
            if (reading != null && trigger.shown().equals(source) && !trigger.isOfReplicas()) {
                return reading;
            }
        }
        return new Reading.Failed("nothing is known of `%s`, whose backlog it takes".formatted(source));
    }

    /** Where nobody tells: nothing runs, or it does and is silent. */
    private Demand untold(String name) {
        return observed.replicas() == 0
                ? new Demand.None(name, Activity.INACTIVE, "nothing runs that could tell its backlog")
                : new Demand.Unknown(name, Activity.UNKNOWN, "no replica tells its backlog");
    }

    /** The same demand of a backlog of which only a part is known: never fewer than there are. */
    private Demand atLeast(Demand demand) {
        return demand instanceof Demand.Known(var name, int replicas, var activity, var text)
                        && replicas < observed.replicas()
                ? new Demand.Unknown(
                        name,
                        activity == Activity.ACTIVE ? activity : Activity.UNKNOWN,
                        text + ", but not all replicas tell their part")
                : demand;
    }

    /** @param partial whether there is a part that nobody told */
    private record Told(double waiting, boolean partial) {}

    private Optional<Told> told(Aggregation aggregation) {
        double[] backlogs = observed.loads().stream()
                .filter(load -> load.backlog().isPresent())
                .mapToDouble(load -> (double) Math.max(0, load.backlog().getAsLong()))
                .toArray();
        OptionalDouble most = Arrays.stream(backlogs).max();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (aggregation) {
                    case MAX -> new Told(most.getAsDouble(), false);
                    case SUM ->
                        new Told(
                                Arrays.stream(backlogs).sum(),
                                backlogs.length < observed.loads().size());
                });
    }

    private long ready() {
        return observed.loads().stream().filter(ReplicaLoad::ready).count();
    }
}
