package tireless.cli.apply;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tireless.api.ChangeView;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.cli.context.Context;
import tireless.cli.target.Targets;
import tireless.model.Problem;
import tireless.model.TirelessException;

/** Resources that are named one by one, or by the manifests that they came from. */
public final class Named {
    private final Targets targets;
    private final Submission submission = new Submission("FILE", "unused");
    private CommandSpec spec = CommandSpec.create();

    public Named(Targets targets) {
        this.targets = targets;
    }

    /** Adds the options and arguments of both ways to a command. */
    public void addTo(CommandSpec command) {
        spec = command;
        targets.addTo(command);
        submission.addFilesTo(command);
    }

    /**
     * All that was named; none where nothing was.
     *
     * @throws TirelessException with the problems of the manifests, where one is an error
     */
    public List<ResourceRef> orNone(Context context) {
        List<ResourceRef> named = new ArrayList<>(targets.namedOrNone());
        if (submission.hasFiles()) {
            Submission.Prepared prepared = submission.prepare(spec, context).in(targets.workspace());
            PlanReply plan = context.server().plan(prepared.request());
            if (prepared.isIncomplete() || plan.problems().stream().anyMatch(Problem::isError)) {
                throw new TirelessException(
                        TirelessException.Code.INVALID_MANIFEST,
                        false,
                        "the manifests have errors\n"
                                + prepared.report(plan.problems(), false).stripTrailing());
            }
            plan.changes().stream().map(ChangeView::resource).forEach(named::add);
        }
        return named;
    }

    /** All that was named, one at least. */
    public List<ResourceRef> all(Context context) {
        List<ResourceRef> named = orNone(context);
        return named.isEmpty() ? targets.named() : named;
    }
}
