package tireless.reconcile.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.model.ProbeKind;
import tireless.model.SlotId;
import tireless.reconcile.Message;
import tireless.reconcile.act.Effects;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Notice;
import tireless.runtime.ProbeResult;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.throughput.Notification;

/**
 * A machine that is made up: processes that live and die at random moments, and report of themselves. It survives its control
 * planes, and it knows the truth. Its own time stands still while the machine sleeps, as that of all processes does.
 */
final class World {
    /** The version of a workload that never lives long. */
    static final String BAD = "bad";

    static final Duration REPORTS = Duration.ofSeconds(60);
    static final Duration WATCHDOG = Duration.ofSeconds(150);

    private static final int KEPT = 5;

    /** How long it takes at most until it is seen that something listens. */
    private static final int LOOK = 10_000;

    private static final List<String> ENDPOINTS = List.of("0.0.0.0:8080", "[::]:9090");
    private static final Notification READY = said("READY=1");
    private static final Notification BEAT = said("WATCHDOG=1");
    private static final Notification IDLE = said("X_PROCESSED=7\nX_BACKLOG=0");

    private record Note(SettledEnd end, BootId boot) {}

    private record Happening(long at, long sequence, Runnable what) {}

    final ManualTime time;
    final Dice dice;
    private final Invariants invariants;
    private final PriorityQueue<Happening> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::sequence));
    private final Map<SlotId, NavigableMap<Integer, Copy>> slots = new TreeMap<>();
    private final Map<AttemptId, Note> settled = new HashMap<>();
    private final Map<AttemptId, SettledEnd> writing = new LinkedHashMap<>();
    private final Set<String> probing = new HashSet<>();
    private long now;
    private long sequence;
    private int controlPlane;
    private Consumer<Message.News> listener = _ -> {};

    World(ManualTime time, Dice dice, Invariants invariants) {
        this.time = time;
        this.dice = dice;
        this.invariants = invariants;
    }

    private static Notification said(String text) {
        return Notification.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nanoseconds of the time in which the machine was awake. */
    long now() {
        return now;
    }

    void advance(long nanos) {
        now += nanos;
        time.advance(Duration.ofNanos(nanos));
    }

    /** Does {@code what} after a delay of at most {@code millis}. */
    void later(int millis, Runnable what) {
        agenda.add(new Happening(now + dice.upTo(millis) * 1_000_000L, sequence++, what));
    }

    /** When something happens next; never, if nothing will. */
    long nextAt() {
        return agenda.isEmpty() ? Long.MAX_VALUE : agenda.peek().at();
    }

    int plans() {
        return agenda.size();
    }

    /** Does everything that is due. */
    void happen() {
        while (!agenda.isEmpty() && agenda.peek().at() <= now) {
            agenda.remove().what().run();
        }
    }

    /** The machine goes down and comes up again: nothing lives, and nothing that was under way goes on. */
    void reboot() {
        agenda.clear();
        // What reaches the disk of it was written in the boot that ends.
        cutOffWriting();
        slots.values()
                .forEach(attempts -> attempts.values().forEach(process -> {
                    if (process.alive) {
                        process.alive = false;
                        process.exit = new Exit.Unknown("the machine went down");
                    }
                }));
        time.reboot();
    }

    /** A new control plane connects; the one before hears nothing more. What it had begun goes on. */
    Effects connect(Consumer<Message.News> next) {
        controlPlane++;
        probing.clear();
        cutOffWriting();
        listener = next;
        living().forEach(process -> later(LOOK, () -> tellListening(process)));
        return new Calls(this, controlPlane);
    }

    /** Nobody listens for a while. */
    void disconnect() {
        controlPlane++;
        probing.clear();
        cutOffWriting();
        listener = _ -> {};
    }

    boolean isConnected(int number) {
        return controlPlane == number;
    }

    int controlPlane() {
        return controlPlane;
    }

    /** @return what the end of this probe is told by: a resource that is created anew has attempts of the same numbers */
    String probeBegins(AttemptId attempt, ProbeKind kind, int listener) {
        String probe =
                "%s of %s %s %d".formatted(attempt, process(attempt).map(copy -> copy.record.uid()), kind, listener);
        invariants.check(probing.add(probe), () -> "two probes at once: " + probe);
        return probe;
    }

    void probeEnds(String probe, AttemptId attempt, ProbeKind kind, int listener, ProbeResult result) {
        probing.remove(probe);
        process(attempt).ifPresent(process -> process.health.told(listener, kind, result));
    }

    void tell(Message.News news) {
        listener.accept(news);
    }

    NavigableMap<Integer, Copy> attempts(SlotId slot) {
        return slots.computeIfAbsent(slot, _ -> new TreeMap<>());
    }

    Optional<Copy> process(AttemptId attempt) {
        return Optional.ofNullable(attempts(attempt.slot()).get(attempt.number()));
    }

    Optional<Copy> newest(SlotId slot) {
        return Optional.ofNullable(attempts(slot).lastEntry()).map(Map.Entry::getValue);
    }

    List<Copy> living() {
        return slots.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(process -> process.alive)
                .toList();
    }

    long living(SlotId slot) {
        return attempts(slot).values().stream().filter(process -> process.alive).count();
    }

    Optional<SettledEnd> settled(AttemptId attempt) {
        return Optional.ofNullable(settled.get(attempt)).map(Note::end);
    }

    /** Writes it down a moment later; before that, nothing else is done to the slot. */
    void remember(AttemptId attempt, SettledEnd end) {
        writing.put(attempt, end);
        later(5, () -> {
            if (writing.remove(attempt, end)) {
                settled.put(attempt, new Note(end, time.now().boot()));
            }
        });
    }

    /** There was no room to remember it. */
    void forget(AttemptId attempt) {
        invariants.forgets(attempt);
    }

    /** What is being written by a control plane that is killed may be written, or not. */
    private void cutOffWriting() {
        writing.forEach((attempt, end) -> {
            if (dice.chance(0.5)) {
                settled.put(attempt, new Note(end, time.now().boot()));
            } else {
                invariants.forgets(attempt);
            }
        });
        writing.clear();
    }

    void remove(SlotId slot) {
        invariants.check(living(slot) == 0, () -> "a slot was removed under a living process: " + slot);
        slots.remove(slot);
        writing.keySet().removeIf(attempt -> attempt.slot().equals(slot));
        settled.keySet().removeIf(attempt -> attempt.slot().equals(slot));
    }

    /** Nobody forbids to listen any more. */
    void release() {
        slots.values().forEach(attempts -> attempts.values().forEach(process -> process.released = true));
    }

    /** How long the newest attempt that ran really ran; nothing if it still does. */
    Duration lastUptime(SlotId slot) {
        return attempts(slot).descendingMap().values().stream()
                .filter(process -> !process.alive && !process.startedAt.isZero())
                .findFirst()
                .map(Copy::uptime)
                .orElse(Duration.ZERO);
    }

    void add(Copy process) {
        NavigableMap<Integer, Copy> attempts = attempts(process.id.slot());
        invariants.check(
                attempts.isEmpty() || attempts.lastKey() < process.id.number(),
                () -> "attempt numbers must grow: %s after %d".formatted(process.id, attempts.lastKey()));
        attempts.put(process.id.number(), process);
        if (attempts.size() > KEPT) {
            settled.remove(
                    new AttemptId(process.id.slot(), attempts.pollFirstEntry().getKey()));
        }
    }

    void begin(Copy process) {
        invariants.check(
                living(process.id.slot()) == 0,
                () -> "two copies in %s: %s was started beside a living one".formatted(process.id.slot(), process.id));
        process.alive = true;
        process.startedAt = time.now().sinceBoot();
        if (dice.chance(0.7)) {
            later(dice.chance(0.5) ? 20 : 400_000, () -> sayReady(process));
        }
        if (process.isBad()) {
            later(5000, () -> end(process, new Exit.Status(1)));
        } else if (process.sort == Sort.UNIT) {
            later(dice.chance(0.5) ? 5000 : 400_000, () -> end(process, new Exit.Status(dice.upTo(1))));
        } else if (dice.fault(Fault.CRASH, 0.6)) {
            later(dice.chance(0.5) ? 200 : 200_000, () -> end(process, new Exit.Status(dice.upTo(2))));
        }
        if (dice.fault(Fault.CUT_LOG, 0.05)) {
            later(
                    dice.chance(0.3) ? 20 : 60_000,
                    () -> tell(new Message.Noticed(process.id, new Notice.LogTruncated(1))));
        }
        if (process.sort == Sort.PROBED) {
            fallIll(process);
        }
        if (dice.fault(Fault.LISTENS, 0.15)) {
            later(60_000, () -> listen(process, ENDPOINTS.subList(0, 1 + dice.upTo(1))));
            if (dice.chance(0.3)) {
                later(300_000, () -> listen(process, List.of()));
            }
        }
        switch (process.habit) {
            case SILENT -> {}
            case STUCK, HANGING -> {
                later(600_000, () -> process.stalledSince = now);
                report(process);
            }
            case IDLE, BUSY, BEATING -> report(process);
        }
    }

    private void fallIll(Copy process) {
        Health health = process.health;
        if (dice.fault(Fault.SLOW_TO_START, 0.2)) {
            if (dice.chance(0.7)) {
                later(200_000, () -> health.upSince = now);
            }
        } else {
            later(2000, () -> health.upSince = now);
        }
        if (dice.fault(Fault.SICK, 0.2)) {
            later(500_000, () -> health.sickSince = now);
        }
        if (dice.fault(Fault.BUSY, 0.3)) {
            later(200_000, () -> {
                health.busy = true;
                later(400_000, () -> health.busy = false);
            });
        }
    }

    private void listen(Copy process, List<String> endpoints) {
        if (process.alive) {
            process.listensAt = endpoints;
            process.listened |= !endpoints.isEmpty();
            process.listensSince = now;
            later(LOOK, () -> tellListening(process));
        }
    }

    private void tellListening(Copy process) {
        if (process.alive) {
            tell(new Message.Noticed(process.id, new Notice.Listens(process.listensAt)));
        }
    }

    private void report(Copy process) {
        if (!process.alive) {
            return;
        }
        switch (process.habit) {
            case SILENT -> {}
            case IDLE -> say(process, IDLE);
            case BUSY, STUCK -> {
                if (process.stalledSince < 0) {
                    process.processed++;
                }
                say(process, said("X_PROCESSED=" + process.processed + "\nX_BACKLOG=9"));
            }
            case BEATING, HANGING -> {
                if (process.stalledSince < 0) {
                    say(process, BEAT);
                }
            }
        }
        agenda.add(new Happening(now + REPORTS.toNanos(), sequence++, () -> report(process)));
    }

    private void say(Copy process, Notification notification) {
        Message.Notified word = new Message.Notified(process.id.slot(), notification);
        if (dice.fault(Fault.LATE_WORD, 0.05)) {
            // What nobody has read yet is dropped before the next start.
            later(3000, () -> newest(process.id.slot()).filter(process::equals).ifPresent(_ -> hear(process, word)));
        } else {
            hear(process, word);
        }
    }

    private void hear(Copy process, Message.Notified word) {
        process.heardReady |= word.notification().ready();
        tell(word);
    }

    private void sayReady(Copy process) {
        if (process.alive) {
            say(process, READY);
        }
    }

    void end(Copy process, Exit exit) {
        if (process.alive) {
            process.alive = false;
            process.endedAt = time.now().sinceBoot();
            process.exit = exit;
            later(5, () -> tell(new Message.Ended(process.id)));
            if (dice.fault(Fault.TOLD_AGAIN, 0.05)) {
                later(3000, () -> tell(new Message.Ended(process.id)));
            }
        }
    }

    /** What an asker learns. Whoever asks takes the claim of what has not begun, and a keeper that comes late ends itself. */
    Verdict verdict(Copy process) {
        if (process.alive) {
            return new Verdict.Alive(process.id.number());
        }
        if (process.pending) {
            process.voided = true;
            process.pending = false;
            return new Verdict.Dead(new Exit.Unknown("its start was cut off"), 0);
        }
        if (dice.fault(Fault.UNDECIDED, 0.15)) {
            return new Verdict.Undecided("nobody can tell");
        }
        return new Verdict.Dead(process.exit, dice.upTo(1));
    }

    /** What a new control plane finds, as a driver would tell it. */
    List<Recovered> recover() {
        List<Recovered> found = new ArrayList<>();
        slots.forEach((slot, attempts) -> {
            while (!attempts.isEmpty() && leftNothing(attempts.lastEntry().getValue())) {
                attempts.pollLastEntry();
                Optional<Copy> before = newest(slot)
                        .filter(process -> process.boot.equals(time.now().boot()));
                invariants.forgotten(slot, before.map(process -> process.record));
            }
            newest(slot).ifPresent(process -> found.add(recover(process)));
        });
        return found;
    }

    /** What could not be started, and was not written down either, was never there for those who come later. */
    private boolean leftNothing(Copy process) {
        return !process.hasFolder && !settled.containsKey(process.id);
    }

    private Recovered recover(Copy process) {
        Note known = settled.get(process.id);
        boolean thisBoot =
                (known == null ? process.boot : known.boot()).equals(time.now().boot());
        Verdict verdict = known == null
                ? verdict(process)
                : new Verdict.Dead(known.end().end().exit(), 0);
        boolean timed = verdict instanceof Verdict.Dead && thisBoot && !process.endedAt.isZero();
        Optional<AttemptRecord> record = Optional.of(process.record);
        return new Recovered(
                process.id,
                record,
                thisBoot,
                known == null && thisBoot ? process.startedAt : Duration.ZERO,
                verdict,
                timed ? Optional.of(process.endedAt) : Optional.empty(),
                Optional.ofNullable(known).map(Note::end),
                new Recovered.Noted(List.of(), List.of(), process.heldFor, Optional.empty()));
    }
}
