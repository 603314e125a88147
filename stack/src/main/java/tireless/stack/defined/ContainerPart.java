package tireless.stack.defined;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;

/**
 * What a {@code containerResourceTemplate} says of the one container that a worker runs in.
 *
 * @param entrypoint whether the command is arguments alone, of what the image itself starts
 * @param before whether it wants other containers to run before it
 */
record ContainerPart(
        Optional<String> image,
        List<String> command,
        boolean entrypoint,
        Map<String, String> environment,
        boolean before) {
    /** Of the mapping that the template renders to. What Kubernetes alone can do is left out. */
    static ContainerPart of(Mapping rendered) {
        Optional<Mapping> container = rendered.get("container").flatMap(ContainerPart::asMapping);
        List<String> command = new ArrayList<>();
        container.ifPresent(found -> {
            command.addAll(texts(found, "command"));
            command.addAll(texts(found, "args"));
        });
        Map<String, String> environment = new TreeMap<>();
        container.flatMap(found -> found.get("env")).ifPresent(list -> {
            if (list instanceof Sequence variables) {
                variables
                        .items()
                        .forEach(item -> asMapping(item)
                                .ifPresent(variable -> text(variable, "name")
                                        .ifPresent(name -> text(variable, "value")
                                                .ifPresent(value -> environment.put(name, value)))));
            }
        });
        boolean before = rendered.get("initContainers")
                .filter(list -> list instanceof Sequence containers
                        && !containers.items().isEmpty())
                .isPresent();
        return new ContainerPart(
                container.flatMap(found -> text(found, "image")).filter(image -> !image.isBlank()),
                command,
                container.filter(found -> !texts(found, "command").isEmpty()).isEmpty(),
                environment,
                before);
    }

    private static Optional<Mapping> asMapping(Node node) {
        return node instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    private static Optional<String> text(Mapping mapping, String key) {
        return mapping.get(key)
                .flatMap(node -> node instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    private static List<String> texts(Mapping mapping, String key) {
        return mapping.get(key)
                .map(node -> node instanceof Sequence list
                        ? list.items().stream()
                                .filter(Scalar.class::isInstance)
                                .map(item -> ((Scalar) item).text())
                                .toList()
                        : List.<String>of())
                .orElse(List.of());
    }
}
