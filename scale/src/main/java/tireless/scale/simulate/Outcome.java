package tireless.scale.simulate;

import java.util.List;

/**
 * What happened in one simulation.
 *
 * @param replicaSeconds of all replicas, from their start until they were gone
 * @param starts of replicas
 * @param interrupted replicas that were told to end while they worked
 * @param killed items whose replica ended before them, and that were begun anew
 * @param unfinished items that were not done at the end
 * @param course one point for each look
 */
public record Outcome(
        Waits waits,
        double replicaSeconds,
        int starts,
        int interrupted,
        int killed,
        int unfinished,
        List<Point> course) {
    public Outcome {
        course = List.copyOf(course);
    }

    /** The course up to the last moment in which something waited or the replicas changed. */
    public List<Point> worked() {
        int end = course.size();
        while (end > 1
                && course.get(end - 1).waiting() == 0
                && course.get(end - 2).running() == course.get(end - 1).running()) {
            end--;
        }
        return course.subList(0, end);
    }

    /**
     * How long items waited.
     *
     * @param backlogArea the sum over all seconds of the items that waited
     * @param mean seconds from the arrival of an item until the work on it began that ended well
     * @param p99 of a hundred items 99 waited no longer
     */
    public record Waits(double backlogArea, double mean, double p99) {}

    /** A moment, with what waited and what ran, those that end among them. */
    public record Point(double at, long waiting, int desired, int running) {}
}
