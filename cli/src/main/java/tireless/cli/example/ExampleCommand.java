package tireless.cli.example;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.manifest.problem.Nearest;
import tireless.model.ResourceType;

/** Prints a manifest to begin with. */
public final class ExampleCommand {
    private final Context context;
    private final PositionalParamSpec kind =
            Arguments.positional("0..1", "KIND", Examples.keywords() + "; worker without it");
    private final CommandSpec spec = Arguments.command(
                    "example", "Print a complete manifest with comments, to begin with.", this::call)
            .addPositional(kind);

    public ExampleCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() {
        context.terminal().out().print(Examples.of(kind(Arguments.values(kind), spec)));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    /** The kind that was named; a worker where none was. */
    static ResourceType kind(List<String> words, CommandSpec spec) {
        String word = words.isEmpty() ? "worker" : words.getFirst();
        return ResourceType.of(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no kind `%s`; %s"
                                .formatted(
                                        word,
                                        Nearest.hint(
                                                word,
                                                Arrays.stream(ResourceType.values())
                                                        .map(ResourceType::keyword)
                                                        .toList()))));
    }
}
