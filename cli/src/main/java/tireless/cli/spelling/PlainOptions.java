package tireless.cli.spelling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The options of the plain commands, for {@link Spelling}. */
public final class PlainOptions {
    private PlainOptions() {}

    /** By the name of each command below {@code root}: the names of its options, and of those of the commands below it. */
    public static Map<String, Set<String>> of(CommandSpec root) {
        Map<String, Set<String>> options = new HashMap<>();
        root.subcommands().forEach((name, command) -> {
            Set<String> names = new HashSet<>();
            add(command.getCommandSpec(), names);
            options.put(name, names);
        });
        return options;
    }

    private static void add(CommandSpec command, Set<String> names) {
        names.addAll(command.optionsMap().keySet());
        command.subcommands().values().forEach(below -> add(below.getCommandSpec(), names));
    }
}
