package tireless.cli.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.api.ApplyRequest;
import tireless.api.ChangeView;
import tireless.api.ChangeView.Action;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SourceView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Question;
import tireless.cli.output.Cell;
import tireless.cli.output.Changes;
import tireless.cli.output.Output;
import tireless.cli.output.Table;
import tireless.client.ApiClient;
import tireless.client.ApplyResult;
import tireless.client.Filter;
import tireless.json.Form;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceText;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;

/** Creates, lists and deletes workspaces. */
public final class WorkspaceCommand {
    private static final String TYPE = "workspace";

    private final Context context;
    private final OptionSpec version =
            Arguments.option("VERSION", "of the manifest; v1 without it", "-v", "--version-of");
    private final OptionSpec layer = Arguments.option("LAYER", "user or system; user without it", "-l", "--layer");
    private final OptionSpec about = Arguments.option("TEXT", "what it is for", "-d", "--description");
    private final OptionSpec tags = Arguments.repeated("TAG", "a tag; may be given several times", "--tags");
    private final OptionSpec labels =
            Arguments.repeated("KEY:VALUE", "a label; may be given several times", "--labels");
    private final OptionSpec ingress = Arguments.option(
            "POLICY",
            "what becomes of a worker that listens where others can reach it: warn or stop; warn without it",
            "--ingress");
    private final OptionSpec force = Arguments.flag("delete everything in it, too", "--force");
    private final OptionSpec yes = Arguments.flag("do not ask", "-y", "--yes");
    private final OptionSpec listedLayer = Arguments.option("LAYER", "those of one layer", "-l", "--layer");
    private final Output output = Output.ofResources();

    public WorkspaceCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec workspace = Arguments.group(TYPE, "Create, list and delete workspaces.");
        workspace.addSubcommand("create", create());
        workspace.addSubcommand("get", get());
        workspace.addSubcommand("delete", delete());
        return workspace;
    }

    /** The name, as an argument or as an option. */
    private static final class Name {
        final PositionalParamSpec word = Arguments.positional("0..1", "NAME", "the name of the workspace");
        final OptionSpec option = Arguments.option("NAME", "the same as NAME", "-n", "--name");
        private final CommandSpec spec;

        Name(CommandSpec spec) {
            this.spec = spec.addPositional(word).addOption(option);
        }

        String get() {
            return Arguments.value(option)
                    .or(() -> Arguments.values(word).stream().findFirst())
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "name the workspace"));
        }
    }

    private CommandSpec create() {
        Name[] name = new Name[1];
        CommandSpec spec = Arguments.command("create", "Create a workspace.", () -> create(name[0].get()))
                .addOption(version)
                .addOption(layer)
                .addOption(about)
                .addOption(tags)
                .addOption(labels)
                .addOption(ingress);
        name[0] = new Name(spec);
        return spec;
    }

    private int create(String name) {
        String text = WorkspaceText.of(
                name,
                Arguments.value(version).orElse("v1"),
                Arguments.value(layer),
                Arguments.value(about),
                Arguments.values(tags),
                Arguments.values(labels),
                Arguments.value(ingress));
        ResourceRef resource = new ResourceRef(TYPE, ResourceKey.INSTANCE, name);
        ChangeView absent = new ChangeView(Action.CREATE, resource, "", List.of(), 0, 0, 0, "");
        SourceView source =
                new SourceView("workspace create", context.workingDirectory().toString(), text);
        ApplyRequest request = new ApplyRequest(
                List.of(source),
                new TreeMap<>(),
                Optional.empty(),
                false,
                false,
                false,
                context.user(),
                Map.of(absent.seenAs(), 0L));
        return switch (context.server().apply(request)) {
            case ApplyResult.Stale _ ->
                throw TirelessException.failed("there is a workspace `%s` already".formatted(name));
            case ApplyResult.Answered(PlanReply reply) -> {
                SourceText sent = new SourceText(source.name(), context.workingDirectory(), text);
                context.terminal()
                        .err()
                        .print(new ProblemPrinter(
                                        List.of(sent), context.terminal().colour())
                                .print(reply.problems()));
                if (reply.applied()) {
                    context.terminal().out().println("created: " + resource);
                    context.terminal().out().flush();
                }
                yield reply.applied() ? ExitStatus.OK : ExitStatus.INVALID_MANIFEST;
            }
        };
    }

    private CommandSpec get() {
        CommandSpec spec =
                Arguments.command("get", "List the workspaces.", this::list).addOption(listedLayer);
        output.addTo(spec);
        return spec;
    }

    private int list() {
        Filter workspaces =
                new Filter(Optional.of(TYPE), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Optional<String> wanted = Arguments.value(listedLayer);
        List<ResourceView> found = context.server().resources(workspaces).stream()
                .filter(one -> wanted.map(one.metadata().layer()::equals).orElse(true))
                .toList();
        output.print(
                context.terminal().out(),
                found.stream().map(ResourceView::resource).toList(),
                () -> Form.empty().withEach("items", found, ResourceView::form),
                _ -> table(found).text(context.terminal().colour()));
        return ExitStatus.OK;
    }

    private static Table table(List<ResourceView> found) {
        Table table = Table.of("NAME", "VERSION", "TYPE", "LAYER", "OWNER", "TAGS", "DESCRIPTION");
        found.forEach(one -> table.add(List.of(
                Cell.of(one.resource().name()),
                Cell.of(one.metadata().version()),
                Cell.of(one.resource().type()),
                Cell.of(one.metadata().layer()),
                Cell.of(one.metadata().owner()),
                Cell.of(String.join(",", one.metadata().tags())),
                Cell.of(one.metadata().description().orElse("")))));
        return table;
    }

    private CommandSpec delete() {
        Name[] name = new Name[1];
        CommandSpec spec = Arguments.command(
                        "delete",
                        "Delete a workspace; one that is not empty with --force.",
                        () -> delete(name[0].get()))
                .addOption(yes)
                .addOption(force);
        name[0] = new Name(spec);
        return spec;
    }

    private int delete(String name) {
        ApiClient server = context.server();
        List<ResourceRef> resource = List.of(new ResourceRef(TYPE, ResourceKey.INSTANCE, name));
        if (!Arguments.isSet(yes) && !Question.agreed("delete the workspace " + name, context)) {
            return ExitStatus.FAILED;
        }
        List<ChangeView> changes = server.delete(resource, Arguments.isSet(force), false);
        context.terminal().out().print(Changes.text(changes, context.terminal().colour()));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }
}
