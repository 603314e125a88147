package tireless.model;

import java.time.Instant;

/**
 * One accepted state of a resource.
 *
 * @param number from 1, growing within a uid
 * @param createdAt wall time, for people
 */
public record Revision(ResourceKey key, Uid uid, int number, Instant createdAt, Workload workload) {
    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("revisions count from 1: " + number);
        }
    }
}
