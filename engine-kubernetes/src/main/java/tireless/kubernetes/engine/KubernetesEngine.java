package tireless.kubernetes.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.Observation;
import tireless.engine.PastRevisions;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.engine.loop.Loop;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.hear.Ears;
import tireless.kubernetes.log.Lanes;
import tireless.kubernetes.log.LogSource;
import tireless.kubernetes.log.PodLogs;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.watch.ClusterWatch;
import tireless.kubernetes.watch.Reach;
import tireless.kubernetes.watch.Sighting;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;

/**
 * The engine of one Kubernetes cluster. The cluster schedules, restarts and heals; this translates, applies, watches and explains. One
 * thread owns all state; requests are made on virtual threads. A cluster that does not answer holds up no command: what is desired is
 * recorded, and done when it does. Closing it leaves what runs alone.
 */
public final class KubernetesEngine implements Engine {
    /** How long an adoption waits to see what there is; what comes later is taken in then. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final TimeSource time;
    private final ConcurrentSkipListMap<ResourceKey, ResourceStatus> statuses = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<ResourceKey, List<LogSource>> sources = new ConcurrentSkipListMap<>();
    private final List<Consumer<Observation>> observers = new CopyOnWriteArrayList<>();
    private final List<Consumer<ResourceKey>> logs = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("cluster-", 0).factory());
    private final ClusterWatch watch;
    private final Effects effects;
    private final Lanes lanes;
    private final Ears ears;
    private final Loop<Letter> loop;
    private volatile String unreachable = "";

    /**
     * Opens it; nothing is asked of the cluster before {@link #adopt}.
     *
     * @param memory what an earlier engine of this cluster remembered
     * @param supplies what a revision uses of other resources; called by the engine's thread. Where that is not there, it throws a
     *     {@link TirelessException} that says what, without a value: then nothing is made or changed of the resource
     * @throws TirelessException if there is no such cluster known on this machine
     */
    public KubernetesEngine(Clients clients, Memory memory, Function<Revision, Supplies> supplies, TimeSource time) {
        this.time = time;
        Mailbox mailbox = new Mailbox();
        Reach reach = new Reach(time, words -> {
            unreachable = words;
            mailbox.tell(new Letter.Saw(new Sighting.Reached(words)));
        });
        this.client = clients.open(reach);
        // That the output of one pod can not be read says nothing of the API server.
        this.lanes = new Lanes(() -> clients.open(new Interceptor() {}));
        ApiServer server = new ApiServer(client);
        this.effects = new Effects(executor, mailbox::tell);
        this.ears = new Ears(lanes, executor, RandomGenerator.getDefault(), time, mailbox);
        this.loop = new Loop<>(
                "cluster",
                time,
                new Reconciler(
                        time,
                        memory,
                        new Planning(supplies, server),
                        effects,
                        this::tell,
                        this::publish,
                        ears,
                        this::watchToo));
        mailbox.to = loop::post;
        this.watch = new ClusterWatch(client, server, sighting -> loop.post(new Letter.Saw(sighting)));
        loop.start();
    }

    /** The client is there before the loop that hears of it. */
    private static final class Mailbox implements Ears.Listener {
        private volatile Consumer<Letter> to = _ -> {};

        void tell(Letter letter) {
            to.accept(letter);
        }

        @Override
        public void line(ResourceKey key, String pod, int run, String text, Duration arrived) {
            tell(new Letter.Heard(key, pod, run, text, arrived));
        }

        @Override
        public void deaf(ResourceKey key, String pod, String why) {
            tell(new Letter.Deaf(key, pod, why));
        }
    }

    @Override
    public void adopt(List<Desired> desired, Handover before) {
        try {
            watch.start().get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException unseen) {
            // It is adopted unseen: what there is comes as news.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a first look completes normally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TirelessException.failed("interrupted while looking at the cluster", e);
        }
        List<Revision> past = before.rollouts().stream()
                .flatMap(rollout -> IntStream.of(rollout.from(), rollout.to())
                        .mapToObj(number -> before.past().find(rollout.resource(), rollout.uid(), number)))
                .flatMap(Optional::stream)
                .toList();
        Letter.Unknown unknown = new Letter.Unknown();
        loop.call(unknown);
        loop.call(new Letter.Adopt(
                desired, before.restarts(), before.rollouts(), past, known(unknown.join(), before.past())));
    }

