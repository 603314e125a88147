package tireless.cli.plot;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One figure over time.
 *
 * @param title what it is
 * @param points the oldest first; where nothing is known there is none
 * @param words a value of it, for people
 */
public record Curve(String title, List<Point> points, DoubleFunction<String> words) {
    public Curve {
        points = List.copyOf(points);
    }

    /** @param second seconds since the epoch */
    public record Point(long second, double value) {}

    /** The largest value; 0 where there is none. */
    public double most() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
