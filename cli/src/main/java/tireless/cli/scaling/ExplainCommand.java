package tireless.cli.scaling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.ExplanationView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.output.Output.Format;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Says why a worker has as many replicas as it has, with every number that went in. */
public final class ExplainCommand {
    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Output output = new Output(Format.JSON, Format.YAML);

    public ExplainCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                "explain",
                "Say why a worker has as many replicas as it has, with every number that went in.",
                this::call);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        List<ExplanationView> found = targets.named().stream()
                .map(resource -> Elsewhere.or(server, resource, server::explain))
                .toList();
        ExplanationText text = new ExplanationText(context.terminal().colour(), ZoneId.systemDefault(), Instant.now());
        output.print(
                context.terminal().out(),
                List.of(),
                () -> found.size() == 1
                        ? found.getFirst().form()
                        : Form.empty().withEach("items", found, ExplanationView::form),
                _ -> found.stream().map(text::of).collect(Collectors.joining("\n")));
        return ExitStatus.OK;
    }
}
