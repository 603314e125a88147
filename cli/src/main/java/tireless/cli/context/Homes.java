package tireless.cli.context;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Tireless keeps its state: {@code $TIRELESS_HOME}, else {@code $XDG_STATE_HOME/tireless}, else {@code ~/.local/state/tireless}
 * (XDG Base Directory Specification).
 */
public final class Homes {
    private Homes() {}

    /** @param environment the variables of the calling shell */
    public static Path state(Map<String, String> environment, Path userHome) {
        return configured(environment, "TIRELESS_HOME", "")
                .or(() -> configured(environment, "XDG_STATE_HOME", "tireless"))
                .orElseGet(() -> userHome.resolve(".local/state/tireless"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> configured(Map<String, String> environment, String name, String below) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).resolve(below));
    }
}
