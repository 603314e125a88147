package tireless.model;

import java.util.List;
import java.util.Optional;

/**
 * Which values of a secret a replica is given, and how. Never a value.
 *
 * @param workspace where the secret is looked for; one of the whole instance counts where that has none of this name
 * @param keys empty is all
 * @param fingerprint of the values, as they were when this was accepted: other values have another one. Empty where the secret was
 *     missing
 */
public record SecretProjection(
        String name, String workspace, List<String> keys, Kind kind, Optional<String> fingerprint) {
    /** In which way values are handed over. */
    public enum Kind {
        /** Each as an environment variable of its key's name. */
        ENV_VARS,
        /** All as one file of properties. */
        PROP_FILE,
        /** Each as a file. */
        FILE
    }

    public SecretProjection {
        keys = List.copyOf(keys);
    }

    /** The secrets that may be meant: the first of them that there is. */
    public List<ResourceKey> candidates() {
        return List.of(
                new ResourceKey(ResourceType.SECRET, workspace, name),
                new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, name));
    }

    public SecretProjection withFingerprint(Optional<String> now) {
        return new SecretProjection(name, workspace, keys, kind, now);
    }
}
