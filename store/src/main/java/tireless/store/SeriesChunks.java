package tireless.store;

import java.util.List;
import tireless.model.ResourceKey;

/** What was measured of resources, in pieces; nothing that is desired depends on it. */
public interface SeriesChunks {
    /** Puts each in the place of the one of the same resource, step and start, all or nothing. */
    void put(List<SeriesChunk> chunks);

    /** Those of one resource and step that start at {@code from} or later, and before {@code before}; the oldest first. */
    List<SeriesChunk> read(ResourceKey resource, int step, long from, long before);

    /** Forgets those of a step that start before a second, of all resources. */
    void forget(int step, long before);
}
