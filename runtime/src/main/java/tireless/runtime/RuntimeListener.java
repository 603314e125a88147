package tireless.runtime;

import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.throughput.Notification;

/** Hears what happens to replicas. Called from the driver's threads; implementations return at once and never throw. */
public interface RuntimeListener {
    /** The attempt's main process is over, or its state became unclear: ask {@link RuntimeDriver#settle}. */
    void ended(AttemptId attempt);

    /** The replica in this slot said something of itself. */
    void notified(SlotId slot, Notification notification);

    /** The driver noticed something of an attempt that goes on. */
    void noticed(AttemptId attempt, Notice notice);
}
