package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import tireless.model.RunSpec;

/** Where the platform has what it gives to every replica, and the variables that say so. */
enum PlatformPath {
    CONFIG("DATAOS_CONFIG_DIR", "/etc/dataos/config"),
    SECRET("DATAOS_SECRET_DIR", "/etc/dataos/secret"),
    TEMP("DATAOS_TEMP_DIR", "/var/dataos/temp_data");

    private static final String PERSISTENT = "/var/dataos/persistent_data";

    private final String variable;
    private final Path path;

    PlatformPath(String variable, String path) {
        this.variable = variable;
        this.path = Path.of(path);
    }

    String variable() {
        return variable;
    }

    Path path() {
        return path;
    }

    /** Whether a run is given anything, or names in its words where it would find it. */
    static boolean isNeeded(RunSpec run) {
        return !run.provisions().isEmpty()
                || Stream.concat(run.command().stream(), run.environment().values().stream())
                        .anyMatch(PlatformPath::isNamed);
    }

    /** Whether the platform itself has something at {@code path}. */
    static boolean isPlatforms(Path path) {
        return Arrays.stream(values()).anyMatch(platform -> platform.path.equals(path));
    }

    private static boolean isNamed(String text) {
        return text.contains(PERSISTENT)
                || Arrays.stream(values())
                        .anyMatch(platform ->
                                text.contains(platform.path.toString()) || text.contains(platform.variable));
    }
}
