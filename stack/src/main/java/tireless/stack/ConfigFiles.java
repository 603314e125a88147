package tireless.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tireless.manifest.kind.WorkerManifest;

/** The files that {@code configs} takes its content from must be there. */
final class ConfigFiles {
    private ConfigFiles() {}

    static void check(WorkerManifest manifest, ResolveContext context) {
        manifest.worker().task().inputs().configs().forEach((name, written) -> {
            if (kind(manifest.origin().folder(), written, context.disk()) != Disk.Kind.FILE
                    && kind(manifest.origin().folder(), written, context.disk()) != Disk.Kind.PROGRAM) {
                context.notHere(
                        "no-such-file",
                        manifest.valueAt("worker", "configs", name),
                        "the file for `%s` is not there".formatted(name),
                        "the path is taken from " + manifest.origin().folder());
            }
        });
    }

    private static Disk.Kind kind(Path folder, String written, Disk disk) {
        try {
            return disk.at(folder.resolve(written));
        } catch (InvalidPathException _) {
            return Disk.Kind.ABSENT;
        }
    }
}
