package tireless.cli.context;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.control.Intake;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.fix.Fixes;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;
import tireless.stack.StackCatalog;
import tireless.stack.process.ProcessStack;

/** The options of every command that reads manifests, and the reading itself. */
public final class Manifests {
    /** The stacks of this build. */
    public static final StackCatalog STACKS = new StackCatalog(List.of(new ProcessStack()));

    private final OptionSpec workspace = Arguments.option(
            "WORKSPACE",
            "the workspace of manifests that name none; an error for one that names another",
            "-w",
            "--workspace");
    private final OptionSpec recursive =
            Arguments.flag("read folders with all folders below them", "-R", "--recursive");
    private final OptionSpec lenient = Arguments.flag("unknown attributes are warnings", "--lenient");
    private final OptionSpec literal = Arguments.flag("leave $VAR and $${VAR} as they are", "--disable-interpolation");

    /**
     * What was read.
     *
     * @param report the problems as text; empty for none
     */
    public record Read(Intake.Reading reading, Sources sources, String report) {}

    /** Adds the options to a command. */
    public void addTo(CommandSpec command) {
        command.addOption(workspace).addOption(recursive).addOption(lenient).addOption(literal);
    }

    /** Reads and resolves everything that {@code names} stand for: files, folders, {@code -} for the standard input. */
    public Read read(List<String> names, Purpose purpose, Context context) {
        Sources sources = load(names, context);
        Intake.Reading reading = resolve(sources, purpose, context);
        ProblemPrinter printer =
                new ProblemPrinter(sources.texts(), context.terminal().colour());
        return new Read(reading, sources, printer.print(reading.problems()));
    }

    /** The texts that {@code names} stand for. */
    public Sources load(List<String> names, Context context) {
        return SourceReader.load(names, context.workingDirectory(), Arguments.isSet(recursive), context.in());
    }

    /** Resolves texts that are loaded; the fixes of its problems are certain. */
    public Intake.Reading resolve(Sources sources, Purpose purpose, Context context) {
        ReadOptions options = new ReadOptions(
                context.environment(),
                Arguments.isSet(lenient),
                !Arguments.isSet(literal),
                purpose,
                new WorkspaceChoice(Arguments.value(workspace), WorkspaceChoice.PUBLIC));
        Intake.Reading reading = new Intake(STACKS).read(sources, options, context.user());
        return new Intake.Reading(reading.candidates(), Fixes.certain(reading.problems(), sources.texts()));
    }
}
