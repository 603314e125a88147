package tireless.runtime.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.runtime.LogLine;
import tireless.runtime.SlotLog;
import tireless.runtime.Unread;

/** Reads on in one slot's output, from attempt to attempt, on a thread of its own that sleeps while nothing is written. */
final class LogFollower implements SlotLog.Following {
    private static final int SMALLEST_BLOCK = 1024;
    private static final int BLOCK = 64 * 1024;

    /** So much is shown of the end of what there is no time for: some screens full. */
    private static final int LAST_BYTES = 4096;

    private final AttemptLogs attempts;
    private final Consumer<LogLine> reader;
    private final Runnable whenOver;
    private final int notBefore;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean draining;
    private volatile boolean hurried;

    // Owned by the thread.
    private @Nullable AttemptId current;
    private long offset;
    private LineSplitter splitter = new LineSplitter(_ -> {});

    /** Where it stops reading once it has left something out. */
    private long end = Long.MAX_VALUE;

    private boolean inFull = true;
    private Optional<Unread> unread = Optional.empty();

    LogFollower(AttemptLogs attempts, LogStart start, Consumer<LogLine> reader, Runnable whenOver) {
        this.attempts = attempts;
        this.reader = reader;
        this.whenOver = whenOver;
        this.notBefore = start.notBefore();
        start.attempt().ifPresent(attempt -> enter(attempt, start.offset()));
        thread = Thread.ofVirtual().name("log of " + attempts.slot()).unstarted(this::run);
    }

    LogFollower begin() {
        thread.start();
        return this;
    }

    /** Something may have been written, or an attempt may have begun or ended. */
    void wake() {
        news.release();
    }

    private void enter(AttemptId attempt, long from) {
        current = attempt;
        offset = from;
        splitter = new LineSplitter(text -> deliver(new LogLine(attempt, text)));
    }

    private void deliver(LogLine line) {
        if (!closed) {
            reader.accept(line);
        }
    }

    private void run() {
        LogNews.Subscription subscription = () -> {};
        @Nullable AttemptId subscribed = null;
        try {
            while (!closed) {
                // Read before the last reading: what was asked for before it is in it.
                boolean last = draining;
                if (hurried && inFull) {
                    leaveOut();
                }
                AttemptId reading = current;
                if (reading != null && !reading.equals(subscribed)) {
                    subscription.close();
                    Optional<LogNews.Subscription> next = attempts.subscribe(reading, this::wake);
                    subscription = next.orElse(() -> {});
                    // Without a file there is nothing to hear of: it is tried again when the attempt has begun.
                    subscribed = next.isPresent() ? reading : null;
                }
                if (advance()) {
                    continue;
                }
                if (last) {
                    splitter.flush();
                    return;
                }
                news.acquire();
                news.drainPermits();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
            whenOver.run();
        }
    }

    /** Where there is more than the last lines to read, goes on with those. */
    private void leaveOut() throws IOException {
        inFull = false;
        int from = current == null ? notBefore : current.number();
        List<AttemptId> left = attempts.all().stream()
                .filter(attempt -> attempt.number() >= from)
                .toList();
        if (left.isEmpty()) {
            return;
        }
        long before = -splitter.pending();
        long all = 0;
        for (AttemptId attempt : left) {
            before += attempt.equals(current) ? offset : 0;
            all += attempts.length(attempt);
        }
        if (all - before <= LAST_BYTES) {
            return;
        }
        AttemptId newest = left.getLast();
        long length = attempts.length(newest);
        long start = new LogFile(attempts.file(newest), true).lineBehind(Math.max(0, length - LAST_BYTES));
        String place = (left.size() == 1 ? attempts.file(newest) : attempts.folder()).toString();
        unread = Optional.of(new Unread(all - before - (length - start), place));
        end = length;
        enter(newest, start);
    }

    /** Reads what there is; whether it has to go on at once. */
    private boolean advance() throws IOException {
        AttemptId reading = current;
        if (reading == null) {
            List<AttemptId> all = attempts.all();
            all.stream()
                    .filter(attempt -> attempt.number() >= notBefore)
                    .findFirst()
                    .ifPresent(first -> enter(first, 0));
            return current != null;
        }
        // Asked before the reading: what an ended attempt wrote is then in it.
        boolean over = attempts.isOver(reading);
        List<AttemptId> newer = attempts.all().stream()
                .filter(attempt -> attempt.number() > reading.number())
                .toList();
        if (!read(reading)) {
            return true;
        }
        if (over || !newer.isEmpty()) {
            splitter.flush();
        }
        newer.stream().findFirst().ifPresent(next -> enter(next, 0));
        return !newer.isEmpty();
    }

    /** Whether it came to the end, rather than being hurried. */
    private boolean read(AttemptId attempt) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(attempts.file(attempt).toFile(), "r")) {
            if (file.length() < offset) {
                // The worker cut its own log, as by opening /dev/stderr: go on with what it holds now.
                splitter.flush();
                offset = 0;
            }
            if (file.length() == offset) {
                return true;
            }
            // Not kept between readings: a follower mostly waits, and there is one for each replica.
            byte[] block = new byte[Math.clamp(file.length() - offset, SMALLEST_BLOCK, BLOCK)];
            file.seek(offset);
            for (int count = file.read(block); count > 0 && !closed && offset < end; count = file.read(block)) {
                offset += count;
                splitter.add(block, count);
                if (hurried && inFull) {
                    return false;
                }
            }
        } catch (FileNotFoundException removed) {
            splitter.flush();
        }
        return true;
    }

    @Override
    public Optional<Unread> drain(Duration patience) {
        draining = true;
        wake();
        try {
            if (!thread.join(patience)) {
                hurried = true;
                thread.join();
            }
            return unread;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
