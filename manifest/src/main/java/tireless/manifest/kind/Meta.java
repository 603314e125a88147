package tireless.manifest.kind;

import java.util.Optional;
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
        About about) {}
