package tireless.scale.simulate;

import java.util.List;

/**
 * All that arrives in one simulation.
 *
 * @param items in the order of their arrival
 */
public record Items(List<Item> items) {
    public Items {
        items = List.copyOf(items);
    }

    /**
     * One piece of work.
     *
     * @param arrival seconds since the beginning
     * @param work seconds that a replica needs for it
     */
    public record Item(double arrival, double work) {}

    /** Seconds that a single replica would need for all of them. */
    public double work() {
        return items.stream().mapToDouble(Item::work).sum();
    }
}
