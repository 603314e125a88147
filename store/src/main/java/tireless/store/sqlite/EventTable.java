package tireless.store.sqlite;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tireless.model.Event;
import tireless.model.ResourceKey;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;
import tireless.store.Retention;

/** The table {@code event}. */
final class EventTable {
    private static final String EVENT =
            "SELECT sequence, at, scope, type, name, uid, ordinal, happening, sum FROM event WHERE ";
    private static final String PAGE = "sequence > ? AND sequence < ? ORDER BY sequence DESC LIMIT ?";

    private final Session writer;
    private final Session reader;
    private final Rows rows;
    private final Retention retention;

    EventTable(Failures failures, Session writer, Session reader, Retention retention) {
        this.writer = writer;
        this.reader = reader;
        this.rows = new Rows(failures);
        this.retention = retention;
    }

    /** Durable, all or none. */
    void record(List<Event> events) {
        writer.transaction(() -> {
            Set<ResourceKey> touched = new HashSet<>();
            for (Event event : events) {
                writer.update(
                        "INSERT INTO event (at, scope, type, name, uid, ordinal, happening, sum)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        Rows.values(event));
                touched.add(event.resource());
            }
            for (ResourceKey key : touched) {
                writer.update(
                        "DELETE FROM event WHERE scope = ?1 AND type = ?2 AND name = ?3 AND sequence <= (SELECT"
                                + " sequence FROM event WHERE scope = ?1 AND type = ?2 AND name = ?3 ORDER BY sequence"
                                + " DESC LIMIT 1 OFFSET ?4)",
                        key.scope(),
                        key.type().keyword(),
                        key.name(),
                        retention.events());
            }
        });
    }

    List<RecordedEvent> read(EventQuery query) {
        long before = query.before().orElse(Long.MAX_VALUE);
        if (query.resource().isEmpty()) {
            return reader.read(EVENT + PAGE, rows::event, query.after(), before, query.limit());
        }
        ResourceKey key = query.resource().get();
        return reader.read(
                EVENT + "scope = ? AND type = ? AND name = ? AND " + PAGE,
                rows::event,
                key.scope(),
                key.type().keyword(),
                key.name(),
                query.after(),
                before,
                query.limit());
    }
}
