package tireless.cli.context;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import tireless.control.Intake;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.fix.Fixes;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.Sources;
import tireless.stack.StackCatalog;
import tireless.stack.container.ContainerStack;
import tireless.stack.process.ProcessStack;

/** The options of every command that reads manifests, and the reading itself. */
public final class Manifests {
    /** The stacks of this build. */
    public static final StackCatalog STACKS =
            new StackCatalog(Stream.concat(Stream.of(new ProcessStack()), ContainerStack.all().stream())
                    .toList());

    private final ManifestOptions options = new ManifestOptions();

    /**
     * What was read.
     *
     * @param report the problems as text; empty for none
     */
    public record Read(Intake.Reading reading, Sources sources, String report) {}

    /** Adds the options to a command. */
    public void addTo(CommandSpec command) {
        options.addTo(command);
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
        return options.load(names, context);
    }

    /** Resolves texts that are loaded; the fixes of its problems are certain. */
    public Intake.Reading resolve(Sources sources, Purpose purpose, Context context) {
        ReadOptions reads = new ReadOptions(
                context.environment(),
                options.isLenient(),
                options.interpolates(),
                purpose,
                new WorkspaceChoice(options.workspace(), WorkspaceChoice.PUBLIC));
        Intake.Reading reading = new Intake(STACKS).read(sources, reads, context.user());
        return new Intake.Reading(reading.candidates(), Fixes.certain(reading.problems(), sources.texts()));
    }
}
