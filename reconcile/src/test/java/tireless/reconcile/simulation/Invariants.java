package tireless.reconcile.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.engine.Desired;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Event;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.ProbeKind;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartMemory;
import tireless.model.RestartRequest;
import tireless.model.SlotId;
import tireless.reconcile.decide.Rollout;
import tireless.runtime.AttemptRecord;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;

/** What must hold at every moment, whatever goes wrong. What is broken fails the schedule at once. */
final class Invariants {
    /** A worker that reports each minute may have worked for so long after its last report. */
    private static final Duration STANDSTILL = Duration.ofMinutes(5).minus(World.REPORTS);

    private static final Duration SILENCE = World.WATCHDOG.minus(World.REPORTS);

    /** How much later an end may be heard than it happened, while somebody listens. */
    private static final Duration HEARD = Duration.ofMillis(50);

    /** A pause that was decided, for which attempt, in which boot. */
    private record Pause(AttemptId attempt, BootId boot, SettledEnd end) {}

    private final Map<ResourceKey, Desired> stored;
    private final Supplier<IngressPolicy> ingress;
    private final Map<SlotId, RestartMemory> memories = new HashMap<>();
    private final Map<SlotId, Pause> pauses = new HashMap<>();
    private final Map<SlotId, Integer> told = new HashMap<>();
    private final Map<ResourceKey, Integer> forgiven = new HashMap<>();
    private final Map<SlotId, Integer> restarted = new HashMap<>();
    private final Map<SlotId, String> runs = new HashMap<>();
    private final Map<SlotId, Integer> begun = new HashMap<>();
    private final Map<SlotId, Long> tried = new HashMap<>();
    private final Map<AttemptId, Integer> forgivenAtStart = new HashMap<>();
    private final Set<AttemptId> warned = new HashSet<>();
    private @Nullable World world;
    private int warnings;

    /** @param ingress the policy that is stored now */
    Invariants(Map<ResourceKey, Desired> stored, Supplier<IngressPolicy> ingress) {
        this.stored = stored;
        this.ingress = ingress;
    }

    void holdIn(World next) {
        world = next;
    }

    private World world() {
        World known = world;
        if (known == null) {
            throw new IllegalStateException("there is no world yet");
        }
        return known;
    }

    void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    /** How often it was said that a replica is not ready which once was. */
    int warnings() {
        return warnings;
    }

    private Integer forgiveness(ResourceKey key) {
        return forgiven.getOrDefault(key, 0);
    }

    private boolean isForgivenSince(AttemptId attempt) {
        return !forgiveness(attempt.slot().resource()).equals(forgivenAtStart.get(attempt));
    }

    /** Somebody asked for something by which failures are forgotten and pauses end, also those of what still runs. */
    void forgive(ResourceKey key) {
        forgiven.merge(key, 1, Integer::sum);
        memories.keySet().removeIf(slot -> slot.resource().equals(key));
        pauses.keySet().removeIf(slot -> slot.resource().equals(key));
    }

    /** Somebody asked that these be replaced; whatever comes after them was started by that, or later. */
    void mayRestart(RestartRequest request) {
        request.attempts()
                .forEach((ordinal, attempt) ->
                        restarted.merge(new SlotId(request.resource(), ordinal), attempt, Math::max));
    }

    /** An attempt left no trace: what counts is what the one before it left. */
    void forgotten(SlotId slot, Optional<AttemptRecord> record) {
        record.map(AttemptRecord::memory)
                .ifPresentOrElse(memory -> memories.put(slot, memory), () -> memories.remove(slot));
        pauses.remove(slot);
    }

    /** Of an attempt that ended just before, the end is seen just after, and what lies in between counts as its run. */
    void slept() {
        memories.clear();
    }

    void rebooted() {
        memories.clear();
        pauses.clear();
    }

    /** What was told may not have been recorded; what was not told is found by the next one. */
    void controlPlaneDied() {
        warned.clear();
        told.replaceAll((_, _) -> Integer.MAX_VALUE);
        tried.replaceAll((_, _) -> world().now());
    }

