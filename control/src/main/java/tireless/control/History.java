package tireless.control;

import java.util.List;
import tireless.model.TirelessException;
import tireless.store.EventQuery;
import tireless.store.Journal;
import tireless.store.RecordedEvent;

/** Reads the journal, with what happened just now. Safe for use by many threads. */
public final class History {
    private final Journal journal;

    public History(Journal journal) {
        this.journal = journal;
    }

    /** Newest first. */
    public List<RecordedEvent> read(EventQuery query) {
        try {
            journal.flush();
        } catch (TirelessException _) {
            // A disk that takes nothing more can still be read, and what is written on it is needed most now. What it
            // does not take now comes when it does; that it is full is told by /readyz and by every command.
        }
        return journal.read(query);
    }

    /** The sequence of the last event; 0 where nothing happened yet. */
    public long newest() {
        return read(EventQuery.newest(1)).stream()
                .mapToLong(RecordedEvent::sequence)
                .findFirst()
                .orElse(0);
    }
}
