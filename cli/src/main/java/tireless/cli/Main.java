package tireless.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.apply.ApplyCommand;
import tireless.cli.apply.PlanCommand;
import tireless.cli.change.DeleteCommand;
import tireless.cli.change.DiffCommand;
import tireless.cli.change.HistoryCommand;
import tireless.cli.change.PowerCommand;
import tireless.cli.change.RevisionCommand;
import tireless.cli.change.ScaleCommand;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.describe.DescribeCommand;
import tireless.cli.doctor.DoctorCommand;
import tireless.cli.follow.EventsCommand;
import tireless.cli.follow.LogsCommand;
import tireless.cli.follow.TopCommand;
import tireless.cli.get.GetCommand;
import tireless.cli.lint.LintCommand;
import tireless.cli.run.EndCommand;
import tireless.cli.run.RunCommand;
import tireless.cli.server.ServeCommand;
import tireless.cli.server.ServerCommand;
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
        CommandSpec tireless = Arguments.command("tireless", DESCRIPTION, () -> ExitStatus.USAGE)
                .addSubcommand("run", new RunCommand(context).spec())
                .addSubcommand("lint", new LintCommand(context).spec())
                .addSubcommand("apply", new ApplyCommand(context).spec())
                .addSubcommand("plan", new PlanCommand(context).spec())
                .addSubcommand("get", new GetCommand(context).spec())
                .addSubcommand("describe", new DescribeCommand(context).spec())
                .addSubcommand("logs", new LogsCommand(context).spec())
                .addSubcommand("events", new EventsCommand(context).spec())
                .addSubcommand("top", new TopCommand(context).spec())
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
                .addSubcommand("workspace", new WorkspaceCommand(context).spec())
                .addSubcommand("doctor", new DoctorCommand(context).spec())
                .addSubcommand("server", new ServerCommand(context).spec())
                .addSubcommand("__serve", new ServeCommand(context).spec())
                .addSubcommand("__end", new EndCommand(context).spec())
                .addSubcommand("__train", new TrainCommand(context).spec());
        tireless.usageMessage().synopsisSubcommandLabel("COMMAND");
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
