package tireless.stack.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;
import tireless.stack.Disk;
import tireless.stack.ResolveContext;

/** Where a process starts: the manifest's folder, or a folder named from there; on a cluster a folder of the image. */
record WorkingDirectory(Path folder, ResolveContext context) {
    private static final Path ROOT = Path.of("/");

    /** Absolute; empty where the text is no path. */
    Optional<Path> of(Optional<Scalar> written) {
        return context.cluster().isPresent() ? ofImage(written) : ofMachine(written);
    }

    /** That of the image where nothing is written; which folders there are in it nobody knows here. */
    private Optional<Path> ofImage(Optional<Scalar> written) {
        if (written.isEmpty()) {
            return Optional.of(ROOT);
        }
        Optional<Path> directory = path(ROOT, written.get());
        if (directory.isPresent() && !written.get().text().startsWith("/")) {
            context.problems()
                    .error(
                            "bad-value",
                            written.get().at(),
                            "on a Kubernetes cluster there is no folder of the manifest that %s could begin at"
                                    .formatted(written.get().shown()),
                            "write it as the image has it, beginning with `/`, or leave it out");
            return Optional.empty();
        }
        return directory;
    }

    private Optional<Path> path(Path base, Scalar written) {
        try {
            return Optional.of(base.resolve(written.text()).normalize());
        } catch (InvalidPathException _) {
            context.problems().error("bad-value", written.at(), written.shown() + " is no path", "name a folder");
            return Optional.empty();
        }
    }

    private Optional<Path> ofMachine(Optional<Scalar> written) {
        if (written.isEmpty()) {
            return Optional.of(folder);
        }
        Optional<Path> named = path(folder, written.get());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path directory = named.get();
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
