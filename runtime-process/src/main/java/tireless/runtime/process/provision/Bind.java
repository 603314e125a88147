package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of this machine, and the path at which a replica finds it.
 *
 * @param source absolute
 * @param target absolute
 * @param identity by what the folder is known, where somebody may put another one in its place
 */
public record Bind(Path source, Path target, boolean readOnly, Optional<String> identity) {
    /** One that nobody can exchange. */
    public Bind(Path source, Path target, boolean readOnly) {
        this(source, target, readOnly, Optional.empty());
    }
}
