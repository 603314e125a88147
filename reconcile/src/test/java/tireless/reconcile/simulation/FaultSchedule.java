package tireless.reconcile.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import tireless.engine.Desired;
import tireless.model.Event;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.model.Workload;
import tireless.reconcile.Message;
import tireless.reconcile.Reconciler;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/**
 * One run of the real reconciler in a made-up world, determined by its seed: two resources, random commands, random faults, deaths of
 * the control plane at random moments; then the faults end, and everything desired must come true.
 */
final class FaultSchedule {
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration LONG = Duration.ofMinutes(90);
    private static final Duration PEACE = Duration.ofHours(2);
    private static final Duration OFTEN = Duration.ofSeconds(40);
    private static final Duration SELDOM = Duration.ofSeconds(60);
    private static final Duration LONGEST_ILLNESS = Duration.ofMinutes(10);
    /** What may be under way of one replica: a report, the end, its word, its health, what it listens at, and its probes. */
    private static final int PLANS = 8;

    private static final int TRACED = 600;

    private final Dice dice;
    private final Tally tally;
    private final World world;
    private final Invariants invariants;
    private final Map<ResourceKey, Desired> stored = new TreeMap<>();
    private final Map<ResourceKey, RestartRequest> restarts = new TreeMap<>();
    private final Map<ResourceKey, RolloutRecord> rollouts = new TreeMap<>();
    private final Set<Revision> past = new HashSet<>();
    private final List<ResourceKey> keys =
            List.of(ResourceKey.worker(ControlPlane.WORKSPACE, "a"), ResourceKey.worker(ControlPlane.WORKSPACE, "b"));
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private final boolean traced;
    private final Map<ResourceKey, Sort> sorts = new TreeMap<>();
    private IngressPolicy ingress = IngressPolicy.WARN;
    private ControlPlane plane;
    private int creations;

    /** @param traced whether {@link #trace} is wanted, which takes much longer */
    FaultSchedule(long seed, Tally tally, boolean traced) {
        this.tally = tally;
        this.traced = traced;
        this.dice = new Dice(seed, tally);
        this.invariants = new Invariants(stored, () -> ingress);
        keys.forEach(key -> sorts.put(key, Sort.number(dice.upTo(3))));
        this.world = new World(new ManualTime(), dice, invariants);
        invariants.holdIn(world);
        this.plane = newControlPlane();
    }

    private ControlPlane newControlPlane() {
        return new ControlPlane(world, dice, invariants, tally, this::note, this::record);
    }

    /** Some minutes of faults, then hours of peace. */
    void run() {
        boolean isLong = dice.chance(0.15);
        long end = world.now() + (isLong ? LONG : SHORT).toNanos();
        int longest = isLong ? 18 : 14;
        while (world.now() < end) {
            if (dice.chance(0.08)) {
                surviving(this::command);
            }
            breakSomething();
            advance(Duration.ofMillis(1L << dice.upTo(longest - 1)));
        }
        dice.endFaults();
        stored.values().stream()
                .filter(FaultSchedule::isBad)
                .toList()
                .forEach(bad -> surviving(() -> accept(bad, "v0", 1)));
        pass(PEACE);
        assertAllIsWell();
    }

    /** A month in which something is changed each day, and something dies. */
    void runForAMonth() {
        dice.endFaults();
        for (int day = 0; day < 30; day++) {
            for (ResourceKey key : keys) {
                Desired known = stored.get(key);
                if (known == null) {
                    create(key);
                } else if (day % 7 == 6) {
                    remove(key);
                } else {
                    accept(known, "v" + day % 3, 1 + day % 3);
                }
            }
            if (day % 5 == 4) {
                die();
            }
            world.living().forEach(process -> world.end(process, new Exit.Status(1)));
            pass(Duration.ofDays(1));
            assertAllIsWell();
        }
    }

    private void pass(Duration span) {
        advance(span);
    }

