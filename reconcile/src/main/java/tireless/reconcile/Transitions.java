package tireless.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.ProbeKind;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Action;
import tireless.reconcile.decide.Assignment;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaDecider;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.Rollout;
import tireless.reconcile.decide.StopCause;
import tireless.runtime.Recovered;

/**
 * How the state of a resource changes: by an action that was decided, with its effect, or by news from the driver. Tells what
 * happened. Owned by the engine's thread.
 */
final class Transitions {
    private final Effects effects;
    private final Consumer<Observation> observer;
    private final Hearing hearing;
    private final Adoption adoption;
    private final Map<SlotId, Integer> stuck = new HashMap<>();

    Transitions(RandomGenerator random, Effects effects, Consumer<Observation> observer) {
        this.effects = effects;
        this.observer = observer;
        Ends ends = new Ends(random, effects, this::tell);
        this.hearing = new Hearing(ends, effects, this::tell);
        this.adoption = new Adoption(ends, this::tell);
    }

    void tell(Resource resource, OptionalInt ordinal, Happening happening, Now now) {
        observer.accept(
                new Observation.Happened(new Event(now.wall(), resource.key(), resource.uid(), ordinal, happening)));
    }

    private void tell(Resource resource, SlotId slot, Happening happening, Now now) {
        tell(resource, OptionalInt.of(slot.ordinal()), happening, now);
    }

    /** True if only figures changed. */
    boolean hear(Resource resource, Message.News news, Now now) {
        return hearing.hear(resource, news, now);
    }

    /** Takes over what a driver found, each slot once. */
    void adopt(Resource resource, Recovered recovered, Set<Revision> past, Now now) {
        adoption.adopt(resource, recovered, past, now);
    }

    void apply(Resource resource, Action action, Now now) {
        switch (action) {
            case Action.Assign(var slot, var revision, int generation) -> {
                Assignment assignment = new Assignment(Optional.of(revision), generation, now.sinceBoot());
                ReplicaState known = resource.replica(slot);
                Integer left = stuck.remove(slot);
                resource.put(
                        known == null
                                ? ReplicaState.vacant(slot, left == null ? 0 : left, assignment)
                                : known.with(assignment));
            }
            case Action.Start(var slot) -> start(resource, slot, now);
            case Action.Terminate terminate -> terminate(resource, terminate, now);
            case Action.EndDrain(var slot, var cause, Duration grace) -> {
                ReplicaState replica = replica(resource, slot);
                if (replica.life() instanceof Life.Stopping stopping) {
                    resource.put(replica.with(
                            stopping.hastened(cause, now.sinceBoot().plus(grace))));
                    tell(resource, slot, new Happening.Stopping(cause.text(), grace), now);
                }
            }
            case Action.Kill(var slot) -> kill(resource, slot, now);
            case Action.Settle(var slot) -> {
                ReplicaState replica = replica(resource, slot);
                if (replica.life() instanceof Life.Ending ending) {
                    resource.put(replica.with(ending.beingAsked()));
                    effects.settle(new AttemptId(slot, replica.attempt()));
                }
            }
            case Action.Probe(var slot, var kind) -> probe(resource, slot, kind, now);
            case Action.Await(var slot, boolean awaited) ->
                resource.put(
                        replica(resource, slot).awaited(awaited ? Optional.of(now.sinceBoot()) : Optional.empty()));
            case Action.MarkReady(var slot) -> {
                ReplicaState replica = replica(resource, slot);
                if (replica.life() instanceof Life.Alive alive) {
                    ReplicaState ready = replica.with(alive.readyAt(now.sinceBoot()));
                    resource.put(ready);
                    Watchdogs.note(ready, effects);
                    tell(resource, slot, new Happening.Ready(replica.attempt()), now);
                }
            }
            case Action.WarnOverdue(var slot, String what) -> {
                ReplicaState replica = replica(resource, slot);
                if (replica.life() instanceof Life.Alive alive) {
                    resource.put(replica.with(alive.toldOverdue()));
                    tell(resource, slot, new Happening.Warned(what), now);
                }
            }
            case Action.Forget(var slot) -> {
                try {
                    effects.remove(slot);
                } catch (RuntimeException broken) {
                    // Whoever uses the slot anew must not use the numbers of its attempts anew.
                    stuck.put(slot, replica(resource, slot).attempt());
                    tell(resource, slot, new Happening.Warned("its records stay: " + broken.getMessage()), now);
                }
                resource.forget(slot);
            }
            case Action.Halt(var _, var backTo, var why) -> {
                resource.rollout(new Rollout(Optional.of(backTo), why));
                int failed = resource.desired().map(d -> d.revision().number()).orElse(0);
                tell(resource, OptionalInt.empty(), new Happening.RolloutHalted(failed, backTo.number(), why), now);
            }
            case Action.FinishRollout() -> {
                resource.rollout(Rollout.NONE);
                int finished =
                        resource.desired().map(d -> d.revision().number()).orElse(0);
                tell(resource, OptionalInt.empty(), new Happening.RolloutFinished(finished), now);
            }
        }
    }

