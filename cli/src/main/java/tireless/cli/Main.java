package tireless.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.lint.LintCommand;
import tireless.cli.run.EndCommand;
import tireless.cli.run.RunCommand;
import tireless.model.TirelessException;

/** The entry point of the command {@code tireless}. */
@Command(
        name = "tireless",
        description = "Runs Workers from DataOS-compatible manifests, and keeps them running.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(Context.ofProcess(), arguments));
    }

    /** Runs one command line; its exit status as {@link ExitStatus} lists them. */
    static int execute(Context context, String... arguments) {
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new RunCommand(context))
                .addSubcommand(new LintCommand(context))
                .addSubcommand(new EndCommand(context))
                .addSubcommand(new TrainCommand(context));
        commands.setOut(new PrintWriter(context.terminal().out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(context.terminal().err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((failure, _, _) -> report(failure, context));
        if (arguments.length == 0) {
            commands.usage(commands.getErr());
            return ExitStatus.USAGE;
        }
        return commands.execute(arguments);
    }

    private static int report(Exception failure, Context context) throws Exception {
        if (failure instanceof TirelessException known) {
            context.terminal().err().println("tireless: " + known.getMessage());
            return ExitStatus.of(known.code());
        }
        throw failure;
    }
}
