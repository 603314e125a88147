package tireless.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.about.AboutCommands;
import tireless.cli.apply.ApplyCommand;
import tireless.cli.apply.PlanCommand;
import tireless.cli.backup.BackupCommand;
import tireless.cli.backup.RestoreCommand;
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
import tireless.cli.example.SchemaCommand;
import tireless.cli.export.ExportCommand;
import tireless.cli.follow.EventsCommand;
import tireless.cli.follow.LogsCommand;
import tireless.cli.follow.PlotCommand;
import tireless.cli.follow.TopCommand;
import tireless.cli.get.GetCommand;
import tireless.cli.lint.LintCommand;
import tireless.cli.run.EndCommand;
import tireless.cli.run.RunCommand;
import tireless.cli.scaling.ExplainCommand;
import tireless.cli.secret.SecretCommand;
import tireless.cli.server.ServeCommand;
import tireless.cli.server.ServerCommand;
import tireless.cli.spelling.DataOsCommands;
import tireless.cli.spelling.PlainOptions;
import tireless.cli.spelling.Rewritten;
import tireless.cli.spelling.Spelling;
import tireless.cli.stack.StackCommand;
import tireless.cli.workspace.WorkspaceCommand;
import tireless.manifest.problem.Nearest;
import tireless.manifest.problem.TerminalText;
import tireless.model.TirelessException;

/** The entry point of the command {@code tireless}. */
public final class Main {
    private static final String DESCRIPTION = "Runs Workers from DataOS-compatible manifests, and keeps them running.";

    /** In the order of the help. */
    private static final Map<String, Function<Context, CommandSpec>> COMMANDS = declared();

    private Main() {}

    public static void main(String[] arguments) {
        Context context = Context.ofProcess();
        int status = written(execute(context, arguments), context);
        // All is closed, and what was written is flushed: to flush here would wait for a reader that does not read. An
        // exit() would
        // first look through every jar for a logger to tell of it.
        Runtime.getRuntime().halt(status);
    }

    /** What nobody could read was not done, however well the rest went. */
    private static int written(int status, Context context) {
        Optional<String> missing = context.terminal().unwritten().get();
        missing.ifPresent(why -> context.terminal().err().println("tireless: cannot write the output: " + why));
        return missing.isPresent() && status == ExitStatus.OK ? ExitStatus.FAILED : status;
    }

