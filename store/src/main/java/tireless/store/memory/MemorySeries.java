package tireless.store.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.model.ResourceKey;
import tireless.store.SeriesChunk;
import tireless.store.SeriesChunks;

/** What was measured, for as long as its store lives. */
final class MemorySeries implements SeriesChunks {
    private record Place(ResourceKey resource, int step, long start) {}

    private final Map<Place, SeriesChunk> chunks = new HashMap<>();

    @Override
    public synchronized void put(List<SeriesChunk> next) {
        next.forEach(chunk -> chunks.put(new Place(chunk.resource(), chunk.step(), chunk.start()), chunk));
    }

    @Override
    public synchronized List<SeriesChunk> read(ResourceKey resource, int step, long from, long before) {
        return chunks.values().stream()
                .filter(chunk -> chunk.resource().equals(resource)
                        && chunk.step() == step
                        && chunk.start() >= from
                        && chunk.start() < before)
                .sorted(Comparator.comparingLong(SeriesChunk::start))
                .toList();
    }

    @Override
    public synchronized void forget(int step, long before) {
        chunks.keySet().removeIf(place -> place.step() == step && place.start() < before);
    }
}
