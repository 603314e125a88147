package tireless.reconcile.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.ProbeKind;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.reconcile.Message;
import tireless.reconcile.Reconciler;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.StopCause;
import tireless.runtime.Notice;
import tireless.runtime.ProbeRequest;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/** One life of the control plane, with the real reconciler in it; it may die at any effect and at any observation. */
final class ControlPlane {
    /** Where all resources of the simulation are. */
    static final String WORKSPACE = "public";

    private final World world;
    private final Dice dice;
    private final Invariants invariants;
    private final Tally tally;
    private final Consumer<Object> trace;
    private final Consumer<Event> recorder;
    private final ArrayDeque<Message.News> inbox = new ArrayDeque<>();
    private final Map<ResourceKey, ResourceStatus> statuses = new TreeMap<>();
    private final Reconciler reconciler;
    private int untilDeath;

    ControlPlane(
            World world,
            Dice dice,
            Invariants invariants,
            Tally tally,
            Consumer<Object> trace,
            Consumer<Event> recorder) {
        this.world = world;
        this.dice = dice;
        this.invariants = invariants;
        this.tally = tally;
        this.trace = trace;
        this.recorder = recorder;
        this.reconciler =
                new Reconciler(world.time, dice.random(), new Watched(world.connect(inbox::add)), this::observe);
    }

    /** It will die some effects and observations later. */
    void dieSoon() {
        untilDeath = 1 + dice.upTo(5);
    }

    private void breathe(Fault fault) {
        if (untilDeath > 0 && --untilDeath == 0) {
            tally.count(fault);
            throw new Death();
        }
    }

    void adopt(
            List<Desired> desired,
            Set<Revision> past,
            List<RestartRequest> restarts,
            List<RolloutRecord> rollouts,
            IngressPolicy ingress) {
        if (ingress != IngressPolicy.WARN) {
            reconciler.handle(new Message.SetIngress(WORKSPACE, ingress));
        }
        List<Recovered> found = world.recover();
        found.forEach(recovered -> tally.count(adopted(recovered)));
        reconciler.handle(new Message.Adopt(desired, found, past, restarts, rollouts));
        reconciler.step();
        invariants.adopted(statuses, world.time.now());
    }

    private static Tally.What adopted(Recovered recovered) {
        return switch (recovered.verdict()) {
            case Verdict.Alive _ -> Tally.What.ADOPTED_ALIVE;
            case Verdict.Undecided _ -> Tally.What.ADOPTED_UNDECIDED;
            case Verdict.Dead _ when !recovered.heldFor().isEmpty() -> Tally.What.ADOPTED_HELD;
            case Verdict.Dead _ when !recovered.thisBoot() -> Tally.What.ADOPTED_OF_ANOTHER_BOOT;
            case Verdict.Dead _ ->
                recovered.settled().isPresent() ? Tally.What.ADOPTED_DEAD_KNOWN : Tally.What.ADOPTED_DEAD_UNSEEN;
        };
    }

    void command(Message.Command command) {
        reconciler.handle(command);
    }

    /** Hears all that came, and does all that is due. */
    void step() {
        while (!inbox.isEmpty()) {
            hear(inbox.remove());
        }
        reconciler.step();
    }

    Optional<Duration> nextDue() {
        return reconciler.nextDue();
    }

    Optional<ResourceStatus> status(ResourceKey key) {
        return Optional.ofNullable(statuses.get(key));
    }

    /** Whether a stall of what runs there is to be seen: it is ready, and it is known what it runs. */
    boolean watches(SlotId slot) {
        return reconciler
                .replica(slot)
                .filter(replica -> replica.life() instanceof Life.Alive alive && alive.ready())
                .filter(replica -> replica.assignment().revision().isPresent())
                .isPresent();
    }

    /** Whether its probes are run: it is wanted, and it is known what it runs. */
    boolean asks(SlotId slot) {
        return reconciler
                .replica(slot)
                .filter(replica -> replica.life() instanceof Life.Alive)
                .filter(replica -> replica.assignment().revision().isPresent())
                .isPresent();
    }

    Reconciler.Census census() {
        return reconciler.census();
    }

    private void hear(Message.News news) {
        if (!(news instanceof Message.Notified(var _, var said)) || said.ready()) {
            trace.accept(news);
        }
        SlotId slot = slot(news);
        Optional<ReplicaState> replica = reconciler.replica(slot);
        Tally.Where from = where(replica);
        boolean stale = attempt(news)
                .filter(attempt ->
                        replica.filter(r -> r.attempt() == attempt.number()).isEmpty())
                .isPresent();
        reconciler.handle(news);
        tally.count(from, stale ? Tally.What.STALE : what(news), where(reconciler.replica(slot)));
    }

    private static SlotId slot(Message.News news) {
        return news instanceof Message.Notified(var slot, var _)
                ? slot
                : attempt(news).orElseThrow().slot();
    }

    private static Optional<AttemptId> attempt(Message.News news) {
        return switch (news) {
            case Message.StartFinished(var attempt, var _) -> Optional.of(attempt);
            case Message.SettleFinished(var attempt, var _) -> Optional.of(attempt);
            case Message.Ended(var attempt) -> Optional.of(attempt);
            case Message.Noticed(var attempt, var _) -> Optional.of(attempt);
            case Message.ProbeFinished(var attempt, var _, var _) -> Optional.of(attempt);
            case Message.Notified _ -> Optional.empty();
        };
    }

