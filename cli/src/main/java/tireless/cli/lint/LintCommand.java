package tireless.cli.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Manifests;
import tireless.manifest.Purpose;
import tireless.model.Problem;

/** Reports all problems of manifests at once; ends with 3 if one is an error. */
@Command(
        name = "lint",
        description = "Say everything that is wrong with manifests, with the place and the remedy; run nothing.",
        mixinStandardHelpOptions = true)
public final class LintCommand implements Callable<Integer> {
    private final Context context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Manifests manifests = new Manifests();

    @Option(
            names = {"-f", "--manifestFile"},
            paramLabel = "FILE|DIR|-",
            description = "a manifest, a folder of manifests, or - for the standard input")
    private List<String> named = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "FILE|DIR|-", description = "the same as -f")
    private List<String> listed = new ArrayList<>();

    public LintCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> names = new ArrayList<>(named);
        names.addAll(listed);
        if (names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name what to read: -f FILE, -f DIR, or -f - for the standard input");
        }
        Manifests.Read read = manifests.read(names, Purpose.LINT, context);
        context.terminal().out().print(read.report());
        if (read.resolution().problems().isEmpty()) {
            int files = read.sources().texts().size();
            context.terminal().out().println("no problems in " + files + (files == 1 ? " file" : " files"));
        }
        context.terminal().out().flush();
        return read.resolution().problems().stream().anyMatch(Problem::isError)
                ? ExitStatus.INVALID_MANIFEST
                : ExitStatus.OK;
    }
}
