package tireless.stack.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;
import tireless.stack.Disk;
import tireless.stack.ResolveContext;

/** Where a process starts: the manifest's folder, or a folder named from there. */
record WorkingDirectory(Path folder, ResolveContext context) {
    /** Absolute; empty where the text is no path. */
    Optional<Path> of(Optional<Scalar> written) {
        if (written.isEmpty()) {
            return Optional.of(folder);
        }
        Path directory;
        try {
            directory = folder.resolve(written.get().text()).normalize();
        } catch (InvalidPathException _) {
            context.problems()
                    .error("bad-value", written.get().at(), written.get().shown() + " is no path", "name a folder");
            return Optional.empty();
        }
        Disk.Kind kind = context.disk().at(directory);
        if (kind != Disk.Kind.FOLDER) {
            context.notHere(
                    "no-such-folder",
                    written.get().at(),
                    "the working directory %s %s"
                            .formatted(
                                    written.get().shown(), kind == Disk.Kind.ABSENT ? "is not there" : "is no folder"),
                    "the path is taken from " + folder);
        }
        return Optional.of(directory);
    }
}
