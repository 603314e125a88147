package tireless.model;

import java.time.Duration;
import java.util.Optional;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;

/**
 * The effective specification of a resource that runs: all defaults applied, the stack resolved.
 *
 * @param run where it runs on a cluster, what the pods' main container runs: it has an image, and no path in it is one of this machine
 * @param policy what follows from how the work goes
 */
public record Workload(
        Lifetime lifetime,
        Sizing sizing,
        Platform platform,
        RunSpec run,
        RestartPolicy restart,
        StallPolicy stall,
        Probes probes,
        WorkPolicy policy)
        implements Spec {
    /** The most that may be asked for: more than one machine can run, and few enough to be counted and shown. */
    public static final int MOST_REPLICAS = 10_000;

    public Workload {
        boolean hasProcesses = platform.cluster().map(OnCluster::hasPods).orElse(true);
        if (hasProcesses && run.command().isEmpty() && run.image().isEmpty()) {
            throw new IllegalArgumentException("a run needs a command, or an image that has one");
        }
    }

    /** On this machine, of a count that follows nothing, without probes. */
    public Workload(
            Lifetime lifetime, int replicas, String stack, RunSpec run, RestartPolicy restart, StallPolicy stall) {
        this(lifetime, Sizing.of(replicas), stack, run, restart, stall, Probes.NONE);
    }

    /** On this machine; of whose work nothing is expected, and nobody is told. */
    public Workload(
            Lifetime lifetime,
            Sizing sizing,
            String stack,
            RunSpec run,
            RestartPolicy restart,
            StallPolicy stall,
            Probes probes) {
        this(lifetime, sizing, Platform.ofMachine(stack), run, restart, stall, probes, WorkPolicy.NONE);
    }

    @Override
    public int replicas() {
        return sizing.replicas();
    }

    /** The stack that it is made with, by name and version. */
    public String stack() {
        return platform.stack();
    }

    /** What it asks for on the cluster that it runs on; empty where that is this machine. */
    public Optional<OnCluster> cluster() {
        return platform.cluster();
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
        return new Workload(lifetime, sizing, platform, other, restart, stall, probes, policy);
    }

    /** The same, in another number. */
    public Workload withSizing(Sizing other) {
        return new Workload(lifetime, other, platform, run, restart, stall, probes, policy);
    }

    /** The same, made with or running on something else. */
    public Workload withPlatform(Platform other) {
        return new Workload(lifetime, sizing, other, run, restart, stall, probes, policy);
    }

    /**
     * Whether a count that was set while this was desired still holds when {@code next} is: what follows its load keeps it; else it holds until the
     * manifest's own count changes.
     */
    public boolean keepsCountIn(Workload next) {
        return next.scaling().isPresent() || (scaling().isEmpty() && replicas() == next.replicas());
    }

    /** Whether {@code other} runs on another machine or cluster, or in other namespaces of one: there it is made anew. */
    public boolean movesTo(Workload other) {
        return !place().equals(other.place());
    }

    private Optional<ClusterCompute.Place> place() {
        return cluster().map(OnCluster::compute).map(ClusterCompute::place);
    }

    /** Whether a replica of {@code this} must be replaced to become one of {@code other}. The probes of a pod can not be changed while it runs. */
    public boolean needsRollTo(Workload other) {
        if (!run.equals(other.run) || movesTo(other)) {
            return true;
        }
        return cluster().isPresent()
                && (!probes.equals(other.probes)
                        || cluster().get().needsRollTo(other.cluster().orElseThrow()));
    }
}
