package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;

/** One resource that scales, look after look. */
final class Scene {
    private Scaling scaling;
    private ScaleMemory memory = ScaleMemory.created(Duration.ZERO);
    private Duration now = Duration.ZERO;
    private int replicas;
    private ScaleDecision last = new ScaleDecision(0, memory, new Explanation(0, 0, List.of(), Optional.empty()));

    Scene(Scaling scaling, int replicas) {
        this.scaling = scaling;
        this.replicas = replicas;
    }

    static final Duration LOOK = Duration.ofSeconds(2);

    static Scaling scaling(int least, int most, ScaleTrigger... triggers) {
        return new Scaling(
                new Bounds(least, most, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(triggers),
                Cadence.DEFAULT,
                Behavior.DEFAULT,
                Optional.empty());
    }

    static Scaling with(Scaling scaling, Behavior behavior) {
        return new Scaling(
                scaling.bounds(), scaling.base(), scaling.triggers(), scaling.cadence(), behavior, scaling.fallback());
    }

    static Scaling with(Scaling scaling, Fallback fallback) {
        return new Scaling(
                scaling.bounds(),
                scaling.base(),
                scaling.triggers(),
                scaling.cadence(),
                scaling.behavior(),
                Optional.of(fallback));
    }

    static Scaling with(Scaling scaling, Bounds bounds, Cadence cadence) {
        return new Scaling(bounds, scaling.base(), scaling.triggers(), cadence, scaling.behavior(), scaling.fallback());
    }

    /** Changes are allowed at once, and by any number. */
    static Behavior free() {
        return new Behavior(freely(0.1), freely(0.1));
    }

    static Behavior.Rules freely(double tolerance) {
        return new Behavior.Rules(Duration.ZERO, Behavior.Select.MAX, List.of(), tolerance);
    }

    static ScaleTrigger trigger(String type, MetricType metricType, String... keysAndValues) {
        TreeMap<String, String> metadata = new TreeMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            metadata.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return new ScaleTrigger(type, Optional.empty(), metadata, metricType, false, Optional.empty());
    }

    static ScaleTrigger redis() {
        return trigger("redis", MetricType.AVERAGE_VALUE, "listName", "orders");
    }

    static ScaleTrigger cpu(String percent) {
        return trigger("cpu", MetricType.UTILIZATION, "value", percent);
    }

    static ScaleTrigger drain(String seconds) {
        return trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", seconds);
    }

    static Reading waiting(double items) {
        return new Reading.Measured(items, 5, items > 0);
    }

    static List<ReplicaLoad> using(double... milliCores) {
        List<ReplicaLoad> loads = new ArrayList<>();
        for (double used : milliCores) {
            loads.add(load(loads.size(), true, OptionalDouble.of(used)));
        }
        return loads;
    }

    static ReplicaLoad load(int ordinal, boolean ready, OptionalDouble milliCores) {
        return new ReplicaLoad(
                ordinal,
                ready,
                milliCores,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false);
    }

    static ReplicaLoad working(int ordinal, double perSecond, long backlog, long inFlight) {
        return new ReplicaLoad(
                ordinal,
                true,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalDouble.of(perSecond),
                OptionalLong.of(backlog),
                OptionalLong.of(inFlight),
                false);
    }

    /** All of the present replicas, each the same. */
    List<ReplicaLoad> all(double perSecond, long backlog, long inFlight) {
        List<ReplicaLoad> loads = new ArrayList<>();
        for (int ordinal = 0; ordinal < replicas; ordinal++) {
            loads.add(working(ordinal, perSecond, backlog, inFlight));
        }
        return loads;
    }

    void change(Scaling changed) {
        scaling = changed;
    }

    void resume() {
        memory = ScaleMemory.resumed(replicas, now);
    }

    /** One look, a moment later. */
    int look(List<ReplicaLoad> loads, Reading... readings) {
        now = now.plus(LOOK);
        Map<Integer, Reading> byIndex = new TreeMap<>();
        for (int index = 0; index < readings.length; index++) {
            byIndex.put(index, readings[index]);
        }
        last = ScaleDecider.decide(scaling, memory, new Observed(replicas, loads, byIndex), now);
        memory = last.next();
        replicas = last.replicas();
        return replicas;
    }

    int look(Reading... readings) {
        return look(List.of(), readings);
    }

    /** The same look again and again; what came of the last. */
    int lookFor(Duration time, Reading... readings) {
        for (Duration end = now.plus(time); now.compareTo(end) < 0; ) {
            look(readings);
        }
        return replicas;
    }

    int replicas() {
        return replicas;
    }

    Explanation why() {
        return last.why();
    }
}
