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
import tireless.manifest.Purpose;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.plan.Candidate;
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

    /** Prints what would have happened; the exit status. */
    public int run(List<String> files, Path trace, Assumptions assumptions) {
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
        for (Candidate candidate : scaled) {
            Workload workload = (Workload) candidate.spec();
            context.terminal()
                    .out()
                    .print(SimulationText.of(
                            candidate.key().toString(),
                            load,
                            assumptions,
                            Simulation.run(
                                    load.items(new ServiceTimes.Constant(assumptions.itemSeconds()), new Random(SEED)),
                                    world(workload, load, assumptions),
                                    controller(candidate, workload.scaling().orElseThrow()),
                                    0)));
        }
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private static World world(Workload workload, Trace load, Assumptions assumptions) {
        return new World(
                workload.replicas(),
                assumptions.startSeconds(),
                workload.run().stop().grace().toMillis() / 1e3,
                workload.drain().toMillis() / 1e3,
                load.seconds() + AFTERWARDS_SECONDS);
    }

    private static TirelessController controller(Candidate candidate, Scaling scaling) {
        List<ScaleTrigger> outside = scaling.triggers().stream()
                .filter(trigger -> !trigger.isOfReplicas())
                .toList();
        if (outside.stream().anyMatch(trigger -> trigger.type().equals("cron"))) {
            throw TirelessException.failed(
                    "%s is scaled by `cron` too, and a load has no time of day: leave that trigger out of what is simulated"
                            .formatted(candidate.key()));
        }
        double target = outside.stream()
                .flatMap(trigger -> target(trigger.metadata()).stream().boxed())
                .findFirst()
                .orElse(1.0);
        return new TirelessController(candidate.key().name(), scaling, target);
    }

    private static OptionalDouble target(Map<String, String> metadata) {
        return TARGETS.stream()
                .flatMap(key -> Stream.ofNullable(metadata.get(key)))
                .flatMap(text -> number(text).stream())
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.strip())).filter(value -> value > 0);
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
