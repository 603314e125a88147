package tireless.control.compute;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.Observation;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Lifetime;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.VolumeHolding;
import tireless.model.cluster.Access;

/**
 * Keeps each resource where its revision says: on this machine, or on a cluster, whose engine is opened when it is first needed. One that
 * moves is removed where it was, and when nothing of it is left there it goes on elsewhere, with its power and its count. A cluster that can
 * not be used holds up nobody but its own resources, which are pending.
 */
public final class EngineByCompute implements Engine {
    /** Between two tries to open the engine of a cluster. */
    public static final RestartPolicy PAUSES = new RestartPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** How long who asks for output waits until it is seen what there is. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private final Engine local;
    private final Site machine;
    private final ClusterOpener opener;
    private final RestartPolicy pauses;
    private final Whereabouts whereabouts;
    private final ObservationStream stream = ObservationStream.begin();
    private final Seats seats = new Seats();
    private final Seating seating;
    private final Map<Access, Site.Remote> clusters = new ConcurrentHashMap<>();
    private final Set<FollowedLogs> followers = ConcurrentHashMap.newKeySet();

    /** What follows from what an engine told, for which its thread may not wait. */
    private final ExecutorService moves =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("moves").factory());

    /** Who has it may give resources their seats, and tell engines. Nobody waits for an observer by whom it is held. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Map<String, IngressPolicy> policies = new HashMap<>();
    private Handover before = Handover.NONE;
    private boolean closed;

    /**
     * Opens no cluster yet.
     *
     * @param local keeps what runs on this machine; closed with this
     * @param pauses between two tries to open the engine of a cluster
     */
    public EngineByCompute(
            Engine local, ClusterOpener opener, Whereabouts whereabouts, TimeSource time, RestartPolicy pauses) {
        this.local = local;
        this.machine = new Site.Machine(local);
        this.opener = opener;
        this.pauses = pauses;
        this.whereabouts = whereabouts;
        this.seating = new Seating(seats, new OwnSites(), whereabouts, time, stream::tell);
        var _ = local.observe(observation -> hear(machine, observation));
    }

    private final class OwnSites implements Seating.Sites {
        @Override
        public Site machine() {
            return machine;
        }

        @Override
        public Site of(Revision revision) {
            return Place.of(revision)
                    .cluster()
                    .<Site>map(access -> clusters.computeIfAbsent(
                            access,
                            _ -> new Site.Remote(
                                    Place.words(revision),
                                    () -> opener.open(access),
                                    pauses,
                                    EngineByCompute.this::take,
                                    EngineByCompute.this::showAll)))
                    .orElse(machine);
        }

        /** What nobody needs is opened no more. */
        @Override
        public void left(Site site) {
            if (site instanceof Site.Remote remote
                    && remote.engine().isEmpty()
                    && seats.at(remote).isEmpty()) {
                remote.close();
                clusters.values().remove(remote);
            }
        }

        @Override
        public List<FollowedLogs> followers(ResourceKey key) {
            return followers.stream().filter(logs -> logs.key().equals(key)).toList();
        }
    }

    @Override
    public void adopt(List<Desired> desired, Handover handover) {
        command(() -> {
            before = handover;
            seating.adopt(desired, handover);
        });
    }

    /** Lets an engine that was just opened take over its part. It is told while others have the turn, as it may take its time. */
    private void take(Site.Remote site, Engine engine) {
        var _ = engine.observe(observation -> hear(site, observation));
        whereabouts.disowned().forEach((key, uids) -> uids.forEach(uid -> engine.disown(key, uid)));
        Map<ResourceKey, Desired> handed = inTurn(() -> {
            policies.forEach(engine::ingress);
            return seating.handed(site);
        });
        engine.adopt(List.copyOf(handed.values()), Handing.part(inTurn(() -> before), handed));
        inTurn(() -> {
            if (closed) {
                throw TirelessException.failed("nothing is kept any more");
            }
            site.opened(engine);
            policies.forEach(engine::ingress);
            seating.opened(site, engine, handed);
            return site;
        });
    }

    private void showAll(Site site) {
        seats.at(site).stream().filter(seat -> !seat.is(Seat.Standing.HERE)).forEach(seating::show);
    }

    private void hear(Site site, Observation observation) {
        switch (observation) {
            case Observation.Changed(var status) -> {
                Optional<Seat> seat = seats.of(status.key());
                if (seat.isEmpty()
                        || (seat.get().site().equals(site) && seat.get().is(Seat.Standing.HERE))) {
                    stream.tell(observation);
                } else if (seat.get().site().equals(site)) {
                    seating.show(seat.get());
                }
            }
            case Observation.Happened(Event event) -> hear(site, event, observation);
        }
    }

    private void hear(Site site, Event event, Observation observation) {
        ResourceKey key = event.resource();
        boolean leaves = seats.of(key)
                .filter(seat -> seat.site().equals(site) && seat.is(Seat.Standing.LEAVING))
                .isPresent();
        if (event.happening() instanceof Happening.Removed) {
            if (leaves) {
                afterwards(() -> seating.arrive(key));
                return;
            }
            seats.gone(key, site);
            afterwards(() -> seating.gone(key, site));
        }
        if (!leaves) {
            stream.tell(observation);
        } else if (!event.happening().equals(new Happening.PowerChanged(Power.REMOVED))) {
            stream.tell(new Observation.Happened(Leaving.told(event)));
        }
    }

    private void afterwards(Runnable work) {
        try {
            moves.execute(() -> inTurn(() -> {
                if (!closed) {
                    work.run();
                }
                return work;
            }));
        } catch (RejectedExecutionException closing) {
            // The next process finds what is to be done.
        }
    }

    @Override
    public void accept(Revision revision) {
        command(() -> seating.accept(revision));
    }

    @Override
    public void accept(Desired desired) {
        command(() -> seating.take(desired));
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
        command(() -> seating.change(
                key,
                desired -> desired.withScale(replicas),
                desired -> new Happening.Scaled(desired.replicas(), replicas, why),
                engine -> engine.scale(key, replicas, why)));
    }

    @Override
    public void pause(ResourceKey key) {
        power(key, Power.PAUSED);
    }

    @Override
    public void stop(ResourceKey key) {
        power(key, Power.STOPPED);
    }

    @Override
    public void resume(ResourceKey key) {
        power(key, Power.ON);
    }

    private void power(ResourceKey key, Power power) {
        command(() -> seating.change(
                key,
                desired -> desired.withPower(power),
                _ -> new Happening.PowerChanged(power),
                engine -> Handing.power(engine, key, power)));
    }

    @Override
    public void restart(ResourceKey key) {
        command(() -> seating.restart(key));
    }

    @Override
    public void retry(ResourceKey key) {
        command(() -> seating.retry(key));
    }

    @Override
    public void remove(ResourceKey key) {
        command(() -> seating.remove(key));
    }

    @Override
    public Optional<Revision> stuck(ResourceKey key) {
        return seats.of(key)
                .filter(seat -> !seat.stuck().isEmpty())
                .map(seat -> seat.kept().revision());
    }

    @Override
    public void disown(ResourceKey key, Uid uid) {
        command(() -> seating.disown(key, uid));
    }

    @Override
    public void ingress(String workspace, IngressPolicy policy) {
        command(() -> {
            policies.put(workspace, policy);
            local.ingress(workspace, policy);
            clusters.values()
                    .forEach(cluster -> cluster.engine().ifPresent(engine -> engine.ingress(workspace, policy)));
        });
    }

    @Override
    public Optional<ResourceStatus> status(ResourceKey key) {
        return seats.of(key).isPresent() ? seats.status(key) : local.status(key);
    }

    @Override
    public List<ResourceStatus> statuses() {
        return seats.statuses(machine, clusters.values());
    }

    @Override
    public Subscription observe(Consumer<Observation> observer) {
        return stream.observe(observer);
    }

    @Override
    public LogSubscription logs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader) {
        FollowedLogs logs = new FollowedLogs(key, query, reader, followers::remove);
        if (query.follow()) {
            // Before it is known where it is: should it move in between, it is followed there.
            followers.add(logs);
        }
        try {
            Site site = seats.of(key).map(Seat::site).orElse(machine);
            if (query.follow()) {
                site.engine().ifPresent(logs::on);
            } else {
                logs.on(readable(site));
            }
            return logs;
        } catch (RuntimeException refused) {
            logs.close();
            throw refused;
        }
    }

    /** Who asks once is told what there is, or why that can not be known. */
    private static Engine readable(Site site) {
        Engine engine = site.await(FIRST_LOOK)
                .orElseThrow(() -> TirelessException.failed(site.why() + "; its output can be read when it works"));
        if (!engine.unreachable().isEmpty()) {
            throw TirelessException.failed(engine.unreachable() + "; its output can be read when that works");
        }
        return engine;
    }

    @Override
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return local.holding(volume);
    }

    @Override
    public void close() {
        inTurn(() -> closed = true);
        moves.shutdown();
        clusters.values().forEach(Site.Remote::close);
        local.close();
        stream.close();
    }

    /** When it returns, all observers have heard of it. */
    private void command(Runnable work) {
        inTurn(() -> {
            work.run();
            return work;
        });
        stream.settle();
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
