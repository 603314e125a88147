package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tireless.runtime.SecretSource;
import tireless.runtime.VolumeSource;

/**
 * Where provisions come from, and where they may be kept.
 *
 * @param period between two looks at how full temporary volumes are
 * @param memory folders that may be in memory, the best first: files of secrets are written into the first that is
 */
public record Supply(SecretSource secrets, VolumeSource volumes, Duration period, List<Path> memory) {
    /** No secret and no volume, and nothing to keep any in. */
    public static final Supply NONE = new Supply(SecretSource.NONE, VolumeSource.NONE, List.of());

    private static final Duration USUAL = Duration.ofMinutes(1);

    public Supply {
        memory = List.copyOf(memory);
    }

    /** The same with the usual period. */
    public Supply(SecretSource secrets, VolumeSource volumes, List<Path> memory) {
        this(secrets, volumes, USUAL, memory);
    }
}
