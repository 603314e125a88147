package tireless.cli.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.cli.plane.Backups;
import tireless.linux.BootClock;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.runtime.RunName;
import tireless.runtime.process.LivingReplica;
import tireless.store.Retention;
import tireless.store.sqlite.SqliteStore;

/** What the next server does to replicas that run, when another database lies in the home than the one that they were started by. */
public final class Parting {
    private Parting() {}

    /** Lines for people: which replicas are stopped, which are replaced, and which go on, each on a line of its own. */
    public static List<String> lines(Backups backups, Path home) {
        Map<ResourceKey, DesiredResource> desired;
        try (SqliteStore store = SqliteStore.open(backups.database(), backups.libraries(), Retention.DEFAULT)) {
            desired = store.desired();
        }
        List<LivingReplica> living;
        try {
            living = LivingReplica.of(home, new BootClock().now().boot());
        } catch (TirelessException unknown) {
            return List.of(String.valueOf(unknown.getMessage()));
        }
        Map<String, List<String>> fates = new TreeMap<>();
        for (LivingReplica replica : living) {
            fates.computeIfAbsent(fate(replica, desired.get(replica.slot().resource())), _ -> new ArrayList<>())
                    .add("%s %s"
                            .formatted(replica.slot().resource(), replica.slot().replica()));
        }
        return fates.entrySet().stream()
                .flatMap(fate -> Stream.concat(
                        Stream.of(fate.getKey() + ":"), fate.getValue().stream().map(replica -> "  " + replica)))
                .toList();
    }

    private static String fate(LivingReplica replica, @Nullable DesiredResource resource) {
        if (resource == null
                || !resource.revision().uid().equals(replica.uid())
                || replica.slot().ordinal() >= resource.replicas()) {
            return "the next `tireless server start` stops";
        }
        boolean same = resource.revision().number() == replica.revision()
                || RunName.of(resource.revision().workload().run()).equals(replica.run());
        return same
                ? "the next `tireless server start` lets go on"
                : "the next `tireless server start` starts anew, with another revision";
    }
}