    void starts(StartRequest request, Now now) {
        SlotId slot = request.attempt().slot();
        Desired desired = stored.get(slot.resource());
        check(
                desired != null && slot.ordinal() < desired.replicas(),
                () -> "%s was started, which nobody wants: %s".formatted(request.attempt(), desired));
        RestartMemory before = memories.get(slot);
        RestartMemory next = request.record().memory();
        String run = request.record().run();
        String lastRun = runs.put(slot, run);
        if (run.equals(lastRun)) {
            tried.putIfAbsent(slot, world().now());
        } else {
            tried.put(slot, world().now());
        }
        boolean anew = (lastRun != null && !lastRun.equals(run))
                || !forgiveness(slot.resource()).equals(begun.get(slot))
                || world().newest(slot)
                        // Between it and this one there may have been another that left nothing.
                        .filter(last -> isForgivenSince(last.id)
                                || !last.record.run().equals(request.record().run()))
                        .isPresent();
        if (!anew && before != null && next.baseDelay().compareTo(before.baseDelay()) < 0) {
            Duration ran = world().lastUptime(slot);
            check(
                    next.failures() < before.failures() && ran.plus(HEARD).compareTo(Duration.ofSeconds(10)) >= 0,
                    () -> "the delay of %s shrank from %s to %s after a run of %s".formatted(slot, before, next, ran));
        }
        if (!anew) {
            world().newest(slot).ifPresent(last -> startsAfter(last, request));
        }
        Pause pause = pauses.remove(slot);
        if (!anew
                && pause != null
                && pause.attempt().number() == request.attempt().number() - 1) {
            Duration due = pause.end().next().map(SettledEnd.NextStart::at).orElse(Duration.ZERO);
            check(
                    now.sinceBoot().compareTo(due) >= 0,
                    () -> "%s was started at %s, before its pause was over at %s"
                            .formatted(request.attempt(), now, due));
        }
        Integer lastTold = told.get(slot);
        int newest = world().newest(slot).map(last -> last.id.number()).orElse(0);
        check(
                newest == 0 || (lastTold != null && lastTold >= newest),
                () -> "%s was started, and nobody was told how the attempt before it ended"
                        .formatted(request.attempt()));
        told.put(slot, request.attempt().number() - 1);
        memories.put(slot, next);
        begun.put(slot, forgiveness(slot.resource()));
        forgivenAtStart.put(request.attempt(), forgiveness(slot.resource()));
    }

    /** Nobody asked for a start that makes up for an end: so only what goes on is started again. */
    private void startsAfter(Copy last, StartRequest request) {
        AttemptId next = request.attempt();
        check(
                last.sort != Sort.UNIT || !last.endedByItself(),
                () -> "%s was started, and the unit %s has ended".formatted(next, last.id));
        check(
                // A roll-out that halts goes back to another revision, which is tried once.
                last.record.revision() != request.record().revision()
                        || last.heldFor.isEmpty()
                        || last.released
                        || ingress.get() != IngressPolicy.STOP,
                () -> "%s was started, and %s is held".formatted(next, last.id));
    }

    void holds(AttemptId attempt) {
        check(ingress.get() == IngressPolicy.STOP, () -> attempt + " is stopped, and nobody forbids to listen");
        check(
                world().process(attempt).filter(process -> process.listened).isPresent(),
                () -> attempt + " is stopped for listening, and never did");
    }

    void remembers(AttemptId attempt, SettledEnd end, Now now) {
        boolean forgiven = !forgiveness(attempt.slot().resource()).equals(begun.get(attempt.slot()));
        if (end.next().isPresent() && !forgiven) {
            pauses.put(attempt.slot(), new Pause(attempt, now.boot(), end));
        }
    }

    /** What was to be remembered was not written down: whoever comes next learns the end by itself. */
    void forgets(AttemptId attempt) {
        pauses.computeIfPresent(attempt.slot(), (_, pause) -> pause.attempt().equals(attempt) ? null : pause);
    }

    void removes(SlotId slot) {
        check(!stored.containsKey(slot.resource()), () -> slot + " was removed, which is still wanted");
    }

    void removed(SlotId slot) {
        memories.remove(slot);
        pauses.remove(slot);
        told.remove(slot);
        restarted.remove(slot);
        runs.remove(slot);
        tried.remove(slot);
        warned.removeIf(attempt -> attempt.slot().equals(slot));
    }

    /** The count of a resource changes: of what is wanted anew nobody knows how long it takes. */
    void scaled(ResourceKey key, int from, int to) {
        tried.replaceAll((slot, since) -> slot.resource().equals(key) && slot.ordinal() >= from && slot.ordinal() < to
                ? (Long) world().now()
                : since);
    }

    /** Whoever is given up had all of its time, awake and watched by one control plane. */
    private void halts(ResourceKey key, String why) {
        check(
                tried.entrySet().stream()
                        .filter(slot -> slot.getKey().resource().equals(key)
                                && why.startsWith(slot.getKey().replica() + " "))
                        .anyMatch(slot -> world().now() - slot.getValue() >= Rollout.DEADLINE.toNanos()),
                () -> "the roll-out of %s halted too early: %s".formatted(key, why));
    }

