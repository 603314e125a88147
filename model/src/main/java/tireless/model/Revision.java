package tireless.model;

import java.time.Instant;

/**
 * One accepted state of a resource.
 *
 * @param number from 1, growing within a uid
 * @param createdAt wall time, for people
 */
public record Revision(ResourceKey key, Uid uid, int number, Instant createdAt, Spec spec) {
    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("revisions count from 1: " + number);
        }
    }

    /**
     * What runs of it.
     *
     * @throws IllegalStateException for a revision of which nothing runs
     */
    public Workload workload() {
        if (spec instanceof Workload workload) {
            return workload;
        }
        throw new IllegalStateException("nothing runs of " + key);
    }

    /** Whether it has a {@link #workload}. */
    public boolean runs() {
        return spec instanceof Workload;
    }
}
