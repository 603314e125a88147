package tireless.cli.follow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.output.TextFile;
import tireless.cli.plot.SvgPlot;
import tireless.cli.plot.TimeSpan;
import tireless.cli.target.Targets;
import tireless.linux.WindowSize;
import tireless.model.TirelessException;

/** Draws how it went with a worker: in the terminal, or as a picture. */
public final class PlotCommand {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int WIDTH = 80;

    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofDocuments();
    private final OptionSpec since = Arguments.option(
            "TIME",
            "since when: a time ago as 10m, 6h or 30d, or a time as 2026-11-25T20:00:00Z; 1h without it",
            "--since");
    private final OptionSpec figures = Arguments.option(
            "FIGURE,…", "draw these alone, in this order: %s".formatted(PlottedFigure.known()), "--figures");
    private final OptionSpec csv =
            Arguments.flag("write what arrived instead, as `scale --simulate --trace` reads it", "--csv");
    private final OptionSpec svg = Arguments.option("FILE", "write a picture there instead", "--svg");

    public PlotCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                        "plot",
                        "Draw how it went with a worker: throughput, backlog, replicas, processor, memory.",
                        this::call)
                .addOption(since)
                .addOption(figures)
                .addOption(csv)
                .addOption(svg);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ResourceRef resource = targets.one();
        Instant now = Instant.now();
        Instant from = Since.of(since, now).orElse(now.minus(USUAL));
        if (!from.isBefore(now)) {
            throw new ParameterException(since.command().commandLine(), "--since must lie in the past");
        }
        if (Arguments.isSet(csv) && Arguments.value(svg).isPresent()) {
            throw new ParameterException(svg.command().commandLine(), "--csv and --svg do not go together");
        }
        SeriesView series = context.server().series(resource, from);
        TimeSpan time = PlotText.time(series, from, now);
        Optional<Path> picture = Arguments.value(svg).map(context.workingDirectory()::resolve);
        if (Arguments.isSet(csv)) {
            context.terminal().out().print(load(resource, series));
            context.terminal().out().flush();
        } else if (picture.isPresent()) {
            TextFile.write(
                    picture.get(),
                    SvgPlot.of(resource.toString(), PlotText.panels(series, asked()), time, ZoneId.systemDefault()));
        } else {
            List<PlottedFigure> asked = asked();
            output.print(context.terminal().out(), List.of(), series::form, _ -> people(series, asked, time));
        }
        return ExitStatus.OK;
    }

    private static String load(ResourceRef resource, SeriesView series) {
        if (series.samples().isEmpty()) {
            throw TirelessException.failed("nothing was measured of %s in that time".formatted(resource));
        }
        boolean told = series.samples().stream()
                .anyMatch(sample -> sample.figure("done").isPresent()
                        || sample.figure("perSecond").isPresent()
                        || sample.figure("backlog").isPresent());
        if (!told) {
            throw TirelessException.failed(
                    "%s tells nothing of what it does, so nobody knows what arrived; see docs/guide/throughput.md"
                            .formatted(resource));
        }
        return RecordedLoad.of(series);
    }

    private List<PlottedFigure> asked() {
        return Arguments.value(figures)
                .map(words -> Stream.of(words.split(",", -1)).map(this::figure).toList())
                .orElseGet(PlottedFigure::all);
    }

    private PlottedFigure figure(String word) {
        return PlottedFigure.of(word.strip())
                .orElseThrow(() -> new ParameterException(
                        figures.command().commandLine(),
                        "there is no figure `%s`; there are %s".formatted(word, PlottedFigure.known())));
    }

    private String people(SeriesView series, List<PlottedFigure> asked, TimeSpan time) {
        String drawn = PlotText.of(
                series,
                asked,
                time,
                WindowSize.ofOutput().map(WindowSize::columns).orElse(WIDTH),
                context.terminal().colour(),
                ZoneId.systemDefault());
        return drawn.isEmpty() ? "nothing was measured of %s in that time%n".formatted(series.resource()) : drawn;
    }
}
