package tireless.cli.get;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

/** Lists resources: all of them, those of a type, or those that are named. */
public final class GetCommand {
    private final Context context;
    private final Targets targets = Targets.toList();
    private final Output output = Output.ofResources();
    private final OptionSpec all = Arguments.flag("those of all owners; so it is anyway", "-a", "--all");
    private final OptionSpec owner = Arguments.option("OWNER", "those of one owner", "--owner");
    private final OptionSpec tag = Arguments.option("TAG", "those with this tag", "--tag");
    private final OptionSpec tags = Arguments.flag("a column with the tags", "--tags");

    public GetCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command("get", "List resources and how they are.", this::call)
                .addOption(all)
                .addOption(owner)
                .addOption(tag)
                .addOption(tags)
                .addSubcommand("runtime", new RuntimeCommand(context).spec());
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        List<ResourceRef> named = targets.namedOrNone();
        List<ResourceView> found = named.isEmpty()
                ? server.resources(targets.filter(Arguments.value(owner), Arguments.value(tag)))
                : named.stream()
                        .map(one -> Elsewhere.or(server, one, server::resource))
                        .toList();
        Optional<ResourceView> single = named.size() == 1 ? found.stream().findFirst() : Optional.empty();
        output.print(
                context.terminal().out(),
                found.stream().map(ResourceView::resource).toList(),
                () -> single.map(ResourceView::form)
                        .orElseGet(() -> Form.empty().withEach("items", found, ResourceView::form)),
                wide -> people(found, wide));
        return ExitStatus.OK;
    }

    private String people(List<ResourceView> found, boolean wide) {
        return found.isEmpty()
                ? "nothing here; apply a manifest: tireless apply -f FILE\n"
                : ResourceTable.of(found, wide, Arguments.isSet(tags), Instant.now())
                        .text(context.terminal().colour());
    }
}
