package tireless.stack;

import java.util.Optional;
import tireless.manifest.kind.Manifest;
import tireless.model.ResourceKey;
import tireless.model.SecretValues;
import tireless.model.Spec;

/**
 * A resource with all that it takes to run it, or, where nothing runs of it, to keep it.
 *
 * @param values those of a secret; empty for everything else
 */
public record ResolvedResource(ResourceKey key, Spec spec, Manifest manifest, Optional<SecretValues> values) {
    /** Of what is no secret. */
    public ResolvedResource(ResourceKey key, Spec spec, Manifest manifest) {
        this(key, spec, manifest, Optional.empty());
    }
}
