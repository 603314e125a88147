package tireless.cli.context;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.manifest.source.SourceReader;
import tireless.manifest.source.Sources;

/** The options that say how manifests are found and read, here or by a server. */
public final class ManifestOptions {
    private final OptionSpec workspace = Arguments.option(
            "WORKSPACE",
            "the workspace of manifests that name none; an error for one that names another",
            "-w",
            "--workspace");
    private final OptionSpec recursive =
            Arguments.flag("read folders with all folders below them", "-R", "--recursive");
    private final OptionSpec lenient = Arguments.flag("unknown attributes are warnings", "--lenient");
    private final OptionSpec literal = Arguments.flag("leave $VAR and $${VAR} as they are", "--disable-interpolation");

    /** Adds all of them. */
    public void addTo(CommandSpec command) {
        addFoldersTo(command);
        addReadingTo(command);
    }

    /** Adds only the one that says how folders are read. */
    public void addFoldersTo(CommandSpec command) {
        command.addOption(recursive);
    }

    /** Adds only those that say how texts are read. */
    public void addReadingTo(CommandSpec command) {
        command.addOption(workspace).addOption(lenient).addOption(literal);
    }

    /** The texts that {@code names} stand for: files, folders, {@code -} for the standard input. */
    public Sources load(List<String> names, Context context) {
        return SourceReader.load(names, context.workingDirectory(), Arguments.isSet(recursive), context.in());
    }

    /** The workspace that is asked for. */
    public Optional<String> workspace() {
        return Arguments.value(workspace);
    }

    /** Whether unknown attributes are warnings. */
    public boolean isLenient() {
        return Arguments.isSet(lenient);
    }

    /** Whether variables are replaced. */
    public boolean interpolates() {
        return !Arguments.isSet(literal);
    }
}
