package tireless.kubernetes.objects;

import java.util.Set;
import tireless.model.Declaration;

/**
 * What a Volume is.
 *
 * @param persistent whether it outlives who uses it; else each replica has one of its own
 * @param size a quantity, as written
 * @param accessMode one of Kubernetes', as written
 */
public record VolumeForm(boolean persistent, String size, String accessMode) {
    private static final Set<String> TEMPORARY = Set.of("temp", "CloudTemp");

    /** What a Volume that was applied says of itself. */
    public static VolumeForm of(Declaration volume) {
        return new VolumeForm(
                !TEMPORARY.contains(volume.fields().getOrDefault("volume.type", "")),
                volume.fields().getOrDefault("volume.size", "1Gi"),
                volume.fields().getOrDefault("volume.accessMode", "ReadWriteOnce"));
    }
}
