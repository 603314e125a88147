package tireless.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.VolumeMount;

/** The volumes that a manifest uses, and where a replica finds them: where DataOS has them. */
final class VolumeMounts {
    private static final Path PERSISTENT = Path.of("/var/dataos/persistent_data");
    private static final Path TEMP = Path.of("/var/dataos/temp_data");
    private static final List<Path> TAKEN = List.of(Path.of("/etc/dataos"));
    private static final Path ROOT = Path.of("/");

    private final WorkerManifest manifest;
    private final ResolveContext context;
    private final List<VolumeMount> mounts = new ArrayList<>();

    private VolumeMounts(WorkerManifest manifest, ResolveContext context) {
        this.manifest = manifest;
        this.context = context;
    }

    /** Without what is wrong, which is reported. */
    static List<VolumeMount> of(WorkerManifest manifest, ResolveContext context) {
        VolumeMounts found = new VolumeMounts(manifest, context);
        Inputs inputs = manifest.worker().task().inputs();
        inputs.dataosVolumes().forEach(use -> found.add("dataosVolumes", use, use.subPath()));
        // Each directory is a folder of its own in the volume.
        inputs.persistentVolume()
                .ifPresent(use ->
                        found.add("persistentVolume", use, use.subPath().or(() -> Optional.of(use.directory()))));
        inputs.tempVolume()
                .ifPresent(name -> found.add(
                        "tempVolume",
                        new VolumeUse(name, TEMP.toString(), Optional.empty(), Optional.empty()),
                        Optional.of(manifest.meta().name())));
        return List.copyOf(found.mounts);
    }

    private void add(String attribute, VolumeUse use, Optional<String> subPath) {
        Optional<Path> target = path(PERSISTENT, use.directory());
        boolean bad = target.isEmpty()
                || target.get().equals(ROOT)
                || target.get().equals(PERSISTENT)
                || (!target.get().startsWith(PERSISTENT)
                        && !Path.of(use.directory()).isAbsolute())
                || TAKEN.stream().anyMatch(taken -> target.get().startsWith(taken));
        if (bad) {
            refuse(
                    attribute,
                    "the volume `%s` can not be mounted at `%s`".formatted(use.name(), use.directory()),
                    "name a folder below %s: `directory: data`".formatted(PERSISTENT));
            return;
        }
        if (subPath.filter(VolumeMounts::leadsOut).isPresent()) {
            refuse(
                    attribute,
                    "`%s` is no folder of the volume `%s`".formatted(subPath.orElse(""), use.name()),
                    "name a folder in it, without `..`");
            return;
        }
        VolumeMount mount = new VolumeMount(
                use.name(), target.get().toString(), use.readOnly().orElse(false), subPath);
        Optional<VolumeMount> other = mounts.stream()
                .filter(known -> target.get().startsWith(known.mountPath())
                        || Path.of(known.mountPath()).startsWith(target.get()))
                .findFirst();
        if (other.isPresent()) {
            refuse(
                    attribute,
                    "the volumes `%s` and `%s` would be mounted over one another"
                            .formatted(other.get().volume(), use.name()),
                    "give each a `directory` of its own");
            return;
        }
        mounts.add(mount);
    }

    private void refuse(String attribute, String message, String hint) {
        context.problems().error("bad-value", manifest.at("worker", attribute), message, hint);
    }

    private static boolean leadsOut(String subPath) {
        return subPath.startsWith("/")
                || List.of(subPath.split("/", -1)).contains("..")
                || path(ROOT, subPath).isEmpty();
    }

    private static Optional<Path> path(Path base, String written) {
        try {
            return Optional.of(base.resolve(written).normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
