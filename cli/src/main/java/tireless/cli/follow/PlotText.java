package tireless.cli.follow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tireless.api.SeriesView;
import tireless.cli.output.Tone;
import tireless.cli.plot.BraillePlot;
import tireless.cli.plot.Curve;
import tireless.cli.plot.Panel;
import tireless.cli.plot.TimeSpan;

/** How it went with a worker, for people. Pure. */
final class PlotText {
    private static final int ROWS = 4;
    private static final int LABEL = 10;

    private PlotText() {}

    /** One panel for each of these figures that is known, for a picture: there the replicas that are desired and those that are ready have one panel. */
    static List<Panel> panels(SeriesView series, List<PlottedFigure> figures) {
        boolean both = figures.containsAll(List.of(PlottedFigure.READY, PlottedFigure.REPLICAS));
        return figures.stream()
                .filter(figure -> !both || figure != PlottedFigure.REPLICAS)
                .map(figure -> both && figure == PlottedFigure.READY
                        ? new Panel("replicas", List.of(curve(series, figure, "ready"), desired(series)))
                        : Panel.of(curve(series, figure, figure.title())))
                .filter(panel -> panel.curves().stream()
                        .anyMatch(curve -> !curve.points().isEmpty()))
                .toList();
    }

    private static Curve desired(SeriesView series) {
        return curve(series, PlottedFigure.REPLICAS, "desired");
    }

    private static Curve curve(SeriesView series, PlottedFigure figure, String title) {
        List<Curve.Point> points = new ArrayList<>();
        for (SeriesView.Sample sample : series.samples()) {
            sample.figure(figure.word())
                    .ifPresent(value -> points.add(new Curve.Point(sample.at().getEpochSecond(), value)));
        }
        return new Curve(title, points, figure::words);
    }

    static TimeSpan time(SeriesView series, Instant since, Instant now) {
        return new TimeSpan(
                since.getEpochSecond(), now.getEpochSecond() + 1, series.step().toSeconds());
    }

    /**
     * One curve for each of these figures that is known; empty where there is none.
     *
     * @param width characters of a line
     */
    static String of(
            SeriesView series, List<PlottedFigure> figures, TimeSpan time, int width, boolean colour, ZoneId zone) {
        List<PlottedFigure> known = figures.stream()
                .filter(figure -> series.samples().stream()
                        .anyMatch(sample -> sample.figure(figure.word()).isPresent()))
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        int plotted = Math.max(20, width - LABEL - 1);
        StringBuilder text = new StringBuilder();
        text.append(Tone.STRONG.of(series.resource().toString(), colour)).append('\n');
        for (PlottedFigure figure : known) {
            Curve curve = curve(series, figure, figure.title());
            text.append('\n')
                    .append(curve.title())
                    .append(", ")
                    .append(atLast(series.samples().getLast(), figure))
                    .append('\n');
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

    /** What is not known at last is not what it was when it was known. */
    private static String atLast(SeriesView.Sample newest, PlottedFigure figure) {
        OptionalDouble value = newest.figure(figure.word());
        if (value.isPresent()) {
            return figure.words(value.getAsDouble()) + " at last";
        }
        OptionalDouble replicas = newest.figure(PlottedFigure.REPLICAS.word());
        return replicas.isPresent() && replicas.getAsDouble() == 0
                ? "unknown at last, with no replica"
                : "unknown at last";
    }

    private static String clock(long second, TimeSpan time, ZoneId zone) {
        boolean days = time.to() - time.from() > Duration.ofHours(20).toSeconds();
        return DateTimeFormatter.ofPattern(days ? "MMM d HH:mm" : "HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(Instant.ofEpochSecond(second));
    }
}
