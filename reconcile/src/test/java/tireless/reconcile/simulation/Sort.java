package tireless.reconcile.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.Lifetime;
import tireless.model.Probe;
import tireless.model.Probes;
import tireless.model.RestartPolicy;
import tireless.model.StallPolicy;
import tireless.model.Workload;
import tireless.model.scaling.Sizing;
import tireless.testing.Workloads;

/** What sort of workload a resource has. It is the last word of its command, so that the world knows it of each attempt. */
enum Sort {
    /** A worker that is asked nothing. */
    PLAIN,
    /** A worker of which a heartbeat is asked for. */
    BEATING,
    /** A worker with all three probes. */
    PROBED,
    /** A workload that ends. */
    UNIT;

    /** How many runs in a row must fail before a probe fails. */
    static final int THRESHOLD = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** One of them by chance. */
    static Sort number(int number) {
        return switch (number) {
            case 0 -> PLAIN;
            case 1 -> BEATING;
            case 2 -> PROBED;
            default -> UNIT;
        };
    }

    static Sort of(List<String> command) {
        return valueOf(command.getLast());
    }

    /** @param period between two runs of a probe, where it has some */
    Workload workload(String version, int replicas, Duration period) {
        StallPolicy stall = this == BEATING
                ? new StallPolicy(StallPolicy.DEFAULT.stallAfter(), Optional.of(World.WATCHDOG))
                : StallPolicy.DEFAULT;
        return new Workload(
                this == UNIT ? Lifetime.ENDS : Lifetime.PERPETUAL,
                Sizing.of(replicas),
                "process:1.0",
                Workloads.run("run", version, name()),
                RestartPolicy.DEFAULT,
                stall,
                this == PROBED ? probes(period) : Probes.NONE);
    }

    private static Probes probes(Duration period) {
        Probe probe = new Probe(
                List.of("ask"),
                Duration.ofSeconds(2),
                period,
                TIMEOUT,
                1,
                THRESHOLD,
                Optional.of(Duration.ofSeconds(9)));
        return new Probes(Optional.of(probe), Optional.of(probe), Optional.of(probe));
    }
}
