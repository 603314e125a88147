package tireless.stack;

import java.nio.file.Path;
import java.util.List;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Network;

/** Warns of a process with a network of its own where this machine lacks what makes one; whether its kernel lets it be made is seen at the start. */
final class NetworkCheck {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

    private NetworkCheck() {}

    static void check(WorkerManifest manifest, Launch launch, Network network, ResolveContext context) {
        // That of a container is made by its engine.
        boolean own = network == Network.NONE && launch.image().isEmpty();
        boolean found =
                FOLDERS.stream().anyMatch(folder -> context.disk().at(Path.of(folder, "unshare")) == Disk.Kind.PROGRAM);
        if (own && !found) {
            context.problems()
                    .warning(
                            "no-own-network",
                            manifest.at("worker", "tireless", "network"),
                            "this machine has no program `unshare`: the worker is not started without it",
                            "install util-linux where the worker runs");
        }
    }
}
