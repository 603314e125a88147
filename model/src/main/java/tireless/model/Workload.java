package tireless.model;

import java.util.Optional;
import tireless.model.scaling.Scaling;

/**
 * The effective specification of a resource that runs: all defaults applied, the stack resolved.
 *
 * @param replicas how many are desired as the manifest says; 0 is legal. Where it is scaled, the count to begin with
 * @param policy what follows from how the work goes
 */
public record Workload(
        Lifetime lifetime,
        int replicas,
        String stack,
        RunSpec run,
        RestartPolicy restart,
        StallPolicy stall,
        Probes probes,
        WorkPolicy policy)
        implements Spec {
    /** The most that may be asked for: more than one machine can run, and few enough to be counted and shown. */
    public static final int MOST_REPLICAS = 10_000;

    public Workload {
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas must not be negative: " + replicas);
        }
    }

    /** Without probes. */
    public Workload(
            Lifetime lifetime, int replicas, String stack, RunSpec run, RestartPolicy restart, StallPolicy stall) {
        this(lifetime, replicas, stack, run, restart, stall, Probes.NONE, WorkPolicy.NONE);
    }

    /** Of a count that follows nothing. */
    public Workload(
            Lifetime lifetime,
            int replicas,
            String stack,
            RunSpec run,
            RestartPolicy restart,
            StallPolicy stall,
            Probes probes) {
        this(lifetime, replicas, stack, run, restart, stall, probes, WorkPolicy.NONE);
    }

    /** Of a count that may follow the load. */
    public Workload(
            Lifetime lifetime,
            int replicas,
            String stack,
            RunSpec run,
            RestartPolicy restart,
            StallPolicy stall,
            Probes probes,
            Optional<Scaling> scaling) {
        this(lifetime, replicas, stack, run, restart, stall, probes, WorkPolicy.of(scaling));
    }

    /** How the count follows the load; empty where it does not. */
    public Optional<Scaling> scaling() {
        return policy.scaling();
    }

    /** The same, with another run. */
    public Workload withRun(RunSpec other) {
        return new Workload(lifetime, replicas, stack, other, restart, stall, probes, policy);
    }

    /**
     * Whether a count that was set while this was desired still holds when {@code next} is: what follows its load keeps it; else it holds until the
     * manifest's own count changes.
     */
    public boolean keepsCountIn(Workload next) {
        return next.scaling().isPresent() || (scaling().isEmpty() && replicas == next.replicas);
    }

    /** Whether a replica of {@code this} must be replaced to become one of {@code other}. */
    public boolean needsRollTo(Workload other) {
        return !run.equals(other.run);
    }
}
