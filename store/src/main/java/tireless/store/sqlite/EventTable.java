package tireless.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** @param event empty where nothing can be told of it */
    private record Place(long sequence, Optional<RecordedEvent> event) {}

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
        writer.settle();
    }

    /** As many as asked for, where there are: one that is damaged and can not even be noted takes nobody's place. */
    List<RecordedEvent> read(EventQuery query) {
        List<RecordedEvent> found = new ArrayList<>();
        long before = query.before().orElse(Long.MAX_VALUE);
        boolean more = true;
        while (more && found.size() < query.limit()) {
            int missing = query.limit() - found.size();
            List<Place> places = page(query.resource(), query.after(), before, missing);
            places.forEach(place -> place.event().ifPresent(found::add));
            more = places.size() == missing;
            before = places.isEmpty() ? before : places.getLast().sequence();
        }
        return List.copyOf(found);
    }

    private List<Place> page(Optional<ResourceKey> resource, long after, long before, int limit) {
        if (resource.isEmpty()) {
            return reader.read(EVENT + PAGE, this::place, after, before, limit);
        }
        ResourceKey key = resource.get();
        return reader.read(
                EVENT + "scope = ? AND type = ? AND name = ? AND " + PAGE,
                this::place,
                key.scope(),
                key.type().keyword(),
                key.name(),
                after,
                before,
                limit);
    }

    private Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong(1), rows.event(row));
    }
}
