package tireless.cli.plane;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import tireless.engine.Desired;
import tireless.model.BootId;
import tireless.model.Lifetime;
import tireless.model.Limits;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.StallPolicy;
import tireless.model.StopPolicy;
import tireless.model.Workload;
import tireless.runtime.process.LivingReplica;

/** What runs in a home and is in no store, as when that is damaged: desired as stopped, so that it is ended and its records are kept. */
final class Leftovers {
    private Leftovers() {}

    /** @param known what the store has, and says better */
    static List<Desired> of(Path home, BootId boot, Set<ResourceKey> known) {
        Map<ResourceKey, Desired> unknown = new HashMap<>();
        for (LivingReplica living : LivingReplica.of(home, boot)) {
            ResourceKey key = living.slot().resource();
            if (!known.contains(key)) {
                unknown.putIfAbsent(key, new Desired(revision(living, home), Power.STOPPED, OptionalInt.empty()));
            }
        }
        return List.copyOf(unknown.values());
    }

    /** By its number it is that of the attempt; nothing of what it says is ever started. */
    private static Revision revision(LivingReplica living, Path home) {
        RunSpec run = new RunSpec(List.of("unknown"), home, new TreeMap<>(), Limits.NONE, StopPolicy.DEFAULT);
        Workload workload =
                new Workload(Lifetime.PERPETUAL, 1, "unknown", run, RestartPolicy.DEFAULT, StallPolicy.DEFAULT);
        return new Revision(living.slot().resource(), living.uid(), living.revision(), Instant.EPOCH, workload);
    }
}
