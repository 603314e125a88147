package tireless.cli.change;

import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ChangeView;
import tireless.api.ResourceRef;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Question;
import tireless.cli.output.Changes;
import tireless.cli.output.Output;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;

/** Makes an older revision of a resource the desired one again: of one that is there, or of one that was deleted. */
public final class RevisionCommand {
    /** What the server does. */
    @FunctionalInterface
    private interface Change {
        List<ChangeView> make(ApiClient server, ResourceRef resource, OptionalInt revision, boolean dryRun);
    }

    private final Context context;
    private final String name;
    private final String description;
    private final Change change;
    private final Targets targets = Targets.toActOn();
    private final Output output = Output.ofDocuments();
    private final OptionSpec yes = Arguments.flag("do not ask", "-y", "--yes");
    private final OptionSpec dryRun = Arguments.flag("show what would change, and change nothing", "--dry-run");
    private final OptionSpec revision;

    private RevisionCommand(Context context, String name, String description, String without, Change change) {
        this.context = context;
        this.name = name;
        this.description = description;
        this.change = change;
        this.revision = Arguments.option("REVISION", "which revision; " + without, "--to", "--revision");
    }

    public static RevisionCommand rollback(Context context) {
        return new RevisionCommand(
                context,
                "rollback",
                "Make an older revision the desired one, as a new revision.",
                "without it the one before the desired one",
                ApiClient::rollback);
    }

    public static RevisionCommand undelete(Context context) {
        return new RevisionCommand(
                context,
                "undelete",
                "Bring back a resource that was deleted.",
                "without it the newest one before it was deleted",
                ApiClient::undelete);
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(name, description, this::call)
                .addOption(yes)
                .addOption(dryRun)
                .addOption(revision);
        targets.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        ResourceRef resource = targets.one();
        OptionalInt wanted = Arguments.number(revision);
        boolean onlyShown = Arguments.isSet(dryRun);
        boolean colour = context.terminal().colour();
        if (!onlyShown && !Arguments.isSet(yes) && context.terminal().asks()) {
            List<ChangeView> plan = change.make(server, resource, wanted, true);
            if (Changes.disturb(plan)) {
                context.terminal().out().print(Changes.text(plan, colour));
                if (!Question.agreed(name + " (" + Changes.summary(plan) + ")", context)) {
                    return ExitStatus.FAILED;
                }
            }
        }
        List<ChangeView> made = change.make(server, resource, wanted, onlyShown);
        output.print(
                context.terminal().out(), List.of(resource), made.getFirst()::form, _ -> Changes.text(made, colour));
        return ExitStatus.OK;
    }
}
