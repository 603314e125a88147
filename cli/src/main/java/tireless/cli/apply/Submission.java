package tireless.cli.apply;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.ApplyRequest;
import tireless.api.SourceView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.FileNames;
import tireless.cli.context.ManifestOptions;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.Problem;

/** The options by which manifests are sent to the server, and the request that follows from them. */
public final class Submission {
    private final FileNames files;
    private final ManifestOptions options = new ManifestOptions();
    private final OptionSpec keepGoing =
            Arguments.flag("apply the sound manifests although others have errors", "--keep-going");

    /** @param words what the arguments without an option are called in the help */
    public Submission(String words, String description) {
        this.files = new FileNames(words, description);
    }

    /**
     * What is sent.
     *
     * @param sources what was read here, and what could not be
     */
    public record Prepared(Sources sources, ApplyRequest request) {
        /** All problems as text, those of reading first; empty for none. */
        public String report(List<Problem> problems, boolean colour) {
            List<Problem> all = new ArrayList<>(sources.problems());
            all.addAll(problems);
            return new ProblemPrinter(sources.texts(), colour).print(all);
        }

        /** The same for manifests of this workspace. */
        public Prepared in(Optional<String> workspace) {
            return new Prepared(
                    sources,
                    new ApplyRequest(
                            request.sources(),
                            request.variables(),
                            workspace,
                            request.lenient(),
                            request.interpolate(),
                            request.keepGoing(),
                            request.user(),
                            request.seen()));
        }

        /** Whether something that was named could not be read. */
        public boolean isIncomplete() {
            return sources.problems().stream().anyMatch(Problem::isError);
        }
    }

    /** Adds the options and arguments to a command. */
    public void addTo(CommandSpec spec) {
        files.addTo(spec);
        options.addFoldersTo(spec);
        options.addReadingTo(spec);
        spec.addOption(keepGoing);
    }

    /** Adds only the options that say what to read. */
    public void addFilesTo(CommandSpec spec) {
        files.addOptionTo(spec);
        options.addFoldersTo(spec);
    }

    /** Whether a file was named by its option. */
    public boolean hasFiles() {
        return files.hasNamed();
    }

    /** What a worker applies from its own config files must not start where only that worker is. */
    private static Path folder(SourceText text, Context context) {
        boolean own = text.folder().toString().equals(context.environment().get("DATAOS_CONFIG_DIR"));
        return own ? context.userHome() : text.folder();
    }

    /** Reads what was named. */
    public Prepared prepare(CommandSpec spec, Context context) {
        Sources sources = options.load(files.of(spec), context);
        boolean interpolate = options.interpolates();
        return new Prepared(
                sources,
                new ApplyRequest(
                        sources.texts().stream()
                                .map(text -> new SourceView(
                                        text.name(), folder(text, context).toString(), text.text()))
                                .toList(),
                        interpolate ? Variables.of(sources.texts(), context.environment()) : new TreeMap<>(),
                        options.workspace(),
                        options.isLenient(),
                        interpolate,
                        Arguments.isSet(keepGoing),
                        context.user(),
                        Map.of()));
    }
}
