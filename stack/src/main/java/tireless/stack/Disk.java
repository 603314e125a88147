package tireless.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** What stands at a path. A question only: nothing is opened or changed. */
@FunctionalInterface
public interface Disk {
    /** What there may be. */
    enum Kind {
        ABSENT,
        FOLDER,
        FILE,
        PROGRAM
    }

    /** The machine's own file systems, as the calling account sees them. */
    Disk REAL = path -> {
        if (Files.isDirectory(path)) {
            return Kind.FOLDER;
        }
        if (!Files.exists(path)) {
            return Kind.ABSENT;
        }
        return Files.isExecutable(path) ? Kind.PROGRAM : Kind.FILE;
    };

    Kind at(Path path);
}
