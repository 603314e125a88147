package tireless.cli.spelling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.cli.completion.Declared;
import tireless.cli.completion.Node;
import tireless.cli.completion.Option;
import tireless.cli.completion.Values;

/** The commands of {@code dataos-ctl} for completion. */
public final class DataOsCommands {
    private static final Set<String> WITHOUT_GROUP =
            Set.of("health", "version", "user", "context", "develop", "workspace", "resource", "jq");

    private DataOsCommands() {}

    /** Those that mean something here. Under {@code resource} there are those of resources once more. */
    public static Node root(String name) {
        List<Verb> verbs =
                Verbs.ALL.stream().filter(verb -> !verb.flags().isEmpty()).toList();
        List<Node> all = below(verbs, 0);
        List<Node> ofResources = all.stream()
                .filter(node -> !WITHOUT_GROUP.contains(node.name()))
                .toList();
        Node group = new Node("resource", "", List.of(), new Values.Anything(), ofResources);
        return new Node(name, "", options(Scanner.BEFORE), new Values.Anything(), all)
                .and(new Node(name, "", List.of(), new Values.Anything(), List.of(group)));
    }

    /** The nodes of the words at a depth. */
    private static List<Node> below(List<Verb> verbs, int depth) {
        List<Node> nodes = new ArrayList<>();
        List<String> words = verbs.stream()
                .filter(verb -> verb.words().size() > depth)
                .map(verb -> verb.words().get(depth))
                .distinct()
                .toList();
        for (String word : words) {
            List<Verb> same = verbs.stream()
                    .filter(verb -> verb.words().size() > depth
                            && verb.words().get(depth).equals(word))
                    .toList();
            Optional<Verb> own = same.stream()
                    .filter(verb -> verb.words().size() == depth + 1)
                    .findFirst();
            nodes.add(new Node(
                    word,
                    "",
                    own.map(verb -> options(verb.flags())).orElse(List.of()),
                    new Values.Anything(),
                    below(same, depth + 1)));
        }
        return nodes;
    }

    private static List<Option> options(Set<Flag> flags) {
        return Arrays.stream(Flag.values())
                .filter(flags::contains)
                .map(flag ->
                        new Option(flag.names(), flag.takesValue() ? Optional.of(values(flag)) : Optional.empty(), ""))
                .toList();
    }

    private static Values values(Flag flag) {
        return switch (flag) {
            case TYPE -> Declared.values("TYPE");
            case NAME -> Declared.values("NAME");
            case WORKSPACE -> Declared.values("WORKSPACE");
            case FILE, CONFIG_FILE -> Declared.values("FILE");
            case NODE -> Declared.values("REPLICA");
            default -> new Values.Anything();
        };
    }
}
