package tireless.reconcile;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.SlotId;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SlotLog;

/** Follows the logs of a resource's replicas, those that come later included. Safe for use by many threads. */
final class ResourceLogs implements Subscription {
    private final RuntimeDriver driver;
    private final int back;
    private final Consumer<ReplicaLine> reader;
    private final Map<SlotId, SlotLog.Following> followed = new HashMap<>();
    private boolean closed;

    ResourceLogs(RuntimeDriver driver, int back, Consumer<ReplicaLine> reader) {
        this.driver = driver;
        this.back = back;
        this.reader = reader;
    }

    /** Follows what is not followed yet. */
    synchronized void show(ResourceStatus status) {
        if (closed) {
            return;
        }
        for (ReplicaStatus replica : status.observed()) {
            SlotId slot = replica.slot();
            followed.computeIfAbsent(
                    slot,
                    _ -> driver.log(slot)
                            .follow(back, line -> reader.accept(new ReplicaLine(slot.replica(), line.text()))));
        }
    }

    /** Hands over what is written up to now, then ends. */
    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(SlotLog.Following::drain);
        followed.clear();
    }
}
