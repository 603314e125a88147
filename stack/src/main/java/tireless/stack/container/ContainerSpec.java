package tireless.stack.container;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Location;
import tireless.stack.ImageName;
import tireless.stack.ResolveContext;
import tireless.stack.process.SpecNames;
import tireless.stack.process.SpecReader;

/**
 * The {@code stackSpec} of a container as written.
 *
 * @param image empty where what was written is wrong, or not known yet
 * @param command what takes the place of the image's entrypoint; none leaves it
 * @param whole whether all of it is known
 */
record ContainerSpec(
        Optional<String> image,
        List<String> command,
        List<String> arguments,
        Optional<String> imagePullSecret,
        boolean whole) {
    private static final Set<String> KNOWN = Set.of("image", "command", "arguments", "imagePullSecret");

    static ContainerSpec read(Mapping written, String stack, Location place, ResolveContext context) {
        Mapping spec = SpecNames.check(written, stack, KNOWN, context);
        SpecReader reader = new SpecReader(spec, context);
        if (spec.get("image").isEmpty()) {
            context.problems()
                    .error("missing-attribute", place, "`stackSpec` names no image", "add `image: registry/name:tag`");
        }
        Optional<Scalar> image = reader.text("image").filter(text -> isReference(text, context));
        List<Scalar> command = reader.words("command", true);
        List<Scalar> arguments = reader.words("arguments", false);
        Optional<Scalar> secret = reader.text("imagePullSecret");
        boolean whole = image.isPresent()
                && (isNone(spec, "command") || !command.isEmpty())
                && (isNone(spec, "arguments") || !arguments.isEmpty())
                && (spec.get("imagePullSecret").isEmpty() || secret.isPresent());
        return new ContainerSpec(
                image.map(Scalar::text),
                command.stream().map(Scalar::text).toList(),
                arguments.stream().map(Scalar::text).toList(),
                secret.map(Scalar::text),
                whole);
    }

    private static boolean isReference(Scalar image, ResolveContext context) {
        if (ImageName.isOne(image.text())) {
            return true;
        }
        context.problems()
                .error(
                        "bad-value",
                        image.at(),
                        "%s is no name of an image".formatted(image.shown()),
                        ImageName.advice(image.text()));
        return false;
    }

    /** An empty list says as much as none. */
    private static boolean isNone(Mapping spec, String name) {
        Optional<Node> node = spec.get(name);
        boolean empty =
                node.orElse(null) instanceof Sequence list && list.items().isEmpty();
        return node.isEmpty() || empty;
    }
}
