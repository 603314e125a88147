package tireless.cli.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tireless.autoscale.StoredTriggers;
import tireless.kubernetes.objects.Flaw;
import tireless.kubernetes.objects.Labels;
import tireless.kubernetes.objects.Origin;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.Translated;
import tireless.kubernetes.objects.Translation;
import tireless.kubernetes.objects.VolumeForm;
import tireless.kubernetes.objects.Wanted;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.Problems;
import tireless.model.ContainerImage;
import tireless.model.CountOwner;
import tireless.model.Declaration;
import tireless.model.Location;
import tireless.model.Power;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.Uid;
import tireless.model.VolumeMount;
import tireless.model.Workload;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.stack.ResolvedResource;

/** The workers of a cluster among resources that were read together, with what they use of the others. */
final class ClusterWorkers {
    private static final String CODE = "not-on-kubernetes";

    private final List<ResolvedResource> resources;
    private final Map<ResourceKey, ResolvedResource> byKey;
    private final Problems problems;

    /** Whether every manifest could be resolved: else what is missing may be one of the others. */
    private final boolean whole;

    /** @param problems told what of a worker can not be there */
    ClusterWorkers(List<ResolvedResource> resources, Problems problems) {
        this.resources = List.copyOf(resources);
        this.byKey = resources.stream()
                .collect(Collectors.toMap(ResolvedResource::key, Function.identity(), (first, _) -> first));
        this.problems = problems;
        this.whole = problems.inOrder().stream().noneMatch(Problem::isError);
    }

    /** Those of each worker, in the order of the manifests. */
    List<Translated.Objects> objects() {
        List<Translated.Objects> all = new ArrayList<>();
        for (ResolvedResource resource : resources) {
            if (resource.spec() instanceof Workload workload) {
                if (workload.cluster().isPresent()) {
                    objects(resource, workload).ifPresent(all::add);
                } else {
                    refuse(resource);
                }
            }
        }
        return all;
    }

    private void refuse(ResolvedResource resource) {
        Location at = resource.manifest().valueAt("worker", "compute");
        String compute = resource.manifest() instanceof WorkerManifest worker
                ? worker.worker().task().execution().computeOrUsual()
                : "";
        if (byKey.containsKey(new ResourceKey(ResourceType.COMPUTE, ResourceKey.INSTANCE, compute))) {
            problems.error(
                    CODE,
                    at,
                    "the compute `%s` is no cluster, so the worker `%s` is no objects"
                            .formatted(compute, resource.key().name()),
                    "name one that is, or say `--compute COMPUTE`");
        } else if (whole) {
            problems.error(
                    CODE,
                    at,
                    "the compute `%s` of the worker `%s` is not among the manifests, so it is not known which cluster is meant"
                            .formatted(compute, resource.key().name()),
                    "name the file that has it, too");
        }
    }

    private Optional<Translated.Objects> objects(ResolvedResource resource, Workload workload) {
        Wanted wanted = new Wanted(
                resource.key(),
                new Origin(uid(resource.key()), 1, 1, Optional.empty(), Labels.EXPORTED),
                workload,
                workload.replicas(),
                Power.ON,
                supplies(resource.key(), workload));
        Location at = resource.manifest().at("name");
        if (wanted.owner() == CountOwner.TIRELESS) {
            problems.warning(
                    CODE,
                    at,
                    "its count follows what Tireless measures: without its server it stays %d"
                            .formatted(workload.replicas()),
                    "let a server keep it, or scale it by `cpu`, `memory` or a trigger of KEDA");
        }
        return switch (Translation.of(wanted)) {
            case Translated.Objects objects -> {
                objects.remarks().forEach(remark -> problems.warning(CODE, at, remark));
                yield Optional.of(objects);
            }
            case Translated.Refused(List<Flaw> flaws) -> {
                flaws.forEach(flaw -> problems.error(CODE, at, flaw.what(), flaw.remedy()));
                yield Optional.empty();
            }
        };
    }

    /** The same for every export of a resource. */
    private static Uid uid(ResourceKey key) {
        return new Uid(UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8))
                .toString());
    }

    private Supplies supplies(ResourceKey key, Workload workload) {
        SortedMap<String, VolumeForm> volumes = new TreeMap<>();
        for (VolumeMount mount : workload.run().provisions().volumes()) {
            volume(key.scope(), mount.volume()).ifPresent(form -> volumes.put(mount.volume(), form));
        }
        SortedMap<ScaleTrigger.AuthenticationRef, SecretValues> triggers = new TreeMap<>();
        workload.scaling().map(Scaling::triggers).orElse(List.of()).stream()
                .flatMap(trigger -> trigger.authentication().stream())
                .forEach(reference -> trigger(reference, key).ifPresent(values -> triggers.put(reference, values)));
        return new Supplies(
                volumes,
                handover(workload.run().provisions().secrets()),
                workload.run().image().flatMap(ContainerImage::pullSecret).flatMap(name -> pull(key.scope(), name)),
                triggers);
    }

    private Optional<VolumeForm> volume(String workspace, String name) {
        return Optional.ofNullable(byKey.get(new ResourceKey(ResourceType.VOLUME, workspace, name)))
                .flatMap(volume -> volume.spec() instanceof Declaration declared
                        ? Optional.of(VolumeForm.of(declared))
                        : Optional.empty());
    }

    private Optional<SecretValues> trigger(ScaleTrigger.AuthenticationRef reference, ResourceKey worker) {
        return values(StoredTriggers.secret(reference, worker));
    }

    private Optional<SecretValues> pull(String workspace, String name) {
        return values(new ResourceKey(ResourceType.SECRET, workspace, name))
                .or(() -> values(new ResourceKey(ResourceType.INSTANCE_SECRET, ResourceKey.INSTANCE, name)));
    }

    private Optional<SecretValues> values(ResourceKey secret) {
        return Optional.ofNullable(byKey.get(secret)).flatMap(ResolvedResource::values);
    }

    /** Empty where one of them is not among the resources: a part of a Secret would pass for all of it. */
    private Optional<SecretHandover> handover(List<SecretProjection> uses) {
        List<SecretHandover.Opened> opened = new ArrayList<>();
        for (SecretProjection use : uses) {
            Optional<SecretValues> values = use.candidates().stream()
                    .flatMap(candidate -> values(candidate).stream())
                    .findFirst();
            values.map(all -> use.keys().isEmpty() ? all : all.only(new HashSet<>(use.keys())))
                    .ifPresent(asked -> opened.add(new SecretHandover.Opened(use, asked)));
        }
        return opened.size() == uses.size() ? Optional.of(SecretHandover.of(opened)) : Optional.empty();
    }
}
