package tireless.runtime.process.signal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.LogLine;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;
import tireless.runtime.process.rounds.Rounds;
import tireless.throughput.LogCounter;
import tireless.throughput.Notification;

/** Counts the lines of attempts by their patterns, and tells what was counted twice a second at most, however much is written. */
final class LogWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Function<SlotId, SlotLog> logs;
    private final BiConsumer<SlotId, Notification> told;
    private final BiConsumer<AttemptId, String> warned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Rounds rounds = new Rounds(lock);
    private final Map<SlotId, Counting> counting = new HashMap<>();
    private boolean telling;

    /**
     * @param told of the numbers of a slot, on a thread of this watch
     * @param warned of what hinders counting, for people
     */
    LogWatch(
            Function<SlotId, SlotLog> logs,
            BiConsumer<SlotId, Notification> told,
            BiConsumer<AttemptId, String> warned) {
        this.logs = logs;
        this.told = told;
        this.warned = warned;
    }

    /**
     * Counts what an attempt writes.
     *
     * @param start from where on
     */
    void begin(AttemptId attempt, String pattern, LogStart start) {
        Counting begun = new Counting(attempt, new LogCounter(pattern));
        lock.lock();
        try {
            Counting before = counting.put(attempt.slot(), begun);
            if (before != null) {
                before.close();
            }
            if (rounds.isClosed()) {
                return;
            }
            begun.following = logs.apply(attempt.slot()).follow(start, begun::line);
            if (!telling) {
                telling = true;
                Thread.ofVirtual().name("counts of logs").start(this::run);
            }
            rounds.begin();
        } finally {
            lock.unlock();
        }
    }

    /** Counts no more what the slot's attempts up to this one wrote. */
    void end(AttemptId last) {
        lock.lock();
        try {
            Counting known = counting.get(last.slot());
            if (known != null && known.attempt.number() <= last.number()) {
                counting.remove(last.slot());
                known.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (rounds.await(counting::isEmpty, PERIOD)) {
            for (Counting each : all()) {
                each.tell();
            }
        }
    }

    private List<Counting> all() {
        lock.lock();
        try {
            return List.copyOf(counting.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            rounds.close();
            counting.values().forEach(Counting::close);
            counting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** What one attempt has counted. */
    private final class Counting {
        private final AttemptId attempt;
        private final LogCounter counter;
        private SlotLog.@Nullable Following following;
        private boolean changed = true;
        private boolean hindered;
        private boolean behind;
        private boolean toldBehind;

        Counting(AttemptId attempt, LogCounter counter) {
            this.attempt = attempt;
            this.counter = counter;
        }

        synchronized void line(LogLine line) {
            if (line.attempt().equals(attempt)) {
                changed |= counter.line(line.text());
                behind |= line.removed() > 0;
            }
        }

        void tell() {
            Notification.Numbers numbers;
            boolean hinders;
            boolean tellsBehind;
            synchronized (this) {
                if (!changed && (hindered || counter.givenUp() == 0)) {
                    return;
                }
                numbers = counter.numbers();
                changed = false;
                hinders = counter.givenUp() > 0 && !hindered;
                hindered |= hinders;
                tellsBehind = behind && !toldBehind;
                toldBehind |= tellsBehind;
            }
            told.accept(attempt.slot(), Notification.of(numbers, Notification.Origin.TOLD));
            if (tellsBehind) {
                warned.accept(
                        attempt,
                        "its lines were removed faster than they could be counted, so that `logPattern` counts too few: let it write less, or report otherwise");
            }
            if (hinders) {
                warned.accept(
                        attempt,
                        "`logPattern` takes too long for some lines, which are not counted: it can be fitted to them in too many ways");
            }
        }

        void close() {
            if (following != null) {
                following.close();
            }
        }
    }
}
