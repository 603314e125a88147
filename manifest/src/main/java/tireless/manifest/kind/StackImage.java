package tireless.manifest.kind;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The image that a stack runs in: {@code registry/repository/image:tag}. */
public record StackImage(
        Optional<String> registry,
        Optional<String> repository,
        Optional<String> image,
        Optional<String> tag,
        Optional<String> imagePullSecret) {
    /** Its name; empty where nothing of it is written. */
    public Optional<String> reference() {
        String path = Stream.of(registry, repository, image)
                .flatMap(Optional::stream)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("/"));
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(path + tag.map(text -> ":" + text).orElse(""));
    }
}
