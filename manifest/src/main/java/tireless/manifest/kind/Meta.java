package tireless.manifest.kind;

import java.util.Optional;
import java.util.Set;
import tireless.model.ResourceType;

/**
 * The attributes that every manifest has.
 *
 * @param version of the manifest's format, as written
 */
public record Meta(
        String name,
        String version,
        ResourceType type,
        Optional<String> workspace,
        Optional<String> owner,
        Optional<String> layer,
        About about) {
    /** The names of all of them. */
    public static final Set<String> ATTRIBUTES =
            Set.of("name", "version", "type", "workspace", "owner", "layer", "title", "description", "tags");
}
