package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack's {@code containerResourceTemplate} adds to pods. What the manifest says is not changed by it, nor where the platform has
 * its files: templates written for DataOS name those by other names, and are given ours.
 *
 * @param main of the worker's own container
 * @param before containers that end before that begins
 * @param volumes that it declares
 */
record StackPart(Optional<Container> main, List<Container> before, List<Volume> volumes) {
    static final StackPart NONE = new StackPart(Optional.empty(), List.of(), List.of());

    StackPart {
        before = List.copyOf(before);
        volumes = List.copyOf(volumes);
    }

    /** @param pod with the worker's container alone */
    PodSpec completed(PodSpec pod, Wanted wanted) {
        Container own = pod.getContainers().getFirst();
        List<Container> all = new ArrayList<>(
                before.stream().map(container -> first(container, own, wanted)).toList());
        Container completed = main.map(theirs -> together(theirs, own, wanted)).orElse(own);
        PodSpecBuilder built = new PodSpecBuilder(pod).withInitContainers(all).withContainers(completed);
        all.add(completed);
        built.withVolumes(volumes(pod.getVolumes(), all));
        return built.build();
    }

    private static Container first(Container theirs, Container own, Wanted wanted) {
        return new ContainerBuilder(theirs)
                .withEnv(variables(theirs.getEnv(), own.getEnv()))
                .withEnvFrom(sources(theirs, own, wanted))
                .withVolumeMounts(mounts(theirs, own, List.of()))
                .withSecurityContext(security(theirs, Security.any(wanted), wanted))
                .build();
    }

    private static Container together(Container theirs, Container own, Wanted wanted) {
        return new ContainerBuilder(theirs)
                .withName(own.getName())
                .withImage(own.getImage())
                // What it starts is what the worker runs; written for Kubernetes, it may name variables as that does.
                .withCommand(starts(theirs) ? theirs.getCommand() : own.getCommand())
                .withArgs(starts(theirs) ? theirs.getArgs() : own.getArgs())
                .withWorkingDir(Optional.ofNullable(own.getWorkingDir()).orElse(theirs.getWorkingDir()))
                .withEnv(variables(said(own, theirs), theirs.getEnv()))
                .withEnvFrom(sources(theirs, own, wanted))
                .withVolumeMounts(mounts(theirs, own, own.getVolumeMounts()))
                .withResources(Optional.ofNullable(own.getResources()).orElse(theirs.getResources()))
                .withStartupProbe(Optional.ofNullable(own.getStartupProbe()).orElse(theirs.getStartupProbe()))
                .withReadinessProbe(Optional.ofNullable(own.getReadinessProbe()).orElse(theirs.getReadinessProbe()))
                .withLivenessProbe(Optional.ofNullable(own.getLivenessProbe()).orElse(theirs.getLivenessProbe()))
                .withSecurityContext(security(theirs, own.getSecurityContext(), wanted))
                .build();
    }

    private static boolean starts(Container container) {
        return !container.getCommand().isEmpty() || !container.getArgs().isEmpty();
    }

    /** Those of {@code own} that are not the template's own, which it may make of others. */
    private static List<EnvVar> said(Container own, Container theirs) {
        return own.getEnv().stream()
                .filter(variable -> theirs.getEnv().stream()
                        .noneMatch(other -> other.getName().equals(variable.getName())
                                && other.getValue() != null
                                && Literal.of(other.getValue()).equals(variable.getValue())))
                .toList();
    }

    /** Of one name the first counts. */
    private static List<EnvVar> variables(List<EnvVar> winning, List<EnvVar> others) {
        Map<String, EnvVar> all = new LinkedHashMap<>();
        winning.forEach(variable -> all.put(variable.getName(), variable));
        others.forEach(variable -> all.putIfAbsent(variable.getName(), variable));
        return List.copyOf(all.values());
    }

    private static List<EnvFromSource> sources(Container theirs, Container own, Wanted wanted) {
        String prefix =
                "%s-%s-".formatted(wanted.key().name(), wanted.key().type().keyword());
        List<EnvFromSource> sources = new ArrayList<>(theirs.getEnvFrom());
        // So DataOS calls the Secret with all variables of a worker, which are ours here.
        sources.removeIf(source -> source.getSecretRef() != null
                && source.getSecretRef().getName() != null
                && source.getSecretRef().getName().startsWith(prefix)
                && source.getSecretRef().getName().endsWith("-env"));
        sources.addAll(own.getEnvFrom());
        return sources;
    }

    /** @param all those that the container has in any case */
    private static List<VolumeMount> mounts(Container theirs, Container own, List<VolumeMount> all) {
        Map<String, VolumeMount> byPath = new LinkedHashMap<>();
        all.forEach(mount -> byPath.put(mount.getMountPath(), mount));
        for (VolumeMount mount : theirs.getVolumeMounts()) {
            Optional<VolumeMount> ours = own.getVolumeMounts().stream()
                    .filter(known -> known.getMountPath().equals(mount.getMountPath()))
                    .findFirst();
            if (ours.isPresent() || !isPlatforms(mount.getName())) {
                byPath.putIfAbsent(mount.getMountPath(), ours.orElse(mount));
            }
        }
        return List.copyOf(byPath.values());
    }

    /** Whether DataOS calls a folder of its own so: for configs, secrets, temporary and persistent data. */
    private static boolean isPlatforms(String volume) {
        return volume.equals("dataos-config-mount")
                || volume.equals("dataos-secret-mount")
                || volume.endsWith("-tdm")
                || volume.endsWith("-pdm");
    }

    private static SecurityContext security(Container theirs, SecurityContext ours, Wanted wanted) {
        if (theirs.getSecurityContext() == null) {
            return ours;
        }
        return Security.isRestricted(wanted)
                ? new SecurityContextBuilder(theirs.getSecurityContext())
                        .withPrivileged(null)
                        .withAllowPrivilegeEscalation(ours.getAllowPrivilegeEscalation())
                        .withCapabilities(ours.getCapabilities())
                        .build()
                : theirs.getSecurityContext();
    }

    /** What is mounted and declared nowhere is a folder that the containers of a pod share, as DataOS' {@code workdir}. */
    private List<Volume> volumes(List<Volume> own, List<Container> containers) {
        Map<String, Volume> all = new LinkedHashMap<>();
        own.forEach(volume -> all.put(volume.getName(), volume));
        volumes.forEach(volume -> all.putIfAbsent(volume.getName(), volume));
        containers.stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .map(VolumeMount::getName)
                .forEach(name -> all.computeIfAbsent(name, unknown -> Mounts.empty(unknown, Optional.empty())));
        return List.copyOf(all.values());
    }
}
