package tireless.cli.change;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ChangeView;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.cli.apply.Submission;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Question;
import tireless.cli.dataos.ChangeText;
import tireless.cli.output.Changes;
import tireless.cli.output.Output;
import tireless.cli.target.Targets;
import tireless.client.ApiClient;
import tireless.json.Form;
import tireless.model.Problem;

/** Deletes resources, named one by one or by the manifests that they came from. */
public final class DeleteCommand {
    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Submission submission = new Submission("FILE", "unused");
    private final Output output = Output.ofDocuments();
    private final OptionSpec yes = Arguments.flag("do not ask", "-y", "--yes");
    private final OptionSpec dryRun = Arguments.flag("show what would be deleted, and delete nothing", "--dry-run");
    private final OptionSpec force = Arguments.flag(
            "also what others need, and with a workspace all that is in it; forget what is on its way out of a cluster that does not answer",
            "--force");
    private CommandSpec spec = CommandSpec.create();

    public DeleteCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command(
                        "delete", "Stop resources for good, and forget them; undelete brings them back.", this::call)
                .addOption(yes)
                .addOption(dryRun)
                .addOption(force);
        targets.addTo(spec);
        submission.addFilesTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        ApiClient server = context.server();
        if (output.isForPeople()) {
            context.voice().begin(ChangeText::deleting);
        }
        List<ResourceRef> named = new ArrayList<>(targets.namedOrNone());
        if (submission.hasFiles()) {
            Submission.Prepared prepared = submission.prepare(spec, context).in(targets.workspace());
            PlanReply plan = server.plan(prepared.request());
            context.terminal()
                    .err()
                    .print(prepared.report(plan.problems(), context.terminal().colour()));
            if (prepared.isIncomplete() || plan.problems().stream().anyMatch(Problem::isError)) {
                context.terminal().err().println("tireless: nothing was deleted");
                return ExitStatus.INVALID_MANIFEST;
            }
            plan.changes().stream()
                    .filter(change -> change.action() != ChangeView.Action.CREATE)
                    .forEach(change -> named.add(change.resource()));
            if (named.isEmpty()) {
                context.terminal()
                        .err()
                        .print(context.voice()
                                .say(
                                        () -> "tireless: nothing of these manifests is there\n",
                                        () -> ChangeText.deleted(List.of())));
                return ExitStatus.OK;
            }
        }
        return delete(named.isEmpty() ? targets.named() : named, server);
    }

    private int delete(List<ResourceRef> named, ApiClient server) {
        boolean forced = Arguments.isSet(force);
        boolean onlyShown = Arguments.isSet(dryRun);
        if (!onlyShown && !Arguments.isSet(yes) && context.terminal().asks()) {
            List<ChangeView> plan = server.delete(named, forced, true);
            context.terminal().out().print(Changes.text(plan, context.terminal().colour()));
            if (!Question.agreed("delete (" + Changes.summary(plan) + ")", context)) {
                return ExitStatus.FAILED;
            }
        }
        List<ChangeView> changes = server.delete(named, forced, onlyShown);
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("changes", changes, ChangeView::form),
                _ -> context.voice().say(() -> plain(changes), () -> ChangeText.deleted(changes)));
        return ExitStatus.OK;
    }

    private String plain(List<ChangeView> changes) {
        return Changes.text(changes, context.terminal().colour())
                + (Arguments.isSet(dryRun) ? "plan: " + Changes.summary(changes) : "deleted: " + Changes.done(changes))
                + "\n";
    }
}
