package tireless.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.about.AboutCommands;
import tireless.cli.apply.ApplyCommand;
import tireless.cli.apply.PlanCommand;
import tireless.cli.change.DeleteCommand;
import tireless.cli.change.DiffCommand;
import tireless.cli.change.HistoryCommand;
import tireless.cli.change.PowerCommand;
import tireless.cli.change.RevisionCommand;
import tireless.cli.change.ScaleCommand;
import tireless.cli.completion.CompleteCommand;
import tireless.cli.completion.CompletionCommand;
import tireless.cli.completion.Declared;
import tireless.cli.completion.Node;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.describe.DescribeCommand;
import tireless.cli.doctor.DoctorCommand;
import tireless.cli.example.ExampleCommand;
import tireless.cli.follow.EventsCommand;
import tireless.cli.follow.LogsCommand;
import tireless.cli.follow.TopCommand;
import tireless.cli.get.GetCommand;
import tireless.cli.lint.LintCommand;
import tireless.cli.run.EndCommand;
import tireless.cli.run.RunCommand;
import tireless.cli.server.ServeCommand;
import tireless.cli.server.ServerCommand;
import tireless.cli.spelling.DataOsCommands;
import tireless.cli.spelling.PlainOptions;
import tireless.cli.spelling.Rewritten;
import tireless.cli.spelling.Spelling;
import tireless.cli.workspace.WorkspaceCommand;
import tireless.model.TirelessException;

/** The entry point of the command {@code tireless}. */
public final class Main {
    private static final String DESCRIPTION = "Runs Workers from DataOS-compatible manifests, and keeps them running.";

    private Main() {}

    public static void main(String[] arguments) {
        Context context = Context.ofProcess();
        int status = execute(context, arguments);
        // All is closed, and what was written is flushed: to flush here would wait for a reader that does not read. An
        // exit() would
        // first look through every jar for a logger to tell of it.
        Runtime.getRuntime().halt(status);
    }

    /** Runs one command line; its exit status as {@link ExitStatus} lists them. */
    static int execute(Context context, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(CompleteCommand.NAME)) {
            return new CompleteCommand(context).call(List.of(arguments).subList(1, arguments.length));
        }
        CommandSpec tireless = commands(context);
        CommandLine commands = new CommandLine(tireless);
        commands.setOut(new PrintWriter(context.terminal().out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(context.terminal().err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((failure, _, _) -> report(failure, context));
        if (arguments.length == 0) {
            commands.usage(commands.getErr());
            return ExitStatus.USAGE;
        }
        try {
            Spelling spelling =
                    new Spelling(PlainOptions.of(tireless), context.voice().isDataOs());
            return switch (spelling.rewrite(List.of(arguments))) {
                case Rewritten.Plain(var plain, var verb) -> {
                    context.voice().called(verb);
                    yield commands.execute(plain.toArray(String[]::new));
                }
                case Rewritten.Instead(var sentence) -> {
                    context.terminal().err().println("tireless: " + sentence);
                    yield ExitStatus.USAGE;
                }
            };
        } catch (TirelessException refused) {
            return report(refused, context);
        }
    }

    /** All commands, each with what it takes. */
    static CommandSpec commands(Context context) {
        CommandSpec tireless = Arguments.command(
                        context.voice().isDataOs() ? Context.DATAOS_CTL : "tireless",
                        DESCRIPTION,
                        () -> ExitStatus.USAGE)
                .addSubcommand("run", new RunCommand(context).spec())
                .addSubcommand("lint", new LintCommand(context).spec())
                .addSubcommand("apply", new ApplyCommand(context).spec())
                .addSubcommand("plan", new PlanCommand(context).spec())
                .addSubcommand("get", new GetCommand(context).spec())
                .addSubcommand("describe", new DescribeCommand(context).spec())
                .addSubcommand("logs", new LogsCommand(context).spec())
                .addSubcommand("diff", new DiffCommand(context).spec())
                .addSubcommand("history", new HistoryCommand(context).spec())
                .addSubcommand("rollback", RevisionCommand.rollback(context).spec())
                .addSubcommand("scale", new ScaleCommand(context).spec())
                .addSubcommand("restart", PowerCommand.restart(context).spec())
                .addSubcommand("pause", PowerCommand.pause(context).spec())
                .addSubcommand("resume", PowerCommand.resume(context).spec())
                .addSubcommand("stop", PowerCommand.stop(context).spec())
                .addSubcommand("delete", new DeleteCommand(context).spec())
                .addSubcommand("undelete", RevisionCommand.undelete(context).spec())
                .addSubcommand("server", new ServerCommand(context).spec())
                .addSubcommand("__serve", new ServeCommand(context).spec())
                .addSubcommand("events", new EventsCommand(context).spec())
                .addSubcommand("top", new TopCommand(context).spec())
                .addSubcommand("workspace", new WorkspaceCommand(context).spec())
                .addSubcommand("doctor", new DoctorCommand(context).spec())
                .addSubcommand("example", new ExampleCommand(context).spec())
                .addSubcommand("completion", new CompletionCommand(context, () -> names(context)).spec())
                .addSubcommand("__end", new EndCommand(context).spec())
                .addSubcommand("__train", new TrainCommand(context).spec());
        new AboutCommands(context).addTo(tireless);
        tireless.usageMessage().synopsisSubcommandLabel("COMMAND");
        return tireless;
    }

    /** The commands under each name of the program. */
    static List<Node> names(Context context) {
        Node tireless = Declared.node(commands(context)).named("tireless");
        return List.of(tireless, tireless.named(Context.DATAOS_CTL).and(DataOsCommands.root(Context.DATAOS_CTL)));
    }

    private static int report(Exception failure, Context context) throws Exception {
        if (failure instanceof TirelessException known) {
            return report(known, context);
        }
        throw failure;
    }

    private static int report(TirelessException failure, Context context) {
        context.voice().fail(failure);
        return ExitStatus.of(failure.code());
    }
}
