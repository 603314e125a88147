package tireless.cli.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tireless.model.ResourceType;
import tireless.model.TirelessException;

/** A manifest of each kind that there is one for: complete, with comments, and sound. */
public final class Examples {
    /** The kinds, the most used first. */
    public static final List<ResourceType> KINDS = List.of(
            ResourceType.WORKER,
            ResourceType.SERVICE,
            ResourceType.WORKFLOW,
            ResourceType.SECRET,
            ResourceType.INSTANCE_SECRET,
            ResourceType.VOLUME,
            ResourceType.COMPUTE,
            ResourceType.STACK,
            ResourceType.WORKSPACE);

    private Examples() {}

    /** YAML, ending in a line break. */
    public static String of(ResourceType kind) {
        try (InputStream text = Examples.class.getResourceAsStream(kind.keyword() + ".yaml")) {
            if (text == null) {
                throw new TirelessException(
                        TirelessException.Code.USAGE,
                        false,
                        "there is no example of a %s; there are: %s".formatted(kind.keyword(), keywords()));
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code worker, service, …}. */
    public static String keywords() {
        return String.join(", ", KINDS.stream().map(ResourceType::keyword).toList());
    }
}
