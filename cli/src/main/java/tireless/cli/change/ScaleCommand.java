package tireless.cli.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.scaling.ScaleSimulation;
import tireless.cli.server.ConfiguredManifests;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.Plural;

/** Sets the count of replicas by hand, or shows what a recorded load would have made of it. */
public final class ScaleCommand {
    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofResources();
    private final PositionalParamSpec words = Arguments.positional(
            "0..*", "[TYPE] NAME COUNT", "which resources, as TYPE NAME, TYPE/NAME or NAME, and how many replicas");
    private final OptionSpec replicas = Arguments.option("COUNT", "how many replicas", "--replicas");
    private final OptionSpec simulate =
            Arguments.flag("start nothing: show the replicas that a recorded load would have led to", "--simulate");
    private final OptionSpec file = Arguments.repeated(
            "FILE", "with --simulate: the manifest of a worker that is scaled by its load", "-f", "--file");
    private final OptionSpec trace = Arguments.option(
            "FILE",
            "with --simulate: lines of `seconds,arrivals` or `seconds,backlog`, with that line at the top, as `plot --csv` writes them",
            "--trace");
    private final OptionSpec itemSeconds =
            Arguments.option("SECONDS", "with --simulate: how long a replica works on an item; 0.1", "--item-seconds");
    private final OptionSpec startSeconds = Arguments.option(
            "SECONDS", "with --simulate: from a decision until the new replica works; 1", "--start-seconds");
    private final OptionSpec svg = Arguments.option("FILE", "with --simulate: also draw it there", "--svg");
    private CommandSpec spec = CommandSpec.create();

    public ScaleCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command("scale", "Set how many replicas run, until a manifest says another count.", this::call)
                .addOption(replicas)
                .addOption(simulate)
                .addOption(file)
                .addOption(trace)
                .addOption(itemSeconds)
                .addOption(startSeconds)
                .addOption(svg)
                .addPositional(words);
        targets.addOptionsTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        return Arguments.isSet(simulate) ? simulate() : scale();
    }

    private int simulate() {
        if (Arguments.values(file).isEmpty() || Arguments.value(trace).isEmpty()) {
            throw usage("name a manifest and a load: tireless scale --simulate -f FILE --trace FILE");
        }
        return new ScaleSimulation(context, ConfiguredManifests.of(context))
                .run(
                        Arguments.values(file),
                        context.workingDirectory()
                                .resolve(Arguments.value(trace).orElseThrow()),
                        new ScaleSimulation.Assumptions(seconds(itemSeconds, 0.1), seconds(startSeconds, 1)),
                        Arguments.value(svg).map(context.workingDirectory()::resolve));
    }

    private double seconds(OptionSpec option, double otherwise) {
        String text = Arguments.value(option).orElse(Double.toString(otherwise));
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds <= 86_400) {
                return seconds;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw usage("`%s %s` is no number of seconds above zero".formatted(option.longestName(), text));
    }

    private int scale() {
        List<String> given = new ArrayList<>(Arguments.values(words));
        int count = count(Arguments.value(replicas).orElseGet(() -> given.isEmpty() ? "" : given.removeLast()));
        List<ResourceRef> named = targets.named(given);
        if (named.isEmpty()) {
            throw usage("name a resource and a count: tireless scale NAME COUNT");
        }
        ApiClient server = context.server();
        List<ResourceView> scaled = named.stream()
                .map(resource -> Elsewhere.or(server, resource, one -> server.scale(one, count)))
                .toList();
        output.print(
                context.terminal().out(),
                named,
                () -> Form.empty().withEach("items", scaled, ResourceView::form),
                _ -> scaled.stream()
                        .map(resource -> "%s: %s\n".formatted(resource.resource(), Plural.of(count, "replica")))
                        .collect(Collectors.joining()));
        return ExitStatus.OK;
    }

    private int count(String word) {
        try {
            int count = Integer.parseInt(word);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw usage(
                word.isEmpty()
                        ? "name a resource and a count: tireless scale NAME COUNT"
                        : "`%s` is no count of replicas: tireless scale NAME COUNT".formatted(word));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
