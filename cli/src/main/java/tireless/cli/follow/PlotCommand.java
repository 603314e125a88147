package tireless.cli.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.plot.Curve;
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
        SeriesView series = context.server().series(resource, from);
        List<Curve> curves = PlotText.curves(series);
        TimeSpan time = PlotText.time(series, from, now);
        if (Arguments.value(svg).isPresent()) {
            write(
                    context.workingDirectory().resolve(Arguments.value(svg).orElseThrow()),
                    SvgPlot.of(resource.toString(), curves, time, ZoneId.systemDefault()));
            return ExitStatus.OK;
        }
        output.print(context.terminal().out(), List.of(), series::form, _ -> people(resource, curves, time));
        return ExitStatus.OK;
    }

    private String people(ResourceRef resource, List<Curve> curves, TimeSpan time) {
        if (curves.isEmpty()) {
            return "nothing was measured of %s in that time%n".formatted(resource);
        }
        return PlotText.of(
                resource.toString(),
                curves,
                time,
                WindowSize.ofOutput().map(WindowSize::columns).orElse(WIDTH),
                context.terminal().colour(),
                ZoneId.systemDefault());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw TirelessException.failed("cannot write %s: %s".formatted(file, TirelessException.reason(e)), e);
        }
    }
}
