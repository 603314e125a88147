package tireless.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Location;
import tireless.model.VolumeMount;

/** The volumes that a manifest uses, and where a replica finds them: where DataOS has them. */
final class VolumeMounts {
    private static final Path PERSISTENT = Path.of("/var/dataos/persistent_data");
    private static final Path TEMP = Path.of("/var/dataos/temp_data");
    private static final List<Path> TAKEN = List.of(Path.of("/etc/dataos"));
    private static final Path ROOT = Path.of("/");
    private static final List<Path> KERNELS = List.of(Path.of("/proc"), Path.of("/sys"));

    /** Programs, their libraries, and what they go by. */
    private static final Pattern SYSTEMS = Pattern.compile("/etc|/usr|(?:/usr)?/(?:bin|sbin|lib[^/]*)");

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
                .ifPresent(
                        use -> found.add("persistentVolume", use, use.subPath().or(() -> ownFolder(use))));
        inputs.tempVolume()
                .ifPresent(name -> found.add(
                        "tempVolume",
                        new VolumeUse(name, TEMP.toString(), Optional.empty(), Optional.empty()),
                        Optional.of(manifest.meta().name())));
        return List.copyOf(found.mounts);
    }

    /** Named as where it is mounted, which may be an absolute path. */
    private static Optional<String> ownFolder(VolumeUse use) {
        return path(PERSISTENT, use.directory())
                .map(target -> (target.startsWith(PERSISTENT) ? PERSISTENT : ROOT)
                        .relativize(target)
                        .toString())
                .filter(folder -> !folder.isEmpty());
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
                    "name a folder in it, without `..` and on one line");
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

    /** Refuses what only the machine's own processes, or only containers, can not have at its place. */
    static void check(WorkerManifest manifest, Launch launch, List<VolumeMount> volumes, ResolveContext context) {
        for (VolumeMount mount : volumes) {
            Path target = Path.of(mount.mountPath());
            Location at = at(manifest, mount);
            boolean image = launch.image().isPresent();
            if (image ? isOfEveryContainer(target) : isOfTheMachine(target)) {
                context.problems()
                        .error(
                                "bad-value",
                                at,
                                "the volume `%s` can not be mounted at `%s`: %s needs what is there"
                                        .formatted(mount.volume(), target, image ? "every container" : "every process"),
                                "name a folder below %s: `directory: data`".formatted(PERSISTENT));
            } else if (!image && isFile(context.disk().at(target))) {
                context.notHere(
                        "no-such-folder",
                        at,
                        "the volume `%s` can not be mounted at `%s`: there is a file".formatted(mount.volume(), target),
                        "name a folder, or what is not there: `directory: data`");
            }
        }
    }

    /** Where {@code mount} is asked for. */
    static Location at(WorkerManifest manifest, VolumeMount mount) {
        return manifest.at("worker", attribute(manifest, mount));
    }

    private static String attribute(WorkerManifest manifest, VolumeMount mount) {
        Inputs inputs = manifest.worker().task().inputs();
        if (inputs.tempVolume().filter(mount.volume()::equals).isPresent()
                && mount.mountPath().equals(TEMP.toString())) {
            return "tempVolume";
        }
        return inputs.dataosVolumes().stream().anyMatch(use -> isThat(use, mount))
                ? "dataosVolumes"
                : "persistentVolume";
    }

    private static boolean isThat(VolumeUse use, VolumeMount mount) {
        return use.name().equals(mount.volume())
                && path(PERSISTENT, use.directory())
                        .filter(target -> target.toString().equals(mount.mountPath()))
                        .isPresent();
    }

    private static boolean isOfEveryContainer(Path target) {
        return target.equals(Path.of("/dev")) || KERNELS.stream().anyMatch(target::startsWith);
    }

    private static boolean isOfTheMachine(Path target) {
        return target.startsWith("/dev")
                || KERNELS.stream().anyMatch(target::startsWith)
                || SYSTEMS.matcher(target.toString()).matches()
                || (!target.equals(TEMP) && Stream.of(PERSISTENT, TEMP).anyMatch(path -> path.startsWith(target)));
    }

    private static boolean isFile(Disk.Kind kind) {
        return switch (kind) {
            case FILE, PROGRAM -> true;
            case ABSENT, FOLDER -> false;
        };
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
        if (written.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            return Optional.of(base.resolve(written).normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