    private void breakSomething() {
        if (dice.fault(Fault.DEATH, 0.015)) {
            die();
        }
        if (dice.isFaulty() && dice.chance(0.03)) {
            plane.dieSoon();
        }
        if (dice.fault(Fault.ABSENCE, 0.003)) {
            note("no control plane is there");
            world.disconnect();
            wait(Duration.ofSeconds(dice.upTo(900)));
            die();
        }
        if (dice.fault(Fault.CLOCK_SET, 0.01)) {
            world.time.jumpWall(Duration.ofMinutes(dice.upTo(2 * 24 * 60) - 24 * 60));
        }
        if (dice.fault(Fault.SUSPEND, 0.003)) {
            note("the machine slept");
            world.time.advance(Duration.ofHours(1));
            invariants.slept();
        }
        if (dice.fault(Fault.REBOOT, 0.002)) {
            note("the machine went down");
            world.reboot();
            invariants.rebooted();
            die();
        }
    }

    /** Time passes, and nobody decides anything. */
    private void wait(Duration span) {
        long until = world.now() + span.toNanos();
        while (world.nextAt() < until) {
            world.advance(Math.max(0, world.nextAt() - world.now()));
            world.happen();
        }
        world.advance(until - world.now());
    }

    /** Lets time pass event by event. */
    private void advance(Duration span) {
        long until = world.now() + span.toNanos();
        while (true) {
            surviving(() -> {
                world.happen();
                plane.step();
            });
            long now = world.now();
            long due = plane.nextDue()
                    .map(at -> at.minus(world.time.now().sinceBoot()).toNanos())
                    .map(nanos -> now + Math.max(0, nanos))
                    .orElse(Long.MAX_VALUE);
            long next = Math.min(until, Math.min(due, world.nextAt()));
            if (next > now) {
                world.advance(next - now);
            }
            if (next >= until) {
                return;
            }
        }
    }

    private void surviving(Runnable work) {
        try {
            work.run();
        } catch (Death death) {
            die();
        }
    }

    /** The control plane dies, and the next one adopts what is there; that may take several. */
    private void die() {
        note("the control plane dies");
        while (true) {
            invariants.controlPlaneDied();
            plane = newControlPlane();
            if (dice.fault(Fault.DEATH_IN_ADOPTION, 0.1)) {
                plane.dieSoon();
            }
            try {
                plane.adopt(
                        List.copyOf(stored.values()),
                        past,
                        List.copyOf(restarts.values()),
                        List.copyOf(rollouts.values()),
                        ingress);
                return;
            } catch (Death again) {
                note("the control plane dies while it adopts");
            }
        }
    }

    private void command() {
        if (dice.chance(0.15)) {
            ingress = dice.chance(0.5) ? IngressPolicy.STOP : IngressPolicy.WARN;
            if (ingress == IngressPolicy.WARN) {
                world.release();
            }
            tell(new Message.SetIngress(ControlPlane.WORKSPACE, ingress));
            return;
        }
        ResourceKey key = keys.get(dice.upTo(keys.size() - 1));
        Desired before = stored.get(key);
        if (before == null) {
            create(key);
            return;
        }
        Revision revision = before.revision();
        switch (dice.upTo(8)) {
            case 0, 1 -> accept(before, version(), revision.workload().replicas());
            case 2 -> accept(before, version(revision), dice.upTo(3));
            case 3 -> {
                int count = dice.upTo(3);
                store(new Desired(revision, before.power(), OptionalInt.of(count)), new Message.Scale(key, count, ""));
            }
            case 4 -> power(before, Power.PAUSED);
            case 5 -> power(before, Power.ON);
            case 6 -> power(before, Power.STOPPED);
            case 7 -> {
                if (before.power() == Power.ON) {
                    restart(key);
                }
            }
            default -> remove(key);
        }
    }

    /** As {@link #store}; what was carried out stays stored, as it may where a control plane dies before it forgets it. */
    private void restart(ResourceKey key) {
        plane.status(key).map(RestartRequest::of).ifPresent(request -> {
            restarts.put(key, request);
            invariants.mayRestart(request);
        });
        invariants.forgive(key);
        tell(new Message.Restart(key));
    }

