package tireless.store;

import tireless.model.Event;

/**
 * An event in the journal.
 *
 * @param sequence grows with every recorded event and is never used twice; for paging and for watching
 */
public record RecordedEvent(long sequence, Event event) {}