    private static Tally.What what(Message.News news) {
        return switch (news) {
            case Message.StartFinished(var _, StartResult.Started _) -> Tally.What.STARTED;
            case Message.StartFinished(var _, StartResult.NotStarted _) -> Tally.What.NOT_STARTED;
            case Message.StartFinished(var _, StartResult.Unclear _) -> Tally.What.UNCLEAR;
            case Message.SettleFinished(var _, Verdict.Dead _) -> Tally.What.DEAD;
            case Message.SettleFinished(var _, Verdict.Alive _) -> Tally.What.LIVES;
            case Message.SettleFinished(var _, Verdict.Undecided _) -> Tally.What.UNDECIDED;
            case Message.Ended _ -> Tally.What.ENDED;
            case Message.Notified _ -> Tally.What.NOTIFIED;
            case Message.Noticed(var _, Notice.Listens _) -> Tally.What.LISTENS;
            case Message.Noticed _ -> Tally.What.NOTICED;
            case Message.ProbeFinished _ -> Tally.What.PROBED;
        };
    }

    private static Tally.Where where(Optional<ReplicaState> replica) {
        return replica.map(ReplicaState::life)
                .map(life -> switch (life) {
                    case Life.Vacant _ -> Tally.Where.VACANT;
                    case Life.Starting _ -> Tally.Where.STARTING;
                    case Life.Alive _ -> Tally.Where.ALIVE;
                    case Life.Stopping _ -> Tally.Where.STOPPING;
                    case Life.Ending _ -> Tally.Where.ENDING;
                })
                .orElse(Tally.Where.NONE);
    }

    private void observe(Observation observation) {
        breathe(Fault.DEATH_AT_AN_OBSERVATION);
        switch (observation) {
            case Observation.Changed(var status) -> {
                statuses.put(status.key(), status);
                status.observed().forEach(replica -> tally.count(replica.phase()));
            }
            case Observation.Happened(var event) -> {
                trace.accept(event.subject() + " " + event.happening());
                count(event);
                invariants.happened(event);
                recorder.accept(event);
            }
        }
        breathe(Fault.DEATH_AT_AN_OBSERVATION);
    }

    private void count(Event event) {
        switch (event.happening()) {
            case Happening.Removed() -> statuses.remove(event.resource());
            case Happening.Stopping(String why, var _)
            when why.equals(StopCause.RESUMED.text()) -> tally.count(StopCause.RESUMED);
            case Happening.Ready _ -> tally.count(Tally.What.READY);
            case Happening.Stalled _ -> tally.count(Tally.What.STALL);
            case Happening.Warned _ -> tally.count(Tally.What.WARN);
            case Happening.Unready _ -> tally.count(Tally.What.UNREADY);
            case Happening.Unhealthy _ -> tally.count(Tally.What.UNHEALTHY);
            case Happening.ProbeFailed _ -> tally.count(Tally.What.PROBE_FAILED);
            case Happening.ProbeRecovered _ -> tally.count(Tally.What.PROBE_RECOVERED);
            case Happening.IngressViolation _ -> tally.count(Tally.What.VIOLATION);
            case Happening.Finished _ -> tally.count(Tally.What.FINISH);
            case Happening.RolloutHalted _ -> tally.count(Tally.What.HALT);
            case Happening.RolloutFinished _ -> tally.count(Tally.What.FINISH_ROLLOUT);
            default -> {}
        }
    }

    /** Checks each act before it reaches the world, and may die before it and after it. */
    private final class Watched implements Effects {
        private final Effects world;

        Watched(Effects world) {
            this.world = world;
        }

        private void act(Tally.What what, Runnable act) {
            breathe(Fault.DEATH_AT_AN_EFFECT);
            tally.count(what);
            act.run();
            breathe(Fault.DEATH_AT_AN_EFFECT);
        }

        @Override
        public void start(StartRequest request) {
            act(Tally.What.START, () -> {
                trace.accept(request.attempt() + " starts");
                invariants.starts(request, ControlPlane.this.world.time.now());
                world.start(request);
            });
        }

        @Override
        public void probe(ProbeKind kind, ProbeRequest request) {
            act(Tally.What.PROBE, () -> world.probe(kind, request));
        }

        @Override
        public void settle(AttemptId attempt) {
            act(Tally.What.SETTLE, () -> world.settle(attempt));
        }

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {
            act(Tally.What.REMEMBER, () -> {
                invariants.remembers(attempt, end, ControlPlane.this.world.time.now());
                world.remember(attempt, end);
            });
        }

        @Override
        public void noteWatchdog(AttemptId attempt, Duration interval) {
            act(Tally.What.REMEMBER, () -> world.noteWatchdog(attempt, interval));
        }

        @Override
        public void terminate(AttemptId attempt) {
            act(Tally.What.TERMINATE, () -> {
                count(attempt);
                world.terminate(attempt);
            });
        }

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {
            act(Tally.What.HOLD, () -> {
                count(attempt);
                invariants.holds(attempt);
                world.hold(attempt, endpoints);
            });
        }

        private void count(AttemptId attempt) {
            reconciler.replica(attempt.slot()).ifPresent(replica -> {
                if (replica.life() instanceof Life.Stopping stopping) {
                    tally.count(stopping.cause());
                }
            });
        }

        @Override
        public void kill(AttemptId attempt) {
            act(Tally.What.KILL, () -> world.kill(attempt));
        }

        @Override
        public void remove(SlotId slot) {
            act(Tally.What.REMOVE, () -> {
                invariants.removes(slot);
                world.remove(slot);
                invariants.removed(slot);
            });
        }
    }
}
