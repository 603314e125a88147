package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.PlatformPaths;
import tireless.model.VolumeMount;

/**
 * What a pod is given as folders.
 *
 * @param volumes of the pod
 * @param mounts of the container
 */
record Mounts(List<Volume> volumes, List<io.fabric8.kubernetes.api.model.VolumeMount> mounts) {
    private static final String TEMP = "temp";
    private static final String OF_VOLUME = "volume-";

    Mounts {
        volumes = List.copyOf(volumes);
        mounts = List.copyOf(mounts);
    }

    static Mounts of(Wanted wanted) {
        List<Volume> volumes = new ArrayList<>();
        List<io.fabric8.kubernetes.api.model.VolumeMount> mounts = new ArrayList<>();
        ConfigObject.name(wanted).ifPresent(name -> {
            volumes.add(new VolumeBuilder()
                    .withName("config")
                    .withNewConfigMap()
                    .withName(name)
                    .endConfigMap()
                    .build());
            mounts.add(mount("config", PlatformPaths.CONFIG, true, Optional.empty()));
        });
        ObjectNames.files(wanted).ifPresent(name -> {
            volumes.add(new VolumeBuilder()
                    .withName("secret")
                    .withNewSecret()
                    .withSecretName(name)
                    .endSecret()
                    .build());
            mounts.add(mount("secret", PlatformPaths.SECRET, true, Optional.empty()));
        });
        List<VolumeMount> uses = wanted.workload().run().provisions().volumes();
        if (uses.stream().noneMatch(use -> use.mountPath().equals(PlatformPaths.TEMP))) {
            volumes.add(empty(TEMP, Optional.empty()));
            mounts.add(mount(TEMP, PlatformPaths.TEMP, false, Optional.empty()));
        }
        uses.stream()
                .map(VolumeMount::volume)
                .distinct()
                .forEach(name -> Optional.ofNullable(wanted.supplies().volumes().get(name))
                        .ifPresent(form -> volumes.add(volume(name, form))));
        uses.forEach(
                use -> mounts.add(mount(OF_VOLUME + use.volume(), use.mountPath(), use.readOnly(), use.subPath())));
        return new Mounts(volumes, mounts);
    }

    /** One that every pod has for itself, and that is gone with it. */
    static Volume empty(String name, Optional<String> size) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(size.map(Quantity::new).orElse(null))
                .endEmptyDir()
                .build();
    }

    private static Volume volume(String name, VolumeForm form) {
        return form.persistent()
                ? new VolumeBuilder()
                        .withName(OF_VOLUME + name)
                        .withNewPersistentVolumeClaim()
                        .withClaimName(name)
                        .endPersistentVolumeClaim()
                        .build()
                : empty(OF_VOLUME + name, Optional.of(form.size()));
    }

    private static io.fabric8.kubernetes.api.model.VolumeMount mount(
            String name, String path, boolean readOnly, Optional<String> subPath) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? Boolean.TRUE : null)
                .withSubPath(subPath.orElse(null))
                .build();
    }
}
