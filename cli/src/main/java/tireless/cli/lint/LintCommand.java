package tireless.cli.lint;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.FileNames;
import tireless.cli.context.Manifests;
import tireless.cli.server.ConfiguredManifests;
import tireless.manifest.Purpose;
import tireless.model.Plural;
import tireless.model.Problem;

/** Reports all problems of manifests at once, and corrects them if asked; ends with 3 if one that remains is an error. */
public final class LintCommand {
    private final Context context;
    private final Manifests manifests;
    private final FileNames files = FileNames.ofBoth();
    private final OptionSpec fix =
            Arguments.flag("make the corrections that leave no doubt, and show them; say what remains", "--fix");
    private final OptionSpec dryRun = Arguments.flag("with --fix: show the corrections only", "--dry-run");
    private final CommandSpec spec = Arguments.command(
                    "lint",
                    "Say everything that is wrong with manifests, with the place and the remedy; run nothing.",
                    this::call)
            .addOption(fix)
            .addOption(dryRun);

    public LintCommand(Context context) {
        this.context = context;
        this.manifests = ConfiguredManifests.of(context);
        files.addTo(spec);
        manifests.addTo(spec);
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() throws IOException {
        List<String> names = files.of(spec);
        if (Arguments.isSet(fix)) {
            return new LintFix(manifests, context, Arguments.isSet(dryRun)).run(names);
        }
        if (Arguments.isSet(dryRun)) {
            throw new ParameterException(
                    spec.commandLine(), "--dry-run goes with --fix; without it nothing is changed");
        }
        Manifests.Read read = manifests.read(names, Purpose.LINT, context);
        context.terminal().out().print(read.report());
        if (read.reading().problems().isEmpty()) {
            context.terminal().out().println(noProblems(read.sources().texts().size()));
        }
        context.terminal().out().flush();
        return read.reading().problems().stream().anyMatch(Problem::isError)
                ? ExitStatus.INVALID_MANIFEST
                : ExitStatus.OK;
    }

    static String noProblems(int files) {
        return "no problems in " + Plural.of(files, "file");
    }
}
