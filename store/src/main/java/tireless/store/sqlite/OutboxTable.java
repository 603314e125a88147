package tireless.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tireless.store.Outbox;
import tireless.store.OutboxEntry;

/** The table {@code outbox}. The cursor lies in it under an id that no entry has. */
final class OutboxTable implements Outbox {
    private static final String CURSOR = "";

    private final Session writer;
    private final Session reader;

    OutboxTable(Session writer, Session reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public OptionalLong cursor() {
        return reader.read("SELECT content FROM outbox WHERE id = ?", row -> row.getString(1), CURSOR).stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    @Override
    public List<OutboxEntry> all() {
        return reader.read(
                "SELECT id, content FROM outbox WHERE id <> ? ORDER BY place",
                row -> new OutboxEntry(row.getString(1), row.getString(2)),
                CURSOR);
    }

    @Override
    public void change(List<OutboxEntry> put, Set<String> removed, OptionalLong cursor) {
        if (put.isEmpty() && removed.isEmpty() && cursor.isEmpty()) {
            return;
        }
        writer.transaction(() -> {
            for (String id : removed) {
                writer.update("DELETE FROM outbox WHERE id = ?", id);
            }
            for (OutboxEntry entry : put) {
                put(entry.id(), entry.content());
            }
            if (cursor.isPresent()) {
                put(CURSOR, Long.toString(cursor.getAsLong()));
            }
        });
        writer.settleLater();
    }

    private void put(String id, String content) throws SQLException {
        writer.update(
                "INSERT INTO outbox (id, content) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET content = ?2",
                id,
                content);
    }

    @Override
    public void rest() {
        writer.transaction(() -> writer.update("DELETE FROM outbox WHERE id = ?", CURSOR));
        writer.settleLater();
    }
}
