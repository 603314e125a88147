package tireless.cli.scaling;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import tireless.cli.plot.Curve;
import tireless.cli.plot.Panel;
import tireless.cli.plot.SvgPlot;
import tireless.cli.plot.TimeSpan;
import tireless.scale.simulate.Outcome;

/** What a simulation gave, as a picture whose time begins at 00:00:00. Pure. */
final class SimulationPlot {
    /** As many as a picture is wide. */
    private static final int POINTS = 800;

    private static final DoubleFunction<String> COUNT = value -> String.format(Locale.ROOT, "%,.0f", value);

    private SimulationPlot() {}

    static String svg(String worker, Outcome outcome) {
        List<Outcome.Point> course = outcome.worked();
        long end = course.isEmpty() ? 1 : (long) Math.ceil(course.getLast().at()) + 1;
        long step = Math.max(1, Math.max(Math.ceilDiv(end, POINTS), Math.ceilDiv(end, Math.max(1, course.size()))));
        return SvgPlot.of(
                worker + ", simulated",
                List.of(
                        Panel.of(curve("waiting", course, step, Outcome.Point::waiting)),
                        new Panel(
                                "replicas",
                                List.of(
                                        curve("running", course, step, Outcome.Point::running),
                                        curve("desired", course, step, Outcome.Point::desired)))),
                new TimeSpan(0, end, step),
                ZoneOffset.UTC);
    }

    /** The largest value of each step. */
    private static Curve curve(
            String title, List<Outcome.Point> course, long step, ToDoubleFunction<Outcome.Point> figure) {
        TreeMap<Long, Double> most = new TreeMap<>();
        for (Outcome.Point point : course) {
            most.merge((long) point.at() / step * step, figure.applyAsDouble(point), Math::max);
        }
        return new Curve(
                title,
                most.entrySet().stream()
                        .map(each -> new Curve.Point(each.getKey(), each.getValue()))
                        .toList(),
                COUNT);
    }
}
