package tireless.runtime.process.provision;

import java.nio.file.Path;

/**
 * A folder of this machine, and the path at which a replica finds it.
 *
 * @param source absolute
 * @param target absolute
 */
public record Bind(Path source, Path target, boolean readOnly) {}
