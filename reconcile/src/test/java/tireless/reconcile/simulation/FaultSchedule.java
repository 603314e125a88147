package tireless.reconcile.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartMemory;
import tireless.model.SlotId;
import tireless.model.Workload;
import tireless.reconcile.Message;
import tireless.reconcile.Reconciler;
import tireless.reconcile.act.Effects;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/**
 * One run of the real reconciler in a made-up world, determined by its seed: two resources, random commands, random faults, deaths of
 * the control plane at random moments; then the faults end, and everything desired must come true.
 */
final class FaultSchedule {
    private static final Duration FAULTS = Duration.ofMinutes(10);
    private static final Duration PEACE = Duration.ofHours(2);

    private final ManualTime time = new ManualTime();
    private final RandomGenerator random;
    private final World world;
    private final Map<ResourceKey, Desired> stored = new TreeMap<>();
    private final Map<SlotId, RestartMemory> memories = new HashMap<>();
    private final ArrayDeque<Message.News> inbox = new ArrayDeque<>();
    private final List<ResourceKey> keys =
            List.of(ResourceKey.worker("public", "a"), ResourceKey.worker("public", "b"));
    private Reconciler reconciler;
    private boolean faulty = true;
    private final Set<AttemptId> warned = new HashSet<>();
    private int creations;
    private int warnings;

    private final ArrayDeque<String> trace = new ArrayDeque<>();

    FaultSchedule(long seed) {
        this.random = new SplittableRandom(seed);
        this.world = new World(time, random);
        this.reconciler = newControlPlane();
    }

    void run() {
        Duration end = time.now().sinceBoot().plus(FAULTS);
        while (time.now().sinceBoot().compareTo(end) < 0) {
            if (random.nextInt(100) < 8) {
                command();
            }
            if (random.nextInt(100) < 3) {
                crash();
            }
            advance(Duration.ofMillis(1L << random.nextInt(14)));
        }
        faulty = false;
        world.endFaults();
        Duration peace = time.now().sinceBoot().plus(PEACE);
        while (time.now().sinceBoot().compareTo(peace) < 0) {
            advance(Duration.ofMinutes(10));
        }
        stored.values().forEach(this::assertReached);
        assertThat(world.occupiedSlots())
                .as("what runs belongs to something desired")
                .allMatch(slot -> stored.containsKey(slot.resource())
                        && slot.ordinal() < stored.get(slot.resource()).replicas());
    }

    private void assertReached(Desired desired) {
        for (int ordinal = 0; ordinal < desired.replicas(); ordinal++) {
            SlotId slot = new SlotId(desired.revision().key(), ordinal);
            assertThat(world.living(slot)).as("living processes in %s", slot).isEqualTo(1);
            assertThat(world.runs(slot).orElseThrow().uid())
                    .as("uid that runs in %s", slot)
                    .isEqualTo(desired.revision().uid());
        }
    }

    /** Lets time pass event by event, for at most {@code span}. */
    private void advance(Duration span) {
        Duration until = time.now().sinceBoot().plus(span);
        while (true) {
            world.happen();
            deliver();
            reconciler.step();
            Duration now = time.now().sinceBoot();
            Duration next = earlier(world.nextAt(), reconciler.nextDue())
                    .filter(at -> at.compareTo(until) < 0)
                    .orElse(until);
            if (next.compareTo(now) > 0) {
                time.advance(next.minus(now));
            }
            if (!next.minus(until).isNegative()) {
                return;
            }
        }
    }

    private static Optional<Duration> earlier(Optional<Duration> a, Optional<Duration> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().compareTo(b.get()) < 0 ? a : b;
    }

    private void deliver() {
        while (!inbox.isEmpty()) {
            Message.News news = inbox.remove();
            note(news);
            reconciler.handle(news);
        }
    }

    private void crash() {
        note("the control plane dies");
        inbox.clear();
        warned.clear();
        reconciler = newControlPlane();
        reconciler.handle(new Message.Adopt(List.copyOf(stored.values()), world.recover()));
    }

    private Reconciler newControlPlane() {
        Effects effects = world.connect(inbox::add);
        return new Reconciler(time, random, new Checked(effects), this::noteEvents);
    }

