package tireless.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica is given besides its command and its variables.
 *
 * @param configs files by name, in the folder that {@code DATAOS_CONFIG_DIR} names
 */
public record Provisions(
        SortedMap<String, FileContent> configs, List<SecretProjection> secrets, List<VolumeMount> volumes) {
    public static final Provisions NONE = new Provisions(Collections.emptySortedMap(), List.of(), List.of());

    public Provisions {
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
        secrets = List.copyOf(secrets);
        volumes = List.copyOf(volumes);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
