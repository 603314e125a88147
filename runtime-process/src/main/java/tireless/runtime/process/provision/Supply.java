package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.util.List;
import tireless.runtime.SecretSource;
import tireless.runtime.VolumeSource;

/**
 * Where provisions come from, and where they may be kept.
 *
 * @param memory folders that may be in memory, the best first: files of secrets are written into the first that is
 */
public record Supply(SecretSource secrets, VolumeSource volumes, List<Path> memory) {
    /** No secret and no volume, and nothing to keep any in. */
    public static final Supply NONE = new Supply(SecretSource.NONE, VolumeSource.NONE, List.of());

    public Supply {
        memory = List.copyOf(memory);
    }
}
