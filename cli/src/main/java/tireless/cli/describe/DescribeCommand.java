package tireless.cli.describe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.Description;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.output.Output.Format;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.TirelessException;

/** Explains resources: desired, observed, what happened last, what they wrote last. */
public final class DescribeCommand {
    private static final int LINES = 10;

    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = new Output(Format.JSON, Format.YAML, Format.DOT);
    private final OptionSpec manifest = Arguments.flag("show the manifest as well", "--manifest");

    public DescribeCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                        "describe",
                        "Say why a resource is as it is: desired, observed, what happened last, its last lines.",
                        this::call)
                .addOption(manifest);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        List<Description> found = targets.named().stream()
                .map(resource -> Elsewhere.or(server, resource, one -> server.describe(one, LINES)))
                .toList();
        if (output.format() == Format.DOT) {
            found.stream()
                    .map(one -> one.resource().resource())
                    .filter(one -> !TopologyGraph.TYPES.contains(one.type()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new TirelessException(
                                TirelessException.Code.USAGE,
                                false,
                                "%s has no topology: `-o dot` draws that of a worker, a service or a workflow"
                                        .formatted(other));
                    });
        }
        DescriptionText text = new DescriptionText(
                context.terminal().colour(), ZoneId.systemDefault(), Instant.now(), Arguments.isSet(manifest));
        output.print(
                context.terminal().out(),
                List.of(),
                () -> found.size() == 1
                        ? found.getFirst().form()
                        : Form.empty().withEach("items", found, Description::form),
                _ -> output.format() == Format.DOT
                        ? TopologyGraph.of(found)
                        : found.stream().map(text::of).collect(Collectors.joining("\n")));
        return ExitStatus.OK;
    }
}
