package tireless.cli.completion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.model.ResourceType;

/** Makes nodes of the declarations of commands. What a value may be follows from its label: that is what labels are for. */
public final class Declared {
    private Declared() {}

    /** The command and all below it, but for those that no help tells of. */
    public static Node node(CommandSpec spec) {
        return new Node(
                spec.name(),
                line(spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(Declared::option)
                        .toList(),
                spec.positionalParameters().stream()
                        .findFirst()
                        .map(argument -> values(argument.paramLabel()))
                        .orElseGet(Values.Anything::new),
                spec.subcommands().entrySet().stream()
                        .filter(child -> !child.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(child -> node(child.getValue().getCommandSpec()).named(child.getKey()))
                        .toList());
    }

    private static Option option(OptionSpec option) {
        boolean takesValue = option.arity().min() > 0;
        return new Option(
                Arrays.asList(option.names()),
                takesValue ? Optional.of(values(option.paramLabel())) : Optional.empty(),
                line(option.description()));
    }

    /** What a value may be of which a help says {@code label}. */
    public static Values values(String label) {
        return switch (label) {
            case "TYPE", "KIND" -> types();
            case "NAME" -> new Values.Live("names");
            case "WORKSPACE" -> new Values.Live("workspaces");
            case "REPLICA" -> new Values.Live("replicas");
            case "[TYPE] NAME", "[TYPE [NAME...]]" -> new Values.Live("targets");
            default -> {
                if (label.startsWith("FILE")) {
                    yield new Values.Files();
                }
                boolean isChoice = label.contains("|") && label.equals(label.toLowerCase(Locale.ROOT));
                yield isChoice ? new Values.Words(List.of(label.split("\\|"))) : new Values.Anything();
            }
        };
    }

    /** Every type of resource, as manifests write it. */
    private static Values types() {
        return new Values.Words(
                Arrays.stream(ResourceType.values()).map(ResourceType::keyword).toList());
    }

    private static String line(String... description) {
        return description.length == 0 ? "" : description[0].replace("$$", "$");
    }
}
