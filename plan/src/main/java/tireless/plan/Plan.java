package tireless.plan;

import java.util.List;

/** What applying does, resource by resource, in the order in which it was asked for. */
public record Plan(List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.stream().allMatch(change -> change instanceof Change.Unchanged);
    }

    /** How many living replicas are stopped and started again. */
    public int restarts() {
        return changes.stream().mapToInt(Change::restarts).sum();
    }
}
