package tireless.scale;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@link ScaleDecider} must know of the looks before. Bounded, and stored nowhere. Maps go by the place of the trigger in
 * {@code Scaling.triggers}: where these change, begin with {@link #resumed} again.
 *
 * @param largest demands, for scaling in
 * @param smallest demands, for scaling out
 * @param failures how many looks at a trigger failed one after another
 * @param drains what is known of arrivals and of the work of a replica
 */
public record ScaleMemory(
        Activation activation,
        Recommendations largest,
        Recommendations smallest,
        Changes changes,
        SortedMap<Integer, Integer> failures,
        SortedMap<Integer, DrainMemory> drains) {
    public ScaleMemory {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        drains = Collections.unmodifiableSortedMap(new TreeMap<>(drains));
    }

    /** Of a resource that was created just now: {@code initialCooldown} holds until its first work. */
    public static ScaleMemory created(Duration sinceBoot) {
        return begun(new Activation(sinceBoot, false, Optional.empty()), Recommendations.NONE);
    }

    /**
     * Of a resource of which nobody remembers more than its count: it waits longer before it scales in, and never shorter.
     *
     * @param replicas that are desired now
     */
    public static ScaleMemory resumed(int replicas, Duration sinceBoot) {
        Recommendations before = Recommendations.NONE.with(replicas, sinceBoot, Duration.ofNanos(1), Math::max);
        return begun(new Activation(sinceBoot, true, Optional.empty()), before);
    }

    private static ScaleMemory begun(Activation activation, Recommendations largest) {
        return new ScaleMemory(
                activation, largest, Recommendations.NONE, Changes.NONE, new TreeMap<>(), new TreeMap<>());
    }
}