    void happened(Event event) {
        if (event.happening() instanceof Happening.RolloutHalted(int _, int _, String why)) {
            halts(event.resource(), why);
        }
        if (event.ordinal().isEmpty()) {
            return;
        }
        SlotId slot = new SlotId(event.resource(), event.ordinal().getAsInt());
        Optional<Copy> newest = world().newest(slot);
        switch (event.happening()) {
            case Happening.Exited(int attempt, var _, var _) -> {
                check(
                        world().settled(new AttemptId(slot, attempt)).isEmpty(),
                        () -> "the end of %s#%d was told again".formatted(slot, attempt));
                told.put(slot, attempt);
                newest.ifPresent(process -> process.toldStopped = false);
            }
            case Happening.Stopping(String why, var _)
            when why.equals("restarted by hand") ->
                newest.ifPresent(process -> check(
                        process.id.number() <= restarted.getOrDefault(slot, 0),
                        () -> process.id + " is restarted by hand once more"));
            case Happening.Stopped() ->
                newest.ifPresent(process -> {
                    told.put(slot, process.id.number());
                    process.toldStopped = true;
                });
            case Happening.Stalled(String why) ->
                check(
                        newest.filter(this::isStalled).isPresent(),
                        () -> "%s is said to be stalled, and is not: %s".formatted(slot, why));
            case Happening.Unhealthy(String why) ->
                check(
                        newest.filter(process ->
                                        fails(process, ProbeKind.STARTUP) || fails(process, ProbeKind.LIVENESS))
                                .isPresent(),
                        () -> "%s is said to be unhealthy, and is not: %s".formatted(slot, why));
            case Happening.Unready(int _, String why) ->
                check(
                        newest.filter(process -> fails(process, ProbeKind.READINESS))
                                .isPresent(),
                        () -> "%s is said to be not ready, and is: %s".formatted(slot, why));
            case Happening.Ready _ ->
                check(
                        newest.filter(process -> process.sort != Sort.PROBED
                                        || process.health.hasPassed(world().controlPlane(), ProbeKind.READINESS))
                                .isPresent(),
                        () -> slot + " is said to be ready, and no probe says so");
            case Happening.IngressViolation(int attempt, var addresses) ->
                check(
                        addresses.isEmpty()
                                || world().process(new AttemptId(slot, attempt))
                                        .filter(process -> process.listened)
                                        .isPresent(),
                        () -> "%s#%d never listened at %s".formatted(slot, attempt, addresses));
            case Happening.Warned(String what)
            when !what.startsWith("its records stay") -> {
                check(
                        newest.filter(process -> !process.heardReady).isPresent(),
                        () -> slot + " has said that it is ready");
                newest.ifPresent(
                        process -> check(warned.add(process.id), () -> process.id + " is said to be overdue twice"));
                warnings++;
            }
            default -> {}
        }
    }

    private boolean fails(Copy process, ProbeKind kind) {
        return process.health.failures(world().controlPlane(), kind) >= Sort.THRESHOLD;
    }

    private boolean isStalled(Copy process) {
        Duration since = Duration.ofNanos(world().now() - process.stalledSince);
        return process.stalledSince >= 0
                && switch (process.habit) {
                    case STUCK -> since.compareTo(STANDSTILL) >= 0;
                    case HANGING -> since.compareTo(SILENCE) >= 0;
                    case SILENT, IDLE, BUSY, BEATING -> false;
                };
    }

    /** Right after an adoption: a pause that was written down and is not over goes on as it was. */
    void adopted(Map<ResourceKey, ResourceStatus> statuses, Now now) {
        pauses.forEach((slot, pause) -> {
            SettledEnd.NextStart next = pause.end().next().orElseThrow();
            if (isInForce(slot, pause) && next.at().compareTo(now.sinceBoot()) > 0) {
                Phase expected =
                        expected(pause.end(), next, now.wall().plus(next.at().minus(now.sinceBoot())));
                Optional<Phase> phase = Optional.ofNullable(statuses.get(slot.resource())).stream()
                        .flatMap(status -> status.observed().stream())
                        .filter(replica -> replica.slot().equals(slot))
                        .map(replica -> replica.phase())
                        .findFirst();
                check(
                        phase.filter(expected::equals).isPresent(),
                        () -> "%s must be %s after adoption, and is %s".formatted(slot, expected, phase));
            }
        });
    }

    private static Phase expected(SettledEnd end, SettledEnd.NextStart next, Instant until) {
        int failures = end.memory().failures();
        return end.end().exit() instanceof Exit.NotStarted(String why)
                ? new Phase.Waiting(why, failures, next.delay(), until)
                : new Phase.BackingOff(failures, next.delay(), until, end.end().exit());
    }

    private boolean isInForce(SlotId slot, Pause pause) {
        Desired desired = stored.get(slot.resource());
        return desired != null
                && slot.ordinal() < desired.replicas()
                && world().settled(pause.attempt()).filter(pause.end()::equals).isPresent()
                && world().newest(slot)
                        .filter(process -> process.id.equals(pause.attempt()))
                        .filter(process ->
                                process.record.uid().equals(desired.revision().uid()))
                        .filter(process -> desired.revision()
                                .workload()
                                .run()
                                .command()
                                .get(1)
                                .equals(process.version))
                        .isPresent();
    }
}
