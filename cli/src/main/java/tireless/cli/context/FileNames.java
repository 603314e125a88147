package tireless.cli.context;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** How a command is told which manifests to read: by {@code -f}, and by arguments where it takes any. */
public final class FileNames {
    private final OptionSpec named = Arguments.repeated(
            "FILE|DIR|-", "a manifest, a folder of manifests, or - for the standard input", "-f", "--manifestFile");
    private final PositionalParamSpec listed;

    /** @param words what the arguments without an option are called in the help */
    public FileNames(String words, String description) {
        this.listed = Arguments.positional("0..*", words, description);
    }

    /** Of a command whose arguments are the same as its option. */
    public static FileNames ofBoth() {
        return new FileNames("FILE|DIR|-", "the same as -f");
    }

    /** Adds the option and the arguments to a command. */
    public void addTo(CommandSpec spec) {
        addOptionTo(spec);
        spec.addPositional(listed);
    }

    /** Adds the option alone. */
    public void addOptionTo(CommandSpec spec) {
        spec.addOption(named);
    }

    /** Whether one was named by the option. */
    public boolean hasNamed() {
        return !Arguments.values(named).isEmpty();
    }

    /**
     * All names, those of the option first.
     *
     * @throws ParameterException if there are none
     */
    public List<String> of(CommandSpec spec) {
        List<String> names = new ArrayList<>(Arguments.values(named));
        names.addAll(Arguments.values(listed));
        if (names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name what to read: -f FILE, -f DIR, or -f - for the standard input");
        }
        return names;
    }
}
