package tireless.reconcile.simulation;

import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.SlotId;
import tireless.reconcile.Message;
import tireless.reconcile.act.Effects;
import tireless.runtime.AttemptRecord;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.throughput.Notification;

/**
 * A machine that is made up: processes that live and die at random moments, calls that take their time, answers that are unclear,
 * starts that come late. It survives its control planes, and it knows the truth: two living processes in one slot fail the run at
 * once.
 */
final class World {
    /** Everything that exists of one attempt. */
    private static final class Copy {
        final AttemptId id;
        final AttemptRecord record;
        Duration startedAt = Duration.ZERO;
        Duration endedAt = Duration.ZERO;
        boolean pending = true;
        boolean voided;
        boolean alive;
        boolean saidReady;
        Exit exit = new Exit.Unknown("it never ran");
        List<String> heldFor = List.of();

        Copy(AttemptId id, AttemptRecord record) {
            this.id = id;
            this.record = record;
        }
    }

    private static final Notification READY = Notification.parse("READY=1".getBytes(StandardCharsets.UTF_8));

    private record Happening(Duration at, long sequence, Runnable what) {}

    private final ManualTime time;
    private final RandomGenerator random;
    private final PriorityQueue<Happening> agenda =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::sequence));
    private final Map<SlotId, NavigableMap<Integer, Copy>> slots = new TreeMap<>();
    private final Map<AttemptId, SettledEnd> settled = new HashMap<>();
    private long sequence;
    private int controlPlane;
    private Consumer<Message.News> current = _ -> {};
    private boolean faulty = true;

    World(ManualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    void endFaults() {
        faulty = false;
    }

    /** Does {@code what} after a delay of at most {@code millis}. */
    void later(int millis, Runnable what) {
        Duration at = time.now().sinceBoot().plusMillis(random.nextInt(millis + 1));
        agenda.add(new Happening(at, sequence++, what));
    }

    Optional<Duration> nextAt() {
        return Optional.ofNullable(agenda.peek()).map(Happening::at);
    }

    /** Does everything that is due. */
    void happen() {
        while (!agenda.isEmpty() && agenda.peek().at().compareTo(time.now().sinceBoot()) <= 0) {
            agenda.remove().what().run();
        }
    }

    long living(SlotId slot) {
        return processes(slot).values().stream()
                .filter(process -> process.alive)
                .count();
    }

    /** The newest attempt of this slot, if it never said that it is ready. */
    Optional<AttemptId> silent(SlotId slot) {
        return Optional.ofNullable(processes(slot).lastEntry())
                .map(Map.Entry::getValue)
                .filter(process -> !process.saidReady)
                .map(process -> process.id);
    }

    List<SlotId> occupiedSlots() {
        return slots.keySet().stream().filter(slot -> living(slot) > 0).toList();
    }

    /** The revision that the living process of this slot runs. */
    Optional<AttemptRecord> runs(SlotId slot) {
        return processes(slot).values().stream()
                .filter(process -> process.alive)
                .map(process -> process.record)
                .findFirst();
    }

    /** How long the attempt before the newest one really ran. */
    Duration lastUptime(SlotId slot) {
        return processes(slot).values().stream()
                .filter(process -> !process.alive && !process.startedAt.isZero())
                .max(Comparator.comparingInt(process -> process.id.number()))
                .map(process -> process.endedAt.minus(process.startedAt))
                .orElse(Duration.ZERO);
    }

    /** A new control plane connects; the one before hears nothing more. What it had begun goes on. */
    Effects connect(Consumer<Message.News> listener) {
        int mine = ++controlPlane;
        current = listener;
        return new Calls(news -> {
            if (controlPlane == mine) {
                listener.accept(news);
            }
        });
    }

    /** What a new control plane finds, as a driver would tell it. */
    List<Recovered> recover() {
        List<Recovered> found = new ArrayList<>();
        slots.forEach((slot, attempts) -> {
            if (!attempts.isEmpty()) {
                Copy newest = attempts.lastEntry().getValue();
                Verdict verdict = verdict(newest);
                boolean dead = verdict instanceof Verdict.Dead;
                found.add(new Recovered(
                        newest.id,
                        Optional.of(newest.record),
                        true,
                        newest.startedAt,
                        verdict,
                        dead && !newest.endedAt.isZero() ? Optional.of(newest.endedAt) : Optional.empty(),
                        dead ? Optional.ofNullable(settled.get(newest.id)) : Optional.empty(),
                        new Recovered.Remarks(List.of(), newest.heldFor)));
            }
        });
        return found;
    }

    private NavigableMap<Integer, Copy> processes(SlotId slot) {
        return slots.computeIfAbsent(slot, _ -> new TreeMap<>());
    }

    private Verdict verdict(Copy process) {
        if (process.alive) {
            return new Verdict.Alive(process.id.number());
        }
        if (process.pending) {
            // Whoever asks takes the claim, and a keeper that comes late ends itself.
            process.voided = true;
            process.pending = false;
            return new Verdict.Dead(new Exit.Unknown("its start was cut off"), 0);
        }
        if (faulty && chance(0.2)) {
            return new Verdict.Undecided("nobody can tell");
        }
        return new Verdict.Dead(process.exit, random.nextInt(2));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** The calls of one control plane. */
    private final class Calls implements Effects {
        private final Consumer<Message.News> listener;

        Calls(Consumer<Message.News> listener) {
            this.listener = listener;
        }

        @Override
        public void start(StartRequest request) {
            SlotId slot = request.attempt().slot();
            NavigableMap<Integer, Copy> attempts = processes(slot);
            if (!attempts.isEmpty() && attempts.lastKey() >= request.attempt().number()) {
                fail("attempt numbers must grow: %s after %d", request.attempt(), attempts.lastKey());
            }
            Copy process = new Copy(request.attempt(), request.record());
            attempts.put(request.attempt().number(), process);
            if (attempts.size() > 5) {
                attempts.pollFirstEntry();
            }
            later(20, () -> begin(process));
        }

        private void begin(Copy process) {
            if (process.voided) {
                return;
            }
            process.pending = false;
            if (faulty && chance(0.1)) {
                news(new Message.StartFinished(process.id, new StartResult.NotStarted("no such command")));
                return;
            }
            if (living(process.id.slot()) > 0) {
                fail("two copies in %s: %s was started beside a living one", process.id.slot(), process.id);
            }
            process.alive = true;
            process.startedAt = time.now().sinceBoot();
            StartResult result = faulty && chance(0.1)
                    ? new StartResult.Unclear("the keeper said nothing")
                    : new StartResult.Started(process.id.number(), List.of());
            news(new Message.StartFinished(process.id, result));
            if (chance(0.7)) {
                later(chance(0.5) ? 20 : 400_000, () -> sayReady(process));
            }
            if (faulty && chance(0.6)) {
                later(chance(0.5) ? 200 : 200_000, () -> end(process, new Exit.Status(random.nextInt(3))));
            }
        }

        private void sayReady(Copy process) {
            if (process.alive) {
                process.saidReady = true;
                current.accept(new Message.Notified(process.id.slot(), READY));
            }
        }

        private void end(Copy process, Exit exit) {
            if (process.alive) {
                process.alive = false;
                process.endedAt = time.now().sinceBoot();
                process.exit = exit;
                later(5, () -> current.accept(new Message.Ended(process.id)));
            }
        }

        private void news(Message.News news) {
            later(5, () -> listener.accept(news));
        }

        @Override
        public void settle(AttemptId attempt) {
            later(5, () -> {
                Copy process = processes(attempt.slot()).get(attempt.number());
                if (process != null) {
                    news(new Message.SettleFinished(attempt, verdict(process)));
                }
            });
        }

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {
            settled.put(attempt, end);
        }

        @Override
        public void terminate(AttemptId attempt) {
            boolean ignored = faulty && chance(0.3);
            if (!ignored) {
                later(3000, () -> end(attempt, new Exit.Killed(15)));
            }
        }

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {
            processes(attempt.slot()).get(attempt.number()).heldFor = endpoints;
            terminate(attempt);
        }

        @Override
        public void kill(AttemptId attempt) {
            later(faulty && chance(0.1) ? 30_000 : 20, () -> end(attempt, new Exit.Killed(9)));
        }

        private void end(AttemptId attempt, Exit exit) {
            Copy process = processes(attempt.slot()).get(attempt.number());
            if (process != null) {
                end(process, exit);
            }
        }

        @Override
        public void remove(SlotId slot) {
            if (living(slot) > 0) {
                fail("a slot was removed under a living process: %s", slot);
            }
            slots.remove(slot);
            settled.keySet().removeIf(attempt -> attempt.slot().equals(slot));
        }
    }
}
