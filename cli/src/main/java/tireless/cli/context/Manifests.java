package tireless.cli.context;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.WorkspaceChoice;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;
import tireless.stack.Resolution;
import tireless.stack.ResolveContext;
import tireless.stack.StackCatalog;
import tireless.stack.WorkloadResolver;
import tireless.stack.process.ProcessStack;

/** The options of every command that reads manifests, and the reading itself. */
public final class Manifests {
    private static final StackCatalog STACKS = new StackCatalog(List.of(new ProcessStack()));

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "WORKSPACE",
            description = "the workspace of manifests that name none; an error for one that names another")
    private @Nullable String workspace;

    @Option(
            names = {"-R", "--recursive"},
            description = "read folders with all folders below them")
    private boolean recursive;

    @Option(names = "--lenient", description = "unknown attributes are warnings")
    private boolean lenient;

    @Option(names = "--disable-interpolation", description = "leave $VAR and $${VAR} as they are")
    private boolean literal;

    /**
     * What was read and resolved.
     *
     * @param report the problems as text; empty for none
     */
    public record Read(Resolution resolution, Sources sources, String report) {}

    /** Reads and resolves everything that {@code names} stand for: files, folders, {@code -} for the standard input. */
    public Read read(List<String> names, Purpose purpose, Context context) {
        Sources sources = SourceReader.load(names, context.workingDirectory(), recursive, context.in());
        ReadOptions options = new ReadOptions(
                context.environment(),
                lenient,
                !literal,
                purpose,
                new WorkspaceChoice(Optional.ofNullable(workspace), WorkspaceChoice.PUBLIC));
        ManifestSet manifests = ManifestReader.read(sources, options);
        Resolution resolution = new WorkloadResolver(STACKS).resolve(manifests, ResolveContext.of(options));
        ProblemPrinter printer =
                new ProblemPrinter(sources.texts(), context.terminal().colour());
        return new Read(resolution, sources, printer.print(resolution.problems()));
    }
}
