package tireless.model.scaling;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How fast the count may change, with the fields of Kubernetes' {@code autoscaling/v2}.
 *
 * @param scaleUp rules for more replicas
 * @param scaleDown rules for fewer
 */
public record Behavior(Rules scaleUp, Rules scaleDown) {
    /** Kubernetes' own defaults, with its five minutes of stabilization before it scales in. */
    public static final Behavior DEFAULT = new Behavior(
            new Rules(
                    Duration.ZERO,
                    Select.MAX,
                    List.of(
                            new Policy(Unit.PODS, 4, Duration.ofSeconds(15)),
                            new Policy(Unit.PERCENT, 100, Duration.ofSeconds(15))),
                    Rules.DEFAULT_TOLERANCE),
            new Rules(
                    Duration.ofSeconds(300),
                    Select.MAX,
                    List.of(new Policy(Unit.PERCENT, 100, Duration.ofSeconds(15))),
                    Rules.DEFAULT_TOLERANCE));

    /**
     * What holds where {@code drain} decides and nothing else is said: as the default, with 30 s of stabilization before it scales in.
     * Its demand is made of rates over some time already, and the replicas that go are idle.
     */
    public static final Behavior DRAIN = new Behavior(
            DEFAULT.scaleUp(),
            new Rules(
                    Duration.ofSeconds(30),
                    DEFAULT.scaleDown().select(),
                    DEFAULT.scaleDown().policies(),
                    Rules.DEFAULT_TOLERANCE));

    /** What holds for these triggers where nothing is said: {@link #DRAIN} where no other asks for replicas, else {@link #DEFAULT}. */
    public static Behavior usual(List<ScaleTrigger> triggers) {
        Set<String> sources = triggers.stream()
                .filter(Behavior::drains)
                .flatMap(drain -> Stream.ofNullable(drain.metadata().get("backlog")))
                .collect(Collectors.toSet());
        boolean drainAlone = triggers.stream().anyMatch(Behavior::drains)
                && triggers.stream().allMatch(trigger -> drains(trigger) || sources.contains(trigger.shown()));
        return drainAlone ? DRAIN : DEFAULT;
    }

    private static boolean drains(ScaleTrigger trigger) {
        return trigger.type().equals(ScaleTrigger.DRAIN);
    }

    /**
     * The rules of one direction.
     *
     * @param stabilization the time whose most careful demand counts
     * @param tolerance the part of the target by which a metric may miss it without a change
     */
    public record Rules(Duration stabilization, Select select, List<Policy> policies, double tolerance) {
        public static final double DEFAULT_TOLERANCE = 0.1;

        public Rules {
            policies = List.copyOf(policies);
        }
    }

    /** Which of several policies holds. */
    public enum Select {
        MAX,
        MIN,
        DISABLED
    }

    /** What a policy counts in. */
    public enum Unit {
        PODS,
        PERCENT
    }

    /** At most {@code value} of {@code unit} within {@code period}. */
    public record Policy(Unit unit, int value, Duration period) {}
}