    private void start(Resource resource, SlotId slot, Now now) {
        ReplicaState replica = replica(resource, slot);
        replica.assignment().revision().ifPresent(revision -> {
            ReplicaState starting = replica.after(resource.newestAskedFor(slot)).starting(now.sinceBoot());
            resource.put(starting);
            effects.start(StartRequests.of(starting, revision));
        });
    }

    private void probe(Resource resource, SlotId slot, ProbeKind kind, Now now) {
        ReplicaState replica = replica(resource, slot);
        if (replica.life() instanceof Life.Alive alive) {
            replica.assignment()
                    .revision()
                    .ifPresent(revision -> revision.workload().probes().of(kind).ifPresent(probe -> {
                        resource.put(replica.with(alive.checked(alive.checks().begun(kind, now.sinceBoot()))));
                        effects.probe(kind, StartRequests.probe(replica, revision, probe));
                    }));
        }
    }

    private void terminate(Resource resource, Action.Terminate action, Now now) {
        ReplicaState replica = replica(resource, action.slot());
        if (replica.life() instanceof Life.Alive alive) {
            Duration killAt = now.sinceBoot().plus(action.grace());
            resource.put(replica.with(new Life.Stopping(alive, action.cause(), now.sinceBoot(), killAt, 0)));
            tell(
                    resource,
                    action.slot(),
                    switch (action.cause()) {
                        case STALLED -> new Happening.Stalled(action.why());
                        case UNHEALTHY -> new Happening.Unhealthy(action.why());
                        case SCALED_IN, PAUSED, STOPPED, REMOVED, REPLACED, RESTARTED, RESUMED, EXPOSED ->
                            new Happening.Stopping(action.why(), action.grace());
                    },
                    now);
            AttemptId attempt = new AttemptId(action.slot(), replica.attempt());
            if (action.cause() == StopCause.EXPOSED) {
                effects.hold(attempt, replica.exposure().endpoints());
            } else {
                effects.terminate(attempt);
            }
        }
    }

    private void kill(Resource resource, SlotId slot, Now now) {
        ReplicaState replica = replica(resource, slot);
        if (replica.life() instanceof Life.Stopping stopping) {
            resource.put(replica.with(stopping.killedAgainAt(now.sinceBoot().plus(ReplicaDecider.KILL_AGAIN))));
            if (stopping.kills() == 0) {
                long seconds = now.since(stopping.since()).toSeconds();
                tell(resource, slot, new Happening.Killed("it went on for " + seconds + " s after SIGTERM"), now);
            }
            effects.kill(new AttemptId(slot, replica.attempt()));
        }
    }

    private static ReplicaState replica(Resource resource, SlotId slot) {
        @Nullable ReplicaState replica = resource.replica(slot);
        if (replica == null) {
            throw new IllegalStateException("an action for a slot that nobody knows: " + slot);
        }
        return replica;
    }
}
