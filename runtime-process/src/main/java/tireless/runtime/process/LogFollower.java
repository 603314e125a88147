package tireless.runtime.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.runtime.LogLine;
import tireless.runtime.SlotLog;

/** Reads on in one slot's output, from attempt to attempt, on a thread of its own that sleeps while nothing is written. */
final class LogFollower implements SlotLog.Following {
    private static final int SMALLEST_BLOCK = 1024;
    private static final int BLOCK = 64 * 1024;

    private final AttemptLogs attempts;
    private final Consumer<LogLine> reader;
    private final Runnable whenOver;
    private final int notBefore;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean draining;

    // Owned by the thread.
    private @Nullable AttemptId current;
    private long offset;
    private LineSplitter splitter = new LineSplitter(_ -> {});

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
                AttemptId reading = current;
                if (reading != null && !reading.equals(subscribed)) {
                    subscription.close();
                    subscription = attempts.subscribe(reading, this::wake);
                    subscribed = reading;
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

    /** Reads what there is; whether a newer attempt was entered. */
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
        read(reading);
        if (over || !newer.isEmpty()) {
            splitter.flush();
        }
        newer.stream().findFirst().ifPresent(next -> enter(next, 0));
        return !newer.isEmpty();
    }

    private void read(AttemptId attempt) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(attempts.file(attempt).toFile(), "r")) {
            if (file.length() < offset) {
                // The worker cut its own log, as by opening /dev/stderr: go on with what it holds now.
                splitter.flush();
                offset = 0;
            }
            if (file.length() == offset) {
                return;
            }
            // Not kept between readings: a follower mostly waits, and there is one for each replica.
            byte[] block = new byte[Math.clamp(file.length() - offset, SMALLEST_BLOCK, BLOCK)];
            file.seek(offset);
            for (int count = file.read(block); count > 0 && !closed; count = file.read(block)) {
                offset += count;
                splitter.add(block, count);
            }
        } catch (FileNotFoundException removed) {
            splitter.flush();
        }
    }

    @Override
    public void drain() {
        draining = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
