package tireless.cli.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Manifests;
import tireless.cli.output.TextFile;
import tireless.manifest.Purpose;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.plan.Candidate;
import tireless.scale.Reading;
import tireless.scale.simulate.Outcome;
import tireless.scale.simulate.ServiceTimes;
import tireless.scale.simulate.Simulation;
import tireless.scale.simulate.TirelessController;
import tireless.scale.simulate.Trace;
import tireless.scale.simulate.World;

/** Replays a recorded load, and shows how many replicas the workers of manifests would have had. Nothing is started. */
public final class ScaleSimulation {
    /** What the types of triggers call the items that one replica shall have. */
    private static final List<String> TARGETS = List.of(
            "listLength",
            "pendingEntriesCount",
            "streamLength",
            "lagCount",
            "lagThreshold",
            "threshold",
            "targetValue",
            "targetQueryValue",
            "value",
            "queueLength");

    private static final long SEED = 1;

    /** After the last line of the load: until all is worked off, or given up. */
    private static final double AFTERWARDS_SECONDS = 3_600;

    private final Context context;
    private final Manifests manifests;

    /**
     * What the trace does not say.
     *
     * @param itemSeconds how long a replica works on an item
     * @param startSeconds from a decision until the new replica works
     */
    public record Assumptions(double itemSeconds, double startSeconds) {}

    public ScaleSimulation(Context context, Manifests manifests) {
        this.context = context;
        this.manifests = manifests;
    }

    /**
     * Prints what would have happened; the exit status.
     *
     * @param picture where to draw it
     */
    public int run(List<String> files, Path trace, Assumptions assumptions, Optional<Path> picture) {
        Manifests.Read read = manifests.read(files, Purpose.LINT, context);
        context.terminal().err().print(read.report());
        context.terminal().err().flush();
        if (read.reading().problems().stream().anyMatch(Problem::isError)) {
            return ExitStatus.INVALID_MANIFEST;
        }
        Trace load = load(trace);
        List<Candidate> scaled = read.reading().candidates().stream()
                .filter(candidate -> candidate.spec() instanceof Workload workload
                        && workload.scaling().isPresent())
                .toList();
        if (scaled.isEmpty()) {
            throw TirelessException.failed(
                    "nothing in these files is scaled: add `triggers`, or `drain: {targetSeconds: …}`");
        }
        refuseUnknown(scaled, load);
        if (scaled.size() > 1 && picture.isPresent()) {
            throw new TirelessException(
                    TirelessException.Code.USAGE,
                    false,
                    "a picture has one worker, and these files have %d that are scaled".formatted(scaled.size()));
        }
        for (Candidate candidate : scaled) {
            Workload workload = (Workload) candidate.spec();
            Outcome outcome = Simulation.run(
                    load.items(new ServiceTimes.Constant(assumptions.itemSeconds()), new Random(SEED)),
                    world(workload, load, assumptions),
                    controller(candidate, scaling(candidate), load),
                    0);
            String worker = candidate.key().toString();
            picture.ifPresent(file -> TextFile.write(file, SimulationPlot.svg(worker, outcome)));
            context.terminal().out().print(SimulationText.of(worker, load, assumptions, outcome));
        }
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private static Scaling scaling(Candidate candidate) {
        return ((Workload) candidate.spec()).scaling().orElseThrow();
    }

    private static World world(Workload workload, Trace load, Assumptions assumptions) {
        return new World(
                workload.replicas(),
                assumptions.startSeconds(),
                workload.run().stop().grace().toMillis() / 1e3,
                workload.drain().toMillis() / 1e3,
                load.seconds() + AFTERWARDS_SECONDS);
    }

    private static TirelessController controller(Candidate candidate, Scaling scaling, Trace load) {
        List<ScaleTrigger> triggers = scaling.triggers();
        if (triggers.stream()
                .anyMatch(trigger ->
                        trigger.type().equals("cron") && column(trigger, load).isEmpty())) {
            throw TirelessException.failed(
                    "%s is scaled by `cron` too, and a load has no time of day: give it a column `cron`, or leave that trigger out of what is simulated"
                            .formatted(candidate.key()));
        }
        return new TirelessController(
                candidate.key().name(),
                scaling,
                (trigger, now, waiting) -> reading(triggers.get(trigger), load, now, waiting));
    }

    /** What the load has of a trigger; of one of which it has nothing, that it looks at what waits. */
    private static Reading reading(ScaleTrigger trigger, Trace load, double now, long waiting) {
        Optional<String> column = column(trigger, load);
        OptionalDouble value =
                column.isPresent() ? load.measured(column.get(), now) : OptionalDouble.of((double) waiting);
        return value.isEmpty()
                ? new Reading.Failed("the load has no value of `%s` at %.0f s".formatted(column.orElse(""), now))
                : new Reading.Measured(
                        value.getAsDouble(),
                        target(trigger.metadata()),
                        value.getAsDouble() > activation(trigger.metadata()));
    }

    private static Optional<String> column(ScaleTrigger trigger, Trace load) {
        return titles(trigger).filter(load.triggers()::containsKey).findFirst();
    }

    /** What a column of it may be called. */
    private static Stream<String> titles(ScaleTrigger trigger) {
        return trigger.isOfReplicas() ? Stream.of() : Stream.concat(trigger.name().stream(), Stream.of(trigger.type()));
    }

    private static void refuseUnknown(List<Candidate> scaled, Trace load) {
        List<String> known = scaled.stream()
                .flatMap(candidate -> scaling(candidate).triggers().stream())
                .flatMap(ScaleSimulation::titles)
                .distinct()
                .toList();
        load.triggers().keySet().stream()
                .filter(title -> !known.contains(title))
                .findFirst()
                .ifPresent(title -> {
                    throw new TirelessException(
                            TirelessException.Code.USAGE,
                            false,
                            "the load has a column `%s`, and no trigger is called so; there are: %s"
                                    .formatted(title, known.isEmpty() ? "none" : String.join(", ", known)));
                });
    }

    private static double target(Map<String, String> metadata) {
        return first(metadata, TARGETS.stream()).filter(target -> target > 0).orElse(1.0);
    }

    /** The types call it by different names, which begin alike. */
    private static double activation(Map<String, String> metadata) {
        return first(metadata, metadata.keySet().stream().filter(key -> key.startsWith("activation")))
                .orElse(0.0);
    }

    private static Optional<Double> first(Map<String, String> metadata, Stream<String> keys) {
        return keys.flatMap(key -> Stream.ofNullable(metadata.get(key)))
                .flatMap(text -> number(text).stream())
                .findFirst();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Trace load(Path file) {
        try {
            return switch (Trace.parse(Files.readString(file))) {
                case Trace.Parsed.Good(Trace trace) -> trace;
                case Trace.Parsed.Bad(var mistakes) ->
                    throw new TirelessException(
                            TirelessException.Code.USAGE,
                            false,
                            mistakes.stream()
                                    .map(mistake -> "%s:%d: %s".formatted(file, mistake.line(), mistake.message()))
                                    .collect(Collectors.joining("\n")));
            };
        } catch (IOException e) {
            throw TirelessException.failed("cannot read %s: %s".formatted(file, TirelessException.reason(e)), e);
        }
    }
}
