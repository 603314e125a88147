package tireless.runtime.process;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tireless.linux.EventLoop;
import tireless.linux.Pidfd;

/** Sees to it that no child stays as a zombie once it is over. Safe for use by many threads. */
final class Reaper implements AutoCloseable {
    private final EventLoop loop;
    private final Set<Pidfd> children = ConcurrentHashMap.newKeySet();

    Reaper(EventLoop loop) {
        this.loop = loop;
    }

    /** Takes on a child that nobody else waits for. */
    void takeOn(long pid) {
        try {
            Optional<Pidfd> child = Pidfd.open(pid);
            if (child.isPresent()) {
                takeOn(child.get());
            }
        } catch (IOException noDescriptorLeft) {
            // It runs, and that counts; its zombie stays until this process ends.
        }
    }

    private void takeOn(Pidfd child) throws IOException {
        children.add(child);
        try {
            loop.once(child.descriptor(), () -> release(child));
        } catch (IOException failure) {
            children.remove(child);
            child.close();
            throw failure;
        }
    }

    private void release(Pidfd child) throws IOException {
        try (child) {
            child.reap();
        } finally {
            children.remove(child);
        }
    }

    /** Lets go of those that live; they are reaped by who takes them over after this process. */
    @Override
    public void close() {
        children.forEach(Pidfd::close);
        children.clear();
    }
}
