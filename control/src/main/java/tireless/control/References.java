package tireless.control;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.SecretUse;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkflowManifest;
import tireless.manifest.source.Sources;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.plan.DesiredResource;

/** What a resource needs of other resources, by its manifest. Pure. */
final class References {
    private final String workspace;
    private final Set<ResourceKey> found = new HashSet<>();

    private References(String workspace) {
        this.workspace = workspace;
    }

    /** The resources that {@code resource} names; they need not exist. Its workspace is one of them. */
    static Set<ResourceKey> of(DesiredResource resource) {
        ResourceKey key = resource.key();
        if (key.scope().equals(ResourceKey.INSTANCE)) {
            return Set.of();
        }
        References references = new References(key.scope());
        references.instance(ResourceType.WORKSPACE, key.scope());
        Sources text =
                Sources.of(key.toString(), Path.of("/"), resource.document().text());
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();
        ManifestReader.read(text, options).all().forEach(references::manifest);
        return references.found;
    }

    private void manifest(Manifest manifest) {
        switch (manifest) {
            case WorkerManifest worker -> task(worker.worker().task());
            case ServiceManifest service -> task(service.service().task());
            case WorkflowManifest workflow -> {
                execution(workflow.workflow().execution());
                workflow.workflow().dag().stream()
                        .map(Job::task)
                        .flatMap(Optional::stream)
                        .forEach(this::task);
            }
            default -> {
                // The other kinds need nothing.
            }
        }
    }

    private void task(Task task) {
        execution(task.execution());
        inputs(task.inputs());
    }

    private void execution(Execution execution) {
        execution.compute().ifPresent(name -> instance(ResourceType.COMPUTE, name));
    }

    private void inputs(Inputs inputs) {
        Stream.concat(inputs.secrets().stream(), inputs.dataosSecrets().stream())
                .forEach(this::secret);
        Stream.of(
                        inputs.dataosVolumes().stream().map(VolumeUse::name).toList(),
                        inputs.tempVolume().stream().toList(),
                        inputs.persistentVolume().map(VolumeUse::name).stream().toList())
                .flatMap(List::stream)
                .forEach(name -> found.add(new ResourceKey(ResourceType.VOLUME, workspace, name)));
    }

    private void secret(SecretUse use) {
        found.add(new ResourceKey(ResourceType.SECRET, use.workspace().orElse(workspace), use.name()));
        if (use.workspace().isEmpty()) {
            instance(ResourceType.INSTANCE_SECRET, use.name());
        }
    }

    private void instance(ResourceType type, String name) {
        if (!name.isBlank()) {
            found.add(new ResourceKey(type, ResourceKey.INSTANCE, name));
        }
    }
}
