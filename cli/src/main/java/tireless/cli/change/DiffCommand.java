package tireless.cli.change;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.FieldView;
import tireless.cli.apply.PlanCommand;
import tireless.cli.apply.Submission;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Cell;
import tireless.cli.output.Output;
import tireless.cli.target.Targets;
import tireless.json.Form;

/** Shows how two revisions of a resource differ, or, with {@code -f}, how manifests differ from what is desired. */
public final class DiffCommand {
    private final Context context;
    private final Targets targets = Targets.toActOn();
    private final Submission submission = new Submission("FILE", "unused");
    private final Output output = Output.ofDocuments();
    private final OptionSpec from =
            Arguments.option("REVISION", "the older revision; without it the one before the other", "--from");
    private final OptionSpec to =
            Arguments.option("REVISION", "the newer revision; without it the desired one", "--to");
    private CommandSpec spec = CommandSpec.create();

    public DiffCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        spec = Arguments.command(
                        "diff", "Show how two revisions of a resource differ; with -f the same as plan.", this::call)
                .addOption(from)
                .addOption(to);
        targets.addTo(spec);
        submission.addFilesTo(spec);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        if (submission.hasFiles()) {
            Submission.Prepared prepared = submission.prepare(spec, context);
            return PlanCommand.plan(prepared.in(targets.workspace()), output, context);
        }
        List<FieldView> fields = context.server().diff(targets.one(), Arguments.number(from), Arguments.number(to));
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", fields, FieldView::form),
                _ -> fields.isEmpty()
                        ? "no field differs\n"
                        : fields.stream()
                                .map(field ->
                                        Cell.of(HistoryCommand.field(field)).text() + "\n")
                                .collect(Collectors.joining()));
        return ExitStatus.OK;
    }
}
