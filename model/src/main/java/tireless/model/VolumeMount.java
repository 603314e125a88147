package tireless.model;

import java.util.Optional;

/**
 * A volume, and where a replica finds it.
 *
 * @param volume its name in the replica's workspace
 * @param mountPath where DataOS mounts it: absolute
 * @param subPath the folder of the volume that is meant, relative; empty is all of it
 */
public record VolumeMount(String volume, String mountPath, boolean readOnly, Optional<String> subPath) {}
