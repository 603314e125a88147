package tireless.cli.get;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.cli.apply.Named;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.dataos.NodeText;
import tireless.cli.dataos.RuntimeText;
import tireless.cli.dataos.Said;
import tireless.cli.dataos.Step;
import tireless.cli.output.Output;
import tireless.cli.output.ReplicaTable;
import tireless.cli.target.Elsewhere;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.TirelessException;

/** Shows what runs of resources, replica by replica. */
final class RuntimeCommand {
    private final Context context;
    private final Targets targets = Targets.toList();
    private final Named named = new Named(targets);
    private final Refresh refresh = new Refresh();
    private final Output output = Output.ofDocuments();
    private final OptionSpec node = Arguments.option("REPLICA", "one replica alone, as pulse-0", "--node", "--replica");

    RuntimeCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        CommandSpec spec = Arguments.command("runtime", "Show what runs of resources, replica by replica.", this::call)
                .addOption(node);
        named.addTo(spec);
        refresh.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() throws InterruptedException {
        return refresh.run(context, this::show);
    }

    private void show() {
        ApiClient server = context.server();
        if (output.isForPeople()) {
            context.voice().begin(this::step);
        }
        List<ResourceRef> chosen = named.orNone(context);
        List<ResourceView> found = chosen.isEmpty()
                ? server.resources(targets.filter(Optional.empty(), Optional.empty())).stream()
                        .filter(resource -> !resource.runtime().isEmpty())
                        .toList()
                : chosen.stream()
                        .map(one -> Elsewhere.or(server, one, server::resource))
                        .toList();
        Arguments.value(node).ifPresentOrElse(name -> show(name, found, server), () -> show(found, server));
    }

    private Step step() {
        return Arguments.value(node).isPresent()
                ? NodeText.getting()
                : RuntimeText.getting(targets.type().orElse("runtime"));
    }

    private void show(List<ResourceView> found, ApiClient server) {
        RuntimeText text = new RuntimeText(context.voice().zone());
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", found, ResourceView::form),
                _ -> context.voice()
                        .say(
                                () -> RuntimeTable.of(found, context.terminal().colour(), Instant.now()),
                                () -> text.got(
                                        step(),
                                        found.stream()
                                                .map(view -> server.describe(view.resource(), 1))
                                                .toList())));
    }

    private void show(String name, List<ResourceView> found, ApiClient server) {
        ResourceView owner = found.stream()
                .filter(view -> replica(name, view).findAny().isPresent())
                .findFirst()
                .orElseThrow(() -> new TirelessException(
                        TirelessException.Code.NOT_FOUND,
                        false,
                        "there is no replica `%s`%s".formatted(name, of(found))));
        ReplicaView replica = replica(name, owner).findFirst().orElseThrow();
        NodeText text = new NodeText(context.voice().zone());
        output.print(
                context.terminal().out(),
                List.of(),
                replica::form,
                _ -> context.voice().say(() -> plain(replica), () -> said(text, owner, name, server)));
    }

    private static List<Said> said(NodeText text, ResourceView owner, String name, ApiClient server) {
        return text.got(server.describe(owner.resource(), 1), name);
    }

    private String plain(ReplicaView replica) {
        return ReplicaTable.of(List.of(replica), Instant.now())
                .text(context.terminal().colour());
    }

    private static Stream<ReplicaView> replica(String name, ResourceView view) {
        return view.observed().stream().filter(replica -> replica.name().equals(name));
    }

    private static String of(List<ResourceView> found) {
        List<String> names = found.stream()
                .flatMap(view -> view.observed().stream())
                .map(ReplicaView::name)
                .toList();
        return names.isEmpty() ? "; nothing runs" : "; there are " + String.join(", ", names);
    }
}