    /** What is stored of a roll-out follows what is told of it, a moment later. */
    private void record(Event event) {
        ResourceKey key = event.resource();
        RolloutRecord known = rollouts.get(key);
        switch (event.happening()) {
            case Happening.RolloutHalted(int failed, int backTo, String why) ->
                rollouts.put(key, new RolloutRecord(key, event.uid(), backTo, failed, why));
            case Happening.RolloutFinished _ -> rollouts.remove(key);
            case Happening.RestartRequested _ when known != null -> rollouts.put(key, known.haltedFor(""));
            default -> {}
        }
    }

    private void begin(Revision from, Revision to) {
        if (from.workload().needsRollTo(to.workload())) {
            RolloutRecord known = rollouts.get(to.key());
            int back = known == null ? from.number() : known.from();
            rollouts.put(to.key(), new RolloutRecord(to.key(), to.uid(), back, to.number(), ""));
        }
    }

    private void remove(ResourceKey key) {
        stored.remove(key);
        rollouts.remove(key);
        restarts.remove(key);
        invariants.forgive(key);
        tell(new Message.SetPower(key, Power.REMOVED));
    }

    private String version() {
        return dice.isFaulty() && dice.chance(0.15) ? World.BAD : "v" + dice.upTo(2);
    }

    private static String version(Revision revision) {
        return revision.workload().run().command().get(1);
    }

    private static boolean isBad(Desired desired) {
        return version(desired.revision()).equals(World.BAD);
    }

    private void create(ResourceKey key) {
        Workload workload = workload(key, "v0", dice.upTo(3));
        Desired desired = Desired.of(Workloads.revision(key, "uid-" + ++creations, 1, workload));
        invariants.forgive(key);
        store(desired, new Message.Accept(desired.revision()));
    }

    private void accept(Desired before, String version, int replicas) {
        Revision revision = before.revision();
        Revision next = Workloads.revision(
                revision.key(),
                revision.uid().value(),
                revision.number() + 1,
                workload(revision.key(), version, replicas));
        OptionalInt scaled = revision.workload().replicas() == replicas ? before.scaledTo() : OptionalInt.empty();
        if (!version.equals(version(revision))) {
            invariants.forgive(revision.key());
        }
        begin(revision, next);
        store(new Desired(next, before.power(), scaled), new Message.Accept(next));
    }

    private Workload workload(ResourceKey key, String version, int replicas) {
        return sort(key).workload(version, replicas, dice.chance(0.5) ? OFTEN : SELDOM);
    }

    private Sort sort(ResourceKey key) {
        return Objects.requireNonNull(sorts.get(key));
    }

    private void power(Desired before, Power power) {
        ResourceKey key = before.revision().key();
        if (power == Power.ON) {
            plane.status(key).map(RestartRequest::of).ifPresent(invariants::mayRestart);
            invariants.forgive(key);
        }
        store(new Desired(before.revision(), power, before.scaledTo()), new Message.SetPower(key, power));
    }

    /** What was accepted is stored before the engine hears of it, and the control plane may die in between. */
    private void store(Desired desired, Message.Command command) {
        ResourceKey key = desired.revision().key();
        Desired before = stored.put(key, desired);
        invariants.scaled(key, before == null ? 0 : before.replicas(), desired.replicas());
        past.add(desired.revision());
        tell(command);
    }

    private void tell(Message.Command command) {
        if (dice.fault(Fault.LOST_COMMAND, 0.05)) {
            die();
        } else {
            plane.command(command);
        }
    }

