package tireless.runtime.process.log;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tireless.linux.Errno;
import tireless.linux.EventLoop;
import tireless.linux.Inotify;
import tireless.linux.SystemCallException;
import tireless.linux.ThreadNice;
import tireless.model.TimeSource;

/**
 * The thread that keeps all slots' output within its limits, and marks when it was written. It looks at a file once a second while that
 * is written to; of the others it hears by their next write, and costs nothing until then.
 */
final class Rotation implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofHours(1);
    private static final int NICE = 10;

    private interface Work {
        void run() throws IOException;
    }

    private final TimeSource time;
    private final Function<SlotOutput, SlotCare> caring;

    /** Not that of the followers: a file has one watch in each, and one that ends with the first write would end theirs. */
    private final Inotify inotify;

    private final EventLoop.Watch watch;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    // Owned by the thread.
    private final Map<SlotOutput, SlotCare> cares = new HashMap<>();
    private final Map<Integer, Written> watched = new HashMap<>();
    private final Map<AttemptOutput, Written> written = new LinkedHashMap<>();
    private final Set<AttemptOutput> failing = new HashSet<>();
    private final Set<SlotOutput> unread = new LinkedHashSet<>();
    private Duration swept;
    private Duration limited;

    private record Written(SlotCare care, AttemptOutput file) {}

    /** @param caring makes the care of a slot */
    Rotation(TimeSource time, EventLoop loop, Function<SlotOutput, SlotCare> caring) throws IOException {
        this.time = time;
        this.caring = caring;
        this.swept = time.now().sinceBoot();
        this.limited = swept;
        this.inotify = new Inotify();
        try {
            this.watch = loop.watch(inotify.descriptor(), this::hear);
        } catch (IOException failure) {
            inotify.close();
            throw failure;
        }
        this.thread = Thread.ofPlatform().name("log rotation").daemon().start(this::run);
    }

    private void hear() throws SystemCallException {
        Set<Integer> modified = inotify.modified();
        queue.add(() -> modified.forEach(this::wrote));
    }

    /** An attempt has begun, or was found. */
    void began(SlotOutput output) {
        queue.add(() -> begin(output));
    }

    private void begin(SlotOutput output) throws IOException {
        try {
            SlotCare care = cares.computeIfAbsent(output, caring);
            Optional<AttemptOutput> newest = care.begin();
            if (newest.isPresent()) {
                look(new Written(care, newest.get()));
            }
            unread.remove(output);
        } catch (IOException failure) {
            // Tried again with the others that are looked at, and said the first time.
            if (unread.add(output)) {
                throw failure;
            }
        }
    }

    /** The newest attempt writes no more. */
    void ended(SlotOutput output) {
        queue.add(() -> {
            Optional<AttemptOutput> newest =
                    cares.computeIfAbsent(output, caring).end();
            newest.ifPresent(this::forget);
        });
    }

    /** The slot is closed. */
    void removed(SlotOutput output) {
        queue.add(() -> {
            cares.remove(output);
            unread.remove(output);
            written.values().removeIf(one -> one.care().output().equals(output));
            failing.retainAll(written.keySet());
            watched.values().removeIf(one -> one.care().output().equals(output));
        });
    }

    private void run() {
        try {
            ThreadNice.ofThisThread(NICE);
        } catch (SystemCallException refused) {
            throw new IllegalStateException("a thread may always step back", refused);
        }
        try {
            while (!closed) {
                Duration pause = written.isEmpty() && unread.isEmpty()
                        ? REST
                        : SWEEP.minus(time.now().since(swept));
                Work work = queue.poll(Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
                if (work != null && !closed) {
                    guarded(work);
                }
                if (time.now().since(swept).compareTo(SWEEP) >= 0) {
                    swept = time.now().sinceBoot();
                    List.copyOf(written.values()).forEach(one -> guarded(() -> look(one)));
                    List.copyOf(unread).forEach(output -> guarded(() -> begin(output)));
                    limit();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one slot brings out must not end the care for the others. */
    private void guarded(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException | Error failure) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    private void wrote(int number) {
        if (number < 0) {
            // Some news were lost: all are looked at.
            watched.values().forEach(one -> written.put(one.file(), one));
            watched.clear();
            return;
        }
        Written one = watched.remove(number);
        if (one != null) {
            guarded(() -> look(one));
        }
    }

    /** Looks at a file, and again a second later if it was written to; else waits for the next write. */
    private void look(Written one) throws IOException {
        // Before the look: one that fails is tried again.
        written.put(one.file(), one);
        try {
            if (!one.care().look(one.file()) && await(one)) {
                written.remove(one.file());
            }
            failing.remove(one.file());
        } catch (IOException failure) {
            // Said the first time.
            if (failing.add(one.file())) {
                throw failure;
            }
        }
    }

    private void forget(AttemptOutput file) {
        written.remove(file);
        failing.remove(file);
        watched.entrySet().removeIf(entry -> {
            boolean same = entry.getValue().file().equals(file);
            if (same) {
                inotify.forget(entry.getKey());
            }
            return same;
        });
    }

    /** Whether the next write will be heard of, and nothing was written before that. */
    private boolean await(Written one) throws IOException {
        try {
            watched.put(inotify.watchOnce(one.file().file()), one);
            return !one.care().look(one.file());
        } catch (SystemCallException failure) {
            // Without a watch, as where there are too many, it is looked at every second; without a file never more.
            return failure.errno() == Errno.NOENT;
        }
    }

    private void limit() {
        if (time.now().since(limited).compareTo(REST) >= 0) {
            limited = time.now().sinceBoot();
            cares.values().forEach(care -> guarded(care::limit));
        }
    }

    @Override
    public void close() {
        closed = true;
        queue.add(() -> {});
        watch.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        inotify.close();
    }
}
