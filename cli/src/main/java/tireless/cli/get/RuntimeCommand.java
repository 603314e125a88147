package tireless.cli.get;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Cell;
import tireless.cli.output.Output;
import tireless.cli.output.ReplicaTable;
import tireless.cli.output.Table;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;

/** Shows what runs of resources, replica by replica. */
final class RuntimeCommand {
    private final Context context;
    private final Targets targets = Targets.toList();
    private final Output output = Output.ofDocuments();

    RuntimeCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        CommandSpec spec = Arguments.command("runtime", "Show what runs of resources, replica by replica.", this::call);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        List<ResourceRef> named = targets.namedOrNone();
        List<ResourceView> found = named.isEmpty()
                ? server.resources(targets.filter(Optional.empty(), Optional.empty())).stream()
                        .filter(resource -> !resource.runtime().isEmpty())
                        .toList()
                : named.stream()
                        .map(one -> Elsewhere.or(server, one, server::resource))
                        .toList();
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", found, ResourceView::form),
                _ -> found.isEmpty()
                        ? "nothing runs here\n"
                        : people(found, context.terminal().colour()));
        return ExitStatus.OK;
    }

    private static String people(List<ResourceView> found, boolean colour) {
        Instant now = Instant.now();
        return found.stream().map(resource -> people(resource, colour, now)).collect(Collectors.joining("\n"));
    }

    private static String people(ResourceView resource, boolean colour, Instant now) {
        Table identity = Table.of("NAME", "VERSION", "TYPE", "WORKSPACE", "TITLE", "STACK", "OWNER");
        identity.add(List.of(
                Cell.of(resource.resource().name()),
                Cell.of(resource.metadata().version()),
                Cell.of(resource.resource().type()),
                Cell.of(resource.resource().workspace()),
                Cell.of(resource.metadata().title().orElse("")),
                Cell.of(resource.stack()),
                Cell.of(resource.metadata().owner())));
        Table runtime = Table.of("RUNTIME", "READY REPLICAS", "REPLICAS");
        runtime.add(List.of(Cell.state(resource.runtime()), Cell.of(resource.ready()), Cell.of(resource.replicas())));
        return identity.text(colour)
                + "\n"
                + runtime.text(colour)
                + (resource.observed().isEmpty()
                        ? ""
                        : "\n" + ReplicaTable.of(resource.observed(), now).text(colour));
    }
}
