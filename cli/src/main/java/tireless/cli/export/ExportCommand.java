package tireless.cli.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
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
    private final OptionSpec named = Arguments.repeated(
            "FILE|DIR|-", "a manifest, a folder of manifests, or - for the standard input", "-f", "--manifestFile");
    private final PositionalParamSpec listed = Arguments.positional("0..*", "FILE|DIR|-", "the same as -f");
    private final OptionSpec compute = Arguments.option(
            "COMPUTE", "as if every worker named this Compute, which is among the manifests", "--compute");
    private final OptionSpec secrets = Arguments.flag("print Secrets too, with their values", "--secrets");
    private final Output output = Output.ofTexts();
    private final CommandSpec spec = Arguments.command(
                    "export",
                    "Print the objects of Kubernetes that workers of a cluster are; ask neither a server nor a cluster.",
                    this::call)
            .addOption(named)
            .addOption(compute)
            .addOption(secrets)
            .addPositional(listed);

    public ExportCommand(Context context) {
        this.context = context;
        this.manifests = ConfiguredManifests.of(context);
        manifests.addTo(spec);
        output.addTo(spec);
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() {
        List<String> names = new ArrayList<>(Arguments.values(named));
        names.addAll(Arguments.values(listed));
        if (names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name what to read: -f FILE, -f DIR, or -f - for the standard input");
        }
        Optional<String> there = Arguments.value(compute);
        Manifests.Rendered rendered = manifests.render(
                names,
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
