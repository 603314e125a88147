package tireless.cli.completion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What scripts look up, by the path of a command: {@code tireless get runtime}.
 *
 * @param commands the commands below it, one a line with a tab and a description
 * @param options its options, the same
 * @param values by path and option: what follows the option
 * @param arguments what may follow that belongs to no option
 */
record Tables(
        Map<String, String> commands,
        Map<String, String> options,
        Map<String, String> values,
        Map<String, String> arguments) {

    static Tables of(List<Node> roots) {
        Tables tables =
                new Tables(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        roots.forEach(root -> tables.add(root.name(), root));
        return tables;
    }

    private void add(String path, Node node) {
        if (!node.children().isEmpty()) {
            commands.put(path, lines(node.children().stream().map(child -> line(child.name(), child.description()))));
        }
        options.put(
                path,
                lines(node.options().stream()
                        .flatMap(option -> option.names().stream().map(name -> line(name, option.description())))));
        node.options()
                .forEach(option -> option.value()
                        .ifPresent(value ->
                                option.names().forEach(name -> values.put(path + " " + name, value.script()))));
        if (!(node.arguments() instanceof Values.Anything)) {
            arguments.put(path, node.arguments().script());
        }
        node.children().forEach(child -> add(path + " " + child.name(), child));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }

    private static String line(String word, String description) {
        return description.isEmpty() ? word : word + "\t" + description;
    }
}
