package tireless.server.routes;

import java.util.List;
import tireless.model.TirelessException;
import tireless.store.EventQuery;
import tireless.store.Journal;
import tireless.store.RecordedEvent;

/** Reads the journal, with what happened just now. */
public final class History {
    private final Journal journal;

    public History(Journal journal) {
        this.journal = journal;
    }

    public List<RecordedEvent> read(EventQuery query) {
        try {
            journal.flush();
        } catch (TirelessException _) {
            // A disk that takes nothing more can still be read, and what is written on it is needed most now. That it
            // is
            // full is told by /readyz and by every command.
        }
        return journal.read(query);
    }

    /** The sequence of the last event; 0 where nothing happened yet. */
    long newest() {
        return read(EventQuery.newest(1)).stream()
                .mapToLong(RecordedEvent::sequence)
                .findFirst()
                .orElse(0);
    }
}
