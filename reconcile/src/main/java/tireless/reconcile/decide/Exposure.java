package tireless.reconcile.decide;

import java.util.List;

/**
 * What is known of a slot's newest attempt as to listening for others.
 *
 * @param endpoints where it listens, or listened when it was stopped for that; none if it does not
 * @param held whether it was stopped for that, so that nothing is started in the slot until something changes
 */
public record Exposure(List<String> endpoints, boolean held) {
    public static final Exposure NONE = new Exposure(List.of(), false);

    public Exposure {
        endpoints = List.copyOf(endpoints);
    }

    /** Of an attempt that lives. */
    public static Exposure at(List<String> endpoints) {
        return new Exposure(endpoints, false);
    }

    /** Of an attempt that was stopped for it. */
    public static Exposure heldFor(List<String> endpoints) {
        return new Exposure(endpoints, true);
    }

    /** Whether the attempt that lives listens for others. */
    public boolean violates() {
        return !held && !endpoints.isEmpty();
    }
}
