package tireless.manifest.kind;

import java.util.Optional;

/** The image that a stack runs in: {@code registry/repository/image:tag}. */
public record StackImage(
        Optional<String> registry,
        Optional<String> repository,
        Optional<String> image,
        Optional<String> tag,
        Optional<String> imagePullSecret) {}
