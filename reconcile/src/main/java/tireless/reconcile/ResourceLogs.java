package tireless.reconcile;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tireless.engine.ReplicaLine;
import tireless.engine.Subscription;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.SlotId;
import tireless.runtime.LogLine;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SlotLog;

/** Follows the logs of a resource's replicas, those that come later included. Safe for use by many threads. */
final class ResourceLogs implements Subscription {
    private final RuntimeDriver driver;
    private final Consumer<ReplicaLine> reader;
    private final Map<SlotId, SlotLog.Following> followed = new HashMap<>();
    private boolean closed;

    ResourceLogs(RuntimeDriver driver, Consumer<ReplicaLine> reader) {
        this.driver = driver;
        this.reader = reader;
    }

    /** Follows the replicas that are there: the last {@code back} lines, and all of an attempt that is just being started. */
    synchronized void begin(ResourceStatus status, int back) {
        for (ReplicaStatus replica : status.observed()) {
            SlotId slot = replica.slot();
            if (replica.phase() instanceof Phase.Starting) {
                followFrom(slot, replica.attempt());
            } else {
                followed.computeIfAbsent(slot, _ -> driver.log(slot).follow(back, line -> hand(slot, line)));
            }
        }
    }

    /** Follows a replica from the given attempt on, unless it is followed already. */
    synchronized void followFrom(SlotId slot, int attempt) {
        if (!closed) {
            followed.computeIfAbsent(slot, _ -> driver.log(slot).followFrom(attempt, line -> hand(slot, line)));
        }
    }

    private void hand(SlotId slot, LogLine line) {
        reader.accept(new ReplicaLine(slot.replica(), line.text()));
    }

    /** Hands over what is written up to now, then ends. */
    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(SlotLog.Following::drain);
        followed.clear();
    }
}
