package tireless.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.engine.loop.KeyQueue;
import tireless.engine.loop.Loop;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Decision;
import tireless.reconcile.decide.ReplicaState;
import tireless.reconcile.decide.Rollout;
import tireless.reconcile.decide.Target;
import tireless.reconcile.decide.WorkerDecider;

/**
 * The heart of the local engine: takes one message at a time, and brings one resource at a time nearer to what is desired. Has no
 * thread, no clock and no chance of its own, so it runs in a simulation as it runs for real. Owned by one thread.
 */
public final class Reconciler implements Loop.Owner<Message> {
    /** How long news that only changes figures may wait to be shown. */
    private static final Duration FIGURES_DELAY = Duration.ofSeconds(1);

    /** How late work may be taken up on a busy machine. */
    private static final Duration LATE = Duration.ofMillis(250);

    /** From which lateness on results of probes from before say nothing, and a roll-out has its time back: the drivers themselves do not count what is less. */
    private static final Duration SLEPT = Duration.ofSeconds(2);

    /** How often it looks at the clock at least, so that no sleep of the machine that matters is missed. */
    private static final Duration FADES = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofSeconds(10);

    /**
     * How much a reconciler holds.
     *
     * @param shown statuses of replicas that are kept to be shown again
     * @param queued keys that wait
     */
    public record Census(int resources, int replicas, int shown, int statuses, int queued) {}

    private final TimeSource time;
    private final Consumer<Observation> observer;
    private final Transitions transitions;
    private final KeyQueue<Work> queue = new KeyQueue<>();
    private final SortedMap<ResourceKey, Resource> resources = new TreeMap<>();
    private final SortedMap<ResourceKey, ResourceStatus> statuses = new TreeMap<>();
    private final Map<String, IngressPolicy> ingress = new HashMap<>();
    private Duration listeningSince = Duration.ZERO;
    private Duration lookedAt;

    /** @param observer called on the thread that calls {@link #handle} and {@link #step} */
    public Reconciler(TimeSource time, RandomGenerator random, Effects effects, Consumer<Observation> observer) {
        this.time = time;
        this.observer = observer;
        this.transitions = new Transitions(random, effects, observer);
        this.lookedAt = time.now().sinceBoot();
    }

    /**
     * Takes in one message; acts only in {@link #step}.
     *
     * @throws TirelessException NOT_FOUND for a command to a resource that is not known
     */
    @Override
    public void handle(Message message) {
        Now now = time.now();
        switch (message) {
            case Message.Command command -> command(command, now);
            case Message.News news -> {
                listen(now);
                news(news, now);
            }
        }
    }

    /** Works on everything that is due. */
    @Override
    public void step() {
        Now now = time.now();
        listen(now);
        for (Optional<Work> work = queue.take(now.sinceBoot()); work.isPresent(); work = queue.take(now.sinceBoot())) {
            Resource resource = resources.get(work.get().resource());
            if (resource != null) {
                reconcile(resource, work.get(), now);
            }
        }
    }

    /** When {@link #step} is to be called next, since boot; empty until the next message. */
    @Override
    public Optional<Duration> nextDue() {
        if (resources.isEmpty()) {
            return queue.nextDue();
        }
        Duration look = lookedAt.plus(LOOK);
        return Optional.of(
                queue.nextDue().filter(due -> due.compareTo(look) < 0).orElse(look));
    }

    /** What is known of one slot now; empty if nothing is. */
    public Optional<ReplicaState> replica(SlotId slot) {
        return Optional.ofNullable(resources.get(slot.resource())).map(resource -> resource.replica(slot));
    }

    /** How much is held in memory. */
    public Census census() {
        int replicas = 0;
        int shown = 0;
        for (Resource resource : resources.values()) {
            replicas += resource.replicas().size();
            shown += resource.view().size();
        }
        return new Census(resources.size(), replicas, shown, statuses.size(), queue.size());
    }

    /** A step that comes much too late tells of a time in which nothing could be heard: the process or the machine slept. */
    private void listen(Now now) {
        Duration late = queue.nextDue().map(now::since).orElse(Duration.ZERO);
        boolean looksLate = now.since(lookedAt).compareTo(LOOK.multipliedBy(2)) > 0;
        if (looksLate || late.compareTo(LATE) > 0) {
            listeningSince = now.sinceBoot();
        }
        if (looksLate || late.compareTo(SLEPT) > 0) {
            Duration unwatched = now.since(lookedAt);
            resources.values().forEach(resource -> resource.unwatched(unwatched));
        }
        lookedAt = now.sinceBoot();
    }

    private void reconcile(Resource resource, Work work, Now now) {
        Optional<ReplicaState> alone = resource.isSettled() ? work.slot().map(resource::replica) : Optional.empty();
        if (alone.isEmpty()) {
            resource.place(now);
        }
        Target target = resource.target(
                listeningSince, ingress.getOrDefault(resource.key().scope(), IngressPolicy.WARN));
        Decision decision = alone.map(replica -> WorkerDecider.decide(target, replica, now))
                .orElseGet(() -> WorkerDecider.decide(target, resource.replicas(), now));
        decision.actions().forEach(action -> transitions.apply(resource, action, now));
        resource.settled(decision.settled());
        decision.lookAgainAt().forEach((slot, at) -> queue.add(Work.on(slot), at));
        decision.lookAgainAtAll().ifPresent(at -> queue.add(Work.on(resource.key()), at));
        if (!decision.actions().isEmpty()) {
            queue.add(alone.isPresent() ? work : Work.on(resource.key()), now.sinceBoot());
        }
        publish(resource, alone, now);
    }

