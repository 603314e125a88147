package tireless.control.compute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.Observation;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.Platform;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;
import tireless.testing.engine.ScriptedEngine;

/** A machine and clusters with scripted engines, and the engine over them. */
final class Computes implements AutoCloseable {
    static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final ScriptedEngine local = new ScriptedEngine();
    final Notes notes;
    final List<Observation> told = new CopyOnWriteArrayList<>();
    final EngineByCompute engine;
    private final Map<Access, ScriptedEngine> clusters = new ConcurrentHashMap<>();
    private volatile String refusal = "";
    private volatile CompletableFuture<Void> free = CompletableFuture.completedFuture(null);
    private final AtomicInteger tries = new AtomicInteger();

    /** Where things are remembered in memory, as long as a test lasts. */
    static final class Notes implements Whereabouts {
        final Map<ResourceKey, Arrival> arrivals = new ConcurrentHashMap<>();
        final Map<ResourceKey, Set<Uid>> left = new ConcurrentHashMap<>();

        @Override
        public Map<ResourceKey, Arrival> all() {
            return Map.copyOf(arrivals);
        }

        @Override
        public void note(ResourceKey key, Arrival arrival) {
            arrivals.put(key, arrival);
        }

        @Override
        public void forget(ResourceKey key) {
            arrivals.remove(key);
        }

        @Override
        public Map<ResourceKey, Set<Uid>> disowned() {
            return Map.copyOf(left);
        }

        @Override
        public void disown(ResourceKey key, Uid uid) {
            left.put(key, Set.of(uid));
        }
    }

    Computes() {
        this(new Notes());
    }

    Computes(Notes notes) {
        this.notes = notes;
        this.engine = new EngineByCompute(
                local,
                this::open,
                notes,
                new ManualTime(),
                new RestartPolicy(Duration.ofMillis(1), Duration.ofMillis(2)));
        var _ = engine.observe(told::add);
    }

    private Engine open(Access access) {
        tries.incrementAndGet();
        free.join();
        if (!refusal.isEmpty()) {
            throw TirelessException.failed(refusal);
        }
        return clusters.computeIfAbsent(access, _ -> new ScriptedEngine());
    }

    /** From now on opening a cluster takes until this is completed. */
    CompletableFuture<Void> hold() {
        free = new CompletableFuture<>();
        return free;
    }

    /** From now on clusters can not be opened; empty lets them be opened again. */
    void refuse(String why) {
        refusal = why;
    }

    int tries() {
        return tries.get();
    }

    boolean isOpened(String context) {
        return clusters.containsKey(access(context));
    }

    /** The engine of a cluster, once it was told something. */
    ScriptedEngine cluster(String context) {
        until(() -> isOpened(context) && !clusters.get(access(context)).calls().isEmpty());
        return clusters.get(access(context));
    }

    /** Waits until a cluster was told this. */
    void untilTold(String context, String call) {
        until(() -> isOpened(context) && clusters.get(access(context)).calls().contains(call));
    }

    static void until(BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new AssertionError("it did not come");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    List<Happening> happenings() {
        return told.stream()
                .filter(Observation.Happened.class::isInstance)
                .map(Observation.Happened.class::cast)
                .map(Observation.Happened::event)
                .map(Event::happening)
                .toList();
    }

    /** Why its replicas are pending. */
    String pending(ResourceKey key) {
        return engine.status(key).orElseThrow().observed().stream()
                .map(replica -> replica.phase() instanceof Phase.Pending(String why) ? why : "not pending")
                .findFirst()
                .orElse("none");
    }

    void adopt(Handover before, Desired... desired) {
        engine.adopt(List.of(desired), before);
    }

    static Access access(String context) {
        return new Access.Kubeconfig(Optional.empty(), Optional.of(context));
    }

    static Revision here(ResourceKey key, int number) {
        return Workloads.revision(key, "uid-1", number, workload());
    }

    private static Workload workload() {
        return Workloads.worker(1, Workloads.run("/bin/pulse"));
    }

    static Revision on(String context, ResourceKey key, int number) {
        return on(context, "", key, number);
    }

    static Revision on(String context, String prefix, ResourceKey key, int number) {
        return on(new Uid("uid-1"), context, prefix, key, number);
    }

    static Revision on(Uid uid, String context, String prefix, ResourceKey key, int number) {
        ClusterCompute compute = new ClusterCompute(
                context + prefix,
                access(context),
                prefix,
                new TreeMap<>(),
                new ArrayList<>(),
                Optional.empty(),
                ClusterCompute.PodSecurity.BASELINE,
                false);
        OnCluster cluster = new OnCluster(
                compute,
                OnCluster.PodManagement.ORDERED,
                OnCluster.SetAside.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of());
        return Workloads.revision(
                key, uid.value(), number, workload().withPlatform(new Platform("process:1.0", Optional.of(cluster))));
    }

    static ResourceStatus status(Revision revision) {
        return new ResourceStatus(revision.key(), revision.uid(), revision.number(), Power.ON, 1, List.of(), "");
    }

    @Override
    public void close() {
        engine.close();
    }
}
