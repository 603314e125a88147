package tireless.runtime.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.SlotId;
import tireless.runtime.process.rounds.Rounds;

/**
 * Looks from time to time at what attempts listen at, and tells when it changes. Costs nothing while there is none to look at, and
 * little while nobody on the machine begins or ceases to listen: the processes are looked at when somebody does, when an attempt is
 * new, and at every sixth look. That is for sockets that were handed from one process to another, and for other networks.
 */
final class IngressWatch implements AutoCloseable {
    private static final int LOOKS_WITHOUT_PROCESSES = 5;

    private final Home home;
    private final ProcessTable table;
    private final BootId boot;
    private final Duration period;
    private final ForkLimits forkLimits;
    private final BiConsumer<AttemptId, List<String>> changed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rounds rounds = new Rounds(lock);
    private final Map<SlotId, Seen> seen = new TreeMap<>();
    private final Thread thread;
    private boolean hasNew;

    // Of the thread alone.
    private Set<Long> inodes = Set.of();
    private int looksWithoutProcesses;

    /** What was told last of the attempt. */
    private record Seen(AttemptId attempt, List<String> endpoints) {}

    /**
     * @param period between two looks; setting the clock changes nothing about it
     * @param forkLimits asked of each attempt when the processes are looked at
     * @param changed called on the thread of this watch: where an attempt listens for others, sorted; none if it has stopped to
     */
    IngressWatch(
            Home home,
            ProcessTable table,
            BootId boot,
            Duration period,
            ForkLimits forkLimits,
            BiConsumer<AttemptId, List<String>> changed) {
        this.home = home;
        this.table = table;
        this.boot = boot;
        this.period = period;
        this.forkLimits = forkLimits;
        this.changed = changed;
        this.thread = Thread.ofPlatform().name("ingress").daemon().unstarted(this::run);
    }

    /** Looks at this attempt from now on, and no more at the one before it. */
    void begin(AttemptId attempt) {
        lock.lock();
        try {
            if (rounds.isClosed()) {
                return;
            }
            Seen before = seen.get(attempt.slot());
            if (before == null || !before.attempt().equals(attempt)) {
                seen.put(attempt.slot(), new Seen(attempt, List.of()));
                hasNew = true;
                rounds.begin();
            }
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at an attempt that is over. */
    void end(AttemptId attempt) {
        lock.lock();
        try {
            Seen before = seen.get(attempt.slot());
            if (before != null && before.attempt().number() <= attempt.number()) {
                seen.remove(attempt.slot());
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (rounds.await(seen::isEmpty, period)) {
            look();
        }
    }

    private void look() {
        try {
            IngressScan scan = new IngressScan(home, table);
            if (needsProcesses(scan.inodes())) {
                Set<AttemptId> attempts = attempts();
                for (var found : scan.look(attempts).entrySet()) {
                    tell(found.getKey(), found.getValue());
                }
                for (AttemptId attempt : attempts) {
                    forkLimits.look(attempt);
                }
            }
        } catch (IOException | RuntimeException failure) {
            // The next look may go well; this one must not be the last.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    private boolean needsProcesses(Set<Long> now) {
        boolean changed = takeNew() || !now.equals(inodes);
        inodes = now;
        looksWithoutProcesses =
                changed || looksWithoutProcesses == LOOKS_WITHOUT_PROCESSES ? 0 : looksWithoutProcesses + 1;
        return looksWithoutProcesses == 0;
    }

    private boolean takeNew() {
        lock.lock();
        try {
            boolean taken = hasNew;
            hasNew = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Set<AttemptId> attempts() {
        lock.lock();
        try {
            return Set.copyOf(seen.values().stream().map(Seen::attempt).toList());
        } finally {
            lock.unlock();
        }
    }

    private void tell(AttemptId attempt, List<String> endpoints) throws IOException {
        // One that has just ended has not stopped to listen: its end is other news.
        if (isNews(attempt, endpoints)
                && (!endpoints.isEmpty() || home.folder(attempt).lives(boot))) {
            lock.lock();
            try {
                seen.computeIfPresent(
                        attempt.slot(),
                        (_, newest) -> newest.attempt().equals(attempt) ? new Seen(attempt, endpoints) : newest);
            } finally {
                lock.unlock();
            }
            changed.accept(attempt, endpoints);
        }
    }

    private boolean isNews(AttemptId attempt, List<String> endpoints) {
        lock.lock();
        try {
            Seen before = seen.get(attempt.slot());
            return before != null
                    && before.attempt().equals(attempt)
                    && !before.endpoints().equals(endpoints);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
