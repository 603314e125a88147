package tireless.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.ResourceKey;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.Uid;
import tireless.model.Workload;

/** Workloads and revisions for tests. */
public final class Workloads {
    private static final StopPolicy STOP = new StopPolicy(Duration.ofSeconds(5), false);

    private Workloads() {}

    /** A run of {@code command} in the root directory, with a grace period of 5 s. */
    public static RunSpec run(String... command) {
        return new RunSpec(List.of(command), Path.of("/"), new TreeMap<>(), Limits.NONE, STOP);
    }

    /** A perpetual workload with the default policies. */
    public static Workload worker(int replicas, RunSpec run) {
        return new Workload(
                Lifetime.PERPETUAL, replicas, "process:1.0", run, RestartPolicy.DEFAULT, StallPolicy.DEFAULT);
    }

    /** A workload that ends. */
    public static Workload unit(RunSpec run) {
        return new Workload(Lifetime.ENDS, 1, "process:1.0", run, RestartPolicy.DEFAULT, StallPolicy.DEFAULT);
    }

    public static Revision revision(ResourceKey key, String uid, int number, Workload workload) {
        return new Revision(key, new Uid(uid), number, Instant.parse("2026-01-01T00:00:00Z"), workload);
    }
}
