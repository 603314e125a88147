package tireless.notify;

/** Tells a recipient. Waits until it is confirmed, bounded in time. Safe for use by many threads. */
@FunctionalInterface
interface Courier {
    /** @throws NotDelivered where it was not confirmed; whether the recipient knows is not known then */
    void deliver(Notice notice) throws NotDelivered, InterruptedException;
}
