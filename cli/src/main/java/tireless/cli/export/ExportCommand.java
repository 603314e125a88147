package tireless.cli.export;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.FileNames;
import tireless.cli.context.Manifests;
import tireless.cli.output.Output;
import tireless.cli.server.ConfiguredManifests;
import tireless.kubernetes.objects.ExportText;
import tireless.kubernetes.objects.Translated;
import tireless.manifest.Purpose;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.problem.Problems;
import tireless.model.Problem;
import tireless.stack.Declared;

/** Prints the objects of Kubernetes that workers of a cluster are made. */
public final class ExportCommand {
    private final Context context;
    private final Manifests manifests;
    private final FileNames files = FileNames.ofBoth();
    private final OptionSpec compute = Arguments.option(
            "COMPUTE", "as if every worker named this Compute, which is among the manifests", "--compute");
    private final OptionSpec secrets = Arguments.flag("print Secrets too, with their values", "--secrets");
    private final Output output = Output.ofTexts();
    private final CommandSpec spec = Arguments.command(
                    "export",
                    "Print the objects of Kubernetes that workers of a cluster are; ask neither a server nor a cluster.",
                    this::call)
            .addOption(compute)
            .addOption(secrets);

    public ExportCommand(Context context) {
        this.context = context;
        this.manifests = ConfiguredManifests.of(context);
        files.addTo(spec);
        manifests.addTo(spec);
        output.addTo(spec);
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() {
        Optional<String> there = Arguments.value(compute);
        Manifests.Rendered rendered = manifests.render(
                files.of(spec),
                Purpose.APPLY,
                set -> there.map(name -> OnCompute.all(set, name)).orElse(set),
                Declared.NONE,
                context);
        Problems problems = new Problems();
        problems.addAll(rendered.resolution().problems());
        List<Translated.Objects> objects =
                new ClusterWorkers(rendered.resolution().resources(), problems).objects();
        ProblemPrinter printer = new ProblemPrinter(
                rendered.sources().texts(), context.terminal().colour());
        context.terminal().err().print(printer.print(problems.inOrder()));
        if (problems.inOrder().stream().anyMatch(Problem::isError)) {
            return ExitStatus.INVALID_MANIFEST;
        }
        print(ExportText.of(objects, Arguments.isSet(secrets)));
        return ExitStatus.OK;
    }

    private void print(ExportText text) {
        if (output.format() == Output.Format.JSON) {
            context.terminal().err().print(text.comments());
            context.terminal().out().print(text.json());
        } else {
            context.terminal().out().print(text.yaml());
        }
        context.terminal().out().flush();
    }
}
