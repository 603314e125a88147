package tireless.reconcile;

import java.util.Comparator;
import java.util.Optional;
import tireless.model.ResourceKey;
import tireless.model.SlotId;

/**
 * A key of the queue: one slot, or a whole resource.
 *
 * @param slot empty for the whole resource
 */
record Work(ResourceKey resource, Optional<SlotId> slot) implements Comparable<Work> {
    private static final Comparator<Work> ORDER = Comparator.comparing(Work::resource)
            .thenComparingInt(work -> work.slot().map(SlotId::ordinal).orElse(-1));

    static Work on(ResourceKey resource) {
        return new Work(resource, Optional.empty());
    }

    static Work on(SlotId slot) {
        return new Work(slot.resource(), Optional.of(slot));
    }

    @Override
    public int compareTo(Work other) {
        return ORDER.compare(this, other);
    }
}
