package tireless.cli.completion;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;

/** Prints the script by which a shell completes command lines. */
public final class CompletionCommand {
    private final Context context;
    private final Supplier<List<Node>> roots;
    private final PositionalParamSpec shell = Arguments.positional("1", "bash|zsh|fish", "the shell");
    private final CommandSpec spec = Arguments.command(
                    "completion", "Print a script that completes command lines in a shell.", this::call)
            .addPositional(shell);

    /** @param roots the commands under each of their names; asked for when they are needed */
    public CompletionCommand(Context context, Supplier<List<Node>> roots) {
        this.context = context;
        this.roots = roots;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() {
        String wanted = Arguments.values(shell).getFirst();
        Shell known = Shell.of(wanted)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no completion for `%s`; bash, zsh or fish".formatted(wanted)));
        context.terminal().out().print(Script.of(known, roots.get()));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }
}
