package tireless.scale;

import java.util.List;
import java.util.Map;

/**
 * What was seen of one resource at one look. {@link ScaleDecider} is called once for each look: a reading that failed is counted each time.
 *
 * @param replicas how many are desired now
 * @param loads of the replicas that are desired; one that only finishes its work before it goes is not among them
 * @param readings by the place of the trigger in {@code Scaling.triggers}; those that are read from the loads have none, one that was not
 *     looked at yet neither
 */
public record Observed(int replicas, List<ReplicaLoad> loads, Map<Integer, Reading> readings) {
    public Observed {
        if (replicas < 0) {
            throw new IllegalArgumentException("a count of replicas is not " + replicas);
        }
        loads = List.copyOf(loads);
        readings = Map.copyOf(readings);
    }
}
