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
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Sets the count of replicas by hand. */
public final class ScaleCommand {
    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofResources();
    private final PositionalParamSpec words = Arguments.positional(
            "0..*", "[TYPE] NAME COUNT", "which resources, as TYPE NAME, TYPE/NAME or NAME, and how many replicas");
    private final OptionSpec replicas = Arguments.option("COUNT", "how many replicas", "--replicas");
    private CommandSpec spec = CommandSpec.create();

    public ScaleCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command("scale", "Set how many replicas run, until a manifest says another count.", this::call)
                .addOption(replicas)
                .addPositional(words);
        targets.addOptionsTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
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
                        .map(resource -> "%s: %d %s\n"
                                .formatted(resource.resource(), count, count == 1 ? "replica" : "replicas"))
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
