package tireless.runtime.process;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tireless.linux.EventLoop;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.SlotId;

/** Waits for the end of the newest attempt of each slot. Safe for use by many threads. */
final class EndWatches implements AutoCloseable {
    private final Home home;
    private final BootId boot;
    private final EventLoop loop;
    private final Consumer<AttemptId> ended;
    private final Map<SlotId, EndWatch> bySlot = new ConcurrentHashMap<>();

    /** @param ended told of each end once, as {@link EndWatch} does */
    EndWatches(Home home, BootId boot, EventLoop loop, Consumer<AttemptId> ended) {
        this.home = home;
        this.boot = boot;
        this.loop = loop;
        this.ended = ended;
    }

    /** Waits for the end of this attempt, and of none before it in its slot any more. */
    void begin(AttemptId attempt) throws IOException {
        EndWatch watch = new EndWatch(loop, home.folder(attempt), boot, () -> ended.accept(attempt));
        EndWatch before = bySlot.put(attempt.slot(), watch);
        if (before != null) {
            before.close();
        }
        try {
            watch.begin();
        } catch (IOException failure) {
            // Then whoever settles the attempt next begins anew.
            watch.close();
            throw failure;
        }
    }

    /** Whether it waits for the end of this attempt. */
    boolean isOn(AttemptId attempt) {
        EndWatch watch = bySlot.get(attempt.slot());
        return watch != null && watch.isOpenFor(home.folder(attempt));
    }

    /** Waits for nothing of this slot any more. */
    void end(SlotId slot) {
        EndWatch watch = bySlot.remove(slot);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public void close() {
        bySlot.values().forEach(EndWatch::close);
        bySlot.clear();
    }
}
