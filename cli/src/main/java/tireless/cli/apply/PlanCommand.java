package tireless.cli.apply;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.PlanReply;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Changes;
import tireless.cli.output.Output;
import tireless.model.Problem;

/** Shows what {@code apply} would do with the same manifests, and does nothing. */
public final class PlanCommand {
    private final Context context;
    private final Submission submission = new Submission("FILE|DIR|-", "the same as -f");
    private final Output output = Output.ofDocuments();
    private CommandSpec spec = CommandSpec.create();

    public PlanCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command("plan", "Show what apply would do, field by field; change nothing.", this::call);
        submission.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        return plan(submission.prepare(spec, context), output, context);
    }

    /** Plans what was prepared, and shows it. */
    public static int plan(Submission.Prepared prepared, Output output, Context context) {
        boolean colour = context.terminal().colour();
        PlanReply reply = context.server().plan(prepared.request());
        context.terminal().err().print(prepared.report(reply.problems(), colour));
        boolean failed = prepared.isIncomplete() || reply.problems().stream().anyMatch(Problem::isError);
        output.print(
                context.terminal().out(),
                List.of(),
                reply::form,
                _ -> reply.changes().isEmpty()
                        ? ""
                        : Changes.text(reply.changes(), colour) + "plan: "
                                + Changes.summary(reply.changes()).toLowerCase(Locale.ROOT) + "\n");
        return failed ? ExitStatus.INVALID_MANIFEST : ExitStatus.OK;
    }
}
