package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Path;

/** Takes a folder away at once, however much is in it. */
@FunctionalInterface
public interface Discard {
    /** When this returns, nothing is at {@code folder} any more. It must exist. */
    void discard(Path folder) throws IOException;
}
