package tireless.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.store.SeriesChunk;
import tireless.store.SeriesChunks;

/**
 * What was measured of all workers: the last minutes in memory, a sample a second; and in the store a sample a second for 10 minutes,
 * one for 10 s for 6 hours, one for 5 minutes for 30 days. One thread records and writes; any may read. Of a worker that was deleted,
 * what is stored goes with its time.
 */
public final class SeriesArchive {
    private final SeriesChunks stored;
    private final Map<ResourceKey, Ring> rings = new ConcurrentHashMap<>();
    private final Map<ResourceKey, DoneSince> counted = new HashMap<>();
    /** Up to which second each resolution was written. */
    private final Map<Resolution, Long> written = new ConcurrentHashMap<>();

    public SeriesArchive(SeriesChunks stored) {
        this.stored = stored;
    }

    /** Takes what is observed of every worker now. */
    void record(List<ResourceStatus> statuses, Instant now) {
        long second = now.getEpochSecond();
        for (ResourceStatus status : statuses) {
            OptionalDouble done = counted
                    .computeIfAbsent(status.key(), _ -> new DoneSince())
                    .look(status.observed());
            rings.computeIfAbsent(status.key(), key -> resumed(key, second))
                    .put(Measured.of(status, done, second));
        }
    }

    /** Forgets in memory whatever is not of these. */
    void retain(Set<ResourceKey> keys) {
        rings.keySet().retainAll(keys);
        counted.keySet().retainAll(keys);
    }

    /**
     * Stores what is due, as one. Where that fails, the next call stores it.
     *
     * @throws tireless.model.TirelessException where the store refuses
     */
    void write(Instant now) {
        long second = now.getEpochSecond();
        for (Resolution resolution : Resolution.values()) {
            long horizon = ceiling(second - Ring.SECONDS, resolution.step());
            long from = Math.max(written.getOrDefault(resolution, horizon), horizon);
            long to = floor(second, resolution.every());
            if (to <= from) {
                continue;
            }
            List<SeriesChunk> chunks = new ArrayList<>();
            rings.forEach((key, ring) -> chunks.addAll(chunks(key, ring, resolution, from, to, horizon)));
            stored.put(chunks);
            written.put(resolution, to);
            if (resolution == Resolution.FIVE_MINUTES) {
                forget(second);
            }
        }
    }

    private void forget(long second) {
        for (Resolution resolution : Resolution.values()) {
            stored.forget(resolution.step(), second - resolution.kept() - resolution.span());
        }
    }

    private List<SeriesChunk> chunks(
            ResourceKey key, Ring ring, Resolution resolution, long from, long to, long horizon) {
        List<SeriesChunk> chunks = new ArrayList<>();
        for (long start = floor(from, resolution.span()); start < to; start += resolution.span()) {
            long end = Math.min(start + resolution.span(), to);
            Map<Long, Sample> samples = new TreeMap<>();
            if (start < horizon) {
                // What is no longer in memory was stored before.
                stored(key, resolution, start, start + 1).forEach(sample -> samples.put(sample.second(), sample));
            }
            Downsampling.of(ring.between(Math.max(start, horizon), end), resolution.step())
                    .forEach(sample -> samples.put(sample.second(), sample));
            if (!samples.isEmpty()) {
                chunks.add(new SeriesChunk(
                        key, resolution.step(), start, ChunkText.write(start, List.copyOf(samples.values()))));
            }
        }
        return chunks;
    }

    /**
     * What was measured of a worker since a time, in the finest resolution that is kept for so long; also of one that is gone.
     *
     * @throws tireless.model.TirelessException where the store can not be read
     */
    public Series read(ResourceKey key, Instant since, Instant now) {
        long to = now.getEpochSecond() + 1;
        long from = Math.min(since.getEpochSecond(), to);
        Resolution resolution = Resolution.covering(now.getEpochSecond() - from);
        long first = floor(from, resolution.step());
        Map<Long, Sample> samples = new TreeMap<>();
        @Nullable Ring ring = rings.get(key);
        if (ring == null || resolution != Resolution.SECOND) {
            stored(key, resolution, floor(first, resolution.span()), to).stream()
                    .filter(sample -> sample.second() >= first)
                    .forEach(sample -> samples.put(sample.second(), sample));
        }
        if (ring != null) {
            long remembered = ceiling(to - Ring.SECONDS, resolution.step());
            Downsampling.of(ring.between(Math.max(first, remembered), to), resolution.step())
                    .forEach(sample -> samples.put(sample.second(), sample));
        }
        return new Series(Duration.ofSeconds(resolution.step()), List.copyOf(samples.values()));
    }

    /** What an earlier server has stored of the last minutes. */
    private Ring resumed(ResourceKey key, long second) {
        Ring ring = new Ring();
        long from = second - Ring.SECONDS + 1;
        stored(key, Resolution.SECOND, floor(from, Resolution.SECOND.span()), second).stream()
                .filter(sample -> sample.second() >= from)
                .forEach(ring::put);
        return ring;
    }

    /** What of it can not be read is a gap, as what was never measured. */
    private List<Sample> stored(ResourceKey key, Resolution resolution, long from, long before) {
        return stored.read(key, resolution.step(), from, before).stream()
                .flatMap(chunk -> ChunkText.read(chunk.start(), chunk.content()).stream())
                .flatMap(List::stream)
                .toList();
    }

    private static long floor(long second, long step) {
        return Math.floorDiv(second, step) * step;
    }

    private static long ceiling(long second, long step) {
        return Math.ceilDiv(second, step) * step;
    }
}
