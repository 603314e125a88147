package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;
import tireless.runtime.Unread;

/** Reads on in one slot's output, from attempt to attempt, on a thread of its own that sleeps while nothing is written. */
final class LogFollower implements SlotLog.Following {
    /** What hinders reading, as a lack of descriptors, may pass; what is damaged stays so. */
    private static final int TRIES = 5;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** So much is shown of the end of what there is no time for: some screens full. */
    private static final int LAST_BYTES = 4096;

    private final SlotOutput output;
    private final LogNews changes;
    private final StartSearch search;
    private final LogStart start;
    private final Consumer<LogLine> reader;
    private final Runnable whenOver;
    private final OutputReader in;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean draining;
    private volatile boolean hurried;
    private final CompletableFuture<UncheckedIOException> failure = new CompletableFuture<>();

    // Owned by the thread.
    private Optional<Unread> unread = Optional.empty();
    private boolean inFull = true;

    private int failures;
    private Optional<LogPosition> failedAt = Optional.empty();

    /** Where it stops reading once it has left something out. */
    private @Nullable LogPosition end;

    private @Nullable AttemptId subscribed;
    private LogNews.Subscription subscription = () -> {};

    LogFollower(ReadAccess access, LogStart start, Consumer<LogLine> reader, Runnable whenOver) {
        this.output = access.output();
        this.changes = access.news();
        this.search = access.search();
        this.start = start;
        this.reader = reader;
        this.whenOver = whenOver;
        this.in = access.reader(this::deliver, this::isStopped);
        thread = Thread.ofVirtual().name("log of " + output.slot()).unstarted(this::run);
    }

    /** Begins; what is written from now on is not among the last lines that it goes back. */
    LogFollower begin() throws IOException {
        search.find(start).ifPresent(in::enter);
        thread.start();
        return this;
    }

    /** Something may have been written, or an attempt may have begun or ended. */
    void wake() {
        news.release();
    }

    private void deliver(LogLine line) {
        if (!closed) {
            reader.accept(line);
        }
    }

    private boolean isStopped() {
        return closed || (hurried && inFull) || isBehindEnd();
    }

    private boolean isBehindEnd() {
        LogPosition last = end;
        return last != null && in.position().map(at -> at.compareTo(last) >= 0).orElse(false);
    }

    private void run() {
        try {
            while (!closed) {
                // Read before the last reading: what was asked for before it is in it.
                boolean last = draining;
                if (hurried && inFull) {
                    leaveOut();
                }
                if (advance()) {
                    continue;
                }
                if (last) {
                    in.flush();
                    return;
                }
                news.acquire();
                news.drainPermits();
            }
        } catch (IOException thrown) {
            fail(thrown);
        } catch (UncheckedIOException thrown) {
            failure.complete(thrown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.close();
            whenOver.run();
        }
    }

    /** Reads what there is; whether it has to go on at once. */
    private boolean advance() throws IOException {
        try {
            if (in.position().isEmpty()) {
                begun().ifPresent(in::enter);
            }
            subscribe();
            boolean goesOn = !isBehindEnd() && in.advance();
            if (!goesOn) {
                // It came to the end of what there is: what hindered it has passed.
                failures = 0;
            }
            return goesOn;
        } catch (IOException thrown) {
            failures = in.position().equals(failedAt) ? failures + 1 : 1;
            failedAt = in.position();
            if (draining || failures == TRIES) {
                throw thrown;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            return true;
        }
    }

    private void fail(IOException thrown) {
        failure.complete(new UncheckedIOException(
                "the log of %s can not be read on: %s".formatted(output.slot(), thrown.getMessage()), thrown));
    }

    /** Where there was nothing to begin with, all that comes is read. */
    private Optional<LogPosition> begun() throws IOException {
        return switch (start) {
            case LogStart.Attempt(int number) -> output.first(number);
            case LogStart.Last(var _, var _), LogStart.After(var _) -> output.first(1);
        };
    }

    private void subscribe() throws IOException {
        NavigableMap<Integer, AttemptOutput> files = output.outputs();
        Optional<AttemptOutput> reading = in.position().flatMap(at -> Optional.ofNullable(files.get(at.attempt())));
        if (reading.isPresent() && !reading.get().attempt().equals(subscribed)) {
            subscription.close();
            Optional<LogNews.Subscription> next =
                    changes.subscribe(reading.get().file(), this::wake);
            subscription = next.orElse(() -> {});
            // Without a file there is nothing to hear of: it is tried again when the attempt has begun.
            subscribed = next.isPresent() ? reading.get().attempt() : null;
        }
    }

    /** Where there is more than the last lines to read, goes on with those. */
    private void leaveOut() throws IOException {
        inFull = false;
        Optional<LogPosition> at = in.position().or(() -> Optional.of(LogPosition.beginOf(1)));
        long left = output.bytesAfter(at.get()) + in.pending();
        Optional<AttemptOutput> newest = output.newest();
        if (left <= LAST_BYTES || newest.isEmpty()) {
            return;
        }
        AttemptOutput file = newest.get();
        LogPosition last = file.end();
        long from = new LogFile(file.file()).lineBehind(Math.max(file.begin().offset(), last.offset() - LAST_BYTES));
        boolean inOneFile = file.begin().equals(LogPosition.beginOf(at.get().attempt()));
        unread = Optional.of(
                new Unread(left - (last.offset() - from), (inOneFile ? file.file() : output.folder()).toString()));
        in.drop();
        in.enter(last.at(from));
        end = last;
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
            if (failure.isDone()) {
                throw failure.join();
            }
            return unread;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void whenFailed(Consumer<UncheckedIOException> told) {
        var _ = failure.thenAccept(told);
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
