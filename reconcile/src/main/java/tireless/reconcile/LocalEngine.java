package tireless.reconcile;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
import tireless.engine.UnreadOutput;
import tireless.engine.loop.Loop;
import tireless.model.AttemptId;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Lifetime;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.VolumeHolding;
import tireless.model.Workload;
import tireless.reconcile.act.DriverEffects;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Notice;
import tireless.runtime.Recovered;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.RuntimeListener;
import tireless.throughput.Notification;

/**
 * The engine of this machine: one thread that owns all state and runs the {@link Reconciler}, a mailbox in front of it, and a driver
 * behind it. Closing it leaves what runs alone.
 */
public final class LocalEngine implements Engine {
    private final RuntimeDriver driver;
    private final TimeSource time;
    private final ConcurrentSkipListMap<ResourceKey, ResourceStatus> statuses = new ConcurrentSkipListMap<>();
    private final List<Consumer<Observation>> observers = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("effect-", 0).factory());
    private final Loop<Message> loop;
    private final UsageWatch usage;
    private final List<Message.News> early = new ArrayList<>();
    private boolean adopting;

    /**
     * Opens the engine on a driver that nobody listens to yet.
     *
     * @param startsAtOnce how many starts may be under way at the same time
     */
    public LocalEngine(RuntimeDriver driver, TimeSource time, RandomGenerator random, int startsAtOnce) {
        this.driver = driver;
        this.time = time;
        DriverEffects effects = new DriverEffects(
                driver,
                executor,
                startsAtOnce,
                (attempt, result) -> post(new Message.StartFinished(attempt, result)),
                (attempt, verdict) -> post(new Message.SettleFinished(attempt, verdict)),
                (attempt, kind, result) -> post(new Message.ProbeFinished(attempt, kind, result)));
        this.loop = new Loop<>("reconcile", time, new Reconciler(time, random, effects, this::tell));
        driver.listen(new RuntimeListener() {
            @Override
            public void ended(AttemptId attempt) {
                hear(new Message.Ended(attempt));
            }

            @Override
            public void notified(SlotId slot, Notification notification) {
                hear(new Message.Notified(slot, notification));
            }

            @Override
            public void noticed(AttemptId attempt, Notice notice) {
                hear(new Message.Noticed(attempt, notice));
            }
        });
        this.usage = new UsageWatch(driver, time, UsageWatch.PERIOD, this::living);
        loop.start();
    }

    @Override
    public void adopt(List<Desired> desired, Handover before) {
        synchronized (early) {
            adopting = true;
        }
        try {
            List<Recovered> recovered = driver.recover();
            Set<Revision> past = others(desired, recovered, before.past());
            before.rollouts().forEach(rollout -> past.addAll(ends(rollout, before.past())));
            loop.call(new Message.Adopt(desired, recovered, past, before.restarts(), before.rollouts()));
        } finally {
            synchronized (early) {
                adopting = false;
                early.forEach(this::post);
                early.clear();
            }
        }
    }

    /** Where a roll-out comes from, and where it leads. */
    private static List<Revision> ends(RolloutRecord rollout, PastRevisions past) {
        return IntStream.of(rollout.from(), rollout.to())
                .mapToObj(number -> past.find(rollout.resource(), rollout.uid(), number))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is not desired and may run. Asked here, as it may take its time: the engine's thread does not wait for a store. */
    private static Set<Revision> others(List<Desired> desired, List<Recovered> recovered, PastRevisions past) {
        Map<ResourceKey, Revision> current =
                desired.stream().map(Desired::revision).collect(Collectors.toMap(Revision::key, revision -> revision));
        return recovered.stream()
                .flatMap(
                        found -> found
                                .record()
                                .flatMap(record -> other(found.attempt().slot().resource(), record, current, past))
                                .stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** What an attempt ran that is not what is desired now. */
    private static Optional<Revision> other(
            ResourceKey key, AttemptRecord record, Map<ResourceKey, Revision> current, PastRevisions past) {
        Revision desired = current.get(key);
        boolean same = desired != null && desired.uid().equals(record.uid()) && desired.number() == record.revision();
        return same ? Optional.empty() : past.find(key, record.uid(), record.revision());
    }

    @Override
    public void accept(Revision revision) {
        loop.call(new Message.Accept(revision));
    }

    @Override
    public void accept(Desired desired) {
        loop.call(new Message.Take(desired));
    }

    @Override
    public void runUnit(Revision revision) {
        if (revision.workload().lifetime() != Lifetime.ENDS) {
            throw new IllegalArgumentException("a unit must end: " + revision.key());
        }
        accept(revision);
    }

    @Override
    public void scale(ResourceKey key, int replicas, String why) {
        if (replicas < 0 || replicas > Workload.MOST_REPLICAS) {
            throw new TirelessException(TirelessException.Code.USAGE, false, "no such count of replicas: " + replicas);
        }
        loop.call(new Message.Scale(key, replicas, why));
    }

    @Override
    public void pause(ResourceKey key) {
        loop.call(new Message.SetPower(key, Power.PAUSED));
    }

    @Override
    public void stop(ResourceKey key) {
        loop.call(new Message.SetPower(key, Power.STOPPED));
    }

    @Override
    public void resume(ResourceKey key) {
        loop.call(new Message.SetPower(key, Power.ON));
    }

    @Override
    public void restart(ResourceKey key) {
        loop.call(new Message.Restart(key));
    }

    @Override
    public void retry(ResourceKey key) {
        loop.call(new Message.Retry(key));
    }

    @Override
    public void remove(ResourceKey key) {
        loop.call(new Message.SetPower(key, Power.REMOVED));
    }

    @Override
    public void ingress(String workspace, IngressPolicy policy) {
        loop.call(new Message.SetIngress(workspace, policy));
    }

    @Override
    public Optional<ResourceStatus> status(ResourceKey key) {
        return Optional.ofNullable(statuses.get(key)).map(this::measured);
    }

    @Override
    public List<ResourceStatus> statuses() {
        return statuses.values().stream().map(this::measured).toList();
    }

    private ResourceStatus measured(ResourceStatus status) {
        if (status.observed().isEmpty()) {
            return status;
        }
        return status.with(status.observed().stream()
                .map(replica -> replica.living()
                        .map(attempt -> replica.with(usage.of(attempt)))
                        .orElse(replica))
                .toList());
    }

    private List<AttemptId> living() {
        return statuses.values().stream()
                .flatMap(status -> status.observed().stream())
                .map(ReplicaStatus::living)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Subscription observe(Consumer<Observation> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return driver.holding(volume);
    }

    @Override
    public LogSubscription logs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader) {
        ResourceLogs logs = new ResourceLogs(driver, time, query, reader);
        if (!query.follow()) {
            ResourceStatus status = status(key)
                    .orElseThrow(
                            () -> new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key));
            logs.show(status);
            return logs;
        }
        // Subscribed first: a replica that comes in between is followed by its start.
        Subscription changes = observe(observation -> {
            if (observation instanceof Observation.Happened(var event)
                    && event.resource().equals(key)
                    && event.happening() instanceof Happening.Started started) {
                SlotId slot = new SlotId(key, event.ordinal().orElseThrow());
                executor.execute(() -> logs.followFrom(slot, started.attempt()));
            }
        });
        status(key).ifPresent(logs::begin);
        return new LogSubscription() {
            @Override
            public List<UnreadOutput> drain(Duration patience) {
                changes.close();
                return logs.drain(patience);
            }

            @Override
            public void whenFailed(Consumer<UncheckedIOException> told) {
                logs.whenFailed(told);
            }

            @Override
            public void close() {
                changes.close();
                logs.close();
            }
        };
    }

    @Override
    public void close() {
        usage.close();
        loop.end();
        executor.shutdown();
    }

    /**
     * What is told while a driver still looks for what is there is of replicas that the reconciler does not know yet: it waits until it
     * does. An end is told but once.
     */
    private void hear(Message.News news) {
        synchronized (early) {
            if (adopting) {
                early.add(news);
                return;
            }
        }
        post(news);
    }

    private void post(Message message) {
        loop.post(message);
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
