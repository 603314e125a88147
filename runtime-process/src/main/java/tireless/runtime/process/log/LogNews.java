package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tireless.linux.Errno;
import tireless.linux.EventLoop;
import tireless.linux.Inotify;
import tireless.linux.SystemCallException;

/** Tells who follows a file when it was written to. Nothing is polled. Safe for use by many threads. */
final class LogNews implements AutoCloseable {
    private final Inotify inotify;
    private final EventLoop.Watch watch;
    private final Map<Integer, List<Runnable>> listeners = new HashMap<>();

    LogNews(EventLoop loop) throws SystemCallException {
        inotify = new Inotify();
        try {
            watch = loop.watch(inotify.descriptor(), this::tell);
        } catch (SystemCallException failure) {
            inotify.close();
            throw failure;
        }
    }

    /** Calls {@code changed} after the file was written to, until the subscription is closed; empty if there is no such file. */
    Optional<Subscription> subscribe(Path file, Runnable changed) throws IOException {
        int number;
        synchronized (listeners) {
            try {
                number = inotify.watch(file);
            } catch (SystemCallException failure) {
                if (failure.errno() == Errno.NOENT) {
                    return Optional.empty();
                }
                throw failure;
            }
            listeners.computeIfAbsent(number, _ -> new CopyOnWriteArrayList<>()).add(changed);
        }
        return Optional.of(() -> remove(number, changed));
    }

    /** A running {@link #subscribe}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private void remove(int number, Runnable changed) {
        synchronized (listeners) {
            List<Runnable> all = listeners.getOrDefault(number, List.of());
            all.remove(changed);
            if (all.isEmpty() && listeners.remove(number) != null) {
                inotify.forget(number);
            }
        }
    }

    private void tell() throws SystemCallException {
        for (int number : inotify.modified()) {
            List<Runnable> told;
            synchronized (listeners) {
                told = number < 0
                        ? listeners.values().stream().flatMap(List::stream).toList()
                        : List.copyOf(listeners.getOrDefault(number, List.of()));
            }
            told.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        watch.close();
        inotify.close();
    }
}