    /** Asked here, as it may take its time: the engine's thread does not wait for a store. */
    private static Set<String> known(Map<ResourceKey, Set<LabelReader.Origin>> unknown, PastRevisions past) {
        Set<String> uids = new HashSet<>();
        unknown.forEach((key, origins) -> origins.stream()
                .filter(origin -> !origin.uid().isBlank() && origin.revision() > 0)
                .filter(origin ->
                        past.find(key, new Uid(origin.uid()), origin.revision()).isPresent())
                .forEach(origin -> uids.add(origin.uid())));
        return uids;
    }

    @Override
    public void accept(Revision revision) {
        loop.call(new Letter.Accept(revision));
    }

    @Override
    public void accept(Desired desired) {
        loop.call(new Letter.Take(desired));
    }

    @Override
    public void runUnit(Revision revision) {
        throw TirelessException.failed(
                "%s ends by itself, and what ends is not run on a cluster yet; run it on the machine: take the `compute` out of its manifest"
                        .formatted(revision.key()));
    }

    @Override
    public void scale(ResourceKey key, int replicas, String why) {
        if (replicas < 0 || replicas > Workload.MOST_REPLICAS) {
            throw new TirelessException(TirelessException.Code.USAGE, false, "no such count of replicas: " + replicas);
        }
        loop.call(new Letter.Scale(key, replicas, why));
    }

    @Override
    public void pause(ResourceKey key) {
        loop.call(new Letter.SetPower(key, Power.PAUSED));
    }

    @Override
    public void stop(ResourceKey key) {
        loop.call(new Letter.SetPower(key, Power.STOPPED));
    }

    @Override
    public void resume(ResourceKey key) {
        loop.call(new Letter.SetPower(key, Power.ON));
    }

    @Override
    public void restart(ResourceKey key) {
        loop.call(new Letter.Restart(key));
    }

    @Override
    public void retry(ResourceKey key) {
        loop.call(new Letter.Retry(key));
    }

    @Override
    public void remove(ResourceKey key) {
        loop.call(new Letter.SetPower(key, Power.REMOVED));
    }

    @Override
    public String unreachable() {
        return unreachable;
    }

    @Override
    public void disown(ResourceKey key, Uid uid) {
        loop.call(new Letter.Disown(key, uid));
    }

    /** Has no meaning here: on a cluster no worker can be reached, whatever the policy, as a NetworkPolicy of each forbids it. */
    @Override
    public void ingress(String workspace, IngressPolicy policy) {}

    @Override
    public Optional<ResourceStatus> status(ResourceKey key) {
        return Optional.ofNullable(statuses.get(key));
    }

    @Override
    public List<ResourceStatus> statuses() {
        return List.copyOf(statuses.values());
    }

    @Override
    public Subscription observe(Consumer<Observation> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public LogSubscription logs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader) {
        if (!query.follow() && !statuses.containsKey(key)) {
            throw new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key);
        }
        Following following = new Following();
        PodLogs reading = new PodLogs(lanes, executor, time, query, reader, () -> following.end(logs));
        following.changes = changed -> {
            if (changed.equals(key)) {
                reading.see(sources.getOrDefault(key, List.of()));
            }
        };
        reading.see(sources.getOrDefault(key, List.of()));
        logs.add(following.changes);
        // What came between the two.
        reading.see(sources.getOrDefault(key, List.of()));
        return reading;
    }

    /** What a subscription hears by, to be let go with it. */
    private static final class Following {
        private volatile Consumer<ResourceKey> changes = _ -> {};

        void end(List<Consumer<ResourceKey>> from) {
            from.remove(changes);
        }
    }

    @Override
    public void close() {
        effects.close();
        ears.close();
        watch.close();
        loop.close();
        lanes.close();
        client.close();
        executor.shutdown();
    }

    private void watchToo(ObjectRef made) {
        watch.also(made);
    }

    private void publish(ResourceKey key, List<LogSource> pods) {
        if (pods.isEmpty()) {
            sources.remove(key);
        } else {
            sources.put(key, pods);
        }
        logs.forEach(reading -> reading.accept(key));
    }

    private void tell(Observation observation) {
        if (observation instanceof Observation.Changed(var status)) {
            statuses.put(status.key(), status);
        } else if (observation instanceof Observation.Happened(var event)
                && event.happening() instanceof Happening.Removed) {
            statuses.remove(event.resource());
        }
        observers.forEach(observer -> observer.accept(observation));
    }
}