    private void publish(Resource resource, Optional<ReplicaState> changed, Now now) {
        if (resource.isGone()) {
            resources.remove(resource.key());
            statuses.remove(resource.key());
            transitions.tell(resource, OptionalInt.empty(), new Happening.Removed(), now);
            return;
        }
        ResourceStatus status = resource.view().of(resource, changed.map(ReplicaState::slot), now);
        // Who falls silent does not say so: what was said of a rate, or is looked for from time to time, holds less and
        // less.
        resource.replicas().stream()
                .filter(replica -> changed.isEmpty() || changed.get().slot().equals(replica.slot()))
                .filter(replica -> fades(replica, now))
                .forEach(replica ->
                        queue.add(Work.on(replica.slot()), now.sinceBoot().plus(FADES)));
        if (!status.equals(statuses.put(resource.key(), status))) {
            observer.accept(new Observation.Changed(status));
        }
    }

    private static boolean fades(ReplicaState replica, Now now) {
        return replica.life()
                .living()
                .filter(alive -> alive.signals().fades(now.sinceBoot()))
                .isPresent();
    }

    private void command(Message.Command command, Now now) {
        switch (command) {
            case Message.Adopt adopt -> adopt(adopt, now);
            case Message.Accept(var revision) -> {
                Resource resource = resources.computeIfAbsent(revision.key(), Resource::new);
                if (resource.accept(revision)) {
                    int replicas = resource.desired().map(Desired::replicas).orElse(0);
                    touch(resource, new Happening.Accepted(revision.number(), replicas), now);
                }
            }
            case Message.Take(var desired) -> {
                Resource resource = resources.computeIfAbsent(desired.revision().key(), Resource::new);
                if (resource.take(desired)) {
                    touch(resource, new Happening.Accepted(desired.revision().number(), desired.replicas()), now);
                }
            }
            case Message.Scale(var key, int replicas, String why) -> {
                Resource resource = known(key);
                int before = resource.desired().map(Desired::replicas).orElse(0);
                resource.change(d -> new Desired(d.revision(), d.power(), OptionalInt.of(replicas)));
                touch(resource, new Happening.Scaled(before, replicas, why), now);
            }
            case Message.SetPower(var key, var power) -> {
                Resource resource = known(key);
                if (resource.desired().filter(d -> d.power() == power).isEmpty()) {
                    resource.power(power);
                    touch(resource, new Happening.PowerChanged(power), now);
                }
            }
            case Message.SetIngress(var workspace, var policy) -> {
                ingress.put(workspace, policy);
                resources.keySet().stream()
                        .filter(key -> key.scope().equals(workspace))
                        .forEach(key -> queue.add(Work.on(key), now.sinceBoot()));
            }
            case Message.Retry(var key) -> {
                Resource resource = known(key);
                resource.retry(now);
                resource.settled(false);
                queue.add(Work.on(key), now.sinceBoot());
            }
            case Message.Restart(var key) -> {
                Resource resource = known(key);
                resource.restartAll();
                resource.rollout(new Rollout(resource.rollout().previous(), ""));
                touch(resource, new Happening.RestartRequested(), now);
            }
        }
    }

    private void adopt(Message.Adopt adopt, Now now) {
        adopt.desired()
                .forEach(desired -> resources
                        .computeIfAbsent(desired.revision().key(), Resource::new)
                        .desire(desired));
        adopt.restarts()
                .forEach(request -> Optional.ofNullable(resources.get(request.resource()))
                        .ifPresent(resource -> resource.goOnRestarting(request)));
        adopt.recovered().forEach(recovered -> {
            Resource resource =
                    resources.computeIfAbsent(recovered.attempt().slot().resource(), Resource::new);
            transitions.adopt(resource, recovered, adopt.past(), now);
        });
        adopt.desired().forEach(desired -> {
            ResourceKey key = desired.revision().key();
            Optional<RolloutRecord> stored = adopt.rollouts().stream()
                    .filter(rollout -> rollout.resource().equals(key))
                    .findFirst();
            known(key).goOnRolling(stored, adopt.past());
            known(key).placeFound(now);
        });
        resources.keySet().forEach(key -> queue.add(Work.on(key), now.sinceBoot()));
    }

    private void news(Message.News news, Now now) {
        SlotId slot = slot(news);
        Resource resource = resources.get(slot.resource());
        if (resource == null || resource.replica(slot) == null) {
            return;
        }
        boolean figuresOnly = transitions.hear(resource, news, now);
        if (figuresOnly && resource.ordinals().surplusSince().isEmpty()) {
            queue.add(Work.on(resource.key()), now.sinceBoot().plus(FIGURES_DELAY));
        } else {
            queue.add(Work.on(slot), now.sinceBoot());
        }
    }

    private static SlotId slot(Message.News news) {
        return switch (news) {
            case Message.StartFinished(var attempt, var _) -> attempt.slot();
            case Message.SettleFinished(var attempt, var _) -> attempt.slot();
            case Message.ProbeFinished(var attempt, var _, var _) -> attempt.slot();
            case Message.Ended(var attempt) -> attempt.slot();
            case Message.Notified(var slot, var _) -> slot;
            case Message.Noticed(var attempt, var _) -> attempt.slot();
        };
    }

    private Resource known(ResourceKey key) {
        Resource resource = resources.get(key);
        if (resource == null || resource.desired().isEmpty()) {
            throw new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key);
        }
        return resource;
    }

    private void touch(Resource resource, Happening happening, Now now) {
        resource.settled(false);
        transitions.tell(resource, OptionalInt.empty(), happening, now);
        queue.add(Work.on(resource.key()), now.sinceBoot());
    }
}
