package tireless.model;

import java.util.Comparator;

/**
 * The place of one replica: at most one living process may ever fill it, across revisions and across uids.
 *
 * @param ordinal from 0
 */
public record SlotId(ResourceKey resource, int ordinal) implements Comparable<SlotId> {
    private static final Comparator<SlotId> ORDER =
            Comparator.comparing(SlotId::resource).thenComparingInt(SlotId::ordinal);

    public SlotId {
        if (ordinal < 0) {
            throw new IllegalArgumentException("an ordinal counts from 0: " + ordinal);
        }
    }

    /** {@code pulse-0}: the replica's name for people. */
    public String replica() {
        return resource.name() + "-" + ordinal;
    }

    @Override
    public int compareTo(SlotId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return resource + "-" + ordinal;
    }
}
