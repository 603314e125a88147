package tireless.store.sqlite;

import java.util.List;
import tireless.model.ResourceKey;
import tireless.store.SeriesChunk;
import tireless.store.SeriesChunks;

/** The table {@code series}. */
final class SeriesTable implements SeriesChunks {
    private final Session writer;
    private final Session reader;

    SeriesTable(Session writer, Session reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public void put(List<SeriesChunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        writer.transaction(() -> {
            for (SeriesChunk chunk : chunks) {
                ResourceKey key = chunk.resource();
                writer.update(
                        "INSERT OR REPLACE INTO series (scope, type, name, step, start, content) VALUES (?, ?, ?, ?, ?, ?)",
                        key.scope(),
                        key.type().keyword(),
                        key.name(),
                        chunk.step(),
                        chunk.start(),
                        chunk.content());
            }
        });
        writer.settleLater();
    }

    @Override
    public List<SeriesChunk> read(ResourceKey resource, int step, long from, long before) {
        return reader.read(
                "SELECT start, content FROM series"
                        + " WHERE scope = ? AND type = ? AND name = ? AND step = ? AND start >= ? AND start < ? ORDER BY start",
                row -> new SeriesChunk(resource, step, row.getLong(1), row.getString(2)),
                resource.scope(),
                resource.type().keyword(),
                resource.name(),
                step,
                from,
                before);
    }

    @Override
    public void forget(int step, long before) {
        writer.transaction(() -> writer.update("DELETE FROM series WHERE step = ? AND start < ?", step, before));
        writer.settleLater();
    }
}
