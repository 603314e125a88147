package tireless.manifest.kind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.yaml.Scalar;
import tireless.model.scaling.Overrides;

/**
 * What the section {@code tireless} says of scaling, with the names of KEDA and of Kubernetes' HPA.
 *
 * @param drain what a backlog should be worked off in, and how long a replica may take to finish
 */
public record AutoscaleSection(
        Optional<Drain> drain,
        List<TriggerSection> triggers,
        Counts counts,
        Seconds seconds,
        Optional<FallbackSection> fallback,
        BehaviorSection behavior,
        Overrides overrides) {
    /** Nothing is said. */
    public static final AutoscaleSection NONE = new AutoscaleSection(
            Optional.empty(),
            List.of(),
            Counts.NONE,
            Seconds.NONE,
            Optional.empty(),
            BehaviorSection.NONE,
            Overrides.NONE);

    public AutoscaleSection {
        triggers = List.copyOf(triggers);
    }

    /**
     * How a replica that is paused or scaled in finishes what it has begun.
     *
     * @param targetSeconds the time in which what waits should be worked off
     * @param backlog the trigger that says how much waits; empty where the replicas do
     * @param timeout the longest it may take to finish
     */
    public record Drain(OptionalInt targetSeconds, Optional<Scalar> backlog, Optional<Duration> timeout) {}

    /** {@code minReplicaCount}, {@code maxReplicaCount}, {@code idleReplicaCount}. */
    public record Counts(OptionalInt least, OptionalInt most, OptionalInt idle) {
        static final Counts NONE = new Counts(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** {@code pollingInterval}, {@code cooldownPeriod}, {@code initialCooldownPeriod}, in seconds. */
    public record Seconds(OptionalInt polling, OptionalInt cooldown, OptionalInt initialCooldown) {
        static final Seconds NONE = new Seconds(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** {@code fallback}. */
    public record FallbackSection(OptionalInt failureThreshold, OptionalInt replicas, Optional<String> behavior) {}

    /** {@code behavior}. */
    public record BehaviorSection(Optional<RulesSection> scaleUp, Optional<RulesSection> scaleDown) {
        public static final BehaviorSection NONE = new BehaviorSection(Optional.empty(), Optional.empty());
    }

    /** {@code scaleUp} or {@code scaleDown}. */
    public record RulesSection(
            OptionalInt stabilizationWindowSeconds,
            Optional<String> selectPolicy,
            List<PolicySection> policies,
            Optional<Double> tolerance) {
        public RulesSection {
            policies = List.copyOf(policies);
        }
    }

    /** One of {@code policies}; what is missing was reported. */
    public record PolicySection(Optional<String> type, OptionalInt value, OptionalInt periodSeconds) {}
}