    private void assertAllIsWell() {
        stored.values().forEach(this::assertReached);
        restarts.values().forEach(this::assertRestarted);
        for (Copy process : world.living()) {
            SlotId slot = process.id.slot();
            Desired desired = stored.get(slot.resource());
            invariants.check(
                    desired != null && slot.ordinal() < desired.replicas(),
                    () -> process.id + " lives, and belongs to nothing that is desired: " + desired);
            invariants.check(
                    process.stalledSince < 0
                            || world.now() - process.stalledSince
                                    < Duration.ofMinutes(10).toNanos()
                            || !plane.watches(slot),
                    () -> process.id + " is stalled, and goes on");
            assertWell(process);
        }
        assertNothingGrows();
    }

    private void assertWell(Copy process) {
        long sick = process.health.sickSince;
        invariants.check(
                sick < 0 || world.now() - sick < LONGEST_ILLNESS.toNanos() || !plane.asks(process.id.slot()),
                () -> process.id + " is sick, and goes on");
        invariants.check(
                process.sort != Sort.PROBED
                        || process.health.upSince >= 0
                        || world.time.now().since(process.startedAt).compareTo(LONGEST_ILLNESS) < 0
                        || !plane.asks(process.id.slot()),
                () -> process.id + " never starts up, and goes on");
        invariants.check(
                ingress != IngressPolicy.STOP
                        || process.listensAt.isEmpty()
                        || world.now() - process.listensSince < LONGEST_ILLNESS.toNanos(),
                () -> process.id + " listens, and goes on");
    }

    private void assertReached(Desired desired) {
        for (int ordinal = 0; ordinal < desired.replicas(); ordinal++) {
            SlotId slot = new SlotId(desired.revision().key(), ordinal);
            Copy process = world.newest(slot).orElseThrow();
            // A roll-out that went back to what never lives long goes on trying.
            invariants.check(
                    world.living(slot) == 1
                            || (process.isBad() && isHalted(desired))
                            || (process.sort == Sort.UNIT && (process.endedByItself() || process.endedAfterRelease()))
                            || (ingress == IngressPolicy.STOP && process.listened),
                    () -> slot + " must live, and does not");
            invariants.check(
                    process.record.uid().equals(desired.revision().uid())
                            && (process.version.equals(version(desired.revision())) || isHalted(desired)),
                    () -> "%s must run %s, and runs %s".formatted(slot, desired, process.version));
        }
    }

    /** Each waits until those before it are ready. */
    private void assertRestarted(RestartRequest request) {
        Desired desired = stored.get(request.resource());
        int replicas = desired.replicas();
        boolean waits = plane.status(request.resource())
                .filter(status -> status.ready() < replicas)
                .isPresent();
        request.attempts().headMap(replicas).forEach((ordinal, attempt) -> {
            Copy process = world.newest(new SlotId(request.resource(), ordinal)).orElseThrow();
            invariants.check(
                    process.id.number() > attempt || waits || isHalted(desired),
                    () -> "attempt %d of %s was to be restarted by hand, and was not".formatted(attempt, process.id));
        });
    }

    private boolean isHalted(Desired desired) {
        return plane.status(desired.revision().key())
                .filter(status -> status.rollout().startsWith("halted"))
                .isPresent();
    }

    private void assertNothingGrows() {
        Reconciler.Census census = plane.census();
        int most = stored.values().stream().mapToInt(Desired::replicas).sum();
        invariants.check(
                census.resources() == stored.size()
                        && census.statuses() == stored.size()
                        && census.replicas() <= keys.size() * 4
                        && census.shown() <= census.replicas()
                        && census.queued() <= census.resources() + census.replicas()
                        && world.plans() <= PLANS * most,
                () -> "too much is held: %s, %d plans for %d replicas".formatted(census, world.plans(), most));
    }

    private void note(Object what) {
        if (traced) {
            trace.add(world.time.now().sinceBoot() + " " + what);
            if (trace.size() > TRACED) {
                trace.remove();
            }
        }
    }

    /** How often it was said that a replica is not ready which once was. */
    int warnings() {
        return invariants.warnings();
    }

    /** The last things that happened, oldest first. */
    String trace() {
        return String.join("\n", trace);
    }
}
