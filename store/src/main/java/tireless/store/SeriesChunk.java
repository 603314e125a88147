package tireless.store;

import tireless.model.ResourceKey;

/**
 * What was measured of one resource in a time, packed.
 *
 * @param step seconds that one sample is about
 * @param start seconds since the epoch
 */
public record SeriesChunk(ResourceKey resource, int step, long start, String content) {}
