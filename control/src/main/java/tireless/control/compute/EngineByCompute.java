package tireless.control.compute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

    private final Site machine;
    private final Engine local;
    private final ClusterOpener opener;
    private final Whereabouts whereabouts;
    private final TimeSource time;
    private final RestartPolicy pauses;
    private final ObservationStream stream = ObservationStream.begin();
    private final Seats seats = new Seats();
    private final Map<Access, Site.Remote> clusters = new ConcurrentHashMap<>();
    private final Set<FollowedLogs> followers = ConcurrentHashMap.newKeySet();
    private final ExecutorService moves =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("moves").factory());

    /** Who has it may tell engines what is desired, and writes what follows. No observer is told of anything by who has it. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Map<String, IngressPolicy> policies = new HashMap<>();
    private final Set<ResourceKey> noted = new HashSet<>();
    private final Set<ResourceKey> restarts = new HashSet<>();
    private Handover before = Handover.NONE;
    private boolean closed;

    /**
     * @param local keeps what runs on this machine; closed with this
     * @param pauses between two tries to open the engine of a cluster
     */
    public EngineByCompute(
            Engine local, ClusterOpener opener, Whereabouts whereabouts, TimeSource time, RestartPolicy pauses) {
        this.local = local;
        this.machine = new Site.Machine(local);
        this.opener = opener;
        this.whereabouts = whereabouts;
        this.time = time;
        this.pauses = pauses;
        var _ = local.observe(observation -> hear(machine, observation));
    }

    @Override
    public void adopt(List<Desired> desired, Handover handover) {
        inTurn(() -> {
            before = handover;
            Map<ResourceKey, Desired> here = new TreeMap<>();
            Map<ResourceKey, Revision> elsewhere = arrivals(handover);
            List<Seat> mayBeHere = new ArrayList<>();
            for (Desired one : desired) {
                ResourceKey key = one.revision().key();
                Place place = Place.of(one.revision());
                Revision left = elsewhere.remove(key);
                if (left != null && !Place.of(left).equals(place)) {
                    leaveAfterwards(one, left);
                } else if (place.equals(Place.MACHINE)) {
                    here.put(key, one);
                    seats.put(Seat.here(one, machine));
                } else {
                    Seat seat = Seat.leaving(one, machine, one);
                    seats.put(seat);
                    mayBeHere.add(seat);
                }
            }
            elsewhere.values().forEach(left -> leaveAfterwards(removed(left), left));
            local.adopt(List.copyOf(here.values()), Handing.part(handover, here));
            mayBeHere.stream()
                    .filter(seat ->
                            local.status(seat.desired().revision().key()).isEmpty())
                    .forEach(seat -> sit(seat.desired()));
        });
        stream.settle();
    }

    private static Desired removed(Revision left) {
        return new Desired(left, Power.REMOVED, OptionalInt.empty());
    }

    /** With which revisions resources came to clusters before this process. */
    private Map<ResourceKey, Revision> arrivals(Handover handover) {
        Map<ResourceKey, Revision> arrived = new TreeMap<>();
        whereabouts
                .all()
                .forEach((key, arrival) -> handover.past()
                        .find(key, arrival.uid(), arrival.revision())
                        .ifPresent(revision -> arrived.put(key, revision)));
        noted.addAll(arrived.keySet());
        return arrived;
    }

    private void leaveAfterwards(Desired desired, Revision left) {
        Site.Remote site = cluster(left);
        seats.put(Seat.leaving(desired, site, removed(left)));
        site.opening().hurry();
    }

    @Override
    public void accept(Revision revision) {
        command(() -> accept(revision, Desired.of(revision)));
    }

    @Override
    public void accept(Desired desired) {
        command(() -> {
            accept(desired.revision(), desired);
            seats.of(desired.revision().key()).ifPresent(seat -> tell(seat, desired));
        });
    }

    private void tell(Seat seat, Desired desired) {
        if (seat.is(Seat.Standing.HERE)) {
            seat.site().engine().ifPresent(engine -> Handing.difference(engine, seat.desired(), desired));
        }
        seats.put(seat.desiring(desired));
    }

    private void accept(Revision revision, Desired anew) {
        Optional<Seat> present = seats.of(revision.key());
        if (present.isEmpty()) {
            sit(anew);
            return;
        }
        Seat seat = present.get();
        Desired next = seat.desired().accepting(revision);
        boolean stays = Place.of(revision).equals(seat.place());
        switch (seat.standing()) {
            case HERE -> {
                if (stays) {
                    seats.put(seat.desiring(next));
                    seat.site().engine().orElseThrow().accept(revision);
                } else {
                    leave(seat, next);
                }
            }
            case AWAITING -> {
                if (!stays && noted.contains(revision.key())) {
                    leave(seat, next);
                } else if (!stays) {
                    seats.drop(revision.key());
                    tellMove(seat, next);
                    letGo(seat.site());
                    sit(next);
                } else {
                    desire(seat, next, accepted(next));
                }
            }
            case LEAVING -> desire(seat, next, accepted(next));
        }
    }

    private static Happening accepted(Desired desired) {
        return new Happening.Accepted(desired.revision().number(), desired.replicas());
    }

    /** Puts a resource, of which nothing is anywhere, where it shall be. */
    private void sit(Desired desired) {
        ResourceKey key = desired.revision().key();
        Site site = site(desired.revision());
        Optional<Engine> engine = site.engine();
        if (engine.isEmpty()) {
            Seat seat = Seat.awaiting(desired, site);
            seats.put(seat);
            happened(desired, accepted(desired));
            show(seat);
            hurry(site);
            return;
        }
        note(desired, site);
        seats.put(Seat.here(desired, site));
        followers(key).forEach(logs -> logs.goOn(engine.get()));
        Handing.over(engine.get(), desired);
    }

    /** Begins to take a resource away from where it is. */
    private void leave(Seat seat, Desired next) {
        Seat leaving = Seat.leaving(next, seat.site(), seat.desired());
        seats.put(leaving);
        ResourceKey key = next.revision().key();
        try {
            seat.site().engine().ifPresent(engine -> engine.remove(key));
            show(leaving);
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.NOT_FOUND) {
                throw refused;
            }
            arrive(key);
        }
        hurry(seat.site());
    }

    /** Goes on with a resource of which nothing is left where it was. */
    private void arrive(ResourceKey key) {
        Optional<Seat> left = seats.of(key).filter(seat -> seat.is(Seat.Standing.LEAVING));
        if (left.isEmpty()
                || left.get().site().engine().flatMap(engine -> engine.status(key)).isPresent()) {
            return;
        }
        Seat seat = left.get();
        Desired desired = seat.desired();
        forget(key);
        seat.site().engine().ifPresent(engine -> followers(key).forEach(logs -> logs.left(engine)));
        seats.drop(key);
        letGo(seat.site());
        if (desired.power() == Power.REMOVED) {
            happened(desired, new Happening.Removed());
            return;
        }
        tellMove(seat, desired);
        sit(desired);
    }

    private void tellMove(Seat from, Desired desired) {
        happened(
                desired,
                new Happening.Moved(
                        desired.revision().number(),
                        Place.words(from.kept().revision()),
                        Place.words(desired.revision())));
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
        change(
                key,
                desired -> desired.withScale(replicas),
                desired -> new Happening.Scaled(desired.replicas(), replicas, why),
                engine -> engine.scale(key, replicas, why));
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
        change(
                key,
                desired -> desired.withPower(power),
                _ -> new Happening.PowerChanged(power),
                engine -> Handing.power(engine, key, power));
    }

    private void change(
            ResourceKey key,
            UnaryOperator<Desired> next,
            java.util.function.Function<Desired, Happening> happening,
            Consumer<Engine> forward) {
        command(() -> {
            Optional<Seat> present = seats.of(key);
            if (present.isEmpty()) {
                forward.accept(local);
                return;
            }
            Seat seat = present.get();
            Desired desired = next.apply(seat.desired());
            if (seat.is(Seat.Standing.HERE)) {
                forward.accept(seat.site().engine().orElseThrow());
                seats.put(seat.desiring(desired));
            } else if (!desired.equals(seat.desired())) {
                desire(seat, desired, happening.apply(seat.desired()));
            }
        });
    }

    /** Of one that no engine keeps at the moment. */
    private void desire(Seat seat, Desired next, Happening happening) {
        Seat other = seat.desiring(next);
        seats.put(other);
        happened(next, happening);
        show(other);
        hurry(seat.site());
    }

    @Override
    public void restart(ResourceKey key) {
        command(() -> {
            Optional<Seat> between = seats.of(key).filter(seat -> !seat.is(Seat.Standing.HERE));
            if (between.isEmpty()) {
                engine(key).restart(key);
            } else if (between.get().is(Seat.Standing.AWAITING)) {
                restarts.add(key);
                hurry(between.get().site());
            }
        });
    }

    @Override
    public void retry(ResourceKey key) {
        command(() -> {
            Optional<Seat> between = seats.of(key).filter(seat -> !seat.is(Seat.Standing.HERE));
            between.ifPresentOrElse(seat -> hurry(seat.site()), () -> engine(key).retry(key));
        });
    }

    /** What keeps a resource; the local one, which refuses it, where there is no such resource. */
    private Engine engine(ResourceKey key) {
        return seats.of(key).flatMap(seat -> seat.site().engine()).orElse(local);
    }

    @Override
    public void remove(ResourceKey key) {
        command(() -> {
            Optional<Seat> present = seats.of(key);
            if (present.isEmpty()) {
                local.remove(key);
                return;
            }
            Seat seat = present.get();
            Desired removed = seat.desired().withPower(Power.REMOVED);
            if (seat.is(Seat.Standing.HERE)) {
                seats.put(seat.desiring(removed));
                seat.site().engine().orElseThrow().remove(key);
            } else if (seat.is(Seat.Standing.AWAITING) && !noted.contains(key)) {
                seats.drop(key);
                letGo(seat.site());
                happened(removed, new Happening.PowerChanged(Power.REMOVED));
                happened(removed, new Happening.Removed());
            } else if (seat.desired().power() != Power.REMOVED) {
                desire(seat, removed, new Happening.PowerChanged(Power.REMOVED));
            }
        });
    }

    @Override
    public void ingress(String workspace, IngressPolicy policy) {
        command(() -> {
            policies.put(workspace, policy);
            local.ingress(workspace, policy);
            clusters.values().forEach(cluster -> cluster.engine()
                    .ifPresent(engine -> engine.ingress(workspace, policy)));
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
        Optional<Seat> seat = seats.of(key);
        Optional<Engine> engine = seat.map(known -> known.site().engine()).orElse(Optional.of(local));
        FollowedLogs logs = new FollowedLogs(key, query, reader, followers::remove);
        if (query.follow()) {
            followers.add(logs);
        }
        engine.ifPresent(logs::on);
        return logs;
    }

    private List<FollowedLogs> followers(ResourceKey key) {
        return followers.stream().filter(logs -> logs.key().equals(key)).toList();
    }

    @Override
    public Optional<VolumeHolding> holding(ResourceKey volume) {
        return local.holding(volume);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
        } finally {
            turn.unlock();
        }
        moves.shutdown();
        clusters.values().forEach(cluster -> cluster.opening().close());
        clusters.values().forEach(cluster -> cluster.engine().ifPresent(Engine::close));
        local.close();
        stream.close();
    }

    private Site site(Revision revision) {
        return Place.of(revision).equals(Place.MACHINE) ? machine : cluster(revision);
    }

    private Site.Remote cluster(Revision revision) {
        Access access = Place.of(revision).cluster().orElseThrow();
        return clusters.computeIfAbsent(access, _ -> new Site.Remote(Place.words(revision), this, opener, access));
    }
}
