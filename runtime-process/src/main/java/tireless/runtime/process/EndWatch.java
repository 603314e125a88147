package tireless.runtime.process;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.linux.EventLoop;
import tireless.linux.Pidfd;
import tireless.model.BootId;

/**
 * Waits for the end of one attempt's main process; while that is not there yet, for that of its keeper. Tells it once. The keeper may
 * still be writing down the exit then: {@link Settlement} waits for it, in the time in which the news goes its way.
 */
final class EndWatch implements AutoCloseable {
    private final EventLoop loop;
    private final AttemptFolder folder;
    private final BootId boot;
    private final Runnable ended;
    private @Nullable Pidfd process;
    private EventLoop.@Nullable Watch watch;
    private boolean holdsMain;
    private boolean closed;

    EndWatch(EventLoop loop, AttemptFolder folder, BootId boot, Runnable ended) {
        this.loop = loop;
        this.folder = folder;
        this.boot = boot;
        this.ended = ended;
    }

    /** Begins; {@code ended} may be called before it returns. */
    void begin() throws IOException {
        if (advance()) {
            ended.run();
        }
    }

    private void goOn() {
        try {
            begin();
        } catch (IOException unreadable) {
            // Whoever is told will ask what became of it.
            close();
            ended.run();
        }
    }

    /** Whether it waits for the end of this attempt. */
    synchronized boolean isOpenFor(AttemptFolder other) {
        return !closed && folder.equals(other);
    }

    private synchronized boolean advance() throws IOException {
        if (closed) {
            return false;
        }
        boolean over = holdsMain;
        release();
        closed = over || !holdSomebody();
        return closed;
    }

    private boolean holdSomebody() throws IOException {
        Optional<ProcessIdentity> main = folder.main();
        if (main.isPresent()) {
            holdsMain = hold(main);
            return holdsMain;
        }
        return folder.exit().isEmpty() && hold(folder.keeper());
    }

    private boolean hold(Optional<ProcessIdentity> identity) throws IOException {
        if (identity.isEmpty()) {
            return false;
        }
        Optional<Pidfd> opened = Pidfd.open(identity.get().pid());
        if (opened.isEmpty()) {
            return false;
        }
        process = opened.get();
        // Only now, with the process held, can its number not pass to another one.
        if (identity.get().alive(boot).isEmpty()) {
            release();
            return false;
        }
        watch = loop.watch(process.descriptor(), this::goOn);
        return true;
    }

    private void release() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public void close() {
        EventLoop.@Nullable Watch lastWatch;
        @Nullable Pidfd lastProcess;
        synchronized (this) {
            closed = true;
            lastWatch = watch;
            lastProcess = process;
            watch = null;
            process = null;
        }
        // Not under the lock: closing a watch waits for its call, and the call waits for the lock.
        if (lastWatch != null) {
            lastWatch.close();
        }
        if (lastProcess != null) {
            lastProcess.close();
        }
    }
}
