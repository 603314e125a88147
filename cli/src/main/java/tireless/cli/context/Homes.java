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

    /**
     * The user's own folder: {@code $HOME} where it is an absolute path, as for every other command of that shell; else what the
     * account database says.
     *
     * @param environment the variables of the calling shell
     */
    static Path user(Map<String, String> environment, Path account) {
        return Optional.ofNullable(environment.get("HOME"))
                .filter(home -> home.startsWith("/"))
                .map(Path::of)
                .orElse(account);
    }

    /** @param environment the variables of the calling shell */
    public static Path state(Map<String, String> environment, Path userHome) {
        return configured(environment, "TIRELESS_HOME", "")
                .or(() -> configured(environment, "XDG_STATE_HOME", "tireless"))
                .orElseGet(() -> userHome.resolve(".local/state/tireless"))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * The folder of Tireless's configuration: {@code $XDG_CONFIG_HOME/tireless}, else {@code ~/.config/tireless}.
     *
     * @param environment the variables of the calling shell
     */
    public static Path configuration(Map<String, String> environment, Path userHome) {
        return configured(environment, "XDG_CONFIG_HOME", "tireless")
                .orElseGet(() -> userHome.resolve(".config/tireless"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> configured(Map<String, String> environment, String name, String below) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).resolve(below));
    }
}
