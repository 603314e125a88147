package tireless.model;

import java.util.List;
import java.util.Optional;

/**
 * What a manifest says of its resource, for people and for search; nothing of it acts.
 *
 * @param version of the manifest's format, as written: {@code v1beta}
 * @param owner who is responsible for it: as the manifest says, else who applied it
 * @param layer {@code user} or {@code system}
 */
public record Metadata(
        String version,
        Optional<String> title,
        Optional<String> description,
        List<String> tags,
        String owner,
        String layer) {
    public Metadata {
        tags = List.copyOf(tags);
    }
}