    /** Runs one command line; its exit status as {@link ExitStatus} lists them. */
    static int execute(Context context, String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(CompleteCommand.NAME)) {
            return new CompleteCommand(context).call(List.of(arguments).subList(1, arguments.length));
        }
        String first = arguments.length == 0 ? "" : arguments[0];
        CommandSpec tireless = commands(context, first);
        if (arguments.length == 0) {
            CommandLine commands = line(tireless, context);
            commands.usage(commands.getErr());
            return ExitStatus.USAGE;
        }
        try {
            Spelling spelling =
                    new Spelling(PlainOptions.of(tireless), context.voice().isDataOs());
            return switch (spelling.rewrite(List.of(arguments))) {
                case Rewritten.Plain(var plain, var verb) -> {
                    context.voice().called(verb);
                    String name = plain.isEmpty() ? first : plain.getFirst();
                    CommandSpec known = tireless.subcommands().containsKey(name) ? tireless : commands(context);
                    yield known.subcommands().containsKey(name) || name.startsWith("-")
                            ? line(known, context).execute(plain.toArray(String[]::new))
                            : unknown(name, context);
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

    private static int unknown(String name, Context context) {
        String guess = Nearest.to(name, COMMANDS.keySet())
                .map("; did you mean `%s`?"::formatted)
                .orElse("");
        context.terminal()
                .err()
                .println("tireless: there is no command `%s`%s `tireless --help` lists them"
                        .formatted(TerminalText.of(name), guess.isEmpty() ? ";" : guess));
        return ExitStatus.USAGE;
    }

    private static CommandLine line(CommandSpec tireless, Context context) {
        CommandLine commands = new CommandLine(tireless);
        commands.setOut(new PrintWriter(context.terminal().out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(context.terminal().err(), true, StandardCharsets.UTF_8));
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.terminal().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((failure, _, _) -> report(failure, context));
        return commands;
    }

    /** The command of this name alone, since to make all takes longer than most of them; all commands where there is none. */
    private static CommandSpec commands(Context context, String first) {
        Function<Context, CommandSpec> one = COMMANDS.get(first);
        return one == null ? commands(context) : finished(root(context).addSubcommand(first, one.apply(context)));
    }

    /** All commands, each with what it takes. */
    static CommandSpec commands(Context context) {
        CommandSpec tireless = root(context);
        COMMANDS.forEach((name, command) -> tireless.addSubcommand(name, command.apply(context)));
        new AboutCommands(context).addTo(tireless);
        return finished(tireless);
    }

    private static CommandSpec root(Context context) {
        return Arguments.command(
                context.voice().isDataOs() ? Context.DATAOS_CTL : "tireless", DESCRIPTION, () -> ExitStatus.USAGE);
    }

    private static CommandSpec finished(CommandSpec tireless) {
        tireless.usageMessage().synopsisSubcommandLabel("COMMAND");
        return tireless;
    }

    private static Map<String, Function<Context, CommandSpec>> declared() {
        Map<String, Function<Context, CommandSpec>> commands = new LinkedHashMap<>();
        commands.put("run", context -> new RunCommand(context).spec());
        commands.put("lint", context -> new LintCommand(context).spec());
        commands.put("apply", context -> new ApplyCommand(context).spec());
        commands.put("plan", context -> new PlanCommand(context).spec());
        commands.put("export", context -> new ExportCommand(context).spec());
        commands.put("get", context -> new GetCommand(context).spec());
        commands.put("describe", context -> new DescribeCommand(context).spec());
        commands.put("explain", context -> new ExplainCommand(context).spec());
        commands.put("logs", context -> new LogsCommand(context).spec());
        commands.put("diff", context -> new DiffCommand(context).spec());
        commands.put("history", context -> new HistoryCommand(context).spec());
        commands.put("rollback", context -> RevisionCommand.rollback(context).spec());
        commands.put("scale", context -> new ScaleCommand(context).spec());
        commands.put("restart", context -> PowerCommand.restart(context).spec());
        commands.put("pause", context -> PowerCommand.pause(context).spec());
        commands.put("resume", context -> PowerCommand.resume(context).spec());
        commands.put("stop", context -> PowerCommand.stop(context).spec());
        commands.put("delete", context -> new DeleteCommand(context).spec());
        commands.put("undelete", context -> RevisionCommand.undelete(context).spec());
        commands.put("server", context -> new ServerCommand(context).spec());
        commands.put("__serve", context -> new ServeCommand(context).spec());
        commands.put("events", context -> new EventsCommand(context).spec());
        commands.put("plot", context -> new PlotCommand(context).spec());
        commands.put("top", context -> new TopCommand(context).spec());
        commands.put("workspace", context -> new WorkspaceCommand(context).spec());
        commands.put("stack", context -> new StackCommand(context).spec());
        commands.put("secret", context -> new SecretCommand(context).spec());
        commands.put("backup", context -> new BackupCommand(context).spec());
        commands.put("restore", context -> new RestoreCommand(context).spec());
        commands.put("doctor", context -> new DoctorCommand(context).spec());
        commands.put("example", context -> new ExampleCommand(context).spec());
        commands.put("schema", context -> new SchemaCommand(context).spec());
        commands.put("completion", context -> new CompletionCommand(context, () -> names(context)).spec());
        commands.put("__end", context -> new EndCommand(context).spec());
        commands.put("__train", context -> new TrainCommand(context).spec());
        return commands;
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
        if (failure.code() == TirelessException.Code.UNREACHABLE) {
            // Its socket may be gone, or it may be stopped: that it should be started is no help then.
            ServerCommand.silence(context)
                    .ifPresent(what -> context.terminal().err().println("tireless: " + what));
        }
        return ExitStatus.of(failure.code());
    }
}