    private void command() {
        ResourceKey key = keys.get(random.nextInt(keys.size()));
        Desired before = stored.get(key);
        if (before == null) {
            create(key);
            return;
        }
        switch (random.nextInt(9)) {
            case 0, 1 ->
                accept(
                        before,
                        "v" + random.nextInt(3),
                        before.revision().workload().replicas());
            case 2 ->
                accept(before, before.revision().workload().run().command().get(1), random.nextInt(4));
            case 3 -> {
                int count = random.nextInt(4);
                store(
                        new Desired(before.revision(), before.power(), OptionalInt.of(count)),
                        new Message.Scale(key, count));
            }
            case 4 -> power(before, Power.PAUSED);
            case 5 -> power(before, Power.ON);
            case 6 -> power(before, Power.STOPPED);
            case 7 -> {
                forgetMemories(key);
                reconciler.handle(new Message.Restart(key));
            }
            default -> {
                stored.remove(key);
                forgetMemories(key);
                reconciler.handle(new Message.SetPower(key, Power.REMOVED));
            }
        }
    }

    private void create(ResourceKey key) {
        Workload workload = Workloads.worker(random.nextInt(4), Workloads.run("run", "v0"));
        Desired desired = Desired.of(Workloads.revision(key, "uid-" + ++creations, 1, workload));
        store(desired, new Message.Accept(desired.revision()));
        forgetMemories(key);
    }

    private void accept(Desired before, String version, int replicas) {
        Workload workload = Workloads.worker(replicas, Workloads.run("run", version));
        Desired next = new Desired(
                Workloads.revision(
                        before.revision().key(),
                        before.revision().uid().value(),
                        before.revision().number() + 1,
                        workload),
                before.power(),
                before.revision().workload().replicas() == replicas ? before.scaledTo() : OptionalInt.empty());
        forgetMemories(before.revision().key());
        store(next, new Message.Accept(next.revision()));
    }

    private void power(Desired before, Power power) {
        if (power == Power.ON) {
            forgetMemories(before.revision().key());
        }
        store(
                new Desired(before.revision(), power, before.scaledTo()),
                new Message.SetPower(before.revision().key(), power));
    }

    /** What was accepted is stored before the engine hears of it, and the control plane may die in between. */
    private void store(Desired desired, Message.Command command) {
        stored.put(desired.revision().key(), desired);
        if (faulty && random.nextInt(20) == 0) {
            crash();
        } else {
            reconciler.handle(command);
        }
    }

    private void noteEvents(Observation observation) {
        if (observation instanceof Observation.Happened(var event)) {
            note(event.subject() + " " + event.happening());
            if (event.happening() instanceof Happening.Warned) {
                SlotId slot = new SlotId(event.resource(), event.ordinal().orElseThrow());
                assertThat(world.silent(slot))
                        .as("what %s is said to wait for", slot)
                        .hasValueSatisfying(attempt -> assertThat(warned.add(attempt))
                                .as("%s is said to be overdue once", attempt)
                                .isTrue());
                warnings++;
            }
        }
    }

    /** How often it was said that a replica is not ready which once was. */
    int warnings() {
        return warnings;
    }

    private void note(Object what) {
        trace.add(time.now().sinceBoot() + " " + what);
        if (trace.size() > 400) {
            trace.remove();
        }
    }

    /** The last things that happened, oldest first. */
    String trace() {
        return String.join("\n", trace);
    }

    private void forgetMemories(ResourceKey key) {
        memories.keySet().removeIf(slot -> slot.resource().equals(key));
    }

    /** Checks each act against what is stored before it reaches the world. */
    private final class Checked implements Effects {
        private final Effects world;

        Checked(Effects world) {
            this.world = world;
        }

        @Override
        public void start(StartRequest request) {
            SlotId slot = request.attempt().slot();
            Desired desired = stored.get(slot.resource());
            if (desired == null || slot.ordinal() >= desired.replicas()) {
                fail("started %s, which nobody wants: %s", slot, desired);
            }
            RestartMemory before = memories.get(slot);
            RestartMemory now = request.record().memory();
            if (before != null && now.baseDelay().compareTo(before.baseDelay()) < 0) {
                assertThat(now.failures()).as("failures after a reset").isLessThan(before.failures());
                assertThat(FaultSchedule.this.world.lastUptime(slot))
                        .as("the delay of %s shrank from %s to %s after a run of", slot, before, now)
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
            }
            memories.put(slot, now);
            note(request.attempt() + " starts");
            world.start(request);
        }

        @Override
        public void settle(AttemptId attempt) {
            world.settle(attempt);
        }

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {
            world.remember(attempt, end);
        }

        @Override
        public void terminate(AttemptId attempt) {
            world.terminate(attempt);
        }

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {
            world.hold(attempt, endpoints);
        }

        @Override
        public void kill(AttemptId attempt) {
            world.kill(attempt);
        }

        @Override
        public void remove(SlotId slot) {
            if (stored.containsKey(slot.resource())) {
                fail("removed %s, which is still wanted", slot);
            }
            memories.remove(slot);
            warned.removeIf(attempt -> attempt.slot().equals(slot));
            world.remove(slot);
        }
    }
}
