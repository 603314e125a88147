package tireless.model;

import java.time.Duration;
import java.util.Optional;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

/**
 * The effective specification of a resource that runs: all defaults applied, the stack resolved.
 *
 * @param policy what follows from how the work goes
 */
public record Workload(
        Lifetime lifetime,
        Sizing sizing,
        String stack,
        RunSpec run,
        RestartPolicy restart,
        StallPolicy stall,
        Probes probes,
        WorkPolicy policy)
        implements Spec {
    /** The most that may be asked for: more than one machine can run, and few enough to be counted and shown. */
    public static final int MOST_REPLICAS = 10_000;

    /** Of a count that follows nothing, without probes. */
    public Workload(
            Lifetime lifetime, int replicas, String stack, RunSpec run, RestartPolicy restart, StallPolicy stall) {
        this(lifetime, Sizing.of(replicas), stack, run, restart, stall, Probes.NONE);
    }

    /** Of whose work nothing is expected, and nobody is told. */
    public Workload(
            Lifetime lifetime,
            Sizing sizing,
            String stack,
            RunSpec run,
            RestartPolicy restart,
            StallPolicy stall,
            Probes probes) {
        this(lifetime, sizing, stack, run, restart, stall, probes, WorkPolicy.NONE);
    }

    @Override
    public int replicas() {
        return sizing.replicas();
    }

    /** How the count follows the load; empty where it does not. */
    public Optional<Scaling> scaling() {
        return sizing.scaling();
    }

    /** The longest that a replica may take to finish what it has begun, when it is paused or scaled in. */
    public Duration drain() {
        return sizing.drain();
    }

    /** The same, with another run. */
    public Workload withRun(RunSpec other) {
        return new Workload(lifetime, sizing, stack, other, restart, stall, probes, policy);
    }

    /** The same, in another number. */
    public Workload withSizing(Sizing other) {
        return new Workload(lifetime, other, stack, run, restart, stall, probes, policy);
    }

    /**
     * Whether a count that was set while this was desired still holds when {@code next} is: what follows its load keeps it; else it holds until the
     * manifest's own count changes.
     */
    public boolean keepsCountIn(Workload next) {
        return next.scaling().isPresent() || (scaling().isEmpty() && replicas() == next.replicas());
    }

    /** Whether a replica of {@code this} must be replaced to become one of {@code other}. */
    public boolean needsRollTo(Workload other) {
        return !run.equals(other.run);
    }
}
