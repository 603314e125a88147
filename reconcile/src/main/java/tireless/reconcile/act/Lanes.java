package tireless.reconcile.act;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tireless.model.SlotId;

/** Does the work of one slot in the order in which it comes, and that of different slots at once. Work must not throw. */
final class Lanes {
    private final Executor executor;
    private final Map<SlotId, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Called from one thread at a time, as {@link #await}. */
    void execute(SlotId slot, Runnable work) {
        CompletableFuture<Void> before = last.get(slot);
        CompletableFuture<Void> mine = before == null
                ? CompletableFuture.runAsync(work, executor)
                : before.handle((_, _) -> null).thenRunAsync(work, executor);
        last.put(slot, mine);
        var _ = mine.whenComplete((_, _) -> last.remove(slot, mine));
    }

    /** Returns when nothing of the slot is under way any more. */
    void await(SlotId slot) {
        CompletableFuture<Void> before = last.get(slot);
        if (before != null) {
            before.join();
        }
    }
}
