package tireless.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica is given besides its command and its variables.
 *
 * @param configs files by name, in the folder that {@code DATAOS_CONFIG_DIR} names
 * @param signals where its counts come from: it is given the port or the address for them
 */
public record Provisions(
        SortedMap<String, FileContent> configs,
        List<SecretProjection> secrets,
        List<VolumeMount> volumes,
        SignalSources signals) {
    public static final Provisions NONE = new Provisions(Collections.emptySortedMap(), List.of(), List.of());

    public Provisions {
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
        secrets = List.copyOf(secrets);
        volumes = List.copyOf(volumes);
    }

    /** Of one that reports by itself alone. */
    public Provisions(
            SortedMap<String, FileContent> configs, List<SecretProjection> secrets, List<VolumeMount> volumes) {
        this(configs, secrets, volumes, SignalSources.NONE);
    }

    /** Of one that is given nothing but where its counts are heard. */
    public static Provisions of(SignalSources signals) {
        return new Provisions(Collections.emptySortedMap(), List.of(), List.of(), signals);
    }

    /** Whether there is no file, no secret and no volume. */
    public boolean isEmpty() {
        return configs.isEmpty() && secrets.isEmpty() && volumes.isEmpty();
    }
}
