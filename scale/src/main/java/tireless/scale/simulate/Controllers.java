package tireless.scale.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/** Those that are compared, each as it is without any setting but the target. */
public final class Controllers {
    private Controllers() {}

    /** Tireless, with a trigger that has the length of the queue, and KEDA's own target for it. */
    public static Controller tirelessByLength(double perReplica, int most) {
        Scaling scaling = scaling(0, most, Behavior.DEFAULT, List.of(queue()));
        return new TirelessController("Tireless, same trigger", scaling, Outside.queue(perReplica));
    }

    /** Tireless with {@code drain}. */
    public static Controller tirelessByDrain(double targetSeconds, int most) {
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("targetSeconds", Double.toString(targetSeconds));
        metadata.put("backlog", "queue");
        ScaleTrigger drain = new ScaleTrigger(
                ScaleTrigger.DRAIN,
                Optional.empty(),
                metadata,
                ScaleTrigger.MetricType.AVERAGE_VALUE,
                false,
                Optional.empty());
        Scaling scaling = scaling(0, most, Behavior.DRAIN, List.of(queue(), drain));
        return new TirelessController("Tireless, drain", scaling, Outside.queue(1));
    }

    /** KEDA and the HPA that it makes. */
    public static Controller keda(double perReplica, int most) {
        return keda(perReplica, most, KedaController.COOLDOWN_SECONDS);
    }

    /** The same with another {@code cooldownPeriod}. */
    public static Controller keda(double perReplica, int most, double cooldownSeconds) {
        return new KedaController(scaling(1, most, Behavior.DEFAULT, List.of(queue())), perReplica, cooldownSeconds);
    }

    /** Numaflow's MonoVertex. */
    public static Controller numaflow(double targetSeconds, int most) {
        return new NumaflowController(targetSeconds, most);
    }

    /** Always so many. */
    public static Controller fixed(int replicas) {
        return new FixedController(replicas);
    }

    private record FixedController(int replicas) implements Controller {
        @Override
        public String name() {
            return "fixed, " + replicas;
        }

        @Override
        public double period() {
            return 15;
        }

        @Override
        public int decide(View view) {
            return replicas;
        }

        @Override
        public ScaleIn scaleIn() {
            return ScaleIn.NEWEST_FIRST;
        }
    }

    private static ScaleTrigger queue() {
        return new ScaleTrigger(
                "redis",
                Optional.of("queue"),
                new TreeMap<>(),
                ScaleTrigger.MetricType.AVERAGE_VALUE,
                false,
                Optional.empty());
    }

    private static Scaling scaling(int least, int most, Behavior behavior, List<ScaleTrigger> triggers) {
        Cadence cadence = new Cadence(Duration.ofSeconds(2), Duration.ofSeconds(300), Duration.ZERO);
        return new Scaling(
                new Bounds(least, most, OptionalInt.empty()),
                Requests.DEFAULT,
                triggers,
                cadence,
                behavior,
                Optional.empty());
    }
}
