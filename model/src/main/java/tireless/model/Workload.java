package tireless.model;

/**
 * The effective specification of a resource that runs: all defaults applied, the stack resolved.
 *
 * @param replicas how many are desired as the manifest says; 0 is legal
 */
public record Workload(
        Lifetime lifetime,
        int replicas,
        String stack,
        RunSpec run,
        RestartPolicy restart,
        StallPolicy stall,
        Probes probes)
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
        this(lifetime, replicas, stack, run, restart, stall, Probes.NONE);
    }

    /** The same, with another run. */
    public Workload withRun(RunSpec other) {
        return new Workload(lifetime, replicas, stack, other, restart, stall, probes);
    }

    /** Whether a replica of {@code this} must be replaced to become one of {@code other}. */
    public boolean needsRollTo(Workload other) {
        return !run.equals(other.run);
    }
}
