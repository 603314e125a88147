package tireless.plan;

import java.util.List;
import java.util.function.ToIntFunction;

/** What applying does, resource by resource, in the order in which it was asked for. */
public record Plan(List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.stream().allMatch(change -> change instanceof Change.Unchanged);
    }

    /**
     * The same as it is while fewer replicas live than are wanted.
     *
     * @param running how many of a resource live now
     */
    public Plan whileRunning(ToIntFunction<DesiredResource> running) {
        return new Plan(changes.stream()
                .map(change -> change instanceof Change.Roll roll
                        ? roll.withRunning(running.applyAsInt(roll.before()))
                        : change)
                .toList());
    }

    /** How many living replicas are stopped and started again. */
    public int restarts() {
        return changes.stream().mapToInt(Change::restarts).sum();
    }
}
