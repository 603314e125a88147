package tireless.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import tireless.api.SeriesView;
import tireless.cli.output.Bytes;
import tireless.cli.output.Tone;
import tireless.cli.plot.BraillePlot;
import tireless.cli.plot.Curve;
import tireless.cli.plot.TimeSpan;

/** How it went with a worker, for people. Pure. */
final class PlotText {
    private static final int ROWS = 4;
    private static final int LABEL = 10;

    private PlotText() {}

    /** One curve for each figure that is known. */
    static List<Curve> curves(SeriesView series) {
        return Stream.of(
                        curve(series, "perSecond", "items per second", PlotText::number),
                        curve(series, "errorsPerSecond", "errors per second", PlotText::number),
                        curve(series, "backlog", "backlog", PlotText::number),
                        curve(series, "inFlight", "in flight", PlotText::number),
                        curve(series, "ready", "ready replicas", PlotText::number),
                        curve(series, "replicas", "desired replicas", PlotText::number),
                        curve(series, "restarts", "restarts", PlotText::number),
                        curve(series, "milliCores", "processor", value -> Math.round(value) + "m"),
                        curve(series, "memory", "memory", value -> Bytes.of(Math.round(value))))
                .filter(curve -> !curve.points().isEmpty())
                .toList();
    }

    private static Curve curve(SeriesView series, String figure, String title, DoubleFunction<String> words) {
        List<Curve.Point> points = new ArrayList<>();
        for (SeriesView.Sample sample : series.samples()) {
            sample.figure(figure)
                    .ifPresent(value -> points.add(new Curve.Point(sample.at().getEpochSecond(), value)));
        }
        return new Curve(title, points, words);
    }

    static TimeSpan time(SeriesView series, Instant since, Instant now) {
        return new TimeSpan(
                since.getEpochSecond(), now.getEpochSecond() + 1, series.step().toSeconds());
    }

    /** @param width characters of a line */
    static String of(String title, List<Curve> curves, TimeSpan time, int width, boolean colour, ZoneId zone) {
        int plotted = Math.max(20, width - LABEL - 1);
        StringBuilder text = new StringBuilder();
        text.append(Tone.STRONG.of(title, colour)).append('\n');
        for (Curve curve : curves) {
            text.append('\n')
                    .append(curve.title())
                    .append(", ")
                    .append(curve.words().apply(curve.last()))
                    .append(" at last\n");
            List<String> rows = BraillePlot.rows(curve, time, plotted, ROWS);
            for (int row = 0; row < rows.size(); row++) {
                String label = row == 0
                        ? (curve.most() > 0 ? curve.words().apply(curve.most()) : "")
                        : row == rows.size() - 1 ? curve.words().apply(0) : "";
                text.append((" ".repeat(Math.max(0, LABEL - label.length())) + label + " " + rows.get(row))
                                .stripTrailing())
                        .append('\n');
            }
        }
        String from = clock(time.from(), time, zone);
        String to = clock(time.to(), time, zone);
        return text.append(" ".repeat(LABEL + 1))
                .append(from)
                .append(" ".repeat(Math.max(1, plotted - from.length() - to.length())))
                .append(to)
                .append('\n')
                .toString();
    }

    private static String clock(long second, TimeSpan time, ZoneId zone) {
        boolean days = time.to() - time.from() > Duration.ofHours(20).toSeconds();
        return DateTimeFormatter.ofPattern(days ? "MMM d HH:mm" : "HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(Instant.ofEpochSecond(second));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) || value >= 100 ? "%,.0f" : "%.1f", value);
    }
}
