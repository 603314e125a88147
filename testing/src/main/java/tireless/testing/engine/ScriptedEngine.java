package tireless.testing.engine;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.Observation;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.engine.UnreadOutput;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.TirelessException;
import tireless.model.Uid;

/** An engine that runs nothing: it writes down what it is told, one line a call, and tells what a test lets it tell. */
public final class ScriptedEngine implements Engine {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Consumer<Observation>> observers = new CopyOnWriteArrayList<>();
    private final TreeMap<ResourceKey, ResourceStatus> statuses = new TreeMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private volatile boolean dead;
    private final Map<ResourceKey, Revision> revisions = new ConcurrentHashMap<>();
    private volatile String unreachable = "";

    /** Who follows what is written. */
    private record Follower(ResourceKey key, Consumer<ReplicaLine> reader) {}

    /** What it was told, in order: {@code accept worker public/pulse 2}. */
    public List<String> calls() {
        return new ArrayList<>(calls);
    }

    /** From now on every command fails, as if the process ended before it. */
    public void die() {
        dead = true;
    }

    /** Tells that something happened to a revision's resource. */
    public void happen(Revision revision, Happening happening) {
        tell(new Observation.Happened(
                new Event(revision.createdAt(), revision.key(), revision.uid(), OptionalInt.empty(), happening)));
    }

    /** Shows a status from now on, and tells of it. */
    public void show(ResourceStatus status) {
        synchronized (statuses) {
            statuses.put(status.key(), status);
        }
        tell(new Observation.Changed(status));
    }

    /** Has nothing more of a resource, and tells so. */
    public void lose(Revision revision) {
        synchronized (statuses) {
            statuses.remove(revision.key());
        }
        happen(revision, new Happening.Removed());
    }

    /** Hands a line over to those who follow a resource. */
    public void write(ResourceKey key, String line) {
        followers.stream()
                .filter(follower -> follower.key().equals(key))
                .forEach(follower -> follower.reader().accept(new ReplicaLine(key.name() + "-0", line, "1.0.1")));
    }

    /** From now on nothing can be done where its resources are; empty lets it be done again. */
    public void lose(String why) {
        unreachable = why;
    }

    private void tell(Observation observation) {
        observers.forEach(observer -> observer.accept(observation));
    }

    private void call(String what) {
        if (dead) {
            throw TirelessException.failed("the process is gone");
        }
        calls.add(what);
    }

    @Override
    public void adopt(List<Desired> desired, Handover before) {
        desired.forEach(one ->
                call("adopt " + one.revision().key() + " " + one.revision().number() + " " + one.power()));
        before.restarts().forEach(request -> call("go on restarting " + request.resource() + " " + request.attempts()));
        before.rollouts()
                .forEach(rollout -> call("go on rolling %s %d %d %s"
                        .formatted(rollout.resource(), rollout.from(), rollout.to(), rollout.halted())));
    }

    @Override
    public void accept(Revision revision) {
        call("accept " + revision.key() + " " + revision.number());
        revisions.put(revision.key(), revision);
    }

    @Override
    public void accept(Desired desired) {
        call("accept %s %d %s %d"
                .formatted(desired.revision().key(), desired.revision().number(), desired.power(), desired.replicas()));
    }

    @Override
    public void runUnit(Revision revision) {
        call("run " + revision.key() + " " + revision.number());
    }

    @Override
    public void scale(ResourceKey key, int replicas, String why) {
        call("scale " + key + " " + replicas);
    }

    @Override
    public void pause(ResourceKey key) {
        call("pause " + key);
    }

    @Override
    public void stop(ResourceKey key) {
        call("stop " + key);
    }

    @Override
    public void resume(ResourceKey key) {
        call("resume " + key);
    }

    @Override
    public void restart(ResourceKey key) {
        call("restart " + key);
    }

    @Override
    public void retry(ResourceKey key) {
        call("retry " + key);
    }

    @Override
    public void remove(ResourceKey key) {
        call("remove " + key);
    }

    @Override
    public String unreachable() {
        return unreachable;
    }

    @Override
    public Optional<Revision> stuck(ResourceKey key) {
        return unreachable.isEmpty() ? Optional.empty() : Optional.ofNullable(revisions.get(key));
    }

    @Override
    public void disown(ResourceKey key, Uid uid) {
        call("disown " + key + " " + uid.value());
        boolean had;
        synchronized (statuses) {
            had = statuses.remove(key) != null;
        }
        if (had) {
            tell(new Observation.Happened(
                    new Event(Instant.EPOCH, key, uid, OptionalInt.empty(), new Happening.Removed())));
        }
    }

    @Override
    public void ingress(String workspace, IngressPolicy policy) {
        call("ingress " + workspace + " " + policy.keyword());
    }

    @Override
    public Optional<ResourceStatus> status(ResourceKey key) {
        synchronized (statuses) {
            return Optional.ofNullable(statuses.get(key));
        }
    }

    @Override
    public List<ResourceStatus> statuses() {
        synchronized (statuses) {
            return List.copyOf(statuses.values());
        }
    }

    @Override
    public Subscription observe(Consumer<Observation> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public LogSubscription logs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader) {
        Follower follower = new Follower(key, reader);
        followers.add(follower);
        return new LogSubscription() {
            @Override
            public List<UnreadOutput> drain(Duration patience) {
                followers.remove(follower);
                return List.of();
            }

            @Override
            public void whenFailed(Consumer<UncheckedIOException> told) {
                // It does not fail.
            }

            @Override
            public void close() {
                followers.remove(follower);
            }
        };
    }

    @Override
    public void close() {}
}
