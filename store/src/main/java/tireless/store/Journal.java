package tireless.store;

import java.util.List;
import tireless.model.Event;
import tireless.model.TirelessException;

/**
 * What happened, for people and programs. Appending never waits for the medium: events queue, and a writer records them in
 * groups. The queue is bounded; when it is full because the medium is slow or refuses, <em>new</em> events are dropped and
 * counted, and once there is room each resource that lost some gets a {@link tireless.model.Happening.Warned} saying how many.
 *
 * <p>Safe for use by many threads; events that one thread appends are recorded in that order.
 */
public interface Journal {
    /** Hands over an event. Returns at once, and never fails because of the medium. */
    void append(Event event);

    /**
     * Returns once everything appended before the call is durable.
     *
     * @throws TirelessException if the medium refuses; the events stay queued and are tried again
     */
    void flush();

    /** Events, newest first; those appended and not recorded yet may be missing. */
    List<RecordedEvent> read(EventQuery query);

    /** How many events were dropped since the store was opened. */
    long dropped();
}
