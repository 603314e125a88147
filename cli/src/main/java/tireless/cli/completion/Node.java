package tireless.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command with those below it.
 *
 * @param description one line; may be empty
 * @param arguments what may follow that belongs to no option
 */
public record Node(String name, String description, List<Option> options, Values arguments, List<Node> children) {
    public Node {
        options = List.copyOf(options);
        children = List.copyOf(children);
    }

    /** Both together; where both say something of the same, it is as {@code other} says. */
    public Node and(Node other) {
        List<Option> all = new ArrayList<>(other.options());
        options.stream()
                .filter(option -> other.options().stream()
                        .noneMatch(known -> known.names().stream().anyMatch(option.names()::contains)))
                .forEach(all::add);
        Map<String, Node> below = new LinkedHashMap<>();
        children.forEach(child -> below.put(child.name(), child));
        other.children().forEach(child -> below.merge(child.name(), child, Node::and));
        return new Node(
                name,
                description.isEmpty() ? other.description() : description,
                all,
                other.arguments() instanceof Values.Anything ? arguments : other.arguments(),
                List.copyOf(below.values()));
    }

    /** The same under another name. */
    public Node named(String another) {
        return new Node(another, description, options, arguments, children);
    }
}
